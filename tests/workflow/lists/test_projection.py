"""What lists are read from agrees with what is worked out from the stored texts, whatever happens
and in whatever order."""

import random
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.db import Database
from app.models import (
    Edition,
    Remark,
    RemarkKind,
    SegmentListing,
    SourceRevision,
    Status,
    TextSummary,
    Use,
)
from app.resources.load import parse
from app.workflow.editions import publishing
from app.workflow.glossary import terms
from app.workflow.lists import projection
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.review import back_translation, findings, remarks, sign_off, steps, waits
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import Desk, open_desk, views
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    TEAM,
    WRONG_DOSE,
    person,
    publish_leaflet,
    translate,
)

Step = Callable[[random.Random, Session, Desk, Actor], object]


def disagreements(session: Session, tag: str = "pl") -> list[str]:
    """Where the lists differ from the pure functions."""
    desk = open_desk(session, SLUG, "standard", tag)
    summary = session.exec(select(TextSummary).where(TextSummary.language == tag)).one()
    rows = session.exec(select(SegmentListing).where(SegmentListing.summary_id == summary.id)).all()
    by_path = {row.path: row.model_dump() for row in rows}
    questions = remarks.open_questions(desk)
    signed = summary.stage in ("publish", "done")
    wrong = []
    seen = views(desk) if tag != "en" else ()
    if [row.path for row in sorted(rows, key=lambda r: r.position)] != [s.path for s in seen]:
        wrong.append("the segments are not those of the English, in its order")
    for position, one in enumerate(seen):
        expected = projection.line(desk, one, question=one.path in questions)
        expected |= {"position": position, "summary_id": summary.id}
        if signed and expected["waits"] == waits.SIGN:
            expected["waits"] = waits.NOTHING
        wrong += [
            f"{one.path}: {name} is {by_path[one.path][name]!r}, not {value!r}"
            for name, value in expected.items()
            if by_path[one.path][name] != value
        ]
    return wrong + _misfiled(summary, desk) + _miscounted(summary, desk, by_path)


def _misfiled(summary: TextSummary, desk: Desk) -> list[str]:
    """What the library says of the text's newest edition, from the editions themselves."""
    newest = next(iter(publishing.editions_of(desk)), None)
    live = publishing.current(desk.session, summary.resource_id, "standard", summary.language)
    if live is not None:
        states = {"published" if summary.stage == "done" else "changing"}
    elif newest is not None:
        states = {"withdrawn"}
    else:
        states = {"work": {"work", "none"}, "sign": {"sign"}, "publish": {"publish"}}[summary.stage]
    wrong = [] if summary.state in states else [f"state is {summary.state}, not {states}"]
    if summary.review_by != (live.review_by if live else None):
        wrong.append(f"review_by is {summary.review_by}")
    if summary.edition_id != (newest[0].id if newest else None):
        wrong.append(f"edition_id is {summary.edition_id}")
    return wrong


def _miscounted(summary: TextSummary, desk: Desk, rows: dict[str, dict[str, object]]) -> list[str]:
    states = [str(row["state"]) for row in rows.values()]
    names = ("empty", "draft", "sent_back", "edited", "revised", "stale")
    counts = {name: states.count(name) for name in names}
    counts["total"] = len(desk.segments)
    if desk.language.tag == "en":
        counts["revised"] = counts["total"]
    for name in ("blocking", "advisory"):
        counts[name] = sum(bool(row[name]) for row in rows.values())
    counts["questions"] = sum(bool(row["question"]) for row in rows.values())
    to_edit = [row for row in rows.values() if row["waits"] in ("edit", "changed")]
    counts["words_to_edit"] = sum(int(str(row["words"])) for row in to_edit)
    counts["critical_to_edit"] = sum(bool(row["safety_critical"]) for row in to_edit)
    waits = [row["waits"] for row in rows.values()]
    counts["to_answer"] = waits.count("sent_back")
    counts["to_revise"] = waits.count("revise")
    counts["to_edit"] = waits.count("edit") + waits.count("changed")
    signature = sign_off.valid_sign_off(desk)
    stage = "work"
    if not sign_off.obstacles(desk):
        stage = "sign" if signature is None else "done"
        if signature is not None and publishing.would_change(desk, signature):
            stage = "publish"
    wrong = [f"{k}: {getattr(summary, k)}" for k, v in counts.items() if getattr(summary, k) != v]
    return wrong + ([f"stage {summary.stage}, not {stage}"] if summary.stage != stage else [])


