"""Filling in a plan: the pages of its form, opening one again from a code or a file, and leaving.
They need no account, no cookie and no script, are kept by nobody, and log no answer: all that a
person says comes and goes in the body of a POST.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, TypedDict

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.config import settings
from app.db import Database
from app.languages import ENGLISH, Language, find, languages
from app.plans.answers import Answers, places
from app.plans.codec import LONGEST, Templates, encode
from app.plans.form_secrets import keys
from app.plans.sealed import PURPOSE, State, visit_of
from app.render import filling_words
from app.render.printable import formats_of
from app.render.words import format_name
from app.resources import addresses
from app.services import visible
from app.web.filling import steps
from app.web.filling.fields import anchor
from app.web.filling.offers import Address, offered
from app.web.filling.pages import (
    CheckPage,
    ChoosePage,
    Earlier,
    LaterPage,
    OpenPage,
    PlanPage,
    RefusedPage,
    SectionPage,
    StartPage,
)
from app.web.filling.sent import PlanRefused, Posted, Sent
from app.web.filling.shown import answer_view
from app.web.filling.steps import CHECK, LATER, Step
from app.web.frame.deps import Db, ReadSession
from app.web.frame.drawn import Drawn
from app.web.frame.errors import language_of_path
from app.web.frame.reader import Choice, ReaderFrame
from app.web.public.pages import reading_of
from app.web.public.routes import Chosen, frame_of
from app.workflow.editions import published
from app.workflow.plans import ended_visits, filling
from app.workflow.plans.filling import Plan

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
doors = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
"""Opening a plan again, and leaving: addresses so short that others may look like them."""
STANDARD, EASY_READ = "standard", "easy_read"
PLAN, EASY = (addresses.form("{tag}", "{slug}", version) for version in (STANDARD, EASY_READ))
NO_MORE: Mapping[str, str] = {}
GONE = {"Clear-Site-Data": '"cache", "storage"'}


def private(
    page: PlanPage | OpenPage, name: str, status: int = 200, headers: Mapping[str, str] = NO_MORE
) -> Drawn:
    """A page that no browser and no proxy keeps; `name` is its template."""
    return Drawn(lambda: page.render(name), status, {"Cache-Control": "no-store", **headers})


def headers_for_back(sent: Sent, *, shared: bool) -> Mapping[str, str]:
    """A browser without script goes back to the answer of a form only if it may hold it: else Back
    ends in an error. On a device that others use nothing is held all the same."""
    holds = sent.one("script") == "no" and not shared
    return {"Cache-Control": "private, no-cache"} if holds else NO_MORE


@dataclass(frozen=True, kw_only=True)
class Here:
    """The plan of an address in its language, and what finds older ones."""

    db: Database
    session: Session
    plan: Plan
    frame: ReaderFrame
    languages: tuple[Choice, ...]
    other: Choice | None

    @property
    def find(self) -> Templates:
        return partial(filling.template, self.session)

    @property
    def english(self) -> steps.English:
        newest = partial(filling.newest, self.session, self.plan.view.slug)
        is_ended = partial(ended_visits.is_ended, self.db)
        return steps.English(self.plan.template, self.find, newest, is_ended)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A plan's address as it was asked for."""

    request: Request
    db: Database
    session: Session
    tag: str
    slug: str
    service: str | None

    def here(self) -> Here:
        """The plan, looked up in the route's own thread once her answers have come, so that nothing
        is held while they come over a slow line; raises PlanRefused."""
        version = EASY_READ if f"/{addresses.EASY_READ}/" in self.request.url.path else STANDARD
        frame = frame_of(self.request, find(self.tag), self.service)
        address = Address(self.slug, version, self.tag)
        offer = offered(self.db, self.session, address) if frame.is_open else None
        if offer is None:
            raise PlanRefused("gone")
        tags = offer.tags_by_version.get(version, ())
        path = addresses.form_in_any(self.slug, version)
        return Here(
            db=self.db,
            session=self.session,
            plan=offer.plan,
            frame=frame,
            languages=frame.language_links(tags, path),
            other=_other(offer.plan, frame, offer.tags_by_version),
        )


async def asked(
    request: Request, db: Db, session: ReadSession, tag: str, slug: str, service: Chosen = None
) -> Asked:
    return Asked(request=request, db=db, session=session, tag=tag, slug=slug, service=service)


