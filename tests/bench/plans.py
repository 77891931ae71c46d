"""How long the code of a filled plan is, how fast it is made and read, and what one step of filling
in costs beside a bare route that answers the same bytes."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx2

from app.config import CONTENT, settings
from app.plans.answers import Template
from app.plans.codec import decode, encode
from app.resources.load import load
from app.resources.segments import content_hash
from app.workflow import seeding
from app.workflow.open_database import open_database
from tests.bench.figure import Figure, seconds
from tests.bench.traffic import requests_per_second, serving
from tests.plans.some_answers import all_ticked

SLUG = "my-birth-preferences"
WORDS = (
    "Chciałabym, żeby było cicho i spokojnie. Proszę pytać mnie przed każdym badaniem. Mój mąż "
    "będzie ze mną przez cały czas. Bardzo boję się igieł i nie chcę widzieć strzykawki. "
    "Chcę od razu przytulić dziecko. Proszę mówić powoli i prostymi słowami. "
)
TYPING = 4.0


def measure() -> Iterator[Figure]:
    plan = load(CONTENT / "plans" / f"{SLUG}.yaml")
    template = Template(content_hash(plan), plan)
    ticked, told = all_ticked(template), all_ticked(template, (WORDS * 2)[:400])
    code = encode(told, plan)
    yield Figure("code_bytes", len(encode(ticked, plan)), "bytes", 600)
    yield Figure("code_bytes_with_text", len(code), "bytes", 1500, detail="400 Polish letters")
    assert decode(code, lambda pin: template).values == told.values
    taken = seconds(lambda: decode(encode(told, plan), lambda pin: template), 20)
    yield Figure("codec_ms", taken * 1000, "ms", detail="encoded and decoded, with 400 letters")
    before = dict(os.environ)
    try:
        yield _step()
    finally:
        os.environ.clear()
        os.environ.update(before)
        settings.cache_clear()


def _step() -> Figure:
    """One section answered and the next one shown, with everything ticked before."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "BIRTHWORDS_DATA": folder,
            "BIRTHWORDS_DEMO": "1",
            "BIRTHWORDS_PRERENDER": "0",
            "BIRTHWORDS_WORKER": "0",
        }
        settings.cache_clear()
        database = open_database(settings().database())
        database.migrate()
        seeding.seed(database, demo=True)
        database.dispose()
        os.environ["BENCH_BARE"] = folder
        with serving("tests.bench.served:app") as port:
            address = f"http://127.0.0.1:{port}/en/plans/{SLUG}/fill"
            page = httpx2.post(address, data={"go": "begin"}).text
            state = page.partition('name="state" value="')[2].partition('"')[0]
            body = urlencode({"state": state, "at": "about-me", "go": "next", "shown": "en"})
            answer = httpx2.post(
                address, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
            )
            (Path(folder) / "answer").write_bytes(answer.content)
            path = f"/en/plans/{SLUG}/fill"
            ours = requests_per_second(port, path, TYPING, body)
            bare = requests_per_second(port, "/bare/answer", TYPING, body)
    return Figure("fill_step_vs_bare", ours / bare, "ratio", better="higher",
                  detail=f"{ours:.0f} steps a second, {bare:.0f} bare answers")  # fmt: skip
