"""A look at all that is kept: what is damaged, and how each is brought back. What makes an edition
whole is `integrity`'s.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from babel.messages.pofile import read_po
from sqlalchemy import select as sql_select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from app.assets.styles import MIRRORED, SHEETS
from app.config import BUILD, CONTENT, LOCALES
from app.languages import languages
from app.models import Edition, EditionState, ResourceRow, SourceRevision
from app.models.text_ref import TextRef
from app.pictures import pictures
from app.render.fetching import PICTURES
from app.render.fonts import FontsNotBuilt, use_only_our_fonts
from app.resources import load
from app.resources.content_problems import ContentError
from app.resources.segments import content_hash
from app.services import services
from app.workflow.dirty_texts import mark_dirty
from app.workflow.editions import integrity
from app.workflow.editions.publishing import state_of
from app.workflow.refusals import Missing
from app.workflow.source import revisions
from app.workflow.source.archived import Archived, refuse_archived

BACKUP = "Bring the database back from a backup."
SETUP = "Run `make setup`."
REPOSITORY = "Mend it, or bring it back from the repository: git checkout -- {name}"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One thing that was looked at. `problem` is "" when it is whole; what is not damaged but
    worth knowing has `is_damaged` False. `text` (slug, version, tag) is to be published anew."""

    kind: str
    name: str
    problem: str = ""
    mend: str = ""
    is_damaged: bool = True
    text: TextRef | None = None

    @property
    def is_whole(self) -> bool:
        return not (self.problem and self.is_damaged)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.problem} {self.mend}".strip()


def database(session: Session) -> Iterator[Seen]:
    """The file as SQLite sees it, every edition, and every English that was brought in."""
    yield from _file(session)
    yield from editions(session)
    yield from _revisions(session)


def offer_anew(session: Session, texts: Iterable[TextRef]) -> None:
    """Let the lists of work offer these texts to be published: their editions are damaged."""
    for ref in texts:
        mark_dirty(session, ref)


def _file(session: Session) -> Iterator[Seen]:
    if session.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL checks its own pages
    try:
        rows = session.connection().exec_driver_sql("PRAGMA quick_check(1)").all()
        said = str(rows[0][0])
    except SQLAlchemyError as error:
        said = type(error).__name__
    yield Seen(
        kind="database",
        name="file",
        problem="" if said == "ok" else f"damaged: {said}.",
        mend=BACKUP,
    )


def editions(session: Session) -> Iterator[Seen]:
    """Every edition against its hash; one at a time, for they are long."""
    query = sql_select(
        col(Edition.id),
        col(Edition.code),
        col(Edition.number),
        col(Edition.language),
        col(Edition.reading_version),
        col(ResourceRow.slug),
    ).join(ResourceRow, col(ResourceRow.id) == col(Edition.resource_id))
    found = session.connection().execute(query.order_by(col(Edition.id))).all()
    for key, code, number, tag, version, slug in found:
        easy = "" if version == "standard" else f" ({version})"
        name = f"{code} ({slug}{easy} in {tag}, number {number})"
        problem, is_current = _edition(session, key, slug)
        mend, text = BACKUP, None
        if is_current:
            text = TextRef(slug, version, tag)
            option = "" if version == "standard" else f" --version {version}"
            mend = (
                "Publish it anew: birthwords publish "
                f"{slug} --language {tag}{option} --as EMAIL. Or bring the database back from a "
                "backup."
            )
        yield Seen(
            kind="edition",
            name=name,
            problem=problem and f"damaged: {problem}",
            mend=mend,
            text=text,
        )


def _edition(session: Session, key: int | None, slug: str) -> tuple[str, bool]:
    """What is wrong with an edition, and whether it is the one that readers see."""
    try:
        row = session.get_one(Edition, key)
    except (SQLAlchemyError, ValueError):
        return "the database cannot read it.", False
    problem = integrity.damage(row, slug)
    is_current = bool(problem) and state_of(session, row) is EditionState.CURRENT
    session.expunge(row)
    return problem, is_current


