"""Plans for other systems as FHIR R4. Answers come and go in the body of a request; nothing of
them is kept or logged."""

import json
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.config import settings
from app.errors import ExpectedError
from app.plans.codec import LONGEST as LONGEST_CODE
from app.plans.codec import CodeError, decode
from app.plans.fhir import (
    LONGEST,
    FhirError,
    questionnaire,
    read_response,
    response,
    shared_code,
)
from app.resources import addresses
from app.web.frame.bodies import allow
from app.web.frame.deps import ReadSession
from app.web.public.api import Version
from app.web.public.api_answers import Answers, answers
from app.web.public.cached_pages import PublicPage
from app.workflow.plans import filling
from app.workflow.plans.fhir_source import PublishedPlan, published_plan
from app.workflow.refusals import Missing

FHIR = "application/fhir+json"


class CodeTooLong(ExpectedError):
    """More letters than any code of ours has."""

    status = 413


class PlanChanged(ExpectedError):
    """The answers were given to an English that is not that of now."""

    status = 409


class FhirJson(Response):
    """A resource of FHIR."""

    media_type = FHIR


router = APIRouter(
    prefix="/api/v1/resources/{slug}/fhir",
    tags=["plans"],
    default_response_class=FhirJson,
    responses=answers(),
)


def _resource(kind: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["resourceType"],
        "properties": {"resourceType": {"type": "string", "enum": [kind]}},
    }


def _of(kind: str) -> Answers:
    """What a route answers with: a resource of FHIR, or a code."""
    text = {"type": "string"}
    code = {
        "type": "object",
        "required": ["code", "address", "withheld"],
        "properties": {
            "code": text,
            "address": text,
            "withheld": {
                "type": "array",
                "items": text,
                "description": "linkIds of answers that say whose plan it is: no code holds them.",
            },
        },
    }
    schema = _resource(kind) if kind else code
    return {200: {"content": {FHIR: {"schema": schema}}}}


_SENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            media: {"schema": _resource("QuestionnaireResponse")}
            for media in (FHIR, "application/json")
        },
    }
}


class Code(BaseModel):
    """A plan's answers as the code that its paper or file bears."""

    code: str


def _plan(session: ReadSession, slug: str, version: Version) -> PublishedPlan:
    found = published_plan(session, slug, version)
    if found is None:
        raise Missing(f"No plan is published under {slug!r} ({version}).")
    return found


def _fhir(data: dict[str, Any]) -> Response:
    text = json.dumps(data, ensure_ascii=False)
    return FhirJson(text, headers={"Cache-Control": "no-store"})


@router.get("", responses=_of("Questionnaire"))
def blank(slug: str, session: ReadSession, version: Version = "standard") -> Response:
    """The blank plan as one Questionnaire in all its published languages."""
    plan = _plan(session, slug, version)

    def draw() -> str:
        found = questionnaire(plan.template, plan.languages, settings().base_url, demo=plan.demo)
        return json.dumps(found, ensure_ascii=False)

    return PublicPage(draw, FHIR)


@router.post("/response", responses=answers(400, 409, 413) | _of("QuestionnaireResponse"))
def as_response(
    slug: str, session: ReadSession, body: Code, version: Version = "standard"
) -> Response:
    """The answers in a code as a QuestionnaireResponse to the plan as it is now."""
    plan = _plan(session, slug, version)
    if len(body.code) > LONGEST_CODE:
        raise CodeTooLong("The code is too long.")
    try:
        given = decode(body.code, partial(filling.template, session))
    except CodeError as error:
        raise FhirError(f"{error} Copy all of it again.") from None
    if given.slug != slug:
        raise FhirError("The code belongs to another plan.")
    if given.reading_version != version:
        raise FhirError(f"Ask with ?version={given.reading_version}, as it was filled.")
    if given.revision != plan.template.revision or given.earlier:
        raise PlanChanged("The plan has changed. Open the code and look at what is new.")
    return _fhir(response(given, plan.template, settings().base_url))


def _no_number(name: str) -> None:
    raise FhirError(f"{name} is no number of JSON.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, whose names must differ: of two alike one would be lost."""
    out = dict(pairs)
    if len(out) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in out if names.count(name) > 1)
        link = out.get("linkId")
        where = f"Item {link[:80]!r}: " if isinstance(link, str) else ""
        raise FhirError(f"{where}`{twice[:80]}` stands twice in one object. Leave one of the two.")
    return out


async def _body(request: Request) -> bytes:
    """What was sent, unless it is too long to be read."""
    allow(request, LONGEST)
    return await request.body()


@router.post("/code", responses=answers(413) | _of(""), openapi_extra=_SENT)
def as_code(
    slug: str,
    session: ReadSession,
    body: Annotated[bytes, Depends(_body)],
    version: Version = "standard",
) -> Response:
    """A QuestionnaireResponse as a code that opens the plan in any language. It holds all answers
    but those that say whose plan it is (H25), which the answer names."""
    plan = _plan(session, slug, version)
    try:
        sent = json.loads(body, parse_constant=_no_number, object_pairs_hook=_once)
        given = read_response(sent, plan.template, settings().base_url)
    except (ValueError, RecursionError):
        raise FhirError("This is no JSON in UTF-8.") from None
    code, withheld = shared_code(given, plan.template, LONGEST_CODE // 2)
    address = settings().base_url + addresses.opened(code)
    return _fhir({"code": code, "address": address, "withheld": list(withheld)})
