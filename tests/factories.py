"""Small worlds for tests: a database, its people, a leaflet in English and its way through review.

Each function does one thing through the workflow's own functions, so a test reads as what happened.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from app.db import Database
from app.languages import languages
from app.models import Edition, Role, now
from app.resources.load import parse
from app.workflow.editions.publishing import publish
from app.workflow.open_database import open_database
from app.workflow.people import accounts, sign_ins
from app.workflow.people.accounts import Actor
from app.workflow.people.competence import record_competence
from app.workflow.review import back_translation, sign_off, steps
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import Desk, open_desk, views

T = TypeVar("T")
PASSWORD = "a-long-password"
SLUG = "feeling-sick"
HEAD = """\
kind: leaflet
slug: feeling-sick
reference: BSW-MAT-900
version: "1"
owner: Lead midwife for antenatal care
organisation: The maternity system
approver: Consultant obstetrician
review_by: 2029-10-31
title: Feeling sick
summary: What helps when you feel sick.
blocks:
"""
"""A leaflet without a block."""
_BLOCKS = """\
  - id: vitamin
    type: paragraph
    safety_critical: true
    text: Take 10 micrograms of vitamin D each day.
  - id: call
    type: care_card
    urgency: urgent
    heading: Call us now
    blocks:
      - id: who
        type: paragraph
        text: "Call **triage** on {phone.triage}."
"""
LEAFLET = HEAD + _BLOCKS
POLISH = {
    "title": "Nudności",
    "summary": "Co pomaga, gdy czujesz nudności.",
    "vitamin": "Przyjmuj 10 mikrogramów witaminy D każdego dnia.",
    "call.heading": "Zadzwoń teraz",
    "call.who": "Zadzwoń do <1>triage</1> pod numer <2/>.",
}
WRONG_DOSE = "Przyjmuj 100 mikrogramów witaminy D każdego dnia."
TEAM: tuple[tuple[str, Role], ...] = (
    ("admin", Role.ADMIN),
    ("author", Role.AUTHOR),
    ("translator", Role.TRANSLATOR),
    ("second", Role.TRANSLATOR),
    ("third", Role.TRANSLATOR),
    ("reviewer", Role.REVIEWER),
    ("second-reviewer", Role.REVIEWER),
    ("clinician", Role.CLINICIAN),
    ("midwife", Role.MIDWIFE),
)


def new_database(folder: Path) -> Database:
    """An empty database with all its tables."""
    database = open_database(f"sqlite:///{folder / 'test.sqlite3'}")
    database.migrate()
    return database


def add_team(database: Database, *, demo: bool = True) -> None:
    """One person for each role, for all languages, at `<name>@x.test`; `demo` is the database's."""
    with database.writing() as session:
        accounts.install(session, demo=demo)
        for name, role in TEAM:
            accounts.add_user(session, f"{name}@x.test", name.title(), PASSWORD, [(role, "*")])
    for name, role in TEAM:
        if role is Role.REVIEWER:
            make_competent(database, name)


def add_person(
    database: Database, name: str, *grants: tuple[Role, str], competent: bool = True
) -> Actor:
    """A person with these roles; a reviewer is on record as competent unless said otherwise."""
    with database.writing() as session:
        accounts.add_user(session, f"{name}@x.test", name.title(), PASSWORD, list(grants))
    if competent and any(role is Role.REVIEWER for role, _ in grants):
        make_competent(database, name)
    return person(database, name)


def make_competent(database: Database, name: str, *tags: str, days: int = 365) -> None:
    """An admin records that the person may revise these languages, by default all."""
    with database.writing() as session:
        admin, user = (
            accounts.actor(session, "admin@x.test"),
            accounts.actor(session, f"{name}@x.test"),
        )
        until = now().date() + timedelta(days=days)
        for tag in tags or [language.tag for language in languages()]:
            record_competence(session, admin, user.id, tag, "Diploma", until)


def person(database: Database, name: str) -> Actor:
    with database.reading() as session:
        return accounts.actor(session, f"{name}@x.test")


def take(database: Database, who: str, step: Callable[[Desk, Actor], T], tag: str = "pl") -> T:
    """Take one step with the leaflet's translation, as this person."""
    actor = person(database, who)
    with database.writing() as session:
        return step(open_desk(session, SLUG, "standard", tag), actor)


def bring_in(database: Database, text: str = LEAFLET, *, by: str = "author") -> None:
    """The English, as an author brings it in."""
    author = person(database, by)
    with database.writing() as session:
        save_source(session, author, parse(text))


def translate(
    database: Database,
    texts: dict[str, str] | None = None,
    *,
    by: str = "translator",
    tag: str = "pl",
    slug: str = SLUG,
) -> None:
    """Save texts (path → words), by default all of `POLISH`."""
    actor = person(database, by)
    with database.writing() as session:
        desk = open_desk(session, slug, "standard", tag)
        for path, text in (POLISH if texts is None else texts).items():
            version = desk.rows[path].version if path in desk.rows else 0
            steps.save(desk, actor, path, text, version)


def revise(
    database: Database,
    *paths: str,
    by: str = "reviewer",
    tag: str = "pl",
    slug: str = SLUG,
) -> None:
    """Approve texts; the third translator then says the safety-critical ones in English again."""
    actor, third = person(database, by), person(database, "third")
    with database.writing() as session:
        desk = open_desk(session, slug, "standard", tag)
        for path in paths:
            steps.revise(desk, actor, path, desk.rows[path].version)
            if back_translation.is_needed(desk.segments[path]):
                back_translation.back_translate(desk, third, path, desk.segments[path].text)


def revise_all(database: Database, *, by: str = "reviewer", tag: str = "pl") -> None:
    revise(database, *POLISH, by=by, tag=tag)


def sign(database: Database, *, by: str = "clinician", tag: str = "pl") -> None:
    actor = person(database, by)
    with database.writing() as session:
        sign_off.sign_off(open_desk(session, SLUG, "standard", tag), actor)


def publish_english(database: Database) -> Edition:
    """The newest English, signed and published."""
    sign(database, tag="en")
    with database.writing() as session:
        author = accounts.actor(session, "author@x.test")
        return publish(open_desk(session, SLUG, "standard", "en"), author)


def publish_it(database: Database, *, by: str = "author", tag: str = "pl") -> Edition:
    """The next edition; that of its English is made first."""
    if tag != "en":
        publish_english(database)
    actor = person(database, by)
    with database.writing() as session:
        return publish(open_desk(session, SLUG, "standard", tag), actor)


def publish_leaflet(database: Database) -> Edition:
    """The Polish leaflet taken all the way."""
    translate(database)
    revise_all(database)
    sign(database)
    return publish_it(database)


def desk_of(database: Database, tag: str = "pl") -> Desk:
    """The translation as it stands, to look at."""
    with database.reading() as session:
        desk = open_desk(session, SLUG, "standard", tag)
        views(desk)  # reads all of it, for nothing can be read later
        return desk


def signed_in(database: Database, email: str) -> tuple[str, str]:
    """A browser in which this person has signed in: its secret token, and that of its forms."""
    with database.writing() as session:
        token = sign_ins.begin(session, accounts.actor(session, email).id, "a browser")
        present = sign_ins.present(session, token, demo_mode=True)
    assert present is not None
    return token, present.csrf
