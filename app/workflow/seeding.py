"""What a new database starts with: the content of this repository and, in a demonstration,
accounts, reviews and editions, all made through the workflow's own functions so that they obey
its rules. It is made in steps of one transaction each, so that a start that was killed is gone on
with by the next.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from ruamel.yaml import YAML
from sqlalchemy import func
from sqlmodel import Session, select

from app.config import CONTENT, LOCALES
from app.db import Database, hold
from app.exchange import po
from app.exchange.glossary import read_csv
from app.exchange.shipped import file_name
from app.languages import ENGLISH, languages
from app.models import Edition, Role, SeedingStep, SegmentText, Status, now
from app.render import interface_resource
from app.resources.load import load_all
from app.resources.schema import Resource
from app.workflow import interface, snapshot
from app.workflow.database_lock import alone
from app.workflow.editions.publishing import publish
from app.workflow.glossary import term_files, terms
from app.workflow.imports.translation_files import import_po
from app.workflow.open_database import open_database
from app.workflow.people import accounts, passwords
from app.workflow.people.accounts import Actor
from app.workflow.people.competence import record_competence
from app.workflow.people.hashing import Hashed
from app.workflow.refusals import Refused
from app.workflow.review import back_translation
from app.workflow.review.sign_off import sign_off
from app.workflow.review.steps import revise, save
from app.workflow.source.revisions import all_sources, save_source
from app.workflow.translation.desk import Desk, open_desk, views

DEMO_PASSWORD = "birthwords-demo"  # noqa: S105  # shown on the sign-in page of a demonstration
DEMO_PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("admin", "Demo admin", Role.ADMIN),
    ("author", "Demo author", Role.AUTHOR),
    ("translator", "Demo translator", Role.TRANSLATOR),
    ("second-translator", "Demo second translator", Role.TRANSLATOR),
    ("reviewer", "Demo reviewer", Role.REVIEWER),
    ("clinician", "Demo clinician", Role.CLINICIAN),
    ("midwife", "Demo midwife", Role.MIDWIFE),
)
IN_REVIEW = (("bn", "my-health-and-wellbeing"), ("fr", "after-my-baby-is-born"))
"""Drafts that the demonstration leaves in the middle of review; all others go all the way."""
WHOLE = "whole"
"""The last step: from then on the database is left alone."""
NO_EVIDENCE = "Demonstration: nobody has been examined."
NOT_BACK = "Demonstration: nobody has translated this text back."

Say = Callable[[str], None]


@dataclass
class Seeded:
    """What was made, and what was refused with the reason. `waiting`: translations of which a part
    has no draft yet."""

    sources: int = 0
    editions: int = 0
    drafts: int = 0
    waiting: int = 0
    refused: list[str] = field(default_factory=list)


def seed(
    database: Database,
    *,
    demo: bool,
    tags: Collection[str] | None = None,
    slugs: Collection[str] | None = None,
    say: Say = lambda _: None,
) -> Seeded:
    """Fill an empty database, or go on where filling it was cut off; one that has content of any
    other origin is left alone. A second process waits for the first. A demonstration comes from
    the snapshot where there is one; with `tags` it is made, with drafts of these languages alone,
    and with `slugs` of these resources. Raises ContentError and Refused."""
    if _is_left_alone(database):
        _keep_up(database, demo=demo)
        return Seeded()
    with alone(database, "seeding", say):
        with database.writing() as session:
            accounts.install(session, demo=demo)
            demo = accounts.is_demo(session)  # what was begun is gone on with, however it is served
        if _is_left_alone(database):  # someone else filled it meanwhile
            return Seeded()
        if demo and tags is None and (copied := _copied(database)):
            return copied
        done = Seeded()
        end = SeedStep(WHOLE, lambda _session, _done: None)
        for step in (*steps(demo=demo, tags=tags, slugs=slugs), end):
            if step.file:
                say(step.name)
            _take(database, step, done)
    return done


def make_snapshot(say: Say) -> Seeded | None:
    """Keep a filled demonstration of what stands now, if there is none yet, and forget earlier
    ones. Raises ContentError and Refused."""
    wanted = snapshot.file()
    if wanted.exists():
        return None
    unfinished = wanted.with_suffix(".unfinished")
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    database = open_database(f"sqlite:///{unfinished}")
    database.migrate()
    done = seed(database, demo=True, say=say)
    database.dispose()
    unfinished.rename(wanted)
    for path in snapshot.earlier():
        path.unlink()
    return done


def _copied(database: Database) -> Seeded | None:
    """What came from the snapshot, all of it or nothing; None where there is none to take, or the
    database holds something already."""
    with database.writing() as session:
        if not snapshot.is_of_use(session):
            return None
        snapshot.take(session)
        editions, texts = (
            session.exec(select(func.count()).select_from(kind)).one()
            for kind in (Edition, SegmentText)
        )
    return Seeded(editions=editions, drafts=texts)


def _is_left_alone(database: Database) -> bool:
    """Whether this database was filled to the end, or otherwise than by steps."""
    with database.reading() as session:
        if session.get(SeedingStep, WHOLE) is not None:
            return True
        begun = session.exec(select(SeedingStep.name).limit(1)).first() is not None
        return not begun and bool(all_sources(session, archived=True))


def _keep_up(database: Database, *, demo: bool) -> None:
    with database.writing() as session:
        hold(session, "seeding")  # services and workers may start at the same time
        accounts.install(session, demo=demo)
        interface.keep_up(session, accounts.system(session))


def _take(database: Database, step: "SeedStep", done: Seeded) -> None:
    """One step and the record of it, both or neither. The record comes first: whoever else should
    write it waits for this transaction, and then fails."""
    with database.writing() as session:
        if session.get(SeedingStep, step.name) is None:
            session.add(SeedingStep(name=step.name))
            session.flush()
            step.run(session, done)


@dataclass(frozen=True)
class SeedStep:
    """A part of filling a database that is made in one transaction."""

    name: str
    run: Callable[[Session, Seeded], None]
    file: bool = False


def steps(
    *,
    demo: bool,
    tags: Collection[str] | None = None,
    slugs: Collection[str] | None = None,
) -> tuple[SeedStep, ...]:
    """All that a database is filled with, in the order in which one builds on the other: the
    resources with these slugs, or all, with drafts of the languages with these tags, or of all.
    Raises ContentError."""
    resources = tuple(each for each in load_all(CONTENT) if slugs is None or each.slug in slugs)
    if not demo:
        return (SeedStep("content", partial(_content, resources)),)
    named = {file_name(each) for each in resources}
    files, secret = po_files(), passwords.chosen(DEMO_PASSWORD)
    wanted = {each.tag for each in languages()} if tags is None else set(tags)
    return (
        SeedStep("people", lambda session, _: _add_team(session, secret)),
        SeedStep("English", partial(_english, resources)),
        SeedStep("interface", _interface),
        *(
            SeedStep(f"publish {_place(each)}", partial(_publish_english, each))
            for each in resources
        ),
        *(
            SeedStep(f"{tag}: {path.name}", partial(_from_file, tag, path), True)
            for tag, path in files
            if tag in wanted and path.name in named
        ),
        *(
            SeedStep(f"interface {each.tag}", partial(_interface_drafts, each.tag))
            for each in languages()
            if each.tag in wanted
        ),
    )


def _place(resource: Resource) -> str:
    return f"{resource.slug} {resource.reading_version}"


def _content(resources: tuple[Resource, ...], session: Session, done: Seeded) -> None:
    system = accounts.system(session)
    _import_sources(session, system, resources)
    terms.bring_in(session, system, glossary_file())
    interface.keep_up(session, system)
    done.sources += len(resources)


def _english(resources: tuple[Resource, ...], session: Session, done: Seeded) -> None:
    team = _team(session)
    _import_sources(session, team["author"], resources)
    terms.bring_in(session, team["author"], glossary_file())
    words = LOCALES / "glossary.csv"
    entries = read_csv(words.read_bytes(), words.name)
    agreed = term_files.take(session, team["reviewer"], entries, words.name, drafts=True)
    done.sources += len(resources)
    done.refused += [f"{where}: {reason}" for where, reason in agreed.left]


def _interface(session: Session, _done: Seeded) -> None:
    team = _team(session)
    interface.keep_up(session, team["author"])
    _finish(open_desk(session, interface_resource.SLUG, "standard", ENGLISH.tag), team, Seeded())


def _publish_english(resource: Resource, session: Session, done: Seeded) -> None:
    desk = open_desk(session, resource.slug, resource.reading_version, ENGLISH.tag)
    _finish(desk, _team(session), done)


def _interface_drafts(tag: str, session: Session, _done: Seeded) -> None:
    interface.bring_in_drafts(session, _team(session)["translator"], tag)


def glossary_file() -> Iterator[tuple[str, str, str, bool]]:
    """(term, definition, note, keep) of every entry of content/glossary.yaml."""
    data = YAML(typ="safe").load((CONTENT / "glossary.yaml").read_text("utf-8"))
    for entry in data["terms"]:
        yield entry["term"], entry["definition"], entry.get("note", ""), False
    for entry in data["do_not_translate"]:
        yield entry["term"], entry["reason"], "", True


def po_files() -> Iterator[tuple[str, Path]]:
    """(tag, path) of every translation file under `locales/`, in the registry's order."""
    for language in languages():
        folder = LOCALES / language.tag.replace("-", "_") / "LC_MESSAGES"
        for path in sorted(folder.glob("*-*.po")):
            yield language.tag, path


