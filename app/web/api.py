"""The public API: published editions as JSON, read-only. Drafts and translations in review are
not here."""

from typing import Any, Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from app.languages import UnknownLanguage, find
from app.web.api_answers import IF_NONE_MATCH, answers, unchanged
from app.web.deps import Reading
from app.workflow import reading
from app.workflow.reading import EditionView

router = APIRouter(prefix="/api/v1", tags=["resources"], responses=answers() | unchanged())

Version = Literal["standard", "easy_read"]


class EditionSummary(BaseModel):
    """Where one published edition stands and where to read it."""

    language: str
    reading_version: str
    number: int
    code: str
    title: str
    published_on: str
    review_by: str
    demonstration: bool
    source_changed: bool
    page: str


class ResourceSummary(BaseModel):
    """One resource and the languages in which it is published."""

    slug: str
    kind: str
    title: str
    editions: list[EditionSummary]


class EditionContent(EditionSummary):
    """An edition whole. `content` is in the language, `english` is the text it was approved
    against."""

    made: list[str]
    services: list[dict[str, Any]]
    content: dict[str, Any]
    english: dict[str, Any]


def page_path(edition: EditionView) -> str:
    """The address of an edition's page on this site."""
    tail = "/easy-read" if edition.reading_version == "easy_read" else ""
    return f"/{edition.language}/{edition.kind}s/{edition.slug}{tail}"


def _summary(edition: EditionView) -> dict[str, Any]:
    return {
        "language": edition.language,
        "reading_version": edition.reading_version,
        "number": edition.number,
        "code": edition.code,
        "title": edition.resource.title,
        "published_on": edition.published_on.isoformat(),
        "review_by": edition.review_by.isoformat(),
        "demonstration": edition.demo,
        "source_changed": edition.source_changed,
        "page": page_path(edition),
    }


@router.get("/resources", openapi_extra=IF_NONE_MATCH)
def list_resources(session: Reading) -> list[ResourceSummary]:
    """Everything that is published, in every language."""
    found: dict[str, ResourceSummary] = {}
    for edition in reading.everything(session):
        summary = found.setdefault(
            edition.slug,
            ResourceSummary(
                slug=edition.slug, kind=edition.kind, title=edition.english.title, editions=[]
            ),
        )
        summary.editions.append(EditionSummary(**_summary(edition)))
    return list(found.values())


@router.get("/resources/{slug}", openapi_extra=IF_NONE_MATCH)
def get_resource(slug: str, session: Reading) -> ResourceSummary:
    """One resource and the languages in which it is published."""
    for summary in list_resources(session):
        if summary.slug == slug:
            return summary
    raise HTTPException(404, f"Nothing is published under {slug!r}.")


@router.get("/resources/{slug}/editions/{tag}", openapi_extra=IF_NONE_MATCH)
def get_edition(
    slug: str, tag: str, session: Reading, version: Version = "standard"
) -> EditionContent:
    """The edition that readers of this language see now, whole."""
    try:
        find(tag)
    except UnknownLanguage as error:
        raise HTTPException(404, str(error)) from None
    edition = reading.edition(session, slug, version, tag)
    if edition is None:
        raise HTTPException(404, f"{slug!r} is not published in {tag!r} ({version}).")
    return EditionContent(
        **_summary(edition),
        made=list(edition.made),
        services=[service.model_dump(mode="json") for service in edition.services],
        content=edition.resource.model_dump(mode="json"),
        english=edition.english.model_dump(mode="json"),
    )
