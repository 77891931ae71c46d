"""The glossary: which words were agreed on for each term, in each language, and who said so.

How a text is compared with it is in `checks.terms`; files of it are in `exchange` and `term_files`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlmodel import Session, col, select

from app.checks.base import Term
from app.checks.terms import find_terms, likely_forms
from app.exchange.opening import clean
from app.languages import ENGLISH
from app.models import (
    Json,
    MemorySource,
    MemoryUnit,
    Role,
    SegmentListing,
    TermEvent,
    TermForm,
    TermRow,
    TermTarget,
    TextSummary,
    Use,
)
from app.models.text_ref import TextRef
from app.workflow.dirty_texts import mark_dirty
from app.workflow.glossary.folding import LEAST, fold
from app.workflow.lengths import NAME, REASON, WORDS, refuse_longer
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Missing, Refused, Unfilled

ENGLISH_ROLES = frozenset({Role.ADMIN, Role.AUTHOR})
"""Who may add a term and say what it means."""
WORD_ROLES = frozenset({Role.REVIEWER})
"""Who may say how a language puts it."""
READERS = frozenset({Role.ADMIN, Role.AUTHOR, Role.TRANSLATOR, Role.REVIEWER, Role.CLINICIAN})


@dataclass(frozen=True, kw_only=True)
class TermMatch:
    """A term in an English text, and its words in one language."""

    start: int
    end: int
    term: str
    approved: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str
    keep: bool = False


@dataclass(frozen=True, kw_only=True)
class GlossaryEntry:
    """One term of the glossary with its words in one language, as its page shows it."""

    id: int
    term: str
    definition: str
    note: str
    keep: bool
    approved: tuple[str, ...]
    forbidden: tuple[str, ...]
    forms: tuple[str, ...]
    fixed: str
    """The one of the approved words that never takes another form, empty where there is none."""


def entries(session: Session, tag: str) -> tuple[GlossaryEntry, ...]:
    """Every term in alphabetical order, with its words in a language."""
    words: dict[tuple[int, str], list[str]] = defaultdict(list)
    targets = select(TermTarget).where(TermTarget.language == tag).order_by(col(TermTarget.id))
    for target in session.exec(targets).all():
        words[target.term_id, target.use].append(target.text)
    forms = select(TermForm).where(TermForm.language == tag).order_by(col(TermForm.form))
    for form in session.exec(forms).all():
        words[form.term_id, "form"].append(form.form)
    rows = session.exec(select(TermRow)).all()
    return tuple(
        GlossaryEntry(
            id=row.id or 0,
            term=row.term,
            definition=row.definition,
            note=row.note,
            keep=row.keep,
            approved=(*words[row.id or 0, Use.FIXED], *words[row.id or 0, Use.APPROVED]),
            forbidden=tuple(words[row.id or 0, Use.FORBIDDEN]),
            forms=tuple(words[row.id or 0, "form"]),
            fixed=next(iter(words[row.id or 0, Use.FIXED]), ""),
        )
        for row in sorted(rows, key=lambda row: row.term.casefold())
    )


def glossary(session: Session, tag: str) -> tuple[Term, ...]:
    """The terms as the check takes them: the same object while they stand unchanged, so that what
    was found with them is found again without comparing term by term."""
    return _one_object(
        tuple(
            Term(
                e.term,
                e.approved,
                forbidden=e.forbidden,
                forms=e.forms,
                keep=e.keep,
                note=e.note or e.definition,
            )
            for e in entries(session, tag)
        )
    )


@lru_cache(maxsize=64)
def _one_object(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return terms


def located(source: str, terms: tuple[Term, ...]) -> tuple[TermMatch, ...]:
    """The terms that an English text holds, in the order in which they stand."""
    return tuple(
        TermMatch(
            start=start,
            end=end,
            term=t.term,
            approved=t.approved,
            forbidden=t.forbidden,
            note=t.note,
            keep=t.keep,
        )
        for start, end, t in find_terms(source, terms)
    )


def fixed_words(session: Session, tag: str) -> dict[str, str]:
    """English words that a draft holds in one form and no other, with that form: names that every
    language keeps, and terms whose agreed words never take another form."""
    kept = session.exec(select(TermRow.term).where(col(TermRow.keep)).order_by(TermRow.term)).all()
    targets = (
        select(TermRow.term, TermTarget.text)
        .join(TermTarget, col(TermTarget.term_id) == col(TermRow.id))
        .where(TermTarget.language == tag, TermTarget.use == Use.FIXED)
    )
    return {term: term for term in kept} | {
        term.partition("(")[0].strip(): text for term, text in session.exec(targets).all()
    }


def find_term(session: Session, term: str) -> TermRow:
    """The term with this English; raises Missing."""
    row = session.exec(select(TermRow).where(TermRow.term == term)).first()
    if row is None:
        raise Missing(f"The glossary has no term “{term}”.")
    return row


def describe(
    session: Session, actor: Actor, term: str, definition: str, note: str, keep: bool, why: str = ""
) -> bool:
    """Add a term, or change what it means; whether anything changed. Raises Refused."""
    term, definition, note = (_one_line(words) for words in (term, definition, note))
    role = may_describe(actor, term, definition, note, why)
    row = session.exec(select(TermRow).where(TermRow.term == term)).first()
    action = "add" if row is None else "describe"
    row = row or TermRow(term=term)
    before = (row.id, row.definition, row.note, row.keep)
    if before == (row.id, definition, note, keep) and row.id is not None:
        return False
    row.definition, row.note, row.keep = definition, note, keep
    session.add(row)
    change = {"definition": definition, "note": note, "keep": keep}
    _happened(session, actor, role, row, action, "", change, why)
    return True


def may_describe(actor: Actor, term: str, definition: str, note: str, why: str) -> Role:
    """The role in which a person may say this of a term; raises Refused."""
    role = actor.require_role(ENGLISH_ROLES, ENGLISH.tag)
    if not _one_line(term):
        raise Unfilled("Write the English term.", "term")
    refuse_longer(term, NAME, "The term", "term")
    refuse_longer(definition, WORDS, "The meaning", "definition")
    refuse_longer(note, WORDS, "The note", "note")
    refuse_longer(why, REASON, "The reason")
    return role


def agree(
    session: Session, actor: Actor, term: str, tag: str, words: str, use: Use, why: str = ""
) -> bool:
    """Say that a language uses these words for a term, or must not; whether anything changed.
    Raises Refused and Missing."""
    actor.require_role(WORD_ROLES, tag)
    row = find_term(session, term)
    text = _one_line(words)
    fixed = _fixed_form(session, row, tag)
    role = may_agree(actor, term, tag, text, use, why, keep=row.keep, fixed=fixed)
    target = _target(session, row, tag, text)
    if target is not None and target.use is use:
        return False
    target = target or TermTarget(term_id=row.id or 0, language=tag, text=text, use=use)
    target.use = use
    session.add(target)
    _happened(session, actor, role, row, use.value, tag, {"text": text}, why)
    return True


def may_agree(
    actor: Actor, term: str, tag: str, words: str, use: Use, why: str, *, keep: bool, fixed: str
) -> Role:
    """The role in which a person may say how a language puts a term. `keep` says that the term has
    no other words, `fixed` is its one fixed form where it has one. Raises Refused."""
    role = actor.require_role(WORD_ROLES, tag)
    if not words:
        raise Unfilled("Write the words in the language.", "words")
    refuse_longer(words, NAME, "The wording", "words")
    refuse_longer(why, REASON, "The reason")
    if keep:
        raise Refused(f"“{term}” stays as it is in every language, so it has no other words.")
    if use is Use.FIXED and fixed not in ("", words):
        raise Refused(f"“{fixed}” is the one fixed form already. Add it as “agreed on” first.")
    return role


def _fixed_form(session: Session, row: TermRow, tag: str) -> str:
    query = select(TermTarget.text).where(
        TermTarget.term_id == row.id, TermTarget.language == tag, TermTarget.use == Use.FIXED
    )
    return session.exec(query).first() or ""


def take_out(
    session: Session, actor: Actor, term: str, tag: str, words: str, why: str = ""
) -> None:
    """Take words out of a language's glossary; its history keeps them. Raises Refused and
    Missing."""
    role = actor.require_role(WORD_ROLES, tag)
    row = find_term(session, term)
    refuse_longer(why, REASON, "The reason")
    target = _target(session, row, tag, words)
    form = _form(session, row, tag, words)
    if target is None and form is None:
        raise Missing(f"“{words}” does not stand under “{term}”. Reload the page.")
    for found in (target, form):
        if found is not None:
            session.delete(found)
    _happened(session, actor, role, row, "take out", tag, {"text": words}, why)


def accept_form(session: Session, actor: Actor, term: str, tag: str, form: str) -> bool:
    """Record that a form counts as the agreed words, so that no check asks again; whether it is
    new. Raises Refused and Missing."""
    role = actor.require_role(WORD_ROLES, tag)
    row = find_term(session, term)
    form = _one_line(form)
    if not form:
        raise Unfilled("Write the form as it stands in the text.", "words")
    refuse_longer(form, NAME, "The form", "words")
    if _form(session, row, tag, form) is not None:
        return False
    session.add(TermForm(term_id=row.id or 0, language=tag, form=form))
    _happened(session, actor, role, row, "form", tag, {"text": form}, "")
    return True


def forms_seen(session: Session, entry: GlossaryEntry, tag: str, limit: int = 8) -> tuple[str, ...]:
    """Words like the agreed ones in approved texts whose English has the term but in which no
    agreed word was found: forms to accept, the commonest first."""
    term = Term(entry.term, entry.approved, forms=entry.forms)
    if not entry.approved or entry.keep:
        return ()
    name = entry.term.partition("(")[0].strip()
    query = (
        select(MemorySource.text, MemoryUnit.target)
        .join(MemorySource, col(MemorySource.id) == col(MemoryUnit.source_id))
        .where(MemoryUnit.language == tag, col(MemorySource.text).icontains(name, autoescape=True))
        .limit(200)
    )
    counts: Counter[str] = Counter()
    for source, target in session.exec(query).all():
        if find_terms(source, (term,)):
            counts.update(likely_forms(target, term))
    return tuple(word for word, _ in counts.most_common(limit))


def history(session: Session, term: str, limit: int = 50) -> list[TermEvent]:
    """What happened to a term, newest first."""
    query = select(TermEvent).where(TermEvent.term == term).order_by(col(TermEvent.id).desc())
    return list(session.exec(query.limit(limit)).all())


def bring_in(session: Session, actor: Actor, terms: Iterable[tuple[str, str, str, bool]]) -> int:
    """Take (term, definition, note, keep) as an author, such as those of content/glossary.yaml;
    how many are new or changed."""
    return sum(describe(session, actor, *row, why="content/glossary.yaml") for row in terms)


def _happened(
    session: Session, actor: Actor, role: Role, row: TermRow, action: str, tag: str, change: Json,
    why: str,
) -> None:  # fmt: skip
    session.add(
        TermEvent(
            term=row.term, action=action, language=tag, change=change,
            actor_id=actor.id, role=role, why=why,
        )
    )  # fmt: skip
    session.flush()
    _relist(session, row.term, tag)


def _relist(session: Session, term: str, tag: str) -> None:
    """The segments whose English holds a term have other findings now; its last letters may differ
    there."""
    words = fold(term)
    begins = words[: max(LEAST, len(words) - 3)]
    query = (
        select(
            TextSummary.slug,
            TextSummary.reading_version,
            TextSummary.language,
            SegmentListing.path,
        )
        .join(TextSummary, col(TextSummary.id) == col(SegmentListing.summary_id))
        .where(col(SegmentListing.found_by).contains(begins, autoescape=True))
        .where(SegmentListing.text != "")
    )
    if tag:
        query = query.where(SegmentListing.language == tag)
    for slug, version, language, path in session.exec(query).all():
        mark_dirty(session, TextRef(slug, version, language), path)


def _target(session: Session, row: TermRow, tag: str, text: str) -> TermTarget | None:
    query = select(TermTarget).where(
        TermTarget.term_id == row.id, TermTarget.language == tag, TermTarget.text == text
    )
    return session.exec(query).first()


def _form(session: Session, row: TermRow, tag: str, form: str) -> TermForm | None:
    query = select(TermForm).where(
        TermForm.term_id == row.id, TermForm.language == tag, TermForm.form == form
    )
    return session.exec(query).first()


def _one_line(words: str) -> str:
    return clean(words)
