"""Work from an agency: its named translator and reviser count as the two people, once an admin has
recorded their ISO 17100 evidence. They hold accounts that nobody can sign in with.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from app.exchange.entries import Entry, TranslationFile
from app.exchange.merge import NOT_YET, no_translation
from app.exchange.opening import clean
from app.languages import find
from app.models import AgencyEvidence, Json, SegmentText, Status, User, now
from app.resources.characters import same_words
from app.workflow.imports.other_language import refuse_other_language
from app.workflow.imports.translation_files import as_here
from app.workflow.lengths import NAME, REASON, refuse_empty, refuse_longer
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.people.competence import ADMINS, refuse_until
from app.workflow.refusals import Missing, Refused
from app.workflow.transitions import transition
from app.workflow.translation.desk import Desk, findings, open_desk, segment_of, view
from app.workflow.translation.recording import record
from app.workflow.translation.second_pass import noted, refuse_read_once


@dataclass(frozen=True)
class Agency:
    """Who did the work, and what shows that they are qualified."""

    name: str
    translator: str
    reviser: str
    evidence: str
    until: date


@dataclass(frozen=True)
class AgencyLine:
    """One text of an agency's file and what stood here; `reason` says why it was left."""

    path: str
    text: str
    here: str
    reason: str = ""

    @property
    def waits(self) -> bool:
        """Whether there are no words yet, neither here nor in the file."""
        return self.reason == NOT_YET and not self.here


@dataclass(frozen=True)
class AgencyImport:
    """What an agency's file did: texts revised, what was left, and how many stood already."""

    people: tuple[str, str]
    title: str
    revised: tuple[AgencyLine, ...]
    left: tuple[AgencyLine, ...]
    unchanged: int


def record_agency(session: Session, actor: Actor, language: str, agency: Agency) -> AgencyEvidence:
    """Record two named people of an agency with their evidence; raises Refused and
    UnknownLanguage."""
    actor.require_role(ADMINS, "*")
    if find(language).is_source:
        raise Refused("English is the source: no agency translates it.")
    for value, what in (
        (agency.name, "agency"),
        (agency.translator, "translator"),
        (agency.reviser, "reviser"),
    ):
        refuse_empty(value, f"Name the {what}.", what)
        refuse_longer(value, NAME, f"The name of the {what}", what)
    if _folded(agency.translator) == _folded(agency.reviser):
        raise Refused("The translator and the reviser are the same person. Two people must read.")
    refuse_empty(
        agency.evidence,
        "Write the evidence: the agency’s ISO 17100 certificate and both qualifications.",
        "evidence",
    )
    refuse_longer(agency.evidence, REASON, "The evidence", "evidence")
    refuse_until(agency.until)
    row = AgencyEvidence(
        agency=agency.name.strip(),
        language=language,
        translator_id=_account(session, agency.name, agency.translator),
        reviser_id=_account(session, agency.name, agency.reviser),
        evidence=agency.evidence.strip(),
        valid_until=agency.until,
        actor_id=actor.id,
    )
    session.add(row)
    session.flush()
    return row


def recorded(session: Session, actor: Actor) -> tuple[AgencyEvidence, ...]:
    """All evidence on record, newest first; for admins."""
    actor.require_role(ADMINS, "*")
    query = select(AgencyEvidence).order_by(col(AgencyEvidence.id).desc())
    return tuple(session.exec(query).all())


def on_offer(session: Session, actor: Actor) -> tuple[AgencyEvidence, ...]:
    """The evidence under which this person can bring in an agency's file today, newest first."""
    if not any(actor.can(role) for role in transition("agency").roles):
        return ()
    return tuple(row for row in recorded(session, actor) if row.valid_until >= now().date())


def named(session: Session, actor: Actor, wanted: str, language: str) -> AgencyEvidence:
    """The evidence under which an agency's file of a language is brought in today, by the agency's
    name or by the number of its record where the name is not enough; raises Refused and
    UnknownLanguage."""
    actor.require_role(transition("agency").roles, find(language).tag)
    offers = [row for row in on_offer(session, actor) if row.language == language]
    found = [row for row in offers if wanted.strip() == str(row.id)]
    found = found or [row for row in offers if _folded(row.agency) == _folded(wanted)]
    # The newest record of two people counts: an older one was made for an earlier certificate.
    pairs = {(row.translator_id, row.reviser_id): row for row in reversed(found)}
    if len(pairs) == 1:
        return next(iter(pairs.values()))
    raise Refused(_which(session, wanted, language, list(pairs.values()) or offers, bool(pairs)))


def _which(
    session: Session, wanted: str, language: str, rows: list[AgencyEvidence], several: bool
) -> str:
    """What to write instead, with what there is to choose from."""
    names = accounts.names(session)
    choices = "; ".join(
        f"{row.id} ({names[row.translator_id]}, revised by {names[row.reviser_id]})" for row in rows
    )
    spoken = find(language).english_name
    if several:
        return f"{wanted} has several pairs of people for {spoken}. Give a number: {choices}."
    if rows:
        return (
            f"{wanted!r} has no evidence for {spoken} on record that holds today. Give the name of "
            f"an agency, or a number: {choices}."
        )
    return (
        f"No agency has evidence for {spoken} on record that holds today. An admin records it on "
        "the page “People” first."
    )


