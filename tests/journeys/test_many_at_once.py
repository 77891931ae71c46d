"""Sixty readers at once, as on a bad night: everybody is answered, with the page or with whom to
call, and the service tells the truth about itself all along. Nothing here is timed; time-outs only
keep a service that froze from holding up the tests for ever.
"""

import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from urllib.parse import urlsplit

import pytest

from tests.journeys.conftest import Site

PAGE = "/pl/leaflets/babys-movements"
AT_ONCE = 100
PATIENCE = 50.0


@dataclass(frozen=True)
class Answer:
    status: int
    head: str
    body: bytes


def ask(site: Site, path: str, form: str = "") -> Answer:
    """One request over a connection of its own; raises TimeoutError where nothing comes."""
    place = urlsplit(site.base)
    assert place.hostname is not None
    lines = [f"{'POST' if form else 'GET'} {path} HTTP/1.1", "Host: x", "Connection: close"]
    if form:
        kind = "application/x-www-form-urlencoded"
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(form)}"]
    with socket.create_connection((place.hostname, place.port or 80), PATIENCE) as connection:
        connection.sendall("\r\n".join([*lines, "", form]).encode())
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return Answer(int(head.split()[1]), head.decode("latin-1"), body)


def all_at_once(site: Site, paths: list[str]) -> list[Answer]:
    start = Barrier(len(paths))

    def one(path: str) -> Answer:
        start.wait()
        return ask(site, path)

    with ThreadPoolExecutor(len(paths)) as readers:
        return list(readers.map(one, paths))


def test_h28_a_hundred_readers_of_a_leaflet_at_once_all_read_it(demo_site: Site) -> None:
    answers = all_at_once(demo_site, [PAGE] * AT_ONCE)
    assert Counter(answer.status for answer in answers) == {200: AT_ONCE}
    assert len({answer.body for answer in answers}) == 1


def test_h28_a_hundred_readers_of_pages_that_are_drawn_for_each_are_all_answered(
    demo_site: Site,
) -> None:
    """A form is drawn for each reader, who must be told at once if she cannot have it."""
    paths = ["/pl/plans/my-birth-preferences/fill"] * AT_ONCE + ["/healthz"] * 10
    answers = all_at_once(demo_site, paths)
    assert {answer.status for answer in answers} <= {200, 503}
    assert {answer.status for answer in answers[AT_ONCE:]} == {200}
    assert Counter(answer.status for answer in answers)[200] > AT_ONCE // 2


@pytest.mark.parametrize("language", ["pl", "fa-AF"])
def test_h28_more_prints_than_can_be_drawn_are_refused_with_whom_to_call(
    demo_site: Site, language: str
) -> None:
    sizes = range(16, 24)
    places = [
        f"/{language}/leaflets/babys-movements/large_print.pdf?size={size}&service={service}"
        for size in sizes
        for service in ("gwh", "ruh", "sft")
    ]
    answers = all_at_once(demo_site, [*places * 3, "/healthz", PAGE])
    *prints, health, page = answers
    assert (health.status, page.status) == (200, 200)
    assert {answer.status for answer in prints} <= {200, 503}
    assert any(answer.body.startswith(b"%PDF") for answer in prints)
    refused = [answer for answer in prints if answer.status == 503]
    assert refused
    for answer in refused:
        assert "retry-after: " in answer.head.lower()
        assert b"01632 960" in answer.body
        assert f'lang="{language}"'.encode() in answer.body
