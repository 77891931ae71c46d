"""What a new database starts with: the content of this repository and, in a demonstration,
accounts, reviews and editions, all made through the workflow's own functions so that they obey
its rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from ruamel.yaml import YAML
from sqlmodel import Session

from app.config import CONTENT, LOCALES
from app.db import Database
from app.exchange import po
from app.exchange.glossary import read_csv
from app.languages import languages
from app.models import Role, Status, now
from app.render import interface_resource
from app.resources.load import load_all
from app.resources.schema import Resource
from app.workflow import back_translation, interface, passwords, people, term_files, terms
from app.workflow.competence import record_competence
from app.workflow.desk import Desk, open_desk, views
from app.workflow.files import import_po
from app.workflow.hashing import Hashed
from app.workflow.people import Actor
from app.workflow.publishing import publish
from app.workflow.refusals import Refused
from app.workflow.review import revise, save, sign_off
from app.workflow.sources import all_sources, save_source

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
PUBLISHED = ("pl", "ne", "es", "fa-AF")
"""Languages whose drafts the demonstration takes all the way; others stay in review."""
NO_EVIDENCE = "Demonstration: nobody has been examined."
NOT_BACK = "Demonstration: nobody has translated this text back."

Say = Callable[[str], None]


@dataclass
class Seeded:
    """What was made, and what was refused with the reason."""

    sources: int = 0
    editions: int = 0
    drafts: int = 0
    refused: list[str] = field(default_factory=list)


def seed(database: Database, *, demo: bool, say: Say = lambda _: None) -> Seeded:
    """Fill an empty database; a database that has resources is left alone. Raises ContentError
    and Refused."""
    with database.writing() as session:
        people.install(session, demo=demo)
        if all_sources(session):
            interface.keep_up(session, people.system(session))
            return Seeded()
    resources = load_all(CONTENT)
    secret = passwords.chosen(DEMO_PASSWORD) if demo else people.NO_PASSWORD
    if not demo:
        with database.writing() as session:
            _import_sources(session, people.system(session), resources)
            terms.bring_in(session, people.system(session), glossary_file())
            interface.keep_up(session, people.system(session))
        return Seeded(sources=len(resources))
    with database.writing() as session:
        team = _team(session, secret)
        _import_sources(session, team["author"], resources)
        terms.bring_in(session, team["author"], glossary_file())
        words = LOCALES / "glossary.csv"
        agreed = term_files.take(
            session, team["reviewer"], read_csv(words.read_bytes(), words.name), words.name
        )
        interface.keep_up(session, team["author"])
        _finish(open_desk(session, interface_resource.SLUG, "standard", "en"), team, Seeded())
    done = Seeded(sources=len(resources))
    done.refused += [f"{where}: {reason}" for where, reason in agreed.left]
    for resource in resources:
        with database.writing() as session:
            _finish(open_desk(session, resource.slug, resource.reading_version, "en"), team, done)
    for language, path in po_files():
        say(f"{language}: {path.name}")
        with database.writing() as session:
            _seed_translation(session, team, language, path, done)
    with database.writing() as session:
        for each in languages():
            interface.bring_in_drafts(session, team["translator"], each.tag)
    return done


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


def _team(session: Session, password: Hashed) -> dict[str, Actor]:
    for name, full_name, role in DEMO_PEOPLE:
        email = f"{name}@demo.test"
        people.add_user(session, email, full_name, password, [(role, "*")], demo=True)
    admin, reviewer = (people.actor(session, f"{n}@demo.test") for n in ("admin", "reviewer"))
    until = now().date() + timedelta(days=3 * 365)
    for language in languages():
        record_competence(session, admin, reviewer.id, language.tag, NO_EVIDENCE, until)
    return {name: people.actor(session, f"{name}@demo.test") for name, _, _ in DEMO_PEOPLE}


def _import_sources(session: Session, actor: Actor, resources: tuple[Resource, ...]) -> None:
    for resource in resources:
        save_source(session, actor, resource)


def _seed_translation(
    session: Session, team: dict[str, Actor], tag: str, path: Path, done: Seeded
) -> None:
    imported = import_po(session, team["translator"], path.read_bytes(), path.name)
    done.drafts += imported.drafts
    done.refused += [f"{path.name}: {where}: {reason}" for where, reason in imported.left]
    header = po.read(path.read_bytes(), path.name)
    desk = open_desk(session, header.slug, header.reading_version, tag)
    if tag in PUBLISHED:
        _finish(desk, team, done)
    else:
        _leave_in_review(desk, team)


def _finish(desk: Desk, team: dict[str, Actor], done: Seeded) -> None:
    """Edit, revise, sign and publish; what the rules refuse stays where it stopped, with the
    reason."""
    try:
        if desk.language.tag != "en":
            for seen in views(desk):
                save(desk, team["translator"], seen.path, seen.text, seen.version)
            for seen in views(desk):
                revise(desk, team["reviewer"], seen.path, seen.version)
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
    """Half the strings edited and a quarter revised, as in the middle of a working week."""
    ready = [seen for seen in views(desk) if seen.status is Status.DRAFT and not seen.blocking]
    for seen in ready[: len(ready) // 2]:
        save(desk, team["translator"], seen.path, seen.text, seen.version)
    for seen in ready[: len(ready) // 4]:
        revise(desk, team["reviewer"], seen.path, seen.version + 1)