def _revisions(session: Session) -> Iterator[Seen]:
    """Every English that was brought in against its hash."""
    found = session.exec(
        select(
            SourceRevision.id,
            SourceRevision.number,
            SourceRevision.reading_version,
            ResourceRow.slug,
        )
        .join(ResourceRow, col(ResourceRow.id) == col(SourceRevision.resource_id))
        .order_by(col(SourceRevision.id))
    ).all()
    for key, number, version, slug in found:
        problem = ""
        try:
            row = session.get_one(SourceRevision, key)
            if not integrity.is_whole_source(row):
                problem = "damaged: it is not the text of its hash."
            session.expunge(row)
        except (SQLAlchemyError, ValueError):
            problem = "damaged: the database cannot read it."
        yield Seen(
            kind="English",
            name=f"{slug} ({version}), revision {number}",
            problem=problem,
            mend=BACKUP,
        )


def files(session: Session) -> Iterator[Seen]:
    """The files of the repository that pages and prints are made from: whether each can be read,
    and where a text differs from the newest that was brought in."""
    for path in load.files(CONTENT):
        yield _text(session, path)
    lists: tuple[tuple[str, Callable[[], object]], ...] = (
        ("content/languages.yaml", languages),
        ("content/services.yaml", services),
        ("content/pictures/pictures.yaml", pictures),
    )
    for name, read in lists:
        yield _read("file", name, read)
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        yield _read("file", str(path.relative_to(LOCALES.parent)), partial(_catalogue, path))


def _text(session: Session, path: Path) -> Seen:
    name = str(path.relative_to(CONTENT.parent))
    try:
        resource = load.load(path)
    except (ContentError, OSError, ValueError) as error:
        return _unreadable("file", name, error)
    try:
        newest = revisions.newest_revision(session, resource.slug, resource.reading_version)
        refuse_archived(session, revisions.find_resource(session, resource.slug))
    except Missing:
        told = "it is not in the database."
    except Archived as gone:
        return Seen(kind="file", name=name, problem=str(gone), mend=_KEPT, is_damaged=False)
    else:
        if newest.hash == content_hash(resource):
            return Seen(kind="file", name=name)
        told = "it differs from what is in the database."
    bring_in = f"To bring it in: birthwords import {name} --as EMAIL"
    return Seen(kind="file", name=name, problem=told, mend=bring_in, is_damaged=False)


_KEPT = "To be done with it: take the file away."


def _catalogue(path: Path) -> None:
    with path.open("rb") as file:
        read_po(file, abort_invalid=True)


def assets() -> Iterator[Seen]:
    """What `make setup` builds."""
    try:
        use_only_our_fonts()
        missing = ""
    except FontsNotBuilt as error:
        missing = str(error)
    yield Seen(kind="asset", name="build/fonts", problem=missing)
    for path in _built():
        name = str(path.relative_to(BUILD.parent))
        yield Seen(
            kind="asset", name=name, problem="" if path.is_file() else "it is missing.", mend=SETUP
        )


def _built() -> Iterator[Path]:
    for sheet in SHEETS:
        yield BUILD / "static" / "css" / f"{sheet}.css"
        if sheet in MIRRORED:
            yield BUILD / "static" / "css" / f"{sheet}.rtl.css"
    with suppress(Exception):  # the list that cannot be read is named by `files`
        yield from (PICTURES / f"{picture.id}.svg" for picture in pictures())


def _read(kind: str, name: str, read: Callable[[], object]) -> Seen:
    try:
        read()
    except Exception as error:  # whatever it is, the file cannot be used
        return _unreadable(kind, name, error)
    return Seen(kind=kind, name=name)


def _unreadable(kind: str, name: str, error: Exception) -> Seen:
    first = (str(error).splitlines() or [""])[0][:200].rstrip(".")
    return Seen(
        kind=kind, name=name, problem=f"cannot be read: {first}.", mend=REPOSITORY.format(name=name)
    )
