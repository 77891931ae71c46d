"""A small plan that is published in English and, word for word, in every language of the registry:
what a page needs to be tried in all of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from babel.messages.catalog import Catalog
from sqlmodel import select

from app.db import Database
from app.languages import Language, languages
from app.models import Edition, EditionEvent, EditionState
from app.plans.answers import Answers, Template
from app.render import interface, templating
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild
from app.workflow.editions.integrity import digest
from app.workflow.editions.publishing import publish
from app.workflow.people import accounts
from app.workflow.plans import filling
from app.workflow.review.sign_off import sign_off
from app.workflow.translation.desk import open_desk
from tests import factories
from tests.plans.plan import PLAN, filled

SLUG = "small-plan"
TAGS = tuple(language.tag for language in languages())


def publish_plan(
    database: Database,
    text: str = PLAN,
    tags: tuple[str, ...] = TAGS,
    version: str = "standard",
) -> None:
    """The plan as a new English edition, and an edition made from it in each language: its words
    begin with the language's tag."""
    factories.bring_in(database, text)
    with database.writing() as session:
        clinician = accounts.actor(session, "clinician@x.test")
        sign_off(open_desk(session, SLUG, version, "en"), clinician)
    with database.writing() as session:
        author = accounts.actor(session, "author@x.test")
        english = publish(open_desk(session, SLUG, version, "en"), author).id
    with database.writing() as session:
        row = session.get(Edition, english)
        assert row is not None
        event = session.exec(select(EditionEvent).where(EditionEvent.edition_id == row.id)).one()
        for tag in tags:
            held = row.model_dump(exclude={"id"}) | {
                "language": tag,
                "code": f"{row.code[:3]}{tag}{version[0]}".upper(),
                "content": spoken(Resource.model_validate(row.english), tag).model_dump(
                    mode="json"
                ),
            }
            copy = Edition.model_validate(held)
            copy.hash = digest(copy)
            session.add(copy)
            session.flush()
            before = select(Edition).where(
                Edition.language == tag,
                Edition.number == row.number - 1,
                Edition.reading_version == version,
            )
            for old in session.exec(before.where(Edition.resource_id == row.resource_id)).all():
                session.add(_event(old, EditionState.SUPERSEDED, event))
            session.add(_event(copy, EditionState.CURRENT, event))


def _event(edition: Edition, state: EditionState, like: EditionEvent) -> EditionEvent:
    assert edition.id is not None
    return EditionEvent(edition_id=edition.id, state=state, actor_id=like.actor_id, role=like.role)


def spoken(resource: Resource, tag: str) -> Resource:
    extraction = extract(resource)
    return rebuild(extraction, {each.path: f"{tag} {each.text}" for each in extraction.segments})


def in_easy_read(*changes: tuple[str, str]) -> str:
    """The YAML of the plan's easy-read version: other words under the same ids and numbers."""
    text = PLAN.replace("slug: small-plan\n", "slug: small-plan\nreading_version: easy_read\n")
    words = ("text: What ", "text: Just what "), ("text: I would}", 'text: "Yes, I would"}')
    for before, after in (*words, ("BSW-PCSP-900", "BSW-PCSP-900-ER"), *changes):
        assert before in text
        text = text.replace(before, after)
    return text


def template_in(database: Database) -> Template:
    """The English that answers are pinned to now."""
    with database.reading() as session:
        found = filling.plan(session, SLUG, "standard", "en")
        assert found is not None
        return found.template


def few_answers(template: Template) -> Answers:
    """A few answers of every kind, pinned to a published plan."""
    found = filled()
    return replace(found, revision=template.revision)


@contextmanager
def every_language_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The interface in every language, its words beginning with the tag where none are shipped."""
    shipped = interface._catalogue

    def whole(language: Language) -> Catalog:
        if interface.path_of(language).exists():
            return shipped(language)
        catalogue = Catalog(locale="en")
        for message in interface.template():
            if message.id:
                both = isinstance(message.id, tuple)
                words = (
                    tuple(f"{language.tag} {each}" for each in message.id)
                    if both
                    else (f"{language.tag} {message.id}")
                )
                catalogue.add(message.id, words, flags=message.flags)
        return catalogue

    monkeypatch.setattr(interface, "_catalogue", whole)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    interface.release({})
    templating._environment.cache_clear()
