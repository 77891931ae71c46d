"""What carrying plans to other systems reads: a plan's English with the languages that were
translated from exactly that English. Nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.languages import ENGLISH, is_source
from app.plans.answers import Template
from app.resources.schema import Resource
from app.workflow.editions import published
from app.workflow.plans import filling


@dataclass(frozen=True)
class PublishedPlan:
    """A plan as published: `languages` by tag, English left out."""

    template: Template
    languages: Mapping[str, Resource]
    demo: bool


def published_plan(session: Session, slug: str, reading_version: str) -> PublishedPlan | None:
    """The plan with approved words only; a language that lags behind the English is left out."""
    plan = filling.plan(session, slug, reading_version, ENGLISH.tag)
    if plan is None:
        return None
    editions = (
        published.edition(session, slug, reading_version, tag)
        for tag in published.languages_of(session, slug, reading_version)
        if not is_source(tag)
    )
    languages = {
        each.language: each.resource
        for each in editions
        if each is not None and each.english == plan.view.english
    }
    return PublishedPlan(plan.template, languages, plan.view.demo)
