"""Two hundred readers at the same moment: on a page, and on prints of filled plans; and how soon
the service says that it is well meanwhile.
"""

import asyncio
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from app.config import CONTENT, processors
from app.plans.answers import Template
from app.plans.sealed import begin
from app.resources.load import load
from app.resources.segments import content_hash
from app.web.filling.steps import sealed
from tests.bench.beside_bare import around
from tests.bench.figure import Figure
from tests.bench.timing import p95
from tests.bench.traffic import serving
from tests.plans.some_answers import all_ticked

AT_ONCE = 200
PAGE = "/pl/leaflets/babys-movements"
PLAN = "my-birth-preferences"
EACH = 0.02
PATIENCE = 180.0


@dataclass(frozen=True)
class Answer:
    """What one request got; status 0 where the connection failed or nobody waited any longer."""

    status: int
    kind: str
    seconds: float
    retry: bool = False


def measure() -> Iterator[Figure]:
    """The service is started anew; the settings name a demonstration."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 16_384)), hard))
    with serving("app.main:create_app") as port:
        cold, well_cold = asyncio.run(_burst(port, _get(PAGE)))
        warm, well_warm = asyncio.run(_burst(port, _get(PAGE)))
        yield Figure(
            "burst_200_errors", _broken(cold) + _broken(warm), "requests", 0,
            detail=f"cold: {_told(cold)}; warm: {_told(warm)}; {around()}",
        )  # fmt: skip
        form = _post(f"/pl/plans/{PLAN}/fill/print/standard", filled())
        capacity = asyncio.run(_capacity(port, form))
        prints, well_prints = asyncio.run(_burst(port, form))
    yield _filled(prints, capacity)
    well = [well_cold, well_warm, well_prints]
    yield Figure(
        "health_under_burst_p95_ms", max(map(_p95, well)), "ms",
        detail="the worst of cold, warm, prints: "
        + ", ".join(f"{_p95(group):.0f} ms of {len(group)}" for group in well)
        + "; asked every 20 ms, an answer that never came counts as 180 s; 30 s before this was "
        "measured",
        samples=min(map(len, well)),
    )  # fmt: skip


def filled() -> str:
    """A form that holds a plan with everything ticked, as her browser sends it."""
    plan = load(CONTENT / "plans" / f"{PLAN}.yaml")
    words = "Chciałabym, żeby było cicho i spokojnie."
    answers = all_ticked(Template(content_hash(plan), plan), words)
    return urlencode({"state": sealed(begin(answers, shared=False)), "shown": "pl"})


def _broken(answers: list[Answer]) -> int:
    """Of 200, all must be answered within 5 s, 195 with the page and none with an error of ours."""
    late = [each for each in answers if each.seconds > 5 or each.status not in (200, 503)]
    refused = sum(each.status == 503 for each in answers if each not in late)
    return len(late) + max(0, refused - 5)


def _filled(answers: list[Answer], capacity: float) -> Figure:
    """Drawn, or refused at once; and at least half as many drawn as there was time for."""
    drawn = [each for each in answers if each.status == 200 and each.kind == "application/pdf"]
    refused = [each for each in answers if each.status == 503]
    late = sum(each.seconds > 2 or not each.retry for each in refused)
    waited = max((each.seconds for each in drawn), default=0.0)
    missing = max(0, round(0.5 * capacity * waited) - len(drawn)) if drawn else 1
    others = len(answers) - len(drawn) - len(refused)
    slowest = max((each.seconds for each in refused), default=0.0)
    return Figure(
        "burst_filled_errors", others + late + missing, "requests", 0,
        detail=f"{len(drawn)} drawn in {waited:.1f} s at a capacity of {capacity:.1f} prints/s, "
        f"{missing} too few; {len(refused)} refused with 503, the last after {slowest:.1f} s, "
        f"{late} of them late or without Retry-After; {others} neither; {_told(answers)}",
    )  # fmt: skip


def _told(answers: list[Answer]) -> str:
    counts = {
        status: sum(each.status == status for each in answers)
        for status in sorted({each.status for each in answers})
    }
    last = max(each.seconds for each in answers)
    return (
        ", ".join(f"{count} × {status}" for status, count in counts.items()) + f" in {last:.1f} s"
    )


def _p95(seconds: list[float]) -> float:
    """In milliseconds; of a burst that was over at the first look, that one."""
    return 1000 * (p95(seconds) if len(seconds) > 1 else max(seconds, default=0.0))


def _get(path: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        "Connection: close\r\n\r\n"
    ).encode()


def _post(path: str, form: str) -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(form)}\r\n\r\n{form}"
    ).encode()


async def _burst(port: int, request: bytes) -> tuple[list[Answer], list[float]]:
    """Two hundred at once, and how many seconds /healthz took meanwhile, asked whether or not it
    has answered before."""
    asking: list[asyncio.Task[Answer]] = []

    async def ask_how_it_is() -> None:
        start = time.perf_counter()
        for number in range(int(PATIENCE / EACH)):
            await asyncio.sleep(start + number * EACH - time.perf_counter())
            asking.append(asyncio.create_task(_ask(port, _get("/healthz"))))

    probe = asyncio.create_task(ask_how_it_is())
    answers = await asyncio.gather(*(_ask(port, request) for _ in range(AT_ONCE)))
    probe.cancel()
    well = await asyncio.gather(*asking)
    return answers, [each.seconds if each.status == 200 else PATIENCE for each in well]


async def _capacity(port: int, request: bytes) -> float:
    """Prints a second where as many are asked for as there are processors to draw them."""

    async def one_after_another(count: int) -> None:
        for _ in range(count):
            answer = await _ask(port, request)
            if answer.status != 200:
                raise ConnectionError(f"A filled print was answered with {answer.status}.")

    both = processors()
    await asyncio.gather(*(one_after_another(2) for _ in range(both)))
    start = time.perf_counter()
    await asyncio.gather(*(one_after_another(5) for _ in range(both)))
    return 5 * both / (time.perf_counter() - start)


async def _ask(port: int, request: bytes) -> Answer:
    start = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            data = await reader.read()
            writer.close()
    except (OSError, TimeoutError):
        return Answer(0, "", time.perf_counter() - start)
    head = data.partition(b"\r\n\r\n")[0].decode("latin-1").lower()
    status = int(head.split(" ", 2)[1]) if head.startswith("http/1.1 ") else 0
    kind = head.partition("content-type: ")[2].partition("\r\n")[0]
    return Answer(status, kind, time.perf_counter() - start, "\r\nretry-after: " in head)