def _save(rng: random.Random, _: Session, desk: Desk, actor: Actor) -> object:
    path = rng.choice([*desk.segments])
    right = POLISH.get(path, "Coś")
    text = rng.choice([right, right, f"{right} Tak", WRONG_DOSE])
    return steps.save(desk, actor, path, text, desk.rows[path].version if path in desk.rows else 0)


def _revise(rng: random.Random, _: Session, desk: Desk, actor: Actor) -> object:
    path = rng.choice([*desk.rows])
    return steps.revise(desk, actor, path, desk.rows[path].version)


def _revise_all(_: random.Random, __: Session, desk: Desk, actor: Actor) -> object:
    return [steps.revise(desk, actor, p, row.version) for p, row in desk.rows.items()]


def _reopen(rng: random.Random, _: Session, desk: Desk, actor: Actor) -> object:
    path = rng.choice([*desk.rows])
    return steps.reopen(desk, actor, path, desk.rows[path].version, "Look again")


def _stand_by(_: random.Random, __: Session, desk: Desk, actor: Actor) -> object:
    sent = [path for path, row in desk.rows.items() if row.status is Status.SENT_BACK]
    return [steps.stand_by(desk, actor, p, desk.rows[p].version, "It stands") for p in sent]


def _ask(rng: random.Random, _: Session, desk: Desk, actor: Actor) -> object:
    return remarks.ask(desk, actor, rng.choice([*desk.segments]), "What is meant?")


def _answer(_: random.Random, session: Session, desk: Desk, actor: Actor) -> object:
    questions = session.exec(select(Remark.id).where(Remark.kind == RemarkKind.QUESTION)).all()
    for question in questions:
        remarks.answer(desk, actor, question or 0, "This.")
    return None


def _translate_back(_: random.Random, __: Session, desk: Desk, actor: Actor) -> object:
    return [
        back_translation.back_translate(desk, actor, seen.path, "It says.")
        for seen in views(desk)
        if back_translation.is_lacking(desk, seen)
        and not back_translation.why_not_back(desk, actor, seen)
    ]


def _sign(_: random.Random, __: Session, desk: Desk, actor: Actor) -> object:
    return sign_off.sign_off(desk, actor)


def _dismiss(_: random.Random, __: Session, desk: Desk, actor: Actor) -> object:
    seen = next((s for s in views(desk) if s.findings), None)
    if seen is None:
        raise Refused("There is nothing to dismiss.")
    return findings.dismiss(desk, actor, seen.path, seen.findings[0].key, "It is right so")


def _agree_on_a_word(rng: random.Random, session: Session, _: Desk, actor: Actor) -> object:
    terms.describe(session, person_in(session, "author"), "vitamin D", "", "", False)
    use = rng.choice([Use.APPROVED, Use.FORBIDDEN])
    return terms.agree(session, actor, "vitamin D", "pl", rng.choice(["witamina D", "wit. D"]), use)


def _publish(_: random.Random, session: Session, desk: Desk, actor: Actor) -> object:
    english = open_desk(session, SLUG, "standard", "en")
    sign_off.sign_off(english, person_in(session, "clinician"))
    publishing.publish(english, person_in(session, "author"))
    return publishing.publish(desk, actor)


def _withdraw(_: random.Random, session: Session, __: Desk, actor: Actor) -> object:
    codes = session.exec(select(Edition.code).where(Edition.language == "pl")).all()
    return [publishing.withdraw(session, actor, code, "A mistake") for code in codes]


def _change_english(rng: random.Random, session: Session, _: Desk, actor: Actor) -> object:
    text = rng.choice(
        [
            LEAFLET,
            LEAFLET.replace("Feeling sick", "Feeling very sick"),
            LEAFLET.replace("id: vitamin", "id: supplement"),
            LEAFLET.replace("Call us now", "Ring us now"),
        ]
    )
    return save_source(session, actor, parse(text))


