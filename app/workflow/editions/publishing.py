"""From a signed translation to a numbered edition, and from an edition to its withdrawal."""

import secrets

from sqlmodel import Session, col, select

from app.languages import ENGLISH, find
from app.models import (
    Edition,
    EditionEvent,
    EditionState,
    PublicationSet,
    ResourceRow,
    Role,
    SetState,
    SignOff,
    SourceRevision,
)
from app.models.text_ref import TextRef
from app.render.fonts import FontsNotBuilt
from app.resources.schema import Resource
from app.resources.segments import rebuild
from app.services import services
from app.workflow.dirty_texts import mark_dirty
from app.workflow.editions.integrity import digest, is_whole, is_whole_source
from app.workflow.editions.proof import undrawable_segments
from app.workflow.lengths import REASON, refuse_empty, refuse_longer
from app.workflow.people.accounts import Actor, is_demo
from app.workflow.refusals import Missing, Refused
from app.workflow.review.sign_off import obstacles, valid_sign_off
from app.workflow.source.revisions import key, revision
from app.workflow.source.unresolved import refuse_unresolved
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, mark, views
from app.workflow.translation.provenance import by_machine

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O, which people mix up on paper."""


def publish(desk: Desk, actor: Actor, *, together: bool = False) -> Edition:
    """Freeze what was signed as the next edition; raises Refused. A language that waits for others
    goes out with all of them alone (`together`).

    Publishing the same signed text and numbers again gives the edition that stands already, or a
    new one where that is damaged.
    """
    role = actor.require_role(transition("publish").roles, desk.language.tag)
    if not together:
        _refuse_alone(desk)
    signature = _signature(desk)
    _refuse_before_english(desk)
    _refuse_unfit(desk)
    edition = _frozen(desk, signature)
    before = current(desk.session, key_of(desk), desk.reading_version, desk.language.tag)
    if before is not None and before.hash == edition.hash and is_whole(before, desk.slug):
        return before
    edition.number, edition.code = _next_number(desk), _new_code(desk.session)
    desk.session.add(edition)
    desk.session.flush()
    if before is not None:
        _say(
            desk.session, before, EditionState.SUPERSEDED, actor, role, f"edition {edition.number}"
        )
    _say(desk.session, edition, EditionState.CURRENT, actor, role, "")
    mark(desk)
    return edition


def why_not_published(desk: Desk, *, beside_english: bool = False) -> str:
    """Why this text cannot be published now, whoever asks; "" where it can. `beside_english` says
    that its English is published in the same step."""
    try:
        _signature(desk)
        if not beside_english:
            _refuse_before_english(desk)
        _refuse_unfit(desk)
    except Refused as refusal:
        return str(refusal)
    return ""


def _signature(desk: Desk) -> int:
    """The id of the signature under which a text is published; raises Refused."""
    if blockers := obstacles(desk):
        raise Refused(f"{len(blockers)} texts are not ready. First: {blockers[0]}")
    signature = valid_sign_off(desk)
    if signature is None or signature.id is None:
        raise Refused(withdrawal(desk) or "A clinician has not signed this text as it stands now.")
    return signature.id


def _refuse_unfit(desk: Desk) -> None:
    """What keeps a signed text from its readers, but for its English."""
    if services().demo and not is_demo(desk.session):
        raise Refused(
            "content/services.yaml holds demonstration numbers. Enter the real numbers first."
        )
    _refuse_damaged_source(desk)
    refuse_unresolved(desk.resource, services())
    _refuse_undrawable(desk)


def _refuse_alone(desk: Desk) -> None:
    """A language that an author chose to publish together with others."""
    if held := held_together(desk):
        raise Refused(held)


def held_together(desk: Desk) -> str:
    """That the language waits for others, which, and what can be done; "" where it does not."""
    one = open_set(desk.session, key_of(desk), desk.reading_version)
    chosen = one.languages if one else []
    if desk.language.tag not in chosen:
        return ""
    names = ", ".join(find(tag).english_name for tag in chosen)
    return (
        f"These languages are published together: {names}. Publish all that is signed on the "
        "page of this text in the library, or undo the choice there."
    )


def open_set(session: Session, resource_id: int, version: str) -> PublicationSet | None:
    """The languages of a text that wait for each other, if any do."""
    query = select(PublicationSet).where(
        PublicationSet.resource_id == resource_id,
        PublicationSet.reading_version == version,
        PublicationSet.state == SetState.OPEN,
    )
    return session.exec(query).first()


def would_change(desk: Desk, signature: SignOff) -> bool:
    """Whether publishing under this signature would give readers a new edition: nothing is
    published, what is published is damaged, or something that an edition freezes differs, hospital
    numbers among them."""
    before = current(desk.session, key_of(desk), desk.reading_version, desk.language.tag)
    if before is None or before.sign_off_id != signature.id or not is_whole(before, desk.slug):
        return True
    if before.services != services().frozen():
        return True
    # The texts are those that were signed; of a newer English only other parts can differ.
    if before.source_revision_id == desk.revision.id:
        return False
    return before.hash != _frozen(desk, before.sign_off_id).hash


def _frozen(desk: Desk, signature: int) -> Edition:
    """The edition that a text under a signature makes now, without its number and code."""
    edition = Edition(
        resource_id=key_of(desk),
        reading_version=desk.reading_version,
        language=desk.language.tag,
        number=0,
        code="",
        source_revision_id=key(desk.revision),
        sign_off_id=signature,
        english=rebuild(desk.extraction).model_dump(mode="json"),
        content=_target(desk).model_dump(mode="json"),
        services=services().frozen(),
        made=_made(desk),
        hash="",
        demo=is_demo(desk.session),
        review_by=desk.resource.review_by,
    )
    edition.hash = digest(edition)
    return edition


def _refuse_damaged_source(desk: Desk) -> None:
    if not is_whole_source(desk.revision):
        raise Refused(
            "The stored English of this text is damaged. Bring the database back from a backup, "
            "or bring in a newer English."
        )


def _refuse_undrawable(desk: Desk) -> None:
    """Each letter must be in our fonts before readers get the text (H7); it takes milliseconds. The
    other gates need the print itself and stand where it is drawn (ADR 10)."""
    try:
        failures = undrawable_segments(desk)
    except FontsNotBuilt as missing:
        raise Refused(str(missing)) from None
    if failures:
        more = f" {len(failures) - 1} more like it." if len(failures) > 1 else ""
        raise Refused(f"This text cannot be printed. {failures[0]}{more}")


def _refuse_before_english(desk: Desk) -> None:
    """A translation stands beside its English in print, so that English must be approved too."""
    if desk.language.is_source:
        return
    english = current(desk.session, key_of(desk), desk.reading_version, ENGLISH.tag)
    if english is None or not says(desk.session, english, desk.revision):
        raise Refused(
            "The English of this translation is not published yet. A clinician signs it and an "
            "author publishes it first."
        )
    if not is_whole(english, desk.slug):
        raise Refused(
            "The published English of this text is damaged. An author publishes the English anew "
            "first."
        )


def says(session: Session, edition: Edition, english: SourceRevision) -> bool:
    """Whether an edition is of this very English: also of one that came back as it was, which makes
    no new edition."""
    pinned = edition.source_revision_id
    return pinned == english.id or revision(session, pinned).hash == english.hash


def withdraw(session: Session, actor: Actor, code: str, why: str) -> Edition:
    """Take an edition away from readers at once, with the reason; raises Refused and Missing."""
    edition = session.exec(select(Edition).where(Edition.code == code)).first()
    if edition is None:
        raise Missing(f"There is no edition {code!r}.")
    role = actor.require_role(transition("withdraw").roles, edition.language)
    refuse_empty(why, "Say why it is withdrawn: the status page and the history need it.")
    refuse_longer(why, REASON, "The reason")
    if state_of(session, edition) is not EditionState.WITHDRAWN:
        _say(session, edition, EditionState.WITHDRAWN, actor, role, why.strip())
        slug = session.get_one(ResourceRow, edition.resource_id).slug
        mark_dirty(session, TextRef(slug, edition.reading_version, edition.language))
    return edition


def withdrawal(desk: Desk) -> str:
    """That the newest edition was withdrawn, why, and what must happen now; "" when it was not."""
    found = desk.session.exec(
        select(Edition, EditionEvent)
        .join(EditionEvent, col(EditionEvent.edition_id) == col(Edition.id))
        .where(
            Edition.resource_id == key_of(desk),
            Edition.reading_version == desk.reading_version,
            Edition.language == desk.language.tag,
        )
        .order_by(col(Edition.number).desc(), col(EditionEvent.id).desc())
        .limit(1)
    ).first()
    if found is None or found[1].state is not EditionState.WITHDRAWN:
        return ""
    return (
        f"Edition {found[0].number} was withdrawn: “{found[1].why}” "
        "A clinician signs the text anew before it is published again."
    )


def current(session: Session, resource_id: int, reading_version: str, tag: str) -> Edition | None:
    """The edition that readers see, if any."""
    newest = session.exec(
        select(Edition)
        .where(
            Edition.resource_id == resource_id,
            Edition.reading_version == reading_version,
            Edition.language == tag,
        )
        .order_by(col(Edition.number).desc())
        .limit(1)
    ).first()
    if newest is None or state_of(session, newest) is not EditionState.CURRENT:
        return None
    return newest


def state_of(session: Session, edition: Edition) -> EditionState:
    """What the newest event of an edition says."""
    event = session.exec(
        select(EditionEvent)
        .where(EditionEvent.edition_id == edition.id)
        .order_by(col(EditionEvent.id).desc())
        .limit(1)
    ).first()
    return event.state if event else EditionState.WITHDRAWN


def editions_of(desk: Desk) -> list[tuple[Edition, EditionEvent]]:
    """What became of every edition of a translation, newest first."""
    rows = desk.session.exec(
        select(Edition, EditionEvent)
        .join(EditionEvent, col(EditionEvent.edition_id) == col(Edition.id))
        .where(
            Edition.resource_id == key_of(desk),
            Edition.reading_version == desk.reading_version,
            Edition.language == desk.language.tag,
        )
        .order_by(col(EditionEvent.id).desc())
    ).all()
    return list(rows)


def key_of(desk: Desk) -> int:
    return desk.revision.resource_id


def _target(desk: Desk) -> Resource:
    if desk.language.is_source:
        return desk.resource
    return rebuild(desk.extraction, {seen.path: seen.text for seen in views(desk)})


def _made(desk: Desk) -> list[str]:
    """The steps by role that a reader is told of, never names."""
    if desk.language.is_source:
        return ["written", "signed"]
    return [*(["machine"] if by_machine(desk) else []), "edited", "revised", "signed"]


def _next_number(desk: Desk) -> int:
    numbers = desk.session.exec(
        select(Edition.number).where(
            Edition.resource_id == key_of(desk),
            Edition.reading_version == desk.reading_version,
            Edition.language == desk.language.tag,
        )
    ).all()
    return max(numbers, default=0) + 1


def _new_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(_ALPHABET) for _ in range(6))
        if session.exec(select(Edition).where(Edition.code == code)).first() is None:
            return code


def _say(
    session: Session, edition: Edition, state: EditionState, actor: Actor, role: Role, why: str
) -> None:
    session.add(
        EditionEvent(edition_id=edition.id or 0, state=state, actor_id=actor.id, role=role, why=why)
    )
    session.flush()