def _other(
    plan: Plan, frame: ReaderFrame, tags_by_version: Mapping[str, tuple[str, ...]]
) -> Choice | None:
    """The same page in the other reading version, where that is published in its language."""
    is_easy = plan.view.reading_version == EASY_READ
    version = STANDARD if is_easy else EASY_READ
    if plan.view.language not in tags_by_version.get(version, ()):
        return None
    name = filling_words.other_version(is_easy, frame.help.words)
    path = addresses.form(plan.view.language, plan.view.slug, version)
    return Choice(name, path + frame.query, language=frame.language)


Filling = Annotated[Asked, Depends(asked)]


@router.get(PLAN)
@router.get(EASY)
def start(asked: Filling) -> Response:
    at = asked.here()
    page = StartPage(plan=at.plan, frame=at.frame, languages=at.languages, other=at.other)
    return private(page, "start")


@router.post(PLAN)
@router.post(EASY)
def step(asked: Filling, sent: Posted) -> Response:
    at = asked.here()
    if sent.one("go") == "begin":
        begun = steps.started(at.plan.template, shared=sent.one("shared") == "yes")
        answer = show(at, begun, sent)
    else:
        answer = show(at, steps.taken(sent, at.plan.view.slug, at.english), sent)
    at.session.rollback()
    return answer.drawn()


class StepHere(TypedDict):
    """What every page of a step is given."""

    plan: Plan
    frame: ReaderFrame
    languages: tuple[Choice, ...]
    other: Choice | None
    step: Step


def show(at: Here, step: Step, sent: Sent) -> Drawn:
    """The page that a step leads to."""
    headers = headers_for_back(sent, shared=step.state.shared)
    here: StepHere = {
        "plan": at.plan,
        "frame": at.frame,
        "languages": at.languages,
        "other": at.other,
        "step": step,
    }
    if step.at == CHECK:
        earlier = _earlier(at, step.state.answers)
        page = CheckPage(**here, earlier=earlier, formats=print_formats(at))
        return private(page, "check", headers=headers)
    if step.at == LATER:
        code = encode(step.state.answers, at.plan.template.resource, at.find)
        return private(LaterPage(**here, code=code), "later", headers=headers)
    return private(SectionPage(**here), "section", 422 if step.wrong else 200, headers)


def print_formats(at: Here) -> tuple[Choice, ...]:
    """The prints of a filled plan: each format in the language of the page, and English."""
    view, words = at.plan.view, at.frame.help.words
    own = tuple(
        Choice(
            format_name(name, words),
            PlanPage(plan=at.plan, frame=at.frame).at(f"print/{name}"),
            language=at.frame.language,
        )
        for name in formats_of(view.kind, view.reading_version, view.language)
    )
    if at.other:
        version = STANDARD if view.reading_version == EASY_READ else EASY_READ
        own += (_print(at, version, at.frame.language, format_name(version, words)),)
    if not any(each.language.is_source for each in at.languages):
        return own
    return (*own, _print(at, view.reading_version, ENGLISH, "English"))


def _print(at: Here, version: str, language: Language, name: str) -> Choice:
    """The usual print of a reading version in a language."""
    view = at.plan.view
    usual = formats_of(view.kind, version, language.tag)[0]
    href = f"{addresses.form(language.tag, view.slug, version)}/print/{usual}{at.frame.query}"
    return Choice(name, href, language=language)


def _earlier(at: Here, answers: Answers) -> tuple[Earlier, ...]:
    """Answers to questions that have changed, in the words that were answered (H14)."""
    return tuple(each for part in answers.earlier for each in _earlier_of(at, part))


def _earlier_of(at: Here, part: Answers) -> tuple[Earlier, ...]:
    template = steps.found(part, at.find)
    view = filling.as_it_was(at.session, part.slug, part.revision, at.frame.language.tag)
    spoken = reading_of(view or at.plan.view, at.frame)
    if view is None:
        spoken = replace(spoken, resource=template.resource, language=ENGLISH)
    now = {place.key: place for place in places(at.plan.template.resource, part)}
    return tuple(
        Earlier(
            answer_view(spoken, place, part.values[place.key]),
            spoken.language,
            filling_words.changed("" if place.key in now else "gone", at.frame.help.words),
            f"drop:{place.key}",
            f"to:{now[place.key].section}/{anchor(place.key)}" if place.key in now else "",
        )
        for place in places(spoken.resource, part)
        if place.key in part.values
    )


