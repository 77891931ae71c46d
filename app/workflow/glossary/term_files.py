"""The glossary's files: written out for one language or all, and taken in as its people would
type them. The formats are in `exchange.glossary`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.exchange.glossary import TermEntry, write_csv, write_xlsx
from app.exchange.tbx import write_tbx
from app.languages import UnknownLanguage, of_a_file
from app.models import TermRow, TermTarget, Use
from app.workflow.glossary import terms
from app.workflow.people.accounts import Actor, role_words
from app.workflow.refusals import Missing, Refused

WRITERS: dict[str, Callable[[Iterable[TermEntry]], bytes]] = {
    "tbx": write_tbx,
    "csv": write_csv,
    "xlsx": write_xlsx,
}


@dataclass(frozen=True)
class TermsTaken:
    """What a glossary file did: (term, what, words) of each change, how many words stood here
    already, and (place, reason) of what was left."""

    taken: tuple[tuple[str, str, str], ...]
    unchanged: int
    left: tuple[tuple[str, str], ...]


def export(session: Session, tag: str, ending: str) -> bytes:
    """The glossary with its words in one language, or in all with `*`; raises Missing."""
    if ending not in WRITERS:
        raise Missing(f"The glossary has no {ending!r} file: {', '.join(WRITERS)}.")
    return WRITERS[ending](stored(session, tag))


def stored(session: Session, tag: str = "*") -> tuple[TermEntry, ...]:
    """The glossary as a file holds it."""
    query = select(TermTarget).order_by(TermTarget.language, col(TermTarget.id))
    words: dict[int, list[tuple[str, str, str]]] = {}
    for target in session.exec(query).all():
        if tag in ("*", target.language):
            one = target.language, target.text, target.use.value
            words.setdefault(target.term_id, []).append(one)
    rows = sorted(session.exec(select(TermRow)).all(), key=lambda row: row.term.casefold())
    return tuple(
        TermEntry(
            term=row.term,
            definition=row.definition,
            note=row.note,
            keep=row.keep,
            words=tuple(words.get(row.id or 0, ())),
        )
        for row in rows
    )


def take(
    session: Session,
    actor: Actor,
    entries: Iterable[TermEntry],
    name: str,
    *,
    dry: bool = False,
    drafts: bool = False,
) -> TermsTaken:
    """Take what a file adds, as far as the person's roles go. Nothing is taken out, and words that
    stand here with another use stay as they are. Drafts are left for someone who knows the language
    to agree on, unless `drafts` says that the demonstration takes them as approved. When `dry`, it
    says what it would take and writes nothing. Raises Refused for whoever has no part in the
    glossary, before it is read."""
    if not any(role in terms.ENGLISH_ROLES | terms.WORD_ROLES for role, _ in actor.grants):
        raise Refused(f"Terms are for {role_words(terms.ENGLISH_ROLES | terms.WORD_ROLES)}.")
    held = {entry.term: entry for entry in stored(session)}
    unchanged = 0
    taken: list[tuple[str, str, str]] = []
    left: list[tuple[str, str]] = []
    for entry in entries:
        if entry.trouble:
            left.append((entry.place or entry.term, entry.trouble))
            continue
        here = held.get(entry.term)
        try:
            if _describe(session, actor, entry, here, name, dry=dry):
                taken.append((entry.term, "meaning", entry.definition))
        except Refused as refusal:
            left.append((entry.place or entry.term, str(refusal)))
            if here is None:
                continue
        uses = {(tag, text): use for tag, text, use in here.words} if here else {}
        fixed = {tag: text for (tag, text), use in uses.items() if use == Use.FIXED}
        keep = here.keep if here else entry.keep
        for tag, text, use in entry.words:
            try:
                actor.require_role(terms.WORD_ROLES, of_a_file(tag).tag)
                reason = _reason_against(uses, tag, text, use, drafts=drafts)
                if reason is not None:
                    unchanged += not reason
                    left += [(f"{entry.place} {entry.term}", reason)] if reason else []
                    continue
                word = tag, text, Use.APPROVED if use == DRAFT else Use(use)
                _agree(session, actor, entry.term, word, name, keep=keep, fixed=fixed, dry=dry)
                taken.append((entry.term, f"{word[2].value}, {tag}", text))
            except (Refused, UnknownLanguage) as refusal:
                left.append((f"{entry.place} {entry.term}", str(refusal)))
    return TermsTaken(tuple(taken), unchanged, tuple(left))


def _agree(
    session: Session,
    actor: Actor,
    term: str,
    word: tuple[str, str, Use],
    name: str,
    *,
    keep: bool,
    fixed: dict[str, str],
    dry: bool,
) -> None:
    """Take one of a term's words; `fixed` is brought up to date with it. Raises Refused."""
    tag, text, use = word
    one = fixed.get(tag, "")
    terms.may_agree(actor, term, tag, text, use, name, keep=keep, fixed=one)
    if not dry:
        terms.agree(session, actor, term, tag, text, use, name)
    if use is Use.FIXED:
        fixed[tag] = text
    elif one == text:
        fixed.pop(tag, None)


def _describe(
    session: Session,
    actor: Actor,
    entry: TermEntry,
    here: TermEntry | None,
    name: str,
    *,
    dry: bool,
) -> bool:
    """A meaning that the file leaves open stays as it is here."""
    definition = entry.definition or (here.definition if here else "")
    note = entry.note or (here.note if here else "")
    keep = here.keep if here else entry.keep
    if here is not None and (definition, note) == (here.definition, here.note):
        return False
    if dry:
        terms.may_describe(actor, entry.term, definition, note, name)
        return True
    return terms.describe(session, actor, entry.term, definition, note, keep, name)


DRAFT = "draft"
_UNREAD = "“{}” is a draft: if it is right, write approved in its place, or add it here."


def _reason_against(
    uses: dict[tuple[str, str], str], tag: str, text: str, use: str, *, drafts: bool
) -> str | None:
    """Why words are left; empty when they stand here already, None when they can be taken."""
    if (tag, text) not in uses:
        return _UNREAD.format(text) if use == DRAFT and not drafts else None
    if use in (uses[tag, text], DRAFT):
        return ""
    return f"“{text}” stands here with the other use, which was kept."
