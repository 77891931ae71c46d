"""English that somebody brings as a file becomes a proposal like any other, shown before it counts:
what others wrote meanwhile, here or in their own proposal, is never written over.
"""

from dataclasses import dataclass, replace

from pydantic import ValidationError
from sqlmodel import Session

from app.exchange.english_changes import EnglishChanges, NotTaken, changes
from app.exchange.english_returned import ReturnedEnglish
from app.models import Role, SourceRevision
from app.resources.as_yaml import DIGEST
from app.resources.editing import Data, ids, written
from app.resources.load import checked
from app.resources.merging import Clash, merge
from app.resources.schema import Resource
from app.resources.segments import content_hash
from app.services import services
from app.workflow.people.accounts import Actor
from app.workflow.proposals.texts import (
    Writing,
    hold_text,
    names_used,
    note_step,
    open_writing,
    proposal_of,
    require_author,
    rewrite,
)
from app.workflow.proposals.writing import begin, whole_text
from app.workflow.proposals.wrong import refuse_too_many, refuse_wrong
from app.workflow.refusals import Missing, Refused
from app.workflow.source.revisions import (
    all_revisions,
    damaged,
    english,
    key,
    look_at_source,
    save_source,
)
from app.workflow.source.unresolved import refuse_unresolved

DOWNLOAD_AGAIN = (
    "Nobody can tell which English this Word file was written from: the program that saved it kept "
    "too little. Download the text as Word again, and put your words into that."
)


@dataclass(frozen=True)
class TakenFile:
    """The text with the file in it, and where both the file and somebody here wrote: what stood
    here stays there. `not_taken` is what of a Word file must be done by hand."""

    writing: Writing
    clashes: tuple[Clash, ...]
    not_taken: tuple[NotTaken, ...] = ()
    is_new: bool = True
    """Whether the file changes what stood here before."""


def take_file(
    session: Session, actor: Actor, resource: Resource, written_from: str = ""
) -> TakenFile:
    """Put a file's English into the proposal of its text, which is begun if need be, in the
    caller's transaction. `written_from` is the hash of the English that the file was taken away
    as, where it says so. Raises Refused and ContentError."""
    role = require_author(actor)
    ref = (resource.slug, resource.reading_version)
    hold_text(session, *ref)
    taken = look_at_file(session, actor, resource, written_from)
    if taken.writing.proposal is None and not taken.writing.before:
        begin(session, actor, resource, is_file=True)
        return TakenFile(open_writing(session, *ref), ())
    return _put(session, actor, role, taken)


def look_at_file(
    session: Session, actor: Actor, resource: Resource, written_from: str = ""
) -> TakenFile:
    """What the same call would make, with nothing written; raises as it does."""
    require_author(actor)
    try:
        writing = open_writing(session, resource.slug, resource.reading_version)
    except Missing:
        return TakenFile(whole_text(session, resource), ())
    if writing.kind != resource.kind:
        raise Refused(f"{resource.slug} is a {writing.kind} already. Choose another slug.")
    refuse_unresolved(resource, services())
    base = _english_of(session, writing, written_from)
    return _merged(session, writing, writing.before if base is None else base, written(resource))


def take_revision(
    session: Session, actor: Actor, resource: Resource
) -> tuple[SourceRevision, bool]:
    """Put a file's English in as a revision at once; says whether it is new. Raises as
    `look_at_revision` does."""
    look_at_revision(session, actor, resource)
    return save_source(session, actor, resource)


def look_at_revision(session: Session, actor: Actor, resource: Resource) -> Writing | None:
    """A file's English beside the newest, as it would become a revision at once; none where it is
    the newest already. Nothing is written. Raises Refused."""
    newest, is_new = look_at_source(session, actor, resource)
    if not is_new:
        return None
    if newest is not None and damaged(session, [key(newest)]):
        newest = None  # nobody can say what it changes
    found = Writing(
        kind=resource.kind,
        slug=resource.slug,
        reading_version=resource.reading_version,
        data=written(resource),
        before=written(english(newest)) if newest else {},
        proposal=None,
        base=newest,
    )
    refuse_too_many(found.before, found.data)
    return found


