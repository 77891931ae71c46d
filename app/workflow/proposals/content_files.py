"""The English of this database as files in the layout of `content/`, so that what authors wrote in
the browser goes back into a repository. What somebody changed in a file is never written over.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlmodel import Session, col, select

from app.languages import ENGLISH
from app.models import Edition, Proposal, ProposalStep, ResourceRow, SourceRevision
from app.resources.addresses import FOLDERS
from app.resources.content_problems import ContentError
from app.resources.editing import Data, mark_of
from app.resources.kinds import rules
from app.resources.load import checked, files, parse_file, stem
from app.resources.merging import merge
from app.resources.written_yaml import as_yaml, authored, rewritten
from app.storage import write_whole
from app.workflow.editions.published import current_ids
from app.workflow.refusals import Refused
from app.workflow.source import revisions

GIVEN_OUT = ".birthwords-export.json"
"""Beside the folders of texts: what of the database each file holds, by a hash of its content."""

State = Literal["new", "changed", "merged", "ahead", "unchanged", "left", "unknown"]


@dataclass(frozen=True, kw_only=True)
class ContentFile:
    """One file and what becomes of it. `new` and `changed` are written as the database has them;
    `merged` has what was changed here and what was changed in the file; `ahead` was changed in the
    file alone; `left` could not be written, for these `reasons`; `unknown` is no text of this
    database, or of none that is given out. `number` is the revision that it holds then."""

    path: Path
    state: State
    number: int = 0
    reasons: tuple[str, ...] = ()
    text: str = ""
    was: bytes | None = None
    holds: str = ""

    @property
    def is_written(self) -> bool:
        return self.state in ("new", "changed", "merged")


@dataclass(frozen=True)
class _TextToWrite:
    """One reading version, with the English to give out."""

    row: ResourceRow
    revision: SourceRevision

    @property
    def path(self) -> Path:
        name = stem(self.row.slug, self.revision.reading_version)
        return Path(FOLDERS[self.row.kind]) / f"{name}.yaml"


def look_at_files(
    session: Session, folder: Path, *, slugs: Collection[str] = (), published: bool = False
) -> tuple[ContentFile, ...]:
    """What writing the newest English, or what readers have when `published`, into this folder
    would do, by path; nothing is written. With `slugs` of these texts alone. Raises Refused."""
    given = _given_out(folder)
    every = {row.slug: row for row in session.exec(select(ResourceRow))}
    if missing := [slug for slug in slugs if slug not in every]:
        raise Refused(f"There is no text {', '.join(missing)}.")
    chosen = [
        _TextToWrite(row, revision)
        for row, revision in revisions.all_sources(session)
        if rules(row.kind).folder and (not slugs or row.slug in slugs)
    ]
    texts = list(_published(session, chosen)) if published else chosen
    found = [_file_or_damage(session, folder, text, given) for text in texts]
    if not slugs:
        found += _unknown(folder, every, {each.path for each in found}, published=published)
    return tuple(sorted(found, key=lambda each: each.path))


def write_files(folder: Path, found: Collection[ContentFile]) -> tuple[ContentFile, ...]:
    """Write them, each whole or not at all, and note what each holds. A file that was changed since
    it was looked at is left."""
    done = []
    for each in found:
        if each.is_written:
            path = folder / each.path
            if _bytes(path) != each.was:
                why = ("someone wrote this file in this moment. Try again.",)
                done.append(ContentFile(path=each.path, state="left", reasons=why))
                continue
            _put(path, each.text.encode())
        done.append(each)
    given = _given_out(folder)
    new = {**given, **{each.path.as_posix(): each.holds for each in done if each.holds}}
    if new != given:
        _put(folder / GIVEN_OUT, (json.dumps(new, indent=1, sort_keys=True) + "\n").encode())
    return tuple(done)


def _file_or_damage(
    session: Session, folder: Path, text: _TextToWrite, given: Mapping[str, str]
) -> ContentFile:
    try:
        return _file(session, folder, text, given)
    except revisions.DamagedEnglish as damaged:
        return ContentFile(path=text.path, state="left", reasons=(str(damaged),))


def _file(
    session: Session, folder: Path, text: _TextToWrite, given: Mapping[str, str]
) -> ContentFile:
    theirs = authored(revisions.english(text.revision))
    was = _bytes(folder / text.path)
    number = text.revision.number

    def made(state: State, data: Data | None = None, *reasons: str) -> ContentFile:
        """`data` is what the file holds then, none where the database's part is not in it."""
        into = ""
        if data is not None and state in ("new", "changed", "merged"):
            into = as_yaml(data) if was is None else rewritten(was.decode(), data)
        return ContentFile(
            path=text.path, state=state, number=number, reasons=reasons, text=into, was=was,
            holds=mark_of_text(theirs) if data is not None else "",
        )  # fmt: skip

    if was is None:
        return made("new", theirs)
    try:
        mine = authored(parse_file(was, text.path.name))
    except ContentError as error:
        return made("left", None, "this file cannot be read:", *map(str, error.problems))
    if mine == theirs:
        return made("unchanged", theirs)
    base = _base(session, text, mine, given.get(text.path.as_posix(), ""))
    if base is None:
        why = "it was changed, and nobody knows from which revision. Bring it in, or take it away."
        return made("left", None, why)
    if base == mine:
        return made("changed", theirs)
    if base == theirs:
        return made("ahead", theirs)
    both, clashes = _together(base, mine, theirs, text.path.name)
    if both is None:
        return made("left", None, *clashes)
    return made("ahead" if both == mine else "merged", both)


