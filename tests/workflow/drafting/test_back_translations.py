"""Back-translations by engines: which may do it, that it holds for exactly its text, and that what
differs from the English is seen. Apertium is the real one.
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.config import settings
from app.db import Database
from app.engines import CTRANSLATE, ENGINES
from app.engines.base import Capability, Draft
from app.jobs.worker import drafts
from app.models import BackTranslation, JobKind, JobState, TextRef
from app.workflow.drafting import back_translations, jobs
from app.workflow.drafting.back_translations import back_translate_by_engine
from app.workflow.drafting.job_views import JobView, job_view
from app.workflow.drafting.jobs import Scope
from app.workflow.refusals import Conflict, Refused
from app.workflow.review.back_translation import current_back_translation, differences, is_lacking
from app.workflow.translation.desk import open_desk, view
from tests.engines.deterministic import AccentEngine
from tests.engines.make_tiny_model import tiny_model
from tests.factories import LEAFLET, SLUG, bring_in, desk_of, person, revise, translate
from tests.workflow.drafting.spanish import SPANISH, TEXT, approved

CRITICAL = ["vitamin", "call.heading", "call.who"]


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[AccentEngine]:
    engine = AccentEngine()
    monkeypatch.setitem(ENGINES, "accents", engine)
    monkeypatch.setenv("BIRTHWORDS_ENGINES", "accents apertium")
    settings.cache_clear()
    yield engine
    settings.cache_clear()


def drafted_by(database: Database, engine: str, *paths: str) -> None:
    """As if an engine had drafted the segments that people then edited."""
    with database.writing() as session:
        desk = open_desk(session, *TEXT.parts)
        for path in paths:
            row = desk.rows[path]
            row.origin = {"engine": engine}
            session.add(row)


def say(database: Database, path: str, engine: str = "") -> BackTranslation:
    return back_translate_by_engine(database, person(database, "reviewer"), TEXT, path, engine)


def holds(database: Database, path: str) -> bool:
    desk = desk_of(database, "es")
    return current_back_translation(desk, view(desk, path)) is not None


def test_h2_apertium_says_a_text_in_english_and_its_model_is_on_record(world: Database) -> None:
    translate(world, SPANISH, tag="es")
    row = say(world, "vitamin", "apertium")
    assert row.text.endswith("10 micrograms of vitamin D each day.")
    assert (row.engine, row.model) == ("apertium", "spa-eng")
    assert row.version.startswith("3.")
    assert row.checksum == ENGINES["apertium"].capability("es", "en").checksum
    assert "<1>" in say(world, "call.who", "apertium").text
    desk = desk_of(world, "es")
    assert not is_lacking(desk, view(desk, "vitamin"))
    assert differences(desk.segments["vitamin"], row.text) == ()
    translate(world, {"vitamin": SPANISH["vitamin"].replace("cada día", "diario")}, tag="es")
    assert not holds(world, "vitamin")


def test_h2_only_an_engine_that_had_no_part_in_a_text_translates_it_back(world: Database) -> None:
    translate(world, SPANISH, tag="es")
    drafted_by(world, "apertium", "vitamin")
    with pytest.raises(Refused, match="Apertium had a part in this text"):
        say(world, "vitamin", "apertium")
    assert say(world, "vitamin").engine == "accents"
    drafted_by(world, "accents", "call.heading")
    assert say(world, "call.heading").engine == "apertium"
    # What it was drafted by later counts too: the back-translation holds no more.
    drafted_by(world, "apertium", "call.heading")
    assert not holds(world, "call.heading")
    for engine, reason in (("nope", "No engine is ready"), ("none", "No engine is ready")):
        with pytest.raises(Refused, match=reason):
            say(world, "call.who", engine)


def test_h2_engines_that_share_models_and_makers_named_in_files_count_as_the_drafter(
    world: Database,
) -> None:
    translate(world, SPANISH, tag="es")
    drafted_by(world, "argos", "vitamin")
    with world.writing() as session:
        desk = open_desk(session, *TEXT.parts)
        desk.rows["call.who"].origin = {"file": "x.po", "origin": "Apertium 3.8 draft"}
        assert back_translations.barred(desk, view(desk, "call.who"), "apertium")
        assert back_translations.barred(desk, view(desk, "vitamin"), "libretranslate")
        assert not back_translations.barred(desk, view(desk, "vitamin"), "apertium")


@pytest.mark.parametrize(
    ("made_by", "barred"),
    [
        ("language-model draft, not checked by a person; confidence: high", True),
        ("translator Anna Chatterjee", False),
        ("Argos 1.9", False),
    ],
)
@pytest.mark.one_database
def test_h2_a_served_language_model_checks_no_draft_of_a_model_that_has_no_name(
    world: Database, made_by: str, barred: bool
) -> None:
    translate(world, SPANISH, tag="es")
    with world.writing() as session:
        desk = open_desk(session, *TEXT.parts)
        desk.rows["vitamin"].origin = {"file": "x.po", "origin": made_by}
        assert bool(back_translations.barred(desk, view(desk, "vitamin"), "chat")) is barred


MODELS = """
[[model]]
id = "nllb-a"
folder = "FOLDER"
recipe = "nllb"
tokenizer = "spm.model"
licence = "CC-BY-NC-4.0"
languages = ["so"]