def take_word(session: Session, actor: Actor, file: ReturnedEnglish) -> TakenFile:
    """Put what was changed in a Word document into the proposal of its text, merged against the
    English that it was written from; what is no change of words or a plain addition is named.
    Raises Refused and ContentError."""
    role = require_author(actor)
    hold_text(session, file.slug, file.reading_version)
    return _put(session, actor, role, look_at_word(session, actor, file))


def look_at_word(session: Session, actor: Actor, file: ReturnedEnglish) -> TakenFile:
    """What the same call would make, with nothing written; raises as it does."""
    require_author(actor)
    writing, found, base = _changes(session, file)
    taken = _merged(session, writing, base, found.data)
    return replace(taken, not_taken=_left(writing, found))


def _changes(session: Session, file: ReturnedEnglish) -> tuple[Writing, EnglishChanges, Data]:
    try:
        writing = open_writing(session, file.slug, file.reading_version)
    except Missing:
        raise Refused(
            f"There is no text {file.slug!r} here: this Word file comes from another service. "
            "Bring the text in as YAML first."
        ) from None
    base = _written_from(session, writing, file)
    used = names_used(session, writing) | set(ids(base))
    return writing, changes(base, writing.data, file.lines, used), base


def _left(writing: Writing, found: EnglishChanges) -> tuple[NotTaken, ...]:
    """What was not taken, but for what is about blocks that are gone here too."""
    here = set(ids(writing.data))
    return tuple(each for each in found.not_taken if not each.block or each.block in here)


def _merged(session: Session, writing: Writing, base: Data, theirs: Data) -> TakenFile:
    """The text with what a file changed since `base`, checked."""
    merged = merge(base, writing.data, theirs)
    found = checked(merged.data, writing.slug)
    data = written(found)
    refuse_wrong(session, writing.data, found, data)
    return TakenFile(replace(writing, data=data), merged.clashes, is_new=data != writing.data)


def _put(session: Session, actor: Actor, role: Role, taken: TakenFile) -> TakenFile:
    """Write it into the proposal, where it changes anything."""
    if not taken.is_new:
        return taken
    writing = taken.writing
    proposal = proposal_of(writing, actor)
    rewrite(session, proposal, writing.data)
    note_step(session, proposal, actor, role, "file")
    now = open_writing(session, writing.slug, writing.reading_version)
    return replace(taken, writing=now)


def _written_from(session: Session, writing: Writing, file: ReturnedEnglish) -> Data:
    """The English that a Word document was written from: as it is packed in, or as it stands here.
    Raises Refused."""
    packed = _packed(file)
    if packed is not None:
        if (packed.slug, packed.reading_version) != (writing.slug, writing.reading_version) or (
            file.digest and not content_hash(packed).startswith(file.digest)
        ):
            raise Refused(
                "Words of two downloads stand in this Word file. Download the text as Word again, "
                "and put your words into that."
            )
        if packed.kind != writing.kind:
            raise Refused(f"{packed.slug} is a {writing.kind} here, and a {packed.kind} there.")
        return written(packed)
    base = _english_of(session, writing, file.digest)
    if base is None:
        raise Refused(DOWNLOAD_AGAIN)
    return base


def _english_of(session: Session, writing: Writing, digest: str) -> Data | None:
    """The English whose hash begins so: as it is written now, or as it once was handed in."""
    if len(digest) < DIGEST:
        return None
    if content_hash(writing.resource).startswith(digest):
        return writing.data
    for revision, _ in all_revisions(session, writing.slug, writing.reading_version):
        if revision.hash.startswith(digest):
            return written(english(revision))
    return None


def _packed(file: ReturnedEnglish) -> Resource | None:
    if file.base is None:
        return None
    try:
        return Resource.model_validate(file.base)
    except ValidationError:
        return None
