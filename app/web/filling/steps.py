"""One step of filling in: opens the form's seal, takes in what was typed, moves the answers to the
plan as it is now, and says where to go next.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from app.config import settings
from app.plans.answers import Answers, Template, asking
from app.plans.codec import CodeError, decode
from app.plans.form import TypedFields, Wording, Wrong, enter
from app.plans.form_secrets import keys
from app.plans.migrate import carried
from app.plans.sealed import PURPOSE, SealError, State, TooLarge, begin, seal, unseal
from app.web.filling import fields
from app.web.filling.older import newest
from app.web.filling.sent import PlanRefused, Sent, Why

CHECK, LATER = "check", "later"
FindTemplate = Callable[[str], Template | None]
IsEnded = Callable[[str], bool]
"""Whether a visit was finished and cleared."""


@dataclass(frozen=True)
class English:
    """The English of a plan: that of the page, what finds an older one by how its hash begins, and
    what finds the newest of a reading version; and which forms are not taken any more."""

    now: Template
    find: FindTemplate
    newest: FindTemplate
    is_ended: IsEnded


@dataclass(frozen=True, kw_only=True)
class Step:
    """Where someone is: the plan's section, or one of the pages after the last; what is wrong with
    what was typed (by question), how many rows of each group show, whether this page follows an
    older one, and whether the question in `focus` is asked because of an answer just given."""

    state: State
    at: str
    wrong: tuple[Wrong, ...] = ()
    typed: Mapping[str, TypedFields] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    back_to_check: bool = False
    focus: str = ""
    is_older: bool = False
    is_asked_anew: bool = False


def started(template: Template, *, shared: bool) -> Step:
    """The first page of a plan with nothing filled in."""
    resource = template.resource
    nothing = Answers(
        slug=resource.slug, reading_version=resource.reading_version, revision=template.revision
    )
    return Step(state=begin(nothing, shared=shared), at=asking(resource)[0].id)


def opened(sent: Sent, find: FindTemplate) -> State:
    """What a code or a file holds; raises PlanRefused."""
    try:
        answers = decode(sent.file or sent.one("code"), find)
    except CodeError as error:
        raise PlanRefused(_CODE_WHY[error.reason]) from None
    return begin(answers, shared=sent.one("shared") == "yes")


_CODE_WHY: Mapping[str, Why] = {
    "empty": "empty",
    "damaged": "code_damaged",
    "newer": "code_newer",
    "unknown": "code_unknown",
}


def sealed(state: State) -> str:
    """The hidden field of the next form; raises PlanRefused."""
    try:
        return seal(state, keys(settings(), PURPOSE), int(time.time()))
    except TooLarge:
        raise PlanRefused("too_large") from None


def unsealed(text: str, slug: str, is_ended: IsEnded) -> State:
    """The state in a form; raises PlanRefused."""
    try:
        state = unseal(text, slug, keys(settings(), PURPOSE), int(time.time()))
    except SealError as error:
        raise PlanRefused(error.reason) from None
    if is_ended(state.visit):
        raise PlanRefused("ended")
    return state


def moved(answers: Answers, english: English) -> Answers:
    """The answers pinned to the English of the page; raises PlanRefused."""
    wording = _wording(answers, english)
    return carried(answers, wording.before, wording.now, wording.own)


def _wording(answers: Answers, english: English) -> Wording:
    """The English that answers go through; raises PlanRefused."""
    version = answers.reading_version
    crosses = version != english.now.resource.reading_version
    return Wording(
        before=found(answers, english.find),
        now=english.now,
        own=english.newest(version) if crosses else None,
    )


def found(answers: Answers, find: FindTemplate) -> Template:
    """The plan that answers were given to; raises PlanRefused."""
    template = find(answers.revision[:8])
    if template is None:
        raise PlanRefused("code_unknown")
    return template


def taken(sent: Sent, slug: str, english: English, *, goes_on: bool = True) -> Step:
    """The step after what was sent; raises PlanRefused. A print, which opens beside its page, goes
    on to none, so that the page behind it does not become an older one."""
    state = unsealed(sent.one("state"), slug, english.is_ended)
    state = replace(state, step=state.step + 1)
    step = _taken(sent, state, english)
    if not goes_on:
        return step
    return replace(step, is_older=newest.is_older(state.visit, state.step, step.state.answers))


def _taken(sent: Sent, state: State, english: English) -> Step:
    form = fields.form_of(sent)
    became = enter(form, state.answers, _wording(state.answers, english), datetime.now(UTC).date())
    state = replace(state, answers=became.answers)
    step = Step(
        state=state,
        at=form.section,
        rows=became.rows,
        back_to_check=sent.one("then") == CHECK,
    )
    if became.wrong:
        return replace(step, wrong=became.wrong, typed=became.typed)
    if became.asked_anew and form.pressed == "next":
        return replace(step, focus=fields.anchor(became.asked_anew), is_asked_anew=True)
    return _next(replace(step, at=_known(english.now, step.at)), english.now, form.pressed)


def _known(template: Template, at: str) -> str:
    """The section, or the check page when the plan has no such section any more."""
    ids = [section.id for section in asking(template.resource)]
    return at if at in (*ids, CHECK, LATER) else CHECK


def _next(step: Step, template: Template, go: str) -> Step:
    action, _, where = go.partition(":")
    ids = [section.id for section in asking(template.resource)]
    place = ids.index(step.at) if step.at in ids else len(ids)
    forward = CHECK if step.back_to_check else (*ids, CHECK)[min(place + 1, len(ids))]
    targets = {
        "resume": where,
        "next": forward,
        "back": CHECK if step.back_to_check or step.at == LATER else ids[max(place - 1, 0)],
        "check": CHECK,
        "later": LATER,
        "to": where.partition("/")[0],
    }
    if action not in targets:
        return step
    at = _known(template, targets[action])
    focus = where.partition("/")[2] if action == "to" else ""
    back = action == "to" or (action == "resume" and step.back_to_check)
    return Step(state=step.state, at=at, back_to_check=back, focus=focus)