[[model]]
id = "nllb-b"
folder = "FOLDER"
recipe = "nllb"
tokenizer = "spm.model"
licence = "CC-BY-NC-4.0"
languages = ["so"]

[[model]]
id = "madlad"
folder = "FOLDER"
recipe = "madlad"
tokenizer = "spm.model"
licence = "Apache-2.0"
languages = ["so"]
"""


def test_h2_each_model_that_an_operator_brought_is_an_engine_unless_they_are_of_one_family(
    world: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "models.toml").write_text(MODELS.replace("FOLDER", str(tiny_model(back=True))))
    monkeypatch.setenv("BIRTHWORDS_MODELS", str(tmp_path / "models.toml"))
    monkeypatch.setenv("BIRTHWORDS_DATA", str(tmp_path))
    monkeypatch.setenv("BIRTHWORDS_ENGINES", "ctranslate")
    settings.cache_clear()
    for model in ("nllb-a", "nllb-b", "madlad"):
        CTRANSLATE.accept(model, "ana@x.test")
    text = TextRef(SLUG, "standard", "so")
    translate(world, {"vitamin": "Waa bilaash.", "call.who": "Xuquuqdaada"}, tag="so")
    with world.writing() as session:
        desk = open_desk(session, *text.parts)
        for path, model in (("vitamin", "madlad"), ("call.who", "nllb-a")):
            desk.rows[path].origin = {"engine": "ctranslate", "model": model}
            session.add(desk.rows[path])
    actor = person(world, "reviewer")
    done = back_translate_by_engine(world, actor, text, "vitamin")
    assert (done.engine, done.model, done.text) == ("ctranslate", "nllb-a", "It is free.")
    with world.reading() as session:
        desk = open_desk(session, *text.parts)
        offered = back_translations.offers(desk, view(desk, "call.who"))
        assert current_back_translation(desk, view(desk, "vitamin")) is not None
    assert [(o.engine.id, bool(o.barred)) for o in offered] == [
        ("ctranslate:nllb-a", True),
        ("ctranslate:nllb-b", True),
        ("ctranslate:madlad", False),
    ]
    with pytest.raises(Refused, match="nllb-b had a part"):
        back_translate_by_engine(world, actor, text, "call.who", "ctranslate:nllb-b")


def test_h2_the_engine_behind_words_from_memory_does_not_check_them(
    world: Database, engines: AccentEngine
) -> None:
    translate(world, {"vitamin": SPANISH["vitamin"]}, tag="es")
    with world.writing() as session:
        desk = open_desk(session, *TEXT.parts)
        desk.rows["vitamin"].origin = {"engine": "accents"}
        session.add(desk.rows["vitamin"])
    revise(world, "vitamin", tag="es")
    bring_in(world, LEAFLET.replace("feeling-sick", "twin"))
    actor = person(world, "translator")
    with world.writing() as session:
        job = jobs.start(session, actor, Scope("twin", "standard", "es", "accents")).id
    drafts.run(world, job)
    with world.reading() as session:
        desk = open_desk(session, "twin", "standard", "es")
        assert desk.rows["vitamin"].origin["memory"]
        assert back_translations.barred(desk, view(desk, "vitamin"), "accents")


def test_h2_what_changed_while_the_engine_worked_is_not_counted(
    world: Database, engines: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(world, SPANISH, tag="es")
    plain = engines.translate

    def meanwhile(texts: Sequence[str], source: str, target: str) -> list[Draft]:
        translate(world, {"vitamin": "Tome 10 microgramos de vitamina D."}, tag="es")
        return plain(texts, source, target)

    monkeypatch.setattr(engines, "translate", meanwhile)
    with pytest.raises(Conflict):
        say(world, "vitamin", "accents")
    assert not holds(world, "vitamin")


def test_h1_h2_a_dose_or_a_not_that_comes_back_otherwise_is_shown(world: Database) -> None:
    bring_in(world, LEAFLET.replace("Take 10", "Do not take 10"))
    desk = desk_of(world, "es")
    segment = desk.segments["vitamin"]
    for said, found in (
        ("Do not take 10 milligrams of vitamin D each day.", "10 milligrams"),
        ("Take 10 micrograms of vitamin D each day.", "no “not”"),
    ):
        (only,) = differences(segment, said)
        assert found in only
        assert "the back-translation" in only
    assert differences(segment, "It do not take 10 micrograms of vitamin D each day.") == ()


def order(database: Database, engine: str = "", who: str = "reviewer") -> str:
    actor = person(database, who)
    with database.writing() as session:
        return jobs.start(session, actor, Scope(*TEXT.parts, engine, JobKind.BACK)).id


def done(database: Database, job_id: str) -> JobView:
    drafts.run(database, job_id)
    with database.reading() as session:
        return job_view(session, job_id)


def test_h2_all_that_waits_is_translated_back_in_one_job_but_for_what_the_engine_drafted(
    world: Database,
) -> None:
    with pytest.raises(Refused, match="No text waits"):
        order(world)
    approved(world)
    drafted_by(world, "apertium", "call.heading")
    job = done(world, order(world, "apertium"))
    assert (job.state, job.total, job.drafted, job.refused) == (JobState.DONE, 3, 2, 1)
    ((path, reason),) = job.parts[0].refusals
    assert (path, "Apertium had a part" in reason) == ("call.heading", True)
    assert [holds(world, path) for path in CRITICAL] == [True, False, True]
    with pytest.raises(Refused, match="had a part"):
        order(world, "apertium")
    again = done(world, order(world))
    assert (again.scope.engine, again.drafted) == ("accents", 1)
    assert all(holds(world, path) for path in CRITICAL)
    with pytest.raises(Refused, match="is not"):
        order(world, who="midwife")


def test_an_engine_that_never_answers_ends_the_job_with_the_reason(
    world: Database, engines: AccentEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_ENGINE_SECONDS", "0.05")
    settings.cache_clear()
    never = Stuck()
    monkeypatch.setattr(engines, "translate", never.translate)
    approved(world)
    try:
        job = done(world, order(world, "accents"))
        assert (job.state, job.done) == (JobState.FAILED, 0)
        assert "gave no answer in 0.05 seconds" in job.reason
        with pytest.raises(Refused, match="gave no answer"):
            say(world, "vitamin", "accents")
    finally:
        never.go.set()


class Stuck:
    """An engine that waits until it is told to go on."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        self.go.wait(30)
        return []


def test_what_no_engine_in_use_can_read_waits_for_a_person(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRTHWORDS_ENGINES", "argos")
    settings.cache_clear()
    approved(world)
    with pytest.raises(Refused, match="A third person must"):
        say(world, "vitamin")
    with pytest.raises(Refused, match="A third person must"):
        order(world)
    assert isinstance(ENGINES["argos"].capability("es", "en"), Capability)
