"""Files in and out: one page that takes any file, shows what it would do and does it when asked
to, and the files that people take away. No upload is kept: the page that asks carries it along.
"""

import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from fastapi import APIRouter
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from app.db import Database
from app.exchange.opening import MAX_BYTES, FileRefused
from app.exchange.reader import ReaderBusy
from app.exchange.recognise import Found
from app.languages import UnknownLanguage, find
from app.web.frame.bodies import takes
from app.web.frame.deps import (
    Db,
    FileReader,
    Posted,
    Reads,
    ReadSession,
    SignedIn,
    needs,
    needs_here,
)
from app.web.frame.downloads import download
from app.web.frame.sent_values import number
from app.web.frame.staff import Frame, Link, StaffFrame, show
from app.web.imports.pages import Carried, done_page, look_page, upload_page
from app.workflow.imports import agency, translation_files
from app.workflow.imports.preview import ImportOutcome, bring_in, look_at
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.transitions import transition
from app.workflow.translation.permissions import READERS

BRINGERS = needs(*transition("draft").roles, reads=Reads.TEXTS)
router = APIRouter()
READING = [needs_here(*READERS)]
UPLOAD = MAX_BYTES + 100_000
"""Bytes of a form with the largest file."""
LONGEST_NAME = 200
CARRIED = 3_000_000
"""A larger file is asked for again instead of being carried in the page."""


@router.get("/import", dependencies=[BRINGERS])
def ask_for_file(who: SignedIn, frame: StaffFrame, session: ReadSession) -> Response:
    return show("imports/bring_in", upload_page(frame, _agencies(session, who.actor)))


@router.post("/import", dependencies=[BRINGERS, takes(UPLOAD)])
def post_file(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, reader: FileReader
) -> Response:
    """Show what the file would do."""
    try:
        carried, content = _given(data)
        found = reader.read(content, carried.name)
        with database.reading() as session:
            outcome = look_at(
                session, who.actor, found, carried.name,
                confirmed=carried.confirmed, evidence=carried.evidence,
            )  # fmt: skip
    except (Refused, FileRefused, UnknownLanguage) as refusal:
        return _refused(database, who.actor, frame, str(refusal))
    except ReaderBusy as busy:
        return _refused(database, who.actor, frame, str(busy), 503)
    return show("imports/preview", look_page(frame, outcome, carried))


@router.post("/import/take", dependencies=[BRINGERS, takes(UPLOAD)])
def take(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, reader: FileReader
) -> Response:
    """Do what was shown."""
    try:
        carried, content = _given(data)
        found = reader.read(content, carried.name)
        with database.writing() as session:
            done = _bring_in(session, who, found, carried, str(data.get("seen", "")))
    except (Refused, FileRefused, UnknownLanguage) as refusal:
        return _refused(database, who.actor, frame, str(refusal))
    except ReaderBusy as busy:
        return _refused(database, who.actor, frame, str(busy), 503)
    return show("imports/preview", done_page(frame, done, carried))


def _bring_in(
    session: Session, who: SignedIn, found: Found, carried: Carried, seen: str
) -> ImportOutcome:
    return bring_in(
        session, who.actor, found, carried.name,
        confirmed=carried.confirmed, evidence=carried.evidence, seen=seen,
    )  # fmt: skip


def _agencies(session: Session, actor: Actor) -> tuple[Link, ...]:
    """An agency's two people for each language, for who may bring in their work."""
    names = accounts.names(session)
    return tuple(
        Link(
            f"{find(row.language).english_name}: "
            f"{names[row.translator_id]}, revised by {names[row.reviser_id]}",
            str(row.id),
        )
        for row in agency.on_offer(session, actor)
    )


def _refused(
    database: Database, actor: Actor, frame: Frame, message: str, status: int = 422
) -> Response:
    with database.reading() as session:
        page = upload_page(frame, _agencies(session, actor), message)
    return show("imports/bring_in", page, status)


def _given(data: FormData) -> tuple[Carried, bytes]:
    """The file of a form, uploaded or carried along; raises FileRefused."""
    file = data.get("file")
    confirmed = data.get("confirmed") == "yes"
    whose = number(str(data.get("evidence", "")))
    evidence = whose if whose >= 0 else None
    if isinstance(file, UploadFile) and file.filename:
        if (file.size or 0) > MAX_BYTES:
            raise FileRefused(
                f"{file.filename}: the file is larger than 10 MB, so it was not read. "
                "Export one translation at a time."
            )
        content, name = file.file.read(), file.filename[:LONGEST_NAME]
    else:
        content, name = (
            _unpacked(str(data.get("content", ""))),
            str(data.get("name", "file"))[:LONGEST_NAME],
        )
    packed = b64encode(zlib.compress(content)).decode()
    kept = packed if len(packed) <= CARRIED else ""
    return Carried(name, kept, confirmed, evidence), content


def _unpacked(packed: str) -> bytes:
    if not packed:
        raise FileRefused("Choose a file.")
    try:
        reader = zlib.decompressobj()
        content = reader.decompress(b64decode(packed, validate=True), MAX_BYTES + 1)
    except (NotBase64, zlib.error, ValueError):
        raise FileRefused("The file did not come through. Choose it again.") from None
    return content


@router.get("/{slug}/{version}/{tag}/export.{format_}", dependencies=READING)
def export(session: ReadSession, slug: str, version: str, tag: str, format_: str) -> Response:
    data = translation_files.export(session, slug, version, tag, format_)
    return download(data, translation_files.file_name(slug, version, tag, format_))


@router.get("/memory/{tag}.tmx", dependencies=READING)
def export_memory(session: ReadSession, tag: str) -> Response:
    return download(translation_files.export_memory(session, tag), f"memory.{tag}.tmx")
