"""What every staff page has: its frame, and how it is rendered. Staff pages are in English alone,
are for people who signed in, and are never kept by a browser or a proxy.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request

from app.config import settings
from app.models import Role
from app.render.templating import template
from app.web.frame import cookies
from app.web.frame.deps import SignedIn, Visitor
from app.web.frame.drawn import Drawn
from app.workflow.glossary.terms import READERS
from app.workflow.plans.stored_plans import may_oversee, may_read
from app.workflow.transitions import transition

STORED_PLANS = "/library/stored-plans"
"""Where filled plans are stored, if an organisation chose to."""


@dataclass(frozen=True)
class Link:
    """One plain link; `note` stands beside it, `current` marks the page that one is on."""

    text: str
    href: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class Problem:
    """One line of an error summary, with the field it is about."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Who is signed in, where they are, and what the last step did or why it was refused."""

    demo: bool
    csrf: str = ""
    name: str = ""
    person: int = 0
    """By whom a page that was left open is known again; 0 for nobody."""
    links: tuple[Link, ...] = ()
    title: str = ""
    done: str = ""
    problems: tuple[Problem, ...] = ()
    may_store: bool = False
    """Whether they may keep filled plans here."""
    may_pack: bool = False
    """Whether they may make packs of prints."""
    may_bring: bool = False
    """Whether they may bring in a translator's file."""

    @property
    def error_list(self) -> list[dict[str, str]]:
        """The problems as the NHS error summary takes them."""
        return [{"text": problem.text, "href": problem.href} for problem in self.problems]

    def at(self, title: str, section: str = "", done: str = "", *problems: Problem) -> "Frame":
        links = tuple(replace(link, current=link.href == section) for link in self.links)
        return replace(self, title=title, links=links, done=done, problems=problems)


async def staff_frame(who: SignedIn) -> Frame:
    return frame_of(who)


def frame_of(who: Visitor) -> Frame:
    """What stands round every page that this person sees: where they may go by their roles."""
    links = [Link("My work", "/workbench"), Link("Library", "/library")]
    held = {role for role, _ in who.actor.grants}
    if Role.CLINICIAN in held:
        links.append(Link("For you to decide", "/decide"))
    if Role.MIDWIFE in held:
        links.append(Link("Read a plan", "/library/plans/code"))
    keeping = settings().plan_retention_days is not None
    if keeping and (may_read(who.actor) or may_oversee(who.actor)):
        links.append(Link("Stored plans", STORED_PLANS))
    if held & READERS:
        links.append(Link("Find texts", "/workbench/find"))
        links.append(Link("Terms", "/workbench/terms"))
        links.append(Link("Machine drafts", "/workbench/engines"))
    may_bring = bool(held & transition("draft").roles)
    if held & {Role.TRANSLATOR, Role.REVIEWER, Role.ADMIN}:
        links.append(Link("Bring in a file", "/workbench/import"))
    if may_bring:
        links.append(Link("Background work", "/workbench/jobs"))
    if Role.AUTHOR in held:
        links.append(Link("Write English", "/author"))
    if Role.ADMIN in held:
        links.append(Link("People", "/people"))
    return Frame(
        demo=settings().demo or who.demo,
        csrf=who.csrf,
        name=who.actor.name,
        person=who.actor.id,
        links=tuple(links),
        may_store=keeping and may_read(who.actor),
        may_pack=Role.MIDWIFE in held,
        may_bring=may_bring,
    )


def show(name: str, page: object, status: int = 200) -> Drawn:
    """A staff page: `name` is its template below `templates/`, `page` its presenter."""
    return Drawn(lambda: drawn(name, page), status, {"Cache-Control": "no-store"})


def drawn(name: str, page: object) -> str:
    """Its HTML."""
    return template(f"{name}.html").render(page=page)


SERVICE_COOKIE = "birthwords_service"
"""The hospital whose numbers someone prints, so that they choose it once."""
SERVICE_YEAR = 31_536_000
"""Seconds for which it is remembered."""


def chosen_service(request: Request) -> str:
    return cookies.read(request, SERVICE_COOKIE)


ChosenService = Annotated[str, Depends(chosen_service)]
StaffFrame = Annotated[Frame, Depends(staff_frame)]