STEPS: tuple[tuple[Step, str, int], ...] = (
    (_save, "translator", 4),
    (_revise, "reviewer", 4),
    (_revise_all, "second-reviewer", 4),
    (_reopen, "reviewer", 2),
    (_stand_by, "translator", 2),
    (_ask, "translator", 1),
    (_answer, "author", 3),
    (_sign, "clinician", 6),
    (_publish, "author", 6),
    (_withdraw, "clinician", 1),
    (_translate_back, "third", 6),
    (_dismiss, "reviewer", 2),
    (_agree_on_a_word, "reviewer", 2),
    (_change_english, "author", 1),
)
"""Each step, who may take it, and how often it is tried."""


def person_in(session: Session, name: str) -> Actor:
    return accounts.actor(session, f"{name}@x.test")


@pytest.mark.parametrize("seed", [1, 2])
def test_h3_lists_agree_with_what_is_stored_after_any_steps(world: Database, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # a play of dice, not a secret
    translate(world)
    taken: set[str] = set()
    for number in range(60):
        if number % 20 == 0:
            _to_the_reader(world, number)
        step, right, _ = rng.choices(STEPS, [weight for _, _, weight in STEPS])[0]
        who = person(world, rng.choice([right, right, right, rng.choice(TEAM)[0]]))
        try:
            with world.writing() as session:
                step(rng, session, open_desk(session, SLUG, "standard", "pl"), who)
            taken.add(step.__name__)
        except Refused:
            pass
        with world.reading() as session:
            assert disagreements(session) == [], f"step {number}: {step.__name__}"
            assert number % 10 or disagreements(session, "en") + disagreements(session, "ne") == []
    assert len(taken) >= 8, f"only {sorted(taken)} were ever allowed"


def _to_the_reader(database: Database, number: int) -> None:
    """Now and then a text goes all the way, so that the steps after a signature happen too."""
    with database.writing() as session:
        author = person_in(session, "author")
        save_source(session, author, parse(LEAFLET.replace('"1"', f'"{number + 2}"')))
        desk = open_desk(session, SLUG, "standard", "pl")
        _answer(random.Random(0), session, desk, author)  # noqa: S311
        for path, text in POLISH.items():
            version = desk.rows[path].version
            steps.save(desk, person_in(session, "translator"), path, text, version)
        _stand_by(random.Random(0), session, desk, person_in(session, "translator"))  # noqa: S311
        for path in POLISH:
            reviewer = person_in(session, "reviewer")
            steps.revise(desk, reviewer, path, desk.rows[path].version)


def test_lists_rebuilt_from_nothing_are_the_same(world: Database) -> None:
    publish_leaflet(world)

    def rows() -> list[dict[str, object]]:
        with world.reading() as session:
            listings = session.exec(select(SegmentListing).order_by("language", "position")).all()
            summaries = session.exec(select(TextSummary).order_by("language")).all()
            return [row.model_dump(exclude={"id", "summary_id"}) for row in (*summaries, *listings)]

    before = rows()
    with world.writing() as session:
        for row in session.exec(select(SegmentListing)).all():
            session.delete(row)
        session.flush()
        for summary in session.exec(select(TextSummary)).all():
            session.delete(summary)
    projection.rebuild(world)
    assert rows() == before
    assert projection.rebuild(world, only_outdated=True) == 0


def test_a_text_listed_by_other_checks_is_written_anew(world: Database) -> None:
    publish_leaflet(world)
    with world.writing() as session:
        summary = session.exec(select(TextSummary).where(TextSummary.language == "pl")).one()
        summary.basis, summary.revised = "older", 0
        session.add(summary)
    assert projection.rebuild(world, only_outdated=True) == 1
    with world.reading() as session:
        assert disagreements(session) == []


def test_nothing_is_listed_of_a_step_that_was_undone(world: Database) -> None:
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        steps.save(desk, person(world, "translator"), "title", "Nudności", 0)
        session.rollback()
    with world.reading() as session:
        assert session.exec(select(SegmentListing).where(SegmentListing.text != "")).all() == []
        assert session.exec(select(SourceRevision)).one().number == 1
        assert disagreements(session) == []
