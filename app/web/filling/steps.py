"""One step of filling in: opens the form's seal, takes in what was typed, moves the answers to the
plan as it is now, and says where to go next.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from app.config import settings
from app.plans.answers import Answers, Template, asking, places, visible, without_row
from app.plans.codec import CodeError, decode
from app.plans.form_secrets import keys
from app.plans.migrate import carried
from app.plans.sealed import PURPOSE, SealError, State, TooLarge, begin, seal, unseal
from app.web.filling.fields import Wrong, anchor, read, rows_of
from app.web.filling.older import newest
from app.web.filling.sent import PlanRefused, Sent, Why
from app.web.frame.sent_values import number

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


@dataclass(frozen=True)
class Step:
    """Where someone is: the plan's section, or one of the pages after the last; what is wrong with
    what was typed, how many rows of each group show, and whether the plan has changed."""

    state: State
    at: str
    wrong: tuple[Wrong, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    back_to_check: bool = False
    focus: str = ""
    is_older: bool = False


def started(template: Template, *, shared: bool) -> Step:
    """The first page of a plan with nothing filled in."""
    resource = template.resource
    nothing = Answers(resource.slug, resource.reading_version, template.revision)
    return Step(begin(nothing, shared=shared), asking(resource)[0].id)


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
    old, version = found(answers, english.find), answers.reading_version
    crosses = version != english.now.resource.reading_version
    return carried(answers, old, english.now, english.newest(version) if crosses else None)


def found(answers: Answers, find: FindTemplate) -> Template:
    """The plan that answers were given to; raises PlanRefused."""
    template = find(answers.revision[:8])
    if template is None:
        raise PlanRefused("code_unknown")
    return template


def taken(sent: Sent, slug: str, english: English) -> Step:
    """The step after what was sent; raises PlanRefused."""
    state = unsealed(sent.one("state"), slug, english.is_ended)
    state = replace(state, step=state.step + 1)
    step = _taken(sent, state, english)
    return replace(step, is_older=newest.is_older(state.visit, state.step))


def _taken(sent: Sent, state: State, english: English) -> Step:
    template = english.now
    before = found(state.answers, english.find)
    at, go = sent.one("at"), sent.one("go")
    entered = read(before, state.answers, at, sent, sent.one("shown"))
    answers = _set_aside(state.answers, entered.answers)
    if sent.one("outs"):
        answers = replace(answers, left_out=_left_out(before, sent))
    answers, rows = _rows(answers, go, rows_of(sent))
    answers = moved(_dropped(answers, go), english)
    state = replace(state, answers=answers)
    back = sent.one("then") == CHECK
    if entered.wrong:
        return Step(state, at, entered.wrong, entered.typed or {}, rows, back)
    if (more := _more_asked(template, answers, at, sent, rows)) and go == "next":
        return Step(state, at, rows=rows, back_to_check=back, focus=anchor(more))
    return _next(Step(state, _known(template, at), rows=rows, back_to_check=back), template, go)


def _set_aside(before: Answers, now: Answers) -> Answers:
    """An answer set aside is settled when its question has been answered anew."""
    anew = {key for key, answer in now.values.items() if answer != before.get(key)}
    earlier = (_without(part, anew) for part in now.earlier)
    return replace(now, earlier=tuple(part for part in earlier if part.values))


def _dropped(answers: Answers, go: str) -> Answers:
    """Without the earlier answer that she said not to keep."""
    action, _, key = go.partition(":")
    if action != "drop":
        return answers
    earlier = (_without(part, {key}) for part in answers.earlier)
    return replace(answers, earlier=tuple(part for part in earlier if part.values))


def _without(answers: Answers, keys: set[str]) -> Answers:
    values = {key: each for key, each in answers.values.items() if key not in keys}
    return replace(answers, values=values)


def _left_out(template: Template, sent: Sent) -> frozenset[str]:
    ids = {section.id for section in asking(template.resource)}
    return frozenset(ids.intersection(sent.all("out")))


def _rows(answers: Answers, go: str, rows: dict[str, int]) -> tuple[Answers, dict[str, int]]:
    action, _, rest = go.partition(":")
    group, _, row = rest.partition("/")
    if action == "add":
        return answers, {**rows, group: rows.get(group, 1) + 1}
    if action == "remove" and number(row) > 0:
        return without_row(answers, group, number(row)), {**rows, group: rows.get(group, 1) - 1}
    if action == "clear":
        values = {key: each for key, each in answers.values.items() if key != rest}
        return replace(answers, values=values), rows
    return answers, rows


def _more_asked(
    template: Template, answers: Answers, at: str, sent: Sent, rows: Mapping[str, int]
) -> str:
    """The first question of this section that is asked only now, if there is one."""
    seen = set(sent.words("seen"))
    shown = visible(template.resource, answers, rows)
    return next(
        (
            place.key
            for place in places(template.resource, answers, rows)
            if place.section == at and place.key in shown and place.key not in seen
        ),
        "",
    )


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
    return Step(step.state, at, back_to_check=back, focus=focus)