def _together(
    base: Data, mine: Data, theirs: Data, name: str
) -> tuple[Data | None, tuple[str, ...]]:
    """What both sides changed in one, or none and why not."""
    merged = merge(base, mine, theirs)
    if merged.clashes:
        return None, tuple(
            f"{each.path} was changed in the file (“{each.mine}”) and here (“{each.theirs}”)."
            for each in merged.clashes
        )
    try:
        return authored(checked(merged.data, name)), ()
    except ContentError as error:
        said = "what was changed in the file and here makes no text together:"
        return None, (said, *map(str, error.problems))


def _base(session: Session, text: _TextToWrite, mine: Data, given: str) -> Data | None:
    """What the file was made from: what it was given out as, else a revision that it is still,
    else the last one that came in as a file."""
    query = select(SourceRevision).where(
        SourceRevision.resource_id == text.revision.resource_id,
        SourceRevision.reading_version == text.revision.reading_version,
    )
    rows = session.exec(query.order_by(col(SourceRevision.number).desc())).all()
    data = {row.id: authored(revisions.english(row)) for row in rows}
    by_mark = {mark_of_text(each): each for each in data.values()}
    for known in (given, mark_of_text(mine)):
        if known in by_mark:
            return by_mark[known]
    written_here = _written_here(session, [row.id or 0 for row in rows])
    seen = [data[row.id] for row in rows if row.id not in written_here]
    return seen[0] if seen and not given else None


def _written_here(session: Session, numbers: list[int]) -> set[int]:
    """Which of these revisions authors wrote in the browser, with no file."""
    steps = select(Proposal.revision_id).where(col(Proposal.revision_id).in_(numbers))
    of_files = select(ProposalStep.proposal_id).where(ProposalStep.action == "file")
    return {
        number
        for number in session.exec(steps.where(col(Proposal.id).not_in(of_files)))
        if number is not None
    }


def _published(session: Session, texts: list[_TextToWrite]) -> Iterator[_TextToWrite]:
    """The texts that readers have, each in the English that they have."""
    query = select(Edition.resource_id, Edition.reading_version, Edition.source_revision_id).where(
        Edition.language == ENGLISH.tag, col(Edition.id).in_(current_ids())
    )
    live = {(resource, version): number for resource, version, number in session.exec(query)}
    for text in texts:
        number = live.get((text.revision.resource_id, text.revision.reading_version))
        if number is not None:
            yield _TextToWrite(text.row, revisions.revision(session, number))


def _unknown(
    folder: Path, every: Mapping[str, ResourceRow], known: set[Path], *, published: bool
) -> Iterator[ContentFile]:
    """Files that nothing is written into."""
    for path in files(folder):
        place = path.relative_to(folder)
        if place in known:
            continue
        row = every.get(place.name.split(".")[0])
        if row is None:
            why = "it is not in the database."
        elif row.archived:
            why = "it was taken out of all lists."
        else:
            why = "it is not published." if published else "this version is not in the database."
        yield ContentFile(path=place, state="unknown", reasons=(why,))


def mark_of_text(data: Data) -> str:
    """One word for the whole content of a file."""
    return mark_of({"all": data})


def _given_out(folder: Path) -> dict[str, str]:
    """What each file was given out as; of a note that cannot be read nothing."""
    with suppress(OSError, ValueError):
        found = json.loads((folder / GIVEN_OUT).read_text("utf-8"))
        if isinstance(found, dict):
            return {str(path): str(mark) for path, mark in found.items()}
    return {}


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
