"""What is held in memory is shared by the threads of all requests: whoever looks meanwhile finds it
or reads it anew, never breaks, and a service with many editions reads each once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import select

from app.caches import SharedCache, by_identity
from app.db import Database
from app.models import Edition, EditionEvent, ResourceRow, SourceRevision
from app.render import interface, templating
from app.resources.schema import Resource
from app.resources.segments import Extraction, extract
from app.workflow.editions import edition_views, integrity, published
from app.workflow.source import revisions
from tests.factories import SLUG, publish_leaflet

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database, pytest.mark.together]
EDITIONS = 600


def test_what_was_not_asked_for_longest_goes_first_and_what_is_too_large_is_not_held() -> None:
    cache: SharedCache[str, str] = SharedCache(4, len)
    assert cache.put("a", "aa") == "aa"
    cache.put("b", "bb")
    assert cache.get("a") == "aa"
    cache.put("c", "cc")
    cache.put("large", "12345")
    assert [key for key in ("a", "b", "c", "large") if key in cache] == ["a", "c"]
    assert cache.currsize == 4


def test_threads_that_read_and_push_out_each_others_values_find_none_missing() -> None:
    """Each value is its key's, whoever put it there, however many came between."""
    cache: SharedCache[int, str] = SharedCache(8)

    def use(number: int) -> bool:
        key = number % 20
        found = cache.get(key)
        return (found or cache.put(key, str(key))) == str(key)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(use, range(20_000)))
    assert cache.currsize == 8


def test_what_is_held_by_identity_is_worked_out_once_and_never_another_objects() -> None:
    """Though objects that nobody else holds would take each other's place in memory."""
    worked: list[int] = []

    @by_identity(4)
    def first(numbers: list[int]) -> int:
        worked.append(numbers[0])
        return numbers[0]

    kept = [7]
    assert [first(kept), first(kept), first([7])] == [7, 7, 7]
    assert worked == [7, 7]
    assert [first([number]) for number in range(200)] == list(range(200))


def test_editions_are_read_while_they_are_forgotten_and_words_released(world: Database) -> None:
    publish_leaflet(world)
    forget: tuple[Callable[[], object], ...] = (
        edition_views._frozen.cache_clear,
        revisions._parsed.cache_clear,
        templating._environment.cache_clear,
        lambda: interface.release({}),
    )

    def read(_: int) -> tuple[int, str]:
        with world.reading() as session:
            editions = published.everything(session)
            title = revisions.english(revisions.newest_revision(session, SLUG, "standard")).title
        templating.environment("pl", demo=True)
        return len(editions), title

    with ThreadPoolExecutor(6) as threads:
        seen = [threads.submit(read, number) for number in range(60)]
        gone = [threads.submit(forget[number % 4]) for number in range(200)]
        assert {each.result() for each in seen} == {(2, "Feeling sick")}
        assert all(each.result() is None for each in gone)


def add_copies(world: Database, count: int) -> None:
    """So many more leaflets, each with an English edition of its own."""
    with world.writing() as session:
        like = session.exec(select(Edition).where(Edition.language == "en")).one()
        english = session.get_one(SourceRevision, like.source_revision_id)
        event = session.exec(select(EditionEvent).where(EditionEvent.edition_id == like.id)).one()
        rows = [ResourceRow(slug=f"leaflet-{number}", kind="leaflet") for number in range(count)]
        session.add_all(rows)
        session.flush()
        sources = [
            SourceRevision(
                **english.model_dump(exclude={"id", "resource_id", "content", "hash"}),
                resource_id=revisions.key(row),
                content={**english.content, "slug": row.slug},
                hash=f"{row.id:064x}",
            )
            for row in rows
        ]
        session.add_all(sources)
        session.flush()
        own = {"id", "code", "hash", "resource_id", "source_revision_id", "english", "content"}
        editions = []
        for row, source in zip(rows, sources, strict=True):
            text: dict[str, Any] = {**like.content, "slug": row.slug}
            edition = Edition(
                **like.model_dump(exclude=own),
                code=f"C{row.id}",
                hash="",
                resource_id=revisions.key(row),
                source_revision_id=revisions.key(source),
                english=text,
                content=text,
            )
            edition.hash = integrity.digest(edition)
            editions.append(edition)
        session.add_all(editions)
        session.flush()
        shared = event.model_dump(exclude={"id", "edition_id"})
        for edition in editions:
            assert edition.id is not None
            session.add(EditionEvent(**shared, edition_id=edition.id))


def test_six_hundred_editions_are_read_once_each(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_leaflet(world)
    add_copies(world, EDITIONS)
    read: Counter[str] = Counter()

    def checked(row: Edition, slug: str) -> None:
        read["editions"] += 1
        integrity.check_whole(row, slug)

    def cut(resource: Resource) -> Extraction:
        read["revisions"] += 1
        return extract(resource)

    monkeypatch.setattr(edition_views, "check_whole", checked)
    monkeypatch.setattr(revisions, "extract", cut)
    edition_views._frozen.cache_clear()
    revisions._parsed.cache_clear()
    for _ in range(3):
        with world.reading() as session:
            assert len(published.everything(session)) == EDITIONS + 2
            every = session.exec(select(SourceRevision)).all()
            assert len([revisions.english(each).title for each in every]) == EDITIONS + 1
    assert read == {"editions": EDITIONS + 2, "revisions": EDITIONS + 1}
    edition_views._frozen.cache_clear()
    revisions._parsed.cache_clear()