def _add_team(session: Session, password: Hashed) -> None:
    for name, full_name, role in DEMO_PEOPLE:
        email = f"{name}@demo.test"
        accounts.add_user(session, email, full_name, password, [(role, "*")], demo=True)
    admin, reviewer = (accounts.actor(session, f"{n}@demo.test") for n in ("admin", "reviewer"))
    until = now().date() + timedelta(days=3 * 365)
    for language in languages():
        record_competence(session, admin, reviewer.id, language.tag, NO_EVIDENCE, until)


def _team(session: Session) -> dict[str, Actor]:
    return {name: accounts.actor(session, f"{name}@demo.test") for name, _, _ in DEMO_PEOPLE}


def _import_sources(session: Session, actor: Actor, resources: tuple[Resource, ...]) -> None:
    for resource in resources:
        save_source(session, actor, resource)


def _from_file(tag: str, path: Path, session: Session, done: Seeded) -> None:
    data = path.read_bytes()
    header = po.read(data, path.name)
    if not any(entry.text for entry in header.entries):
        return
    team = _team(session)
    imported = import_po(session, team["translator"], data, path.name)
    done.drafts += imported.drafts
    empty = {entry.path for entry in header.entries if not entry.text}
    left = [(where, reason) for where, reason in imported.left if where not in empty]
    done.refused += [f"{tag} {path.name}: {where}: {reason}" for where, reason in left]
    done.waiting += bool(empty)
    desk = open_desk(session, header.slug, header.reading_version, tag)
    if (tag, header.slug) in IN_REVIEW:
        _leave_in_review(desk, team)
    elif all(seen.text for seen in views(desk)):  # what nobody has drafted yet cannot be published
        _finish(desk, team, done)