def take(
    desk: Desk,
    actor: Actor,
    evidence: AgencyEvidence | None,
    path: str,
    text: str,
    where_from: Json,
    *,
    read_twice: bool = False,
) -> SegmentText:
    """Take one text as translated and revised by an agency's two people; raises Refused.
    `read_twice` says that its reviser read it a second time for what no check reads.

    A text that someone here wrote for today's English is kept.
    """
    rule = transition("agency")
    role = actor.require_role(rule.roles, desk.language.tag)
    evidence = _valid(desk, evidence)
    words = clean(text)
    _refuse(desk, path, words, read_twice=read_twice)
    return record(
        desk,
        actor,
        role,
        path,
        "agency",
        text=words,
        status=rule.after,
        edited_by=evidence.translator_id,
        revised_by=evidence.reviser_id,
        origin={**where_from, "agency": evidence.agency, "evidence": evidence.id},
        why=noted(desk.language, segment_of(desk, path), f"{evidence.agency}: {evidence.evidence}"),
    )


def _refuse(desk: Desk, path: str, words: str, *, read_twice: bool) -> None:
    """Raises Refused for words that an agency's file cannot bring; writes nothing."""
    segment = segment_of(desk, path)
    if not words:
        raise Refused(NOT_YET)
    seen = view(desk, path)
    if (
        seen.status in (Status.EDITED, Status.REVISED)
        and not seen.stale
        and clean(seen.text) != words
    ):
        raise Refused("a person has written another text here, which was kept")
    if seen.sent_back and clean(seen.text) == words:
        raise Refused(f"it was sent back (“{seen.sent_back.why}”), and these are the same words")
    blocking = [f for f in findings(desk, segment, words) if f.severity == "blocking"]
    if blocking:
        raise Refused(blocking[0].message)
    refuse_read_once(desk.language, segment, read_twice=read_twice)


def take_file(
    session: Session,
    actor: Actor,
    evidence_id: int,
    file: TranslationFile,
    name: str,
    *,
    confirmed: bool = False,
    dry: bool = False,
) -> AgencyImport:
    """Take an agency's file of any format; texts that it calls unfinished, or that want a second
    reading (both unless `confirmed`, which says that it was made), changed English and faulty texts
    are left with the reason. When `dry`, it says what it would take and writes nothing. Raises
    Refused, Missing and UnknownLanguage."""
    actor.require_role(transition("agency").roles, find(file.language).tag)
    desk = open_desk(session, file.slug, file.reading_version, file.language)
    evidence = _valid(desk, session.get(AgencyEvidence, evidence_id))
    refuse_other_language(desk, file.entries, name)
    revised: list[AgencyLine] = []
    left: list[AgencyLine] = []
    unchanged = 0
    for given in file.entries:
        entry = as_here(given, confirmed=confirmed)
        reason = _reason_against(desk, entry)
        here = desk.rows[entry.path].text if entry.path in desk.rows else ""
        if not reason and _stands(desk, entry):
            unchanged += 1
            continue
        try:
            if reason:
                raise Refused(reason)
            if dry:
                _refuse(desk, entry.path, clean(entry.text), read_twice=confirmed)
            else:
                where, words = {"file": name}, entry.text
                take(desk, actor, evidence, entry.path, words, where, read_twice=confirmed)
            revised.append(AgencyLine(entry.path, entry.text, here))
        except Refused as refusal:
            left.append(AgencyLine(entry.path, entry.text, here, str(refusal)))
    names = accounts.names(session)
    both = names[evidence.translator_id], names[evidence.reviser_id]
    return AgencyImport(both, desk.resource.title, tuple(revised), tuple(left), unchanged)


def _stands(desk: Desk, entry: Entry) -> bool:
    seen = view(desk, entry.path)
    return seen.status is Status.REVISED and not seen.stale and clean(seen.text) == entry.text


def _reason_against(desk: Desk, entry: Entry) -> str:
    segment = desk.segments.get(entry.path)
    if segment is None:
        return "there is no such text in this resource"
    changed = entry.source_hash and entry.source_hash != segment.hash
    if changed or not same_words(segment.text, entry.source):
        return "the English has changed since the file was made"
    if entry.trouble:
        return entry.trouble
    if not entry.text:
        return NOT_YET
    if _is_from_before(desk, entry):
        return "the English has changed, and this is the translation from before"
    unfit = None if _stands(desk, entry) else no_translation(entry)
    if unfit is not None:
        return unfit[1]
    return "the file marks it as unfinished (fuzzy)" if entry.fuzzy else ""


def _is_from_before(desk: Desk, entry: Entry) -> bool:
    """Whether a text is the one that was made for an earlier English, and nobody says that it
    holds."""
    seen = view(desk, entry.path)
    return seen.stale and entry.fuzzy is not False and clean(seen.text) == entry.text


def _valid(desk: Desk, evidence: AgencyEvidence | None) -> AgencyEvidence:
    if evidence is None:
        raise Missing("There is no such evidence on record. An admin records it first.")
    if evidence.language != desk.language.tag:
        raise Refused(
            f"This evidence is for {find(evidence.language).english_name}, "
            f"not for {desk.language.english_name}."
        )
    if evidence.valid_until < now().date():
        raise Refused(f"The evidence of {evidence.agency} has expired. Record it anew.")
    if evidence.translator_id == evidence.reviser_id:
        raise Refused("The translator and the reviser are the same person. Two people must read.")
    return evidence


def _account(session: Session, agency: str, name: str) -> int:
    """The account of an agency's person, by agency and name; never one to sign in with."""
    digest = hashlib.sha256(f"{_folded(agency)}/{_folded(name)}".encode()).hexdigest()[:16]
    email = f"{digest}@agency.invalid"
    user = session.exec(select(User).where(User.email == email)).first()
    if user is None:
        shown = f"{name.strip()} ({agency.strip()})"
        user = User(email=email, name=shown, password_hash=accounts.NO_PASSWORD.value, active=False)
        session.add(user)
        session.flush()
    return user.key


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
