"""What a safety-critical text says, in English again, beside its source."""

from dataclasses import dataclass

from markupsafe import Markup

from app.models import BackTranslation
from app.web.marked_text import tokens
from app.web.standing_words import moment
from app.workflow import people
from app.workflow.back_translation import had_part, is_needed, other_engine, standing
from app.workflow.desk import Desk, SegmentView
from app.workflow.people import Actor
from app.workflow.states import WRITTEN
from app.workflow.todo import may


@dataclass(frozen=True)
class Back:
    """The source and what came back, or who can give it. `engine` names one that may."""

    source: Markup
    text: Markup
    by: str
    had_part: bool
    may_write: bool
    engine: str


def section(desk: Desk, seen: SegmentView, actor: Actor) -> Back | None:
    if not is_needed(seen.segment) or seen.status not in WRITTEN:
        return None
    tag, found = desk.language.tag, standing(desk, seen)
    mine = had_part(seen, actor.id)
    engine = other_engine(tag, seen) if may(actor, "back_translate_by_engine", tag) else None
    return Back(
        tokens(seen.segment.text),
        tokens(found.text) if found else Markup(),
        _by(desk, found) if found else "",
        mine,
        may(actor, "back_translate", tag) and not mine,
        engine.id if engine else "",
    )


def _by(desk: Desk, found: BackTranslation) -> str:
    if found.engine:
        made = " ".join(part for part in (found.engine, found.model, found.version) if part)
        return f"By the engine {made}, {moment(found.at)}"
    name = people.names(desk.session).get(found.actor_id, "someone")
    return f"By {name} ({found.role}), {moment(found.at)}"