def _finish(desk: Desk, team: dict[str, Actor], done: Seeded) -> None:
    """Edit, revise, sign and publish; what the rules refuse stays where it stopped, with the
    reason."""
    try:
        if not desk.language.is_source:
            for seen in views(desk):
                save(desk, team["translator"], seen.path, seen.text, seen.version)
            for seen in views(desk):
                revise(desk, team["reviewer"], seen.path, seen.version, read_twice=True)
            for path, segment in desk.segments.items():
                if back_translation.is_needed(segment):
                    third = team["second-translator"]
                    back_translation.back_translate(desk, third, path, NOT_BACK)
        sign_off(desk, team["clinician"])
        publish(desk, team["author"])
        done.editions += 1
    except Refused as refused:
        done.refused.append(f"{desk.slug} ({desk.reading_version}) {desk.language.tag}: {refused}")


def _leave_in_review(desk: Desk, team: dict[str, Actor]) -> None:
    """Half the segments edited and a quarter revised, as in the middle of a working week."""
    ready = [seen for seen in views(desk) if seen.status is Status.DRAFT and not seen.blocking]
    for seen in ready[: len(ready) // 2]:
        save(desk, team["translator"], seen.path, seen.text, seen.version)
    for seen in ready[: len(ready) // 4]:
        revise(desk, team["reviewer"], seen.path, seen.version + 1)
