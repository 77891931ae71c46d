"""What a safety-critical text says, in English again, beside its source."""

from dataclasses import dataclass

from markupsafe import Markup

from app.engines import maker, name_of
from app.models import BackTranslation, Status
from app.web.frame.labels import moment
from app.web.workbench.marked_text import tokens
from app.workflow.drafting.back_translations import offers
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.review.back_translation import (
    contributed,
    current_back_translation,
    differences,
    is_needed,
)
from app.workflow.transitions import WRITTEN
from app.workflow.translation.desk import Desk, SegmentView
from app.workflow.translation.permissions import may


@dataclass(frozen=True, kw_only=True)
class Back:
    """The source and what came back with the facts in which it differs, or who can give it:
    `engines` are (id, name) of those that may, `barred` says why others must not."""

    source: Markup
    text: Markup
    by: str
    contributed: bool
    may_write: bool
    differs: tuple[str, ...]
    engines: tuple[tuple[str, str], ...]
    barred: tuple[str, ...]


def section(desk: Desk, seen: SegmentView, actor: Actor) -> Back | None:
    if not is_needed(seen.segment) or seen.status not in WRITTEN:
        return None
    tag, found = desk.language.tag, current_back_translation(desk, seen)
    mine = contributed(seen, actor.id)
    able = offers(desk, seen) if may(actor, "back_translate_by_engine", tag) else ()
    done = maker(found.engine, found.model) if found else ""
    return Back(
        source=tokens(seen.segment.text),
        text=tokens(found.text) if found else Markup(),
        by=_by(desk, found) if found else "",
        contributed=mine,
        may_write=may(actor, "back_translate", tag) and not mine and _is_due(seen, found),
        differs=differences(seen.segment, found.text) if found else (),
        engines=tuple(
            (one.engine.id, name_of(one.engine.id))
            for one in able
            if not one.barred and one.engine.id != done
        ),
        barred=tuple(one.barred for one in able if one.barred),
    )


def _is_due(seen: SegmentView, found: BackTranslation | None) -> bool:
    """Whether its turn has come: once two people stand for the words."""
    return found is not None or seen.status is Status.REVISED


def _by(desk: Desk, found: BackTranslation) -> str:
    if found.engine:
        made = " ".join(
            part for part in (name_of(found.engine), found.model, found.version) if part
        )
        files = f", files {found.checksum[:12]}" if found.checksum else ""
        return f"By the engine {made}{files}, {moment(found.at)}"
    name = accounts.names(desk.session).get(found.actor_id, "someone")
    return f"By {name} ({found.role}), {moment(found.at)}"
