"""The public API: published editions as JSON, read-only. Drafts and translations in review are
not here."""

from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, TypeAdapter
from sqlmodel import Session

from app.languages import find
from app.web.frame.deps import ReadSession
from app.web.public.api_answers import IF_NONE_MATCH, answers, unchanged
from app.web.public.cached_pages import PublicPage
from app.web.public.pages import address_of
from app.workflow.editions import published
from app.workflow.editions.edition_views import EditionView
from app.workflow.refusals import Missing

router = APIRouter(prefix="/api/v1", tags=["resources"], responses=answers() | unchanged())

Version = Literal["standard", "easy_read"]
JSON = "application/json"


class EditionSummary(BaseModel):
    """Where one published edition stands and where to read it."""

    language: str
    reading_version: str
    number: int
    code: str
    title: str
    published_on: str
    review_by: str
    overdue: bool
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


_LIST = TypeAdapter(list[ResourceSummary])


def _summary(edition: EditionView) -> dict[str, Any]:
    return {
        "language": edition.language,
        "reading_version": edition.reading_version,
        "number": edition.number,
        "code": edition.code,
        "title": edition.resource.title,
        "published_on": edition.published_on.isoformat(),
        "review_by": edition.review_by.isoformat(),
        "overdue": edition.overdue,
        "demonstration": edition.demo,
        "source_changed": edition.source_changed,
        "page": address_of(edition),
    }


@router.get("/resources", response_model=list[ResourceSummary], openapi_extra=IF_NONE_MATCH)
def list_resources(session: ReadSession) -> Response:
    """Everything that is published, in every language."""
    found = _resources(session)
    return PublicPage(lambda: _LIST.dump_json(found), JSON)


@router.get("/resources/{slug}", response_model=ResourceSummary, openapi_extra=IF_NONE_MATCH)
def get_resource(slug: str, session: ReadSession) -> Response:
    """One resource and the languages in which it is published."""
    found = next((each for each in _resources(session) if each.slug == slug), None)
    if found is None:
        raise Missing(f"Nothing is published under {slug!r}.")
    return PublicPage(lambda: found.model_dump_json().encode(), JSON)


def _resources(session: Session) -> list[ResourceSummary]:
    found: dict[str, ResourceSummary] = {}
    for edition in published.everything(session):
        summary = found.setdefault(
            edition.slug,
            ResourceSummary(
                slug=edition.slug, kind=edition.kind, title=edition.english.title, editions=[]
            ),
        )
        summary.editions.append(EditionSummary(**_summary(edition)))
    return list(found.values())


@router.get(
    "/resources/{slug}/editions/{tag}", response_model=EditionContent, openapi_extra=IF_NONE_MATCH
)
def get_edition(
    slug: str, tag: str, session: ReadSession, version: Version = "standard"
) -> Response:
    """The edition that readers of this language see now, whole."""
    find(tag)
    edition = published.edition(session, slug, version, tag)
    if edition is None:
        raise Missing(f"{slug!r} is not published in {tag!r} ({version}).")

    def draw() -> bytes:
        content = EditionContent(
            **_summary(edition),
            made=list(edition.made),
            services=[service.model_dump(mode="json") for service in edition.services],
            content=edition.resource.model_dump(mode="json"),
            english=edition.english.model_dump(mode="json"),
        )
        return content.model_dump_json().encode()

    return PublicPage(draw, JSON)