@router.post(f"{PLAN}/file")
@router.post(f"{EASY}/file")
def file(asked: Filling, sent: Posted) -> Response:
    at = asked.here()
    state = steps.unsealed(sent.one("state"), at.plan.view.slug, at.english.is_ended)
    answers = steps.moved(state.answers, at.english)
    code = encode(answers, at.plan.template.resource, at.find, whole=True, limit=LONGEST // 2)
    text = f"{settings().base_url}{addresses.opened(code)}\n"
    # The name says nothing of what is in it (H21).
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="plan.txt"',
    }
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)


@router.post(f"{PLAN}/clear")
@router.post(f"{EASY}/clear")
def clear(asked: Filling, db: Db, sent: Posted) -> Response:
    at = asked.here()
    _end(db, sent)
    page = PlanPage(plan=at.plan, frame=at.frame, languages=at.languages)
    return private(page, "cleared", headers=GONE)


def _end(db: Database, sent: Sent) -> None:
    """No process takes the form again."""
    if visit := visit_of(sent.one("visit"), keys(settings(), PURPOSE)):
        with db.writing() as session:
            ended_visits.end(session, visit)


@doors.post("/leave")
def leave(db: Db, sent: Posted, after: BackgroundTasks) -> Response:
    """Away at once, to a page that says nothing of a plan; nothing is waited for."""
    after.add_task(_end, db, sent)
    return RedirectResponse(settings().leave_to, 303, {"Cache-Control": "no-store", **GONE})


@doors.get(addresses.opening())
@doors.get(addresses.opening("{tag}"))
def ask(request: Request, service: Chosen = None) -> Response:
    page = OpenPage(frame=_frame(request, service), languages=_links(request))
    return private(page, "open")


@doors.post(addresses.opening())
@doors.post(addresses.opening("{tag}"))
def opened(
    request: Request, session: ReadSession, sent: Posted, service: Chosen = None
) -> Response:
    frame = _frame(request, service)
    try:
        state = steps.opened(sent, partial(filling.template, session))
    except PlanRefused as refusal:
        said = filling_words.refused(refusal.why, frame.help.words)
        page = OpenPage(frame=frame, languages=_links(request), problem=said)
        return private(page, "open", 422)
    headers = headers_for_back(sent, shared=state.shared)
    return private(_choose(session, frame, state), "choose", headers=headers)


def _choose(session: Session, frame: ReaderFrame, state: State) -> ChoosePage:
    """The languages in which an opened plan can be shown; raises PlanRefused."""
    slug, version = state.answers.slug, state.answers.reading_version
    tags_by_version = published.versions_of(session, slug)
    own, others = (
        _languages(frame, slug, each, tags_by_version.get(each, ()))
        for each in (version, STANDARD if version == EASY_READ else EASY_READ)
    )
    if not own and not others:
        raise PlanRefused("gone")
    title = filling_words.other_version(version == EASY_READ, frame.help.words)
    return ChoosePage(
        frame=frame,
        languages=own,
        state=steps.sealed(state),
        others=others,
        other_title=title,
    )


def _languages(
    frame: ReaderFrame, slug: str, version: str, tags: Iterable[str]
) -> tuple[Choice, ...]:
    """The form of a reading version in each of its languages, that of the page first."""
    path = addresses.form_in_any(slug, version)
    mine = Choice(
        frame.asked.own_name,
        addresses.form(frame.asked.tag, slug, version) + frame.query,
        language=frame.asked,
    )
    first = (mine,) if frame.asked.tag in tags else ()
    return (*first, *frame.language_links(tags, path))


def _frame(request: Request, service: str | None) -> ReaderFrame:
    tag = request.path_params.get("tag", ENGLISH.tag)
    return frame_of(request, find(tag), service)


def _links(request: Request) -> tuple[Choice, ...]:
    """The page on which a plan is opened, in every other language that is open."""
    return _frame(request, None).language_links(
        (each.tag for each in (ENGLISH, *languages())), addresses.opening().lstrip("/")
    )


def refused(request: Request, error: Exception) -> Response:
    """Nothing was taken from what was sent: why, and where to go, in the reader's language."""
    if not isinstance(error, PlanRefused):
        raise error
    frame = ReaderFrame(
        language_of_path(request.url.path), settings().demo, request.url.path, visible()
    )
    return private(RefusedPage(frame=frame, why=error.why), "refused", error.status)
