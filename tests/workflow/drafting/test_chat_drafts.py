"""Drafts by a language model on a server: it is told what stands around a segment, and what it says
goes through the same checks as every engine's words.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db import Database
from app.engines import ENGINES
from app.engines.base import AgreedTerm, Neighbour, Surroundings
from app.engines.chat import ChatEngine
from app.jobs.worker import drafts
from app.models import Status, Use
from app.resources.load import parse
from app.resources.segments import Segment, extract
from app.workflow.drafting import jobs
from app.workflow.drafting.drafts import Gathered, make
from app.workflow.drafting.job_views import job_view
from app.workflow.drafting.jobs import Scope
from app.workflow.drafting.surroundings import surroundings
from app.workflow.glossary import terms
from app.workflow.translation.desk import open_desk
from tests.engines.chatting import DIGEST, MODEL, ModelServer, engine_of, entry, translated
from tests.engines.serving import serving
from tests.factories import HEAD, SLUG, person, translate


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving(ModelServer()) as running:
        assert isinstance(running, ModelServer)
        yield running


@pytest.fixture
def engine(server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChatEngine:
    engine = engine_of(tmp_path / "models.toml", entry(server, languages=["pl", "ps", "bn"]))
    monkeypatch.setitem(ENGINES, "chat", engine)
    return engine


def segment(text: str) -> Segment:
    block = f"  - {{id: one, type: paragraph, safety_critical: true, text: {text}}}\n"
    return extract(parse(HEAD + block)).segments[-1]


CALL = "Call your midwife straight away if your baby is not moving as usual."


ASK = "Your midwife can tell you more about folic acid and food."


@pytest.mark.parametrize(
    ("tag", "english", "said", "why"),
    [
        ("pl", ASK, "Położna powie Pani " + "o kwasie foliowym, " * 4, "over and over"),
        ("pl", ASK, "Położna " * 40, "over and over"),
        ("pl", ASK, "Акушерка расскажет вам больше о еде.", "Cyrillic letters"),
        ("pl", ASK, ASK, "in English"),
        ("bn", ASK, ASK, "Latin letters"),
        ("ps", ASK, "قابله می تواند برای شما در باره غذا معلومات بدهد.", "in Dari"),
        ("pl", CALL, "Jeśli dziecko rusza się jak zwykle, zadzwoń do położnej.", "is not moving"),
    ],
    ids=["loop", "long loop", "Russian", "English", "English for Bengali", "Dari", "no negation"],
)
def test_h2_what_a_model_says_is_judged_as_every_engines_words(
    engine: ChatEngine, server: ModelServer, tag: str, english: str, said: str, why: str
) -> None:
    server.say = lambda _: translated(said.strip())
    (made,) = make(engine, tag, Gathered(todo=(segment(english),), known={}))
    assert made.text is None
    assert why in made.reason


def test_a_good_draft_bears_where_it_came_from(engine: ChatEngine, server: ModelServer) -> None:
    good = "Jeśli dziecko nie rusza się jak zwykle, natychmiast zadzwoń do położnej."
    server.say = lambda _: translated(good)
    (made,) = make(engine, "pl", Gathered(todo=(segment(CALL),), known={}))
    assert made.text == good
    assert {name: made.origin[name] for name in ("engine", "model", "checksum")} == {
        "engine": "chat",
        "model": MODEL,
        "checksum": DIGEST,
    }
    assert made.origin["version"].startswith("prompt-")


@pytest.mark.one_database
def test_neighbours_bear_the_words_of_people_alone_and_terms_those_that_were_agreed_on(
    world: Database,
) -> None:
    translate(world, {"title": "Nudności", "vitamin": "Przyjmuj 10 mikrogramów witaminy D."})
    with world.writing() as session:
        author, reviewer = person(world, "author"), person(world, "reviewer")
        for term in ("triage", "vitamin D", "summary"):
            terms.describe(session, author, term, "", "", keep=False)
        terms.agree(session, reviewer, "triage", "pl", "izba przyjęć", Use.APPROVED)
        terms.agree(session, reviewer, "triage", "pl", "triaż", Use.FORBIDDEN)
        terms.agree(session, reviewer, "vitamin D", "pl", "witamina D", Use.FIXED)
        desk = open_desk(session, SLUG, "standard", "pl")
        desk.rows["vitamin"].status = Status.DRAFT
        fixed = terms.fixed_words(session, "pl")
        found = surroundings(desk, [desk.segments[p] for p in ("vitamin", "call.who")], fixed)
    assert found["call.who"] == Surroundings(
        before=(
            Neighbour(text="Take 10 micrograms of vitamin D each day."),
            Neighbour(text="Call us now"),
        ),
        terms=(AgreedTerm(term="triage", words=("izba przyjęć",), never=("triaż",)),),
    )
    assert found["vitamin"].before[0] == Neighbour(text="Feeling sick", words="Nudności")
    assert found["vitamin"].terms == ()


@pytest.mark.one_database
def test_a_job_asks_in_small_steps_and_leaves_the_rest_when_the_server_is_gone(
    world: Database, engine: ChatEngine, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(world, {"title": "Nudności"})
    monkeypatch.setattr(ChatEngine, "at_once", 3)
    server.failures = [400] * 3
    with world.writing() as session:
        scope = Scope(SLUG, "standard", "pl", "chat")
        job = jobs.start(session, person(world, "translator"), scope).id
    drafts.run(world, job)
    assert len(server.sent) == 3
    assert server.questions[0]["before"] == [{"text": "Feeling sick", "translation": "Nudności"}]
    assert "10 micrograms" not in server.sent[0].decode()
    with world.reading() as session:
        (part,) = job_view(session, job).parts
    assert (part.drafted, part.refused, part.left) == (0, 3, 1)
    assert "left alone for a minute" in part.reason
