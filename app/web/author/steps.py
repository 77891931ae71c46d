"""Each step at a block of a text that is written. Every one works without script; with it only what
changed is drawn anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.db import Database
from app.models import Role
from app.resources import editing
from app.resources.content_problems import ContentError
from app.resources.editing import MOST_BLOCKS, SOURCES, TOO_MANY, CannotEdit, Change, Data, new_id
from app.web.author import fields, filled_in
from app.web.author.filled_in import Posted as Form
from app.web.author.forms import TITLES, posted_form
from app.web.author.pages import writing_page
from app.web.author.places import PLACE, address, writing_at
from app.web.author.problems import problems_of
from app.web.author.sent import form_of, known
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import Db, Posted, Reads, SignedIn, needs
from app.web.frame.staff import Frame, StaffFrame, show
from app.workflow.people.accounts import Actor
from app.workflow.proposals.texts import Writing, names_used, open_writing
from app.workflow.proposals.typed import autosave, forget_typed
from app.workflow.proposals.writing import BlockChanged, edit, restore
from app.workflow.refusals import Missing, Refused

router = APIRouter(
    prefix=PLACE, dependencies=[needs(Role.AUTHOR, reads=Reads.ENGLISH), takes(LONG_TEXT)]
)


@router.post("/{kind}/{slug}/{version}/save")
def post_save(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, kind: str, slug: str, version: str
) -> Response:
    """Write a block as its form says; a paragraph with an empty line in it becomes several."""
    form, block = form_of(data), str(data.get("block", ""))
    try:
        with database.writing() as session:
            writing = writing_at(session, kind, slug, version)
            found = editing.part(writing.data, block)
            name = block if block in TITLES else fields.kind_of(found)
            if form.has("more"):
                return _again(session, who.actor, frame, writing, block, name, form, ())
            used = names_used(session, writing)
            new = _filled_in(writing, name, found, form, used)
            before = form.one("split")
            edit(
                session, who.actor, (slug, version), "write", block,
                lambda now: _with_split(editing.changed(now, block, *new), block, before, used),
                seen=form.one("seen"), why=form.one("why"),
            )  # fmt: skip
            place = address(writing)
    except BlockChanged as changed:
        return _refused(database, who.actor, frame, (kind, slug, version), block, form, changed)
    except (Refused, CannotEdit, ContentError) as refusal:
        if isinstance(refusal, Missing):
            raise
        return _refused(database, who.actor, frame, (kind, slug, version), block, form, refusal)
    return RedirectResponse(f"{place}?done={'split' if before else 'saved'}#at-{block}", 303)


def _with_split(data: Data, block: str, before: str, used: set[str]) -> Data:
    if not before:
        return data
    found = editing.part(data, block)
    points = found.get(editing.JOINED_BY.get(str(found.get("type")), ""), ())
    words = next((each for each in points if each["id"] == before), {"text": "list"})
    return editing.split(data, block, before, new_id({"text": f"list {words['text']}"}, used))


def _filled_in(
    writing: Writing, kind: str, found: Data, form: Form, used: set[str]
) -> tuple[Data, ...]:
    """A block as it was posted; several where an empty line parts a paragraph."""
    if kind == SOURCES:
        return (filled_in.sources_filled_in(found, form, used),)
    if filled_in.several_asked(form):
        raise CannotEdit("A question can depend on one other question. Tick answers of one only.")
    new = filled_in.filled_in(kind, found, form, used, writing.kind)
    texts = filled_in.paragraphs(form.one("text"))
    if len(texts) > MOST_BLOCKS:
        raise CannotEdit(TOO_MANY)
    if kind != "paragraph" or len(texts) < 2:
        return (new,)
    first = {**new, "text": texts[0]}
    rest = [{**new, "id": "", "text": text} for text in texts[1:]]
    return (first, *(editing.with_ids(each, used) for each in rest))


@router.post("/{kind}/{slug}/{version}/add")
def post_add(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, kind: str, slug: str, version: str
) -> Response:
    form, name = form_of(data), known(str(data.get("type", "")))
    after, inside = form.one("after"), form.one("inside")
    try:
        with database.writing() as session:
            writing = writing_at(session, kind, slug, version)
            if form.has("more"):
                return _again(session, who.actor, frame, writing, "", name, form, ())
            used = names_used(session, writing)
            new = [
                editing.with_ids(each, used) for each in _filled_in(writing, name, {}, form, used)
            ]
            edit(
                session, who.actor, (slug, version), "add", str(new[0]["id"]),
                lambda now: _added(now, new, after, inside), why=form.one("why"),
            )  # fmt: skip
            place = address(writing)
    except (Refused, CannotEdit, ContentError) as refusal:
        if isinstance(refusal, Missing):
            raise
        with database.reading() as session:
            writing = writing_at(session, kind, slug, version)
            said = problems_of(refusal, writing.data)
            return _again(session, who.actor, frame, writing, "", name, form, said)
    return RedirectResponse(f"{place}?done=added#at-{new[0]['id']}", 303)


def _added(data: Data, new: list[Data], after: str, inside: str) -> Data:
    if new[0].get("type") is None:  # answers that questions share
        return {**data, "option_sets": [*data.get("option_sets", ()), *new]}
    data = editing.added(data, *new, after=after, inside="" if after else inside)
    return filled_in.with_numbers(data)


def _again(
    session: Session,
    actor: Actor,
    frame: Frame,
    writing: Writing,
    block: str,
    kind: str,
    form: Form,
    problems: tuple[str, ...],
) -> Response:
    """The same form with all that was typed."""
    view = posted_form(writing, block, kind, form, problems)
    page = writing_page(session, actor, frame, writing, view)
    return show("author/editor", page, 422 if problems else 200)


def _refused(
    database: Database,
    actor: Actor,
    frame: Frame,
    at: tuple[str, str, str],
    block: str,
    form: Form,
    refusal: Refused | CannotEdit | ContentError,
) -> Response:
    """The form with what was typed and what is wrong; beside what someone else wrote, if they
    did."""
    with database.reading() as session:
        writing = writing_at(session, *at)
        try:
            found = editing.part(writing.data, block)
        except CannotEdit:  # gone meanwhile: what was typed is shown as a new block
            kind = form.one("type")
            view = posted_form(writing, "", known(kind), form, problems_of(refusal, writing.data))
        else:
            kind = block if block in TITLES else fields.kind_of(found)
            view = posted_form(writing, block, kind, form, problems_of(refusal, writing.data))
            if isinstance(refusal, BlockChanged):
                view = replace(
                    view,
                    seen=editing.fingerprint(writing.data, block),
                    theirs=theirs_of(kind, found),
                )
        page = writing_page(session, actor, frame, writing, view)
    return show("author/editor", page, refusal.status)


def theirs_of(kind: str, found: Data) -> tuple[tuple[str, str], ...]:
    """What someone else wrote, field by field."""
    if kind == SOURCES:
        return tuple((each["title"], each["sentence"]) for each in found[SOURCES])
    lines = []
    for each in fields.fields_of(kind):
        value = found.get(each.name)
        if isinstance(value, list):
            lines += [
                (each.label, str(v.get("text", "")) if isinstance(v, dict) else str(v))
                for v in value
            ]
        elif value is not None:
            lines.append((each.label, str(value)))
    return tuple(lines)


MOVES: Mapping[str, tuple[str, Callable[[str, str], Change]]] = {
    "up": ("moved", lambda block, _: lambda data: editing.moved(data, block, -1)),
    "down": ("moved", lambda block, _: lambda data: editing.moved(data, block, 1)),
    "behind": ("moved", lambda block, to: lambda data: editing.moved_behind(data, block, to)),
    "join": ("joined", lambda block, _: lambda data: editing.joined(data, block)),
    "take_out": ("taken-out", lambda block, _: lambda data: editing.taken_out(data, block)),
}
"""Steps that need no form: what is said after each, and what it does to a block."""


MEANWHILE = (
    "Someone changed this block after you opened the page, so nothing was done. Look at it as it "
    "stands now."
)


@router.post("/{kind}/{slug}/{version}/step")
def post_step(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, kind: str, slug: str, version: str
) -> Response:
    """One of `MOVES`, or `restore`."""
    name, block = str(data.get("step", "")), str(data.get("block", ""))
    if name != "restore" and name not in MOVES:
        raise Missing("There is no such step.")
    try:
        with database.writing() as session:
            writing = writing_at(session, kind, slug, version)
            place = address(writing)
            if name == "restore":
                restore(session, who.actor, (slug, version), block)
                done = "restored"
            else:
                done, change = MOVES[name]
                seen = str(data.get("seen", ""))
                edit(
                    session, who.actor, (slug, version), name, block,
                    change(block, str(data.get("to", ""))), seen=seen,
                )  # fmt: skip
            stays = any(each.id == block for each in editing.places(_now(session, slug, version)))
    except (Refused, CannotEdit, ContentError) as refusal:
        if isinstance(refusal, Missing) and name != "restore":
            raise
        with database.reading() as session:
            writing = writing_at(session, kind, slug, version)
            meanwhile = isinstance(refusal, BlockChanged)
            said = (MEANWHILE,) if meanwhile else problems_of(refusal, writing.data)
            page = writing_page(session, who.actor, frame, writing, None, "", said)
        return show("author/editor", page, refusal.status)
    return RedirectResponse(f"{place}?done={done}#at-{block if stays else 'end'}", 303)


def _now(session: Session, slug: str, version: str) -> Data:
    return open_writing(session, slug, version).data


@router.post("/{kind}/{slug}/{version}/typed")
def post_typed(
    database: Db, who: SignedIn, data: Posted, kind: str, slug: str, version: str
) -> Response:
    """Keep what was typed and not saved."""
    form, block = form_of(data), str(data.get("block", ""))
    with database.writing() as session:
        writing = writing_at(session, kind, slug, version)
        editing.part(writing.data, block)
        values = [(n, v) for n, v in form.values if n not in ("csrf", "block")]
        autosave(session, who.actor, (slug, version), block, values, form.one("seen"))
    return Response("Kept, not saved yet.", media_type="text/plain")


@router.post("/{kind}/{slug}/{version}/forget")
def post_forget(
    database: Db, who: SignedIn, data: Posted, kind: str, slug: str, version: str
) -> Response:
    block = str(data.get("block", ""))
    with database.writing() as session:
        writing = writing_at(session, kind, slug, version)
        if writing.proposal is not None:
            forget_typed(session, who.actor, writing.proposal, block)
    return RedirectResponse(f"{address(writing)}?done=forgotten&open={block}#form", 303)
