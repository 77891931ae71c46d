"""Writing English: the list of texts, a text with its blocks, and each step at a block. Every step
works without script; with it only what changed is drawn anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from app.db import Database
from app.languages import ENGLISH, format_date
from app.models import Proposal, Role
from app.resources import editing
from app.resources.editing import SOURCES, CannotEdit, Data, new_id
from app.resources.load import ContentError
from app.web.author import fields
from app.web.author.fields import NAMES
from app.web.author.fields import Posted as Form
from app.web.author.new import begin_text, new_page
from app.web.author.pages import (
    TITLES,
    AuthorListPage,
    FormView,
    TextRow,
    WritingPage,
    address,
    open_form,
    posted_form,
)
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.staff import Frame, Link, Problem, StaffFrame, show
from app.web.frame.staff_presenters import KINDS, VERSIONS
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.proposals import writing as steps
from app.workflow.proposals.advice import advice
from app.workflow.proposals.handing_in import newer_english
from app.workflow.proposals.writing import BlockChanged, Writing, open_writing
from app.workflow.refusals import Missing, Refused
from app.workflow.source.revisions import all_sources, english

PLACE = "/author"
router = APIRouter(
    prefix=PLACE, dependencies=[needs(Role.AUTHOR, reads=Reads.ENGLISH), takes(LONG_TEXT)]
)
DONE = {
    "saved": "Saved. It changes nothing for anybody else until you hand the text in.",
    "added": "Added.",
    "moved": "Moved.",
    "joined": "Joined with the next one.",
    "split": "Split in two.",
    "taken-out": "Taken out. You can put it back below, at the end.",
    "restored": "Put back where it stood.",
    "begun": "Begun. Add blocks to it, then look at the preview and hand it in.",
    "forgotten": "Thrown away.",
    "unchanged": "Nothing was changed.",
    "read": "The file is in these changes. Nothing is handed in yet: look it over first.",
    "caught-up": "The newer English is in these changes now.",
}


@router.get("")
def texts(frame: StaffFrame, session: ReadSession, done: str = "") -> Response:
    """Every text, those that are worked on first."""
    names = accounts.names(session)
    open_ones = {(each.slug, each.reading_version): each for each in steps.open_proposals(session)}
    rows = []
    for row, revision in all_sources(session):
        if row.kind == "interface":
            continue
        mine = open_ones.pop((row.slug, revision.reading_version), None)
        rows.append(
            _row(row.kind, row.slug, revision.reading_version, english(revision).title, mine, names)
        )
    new = [
        _row(
            each.kind,
            each.slug,
            each.reading_version,
            each.content.get("title", each.slug),
            each,
            names,
        )
        for each in open_ones.values()
    ]
    rows.sort(key=lambda row: (row.title, row.version))
    said = {"handed-in": "Handed in. A clinician signs it next; translators see what changed."}
    said["dropped"] = "The changes are thrown away. They stay on record."
    page = AuthorListPage(frame.at("Write English", PLACE, said.get(done, "")), (*new, *rows))
    return show("author/list", page)


def _row(
    kind: str,
    slug: str,
    version: str,
    title: str,
    proposal: object,
    names: Mapping[int, str],
) -> TextRow:
    note = ""
    if isinstance(proposal, Proposal):
        when = format_date(proposal.changed_at.date(), ENGLISH)
        note = f"begun by {names[proposal.created_by]}, changed on {when}"
    new = isinstance(proposal, Proposal) and proposal.base_id is None
    return TextRow(
        title=title,
        kind=KINDS[kind],
        version=VERSIONS[version],
        href=f"{PLACE}/{kind}/{slug}/{version}",
        state="New, not handed in" if new else "Changes, not handed in" if note else "",
        changed=bool(note),
        note=note,
    )


@router.get("/new")
def ask_new(frame: StaffFrame, session: ReadSession) -> Response:
    return show("author/new", new_page(frame, session, Form(())))


@router.post("/new")
def post_new(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, session: ReadSession
) -> Response:
    form = _form(data)
    try:
        with database.writing() as open_session:
            proposal = begin_text(open_session, who.actor, form)
            place = f"{PLACE}/{proposal.kind}/{proposal.slug}/{proposal.reading_version}"
    except (Refused, CannotEdit, ContentError) as refusal:
        return show("author/new", new_page(frame, session, form, _problems(refusal)), 422)
    return RedirectResponse(f"{place}?done=begun", 303)


@router.get("/{kind}/{slug}/{version}")
def editor(
    who: SignedIn,
    frame: StaffFrame,
    session: ReadSession,
    kind: str,
    slug: str,
    version: str,
    open_: Annotated[str, Query(alias="open")] = "",
    add: str = "",
    after: str = "",
    inside: str = "",
    take: bool = False,
    done: str = "",
) -> Response:
    """A text; with `open` the form of one block, with `add` that of a new one."""
    writing = _writing(session, kind, slug, version)
    form = None
    if add:
        form = FormView(
            writing=writing,
            kind=_known(add),
            block="",
            part={},
            seen="",
            after=after,
            inside=inside,
        )
    elif open_:
        typed = steps.typed(session, who.actor, writing.proposal)
        form = open_form(writing, open_, typed.get(open_), take)
    return show(
        "author/editor", _page(session, who.actor, frame, writing, form, DONE.get(done, ""))
    )


def _known(kind: str) -> str:
    if kind not in NAMES:
        raise Missing("There is no such kind of block.")
    return kind


def _writing(session: Session, kind: str, slug: str, version: str) -> Writing:
    writing = open_writing(session, slug, version)
    if writing.kind != kind:
        raise Missing(f"There is no {kind} {slug!r}.")
    return writing


def _page(
    session: Session,
    actor: Actor,
    frame: Frame,
    writing: Writing,
    form: FormView | None,
    done: str = "",
    problems: tuple[str, ...] = (),
) -> WritingPage:
    resource = writing.resource
    said = [*problems, *(form.problems if form else ())]
    found = tuple(Problem(each, "#form" if form else "") for each in said)
    last = ""
    if writing.proposal is not None:
        history = steps.steps_of(session, writing.proposal)
        step, name = history[0]
        last = f"{name}, {format_date(step.at.date(), ENGLISH)}, {step.at:%H:%M} UTC"
    versions = tuple(
        Link(
            VERSIONS[v], f"{PLACE}/{writing.kind}/{writing.slug}/{v}", v == writing.reading_version
        )
        for v in _versions(session, writing)
    )
    return WritingPage(
        frame=frame.at(resource.title, PLACE, done, *found),
        writing=writing,
        resource=resource,
        advice=advice(resource, writing.data),
        typed=steps.typed(session, actor, writing.proposal),
        taken_out=steps.taken_out_blocks(session, writing.slug, writing.reading_version),
        form=form,
        last_step=last,
        newer=newer_english(session, writing) is not None,
        versions=versions,
    )


def _versions(session: Session, writing: Writing) -> tuple[str, ...]:
    found = []
    for version in VERSIONS:
        try:
            open_writing(session, writing.slug, version)
        except Missing:
            continue
        found.append(version)
    return tuple(found)


# ---- steps ----

Change = Callable[[Data], Data]


@router.post("/{kind}/{slug}/{version}/save")
def post_save(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, kind: str, slug: str, version: str
) -> Response:
    """Write a block as its form says; a paragraph with an empty line in it becomes several."""
    form, block = _form(data), str(data.get("block", ""))
    try:
        with database.writing() as session:
            writing = _writing(session, kind, slug, version)
            found = editing.part(writing.data, block)
            name = block if block in TITLES else fields.kind_of(found)
            if form.has("more"):
                return _again(session, who.actor, frame, writing, block, name, form, ())
            used = steps.names_used(session, writing)
            new = _filled_in(writing, name, found, form, used)
            before = form.one("split")
            steps.edit(
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
        return (fields.sources_filled_in(found, form, used),)
    if fields.several_asked(form):
        raise CannotEdit("A question can depend on one other question. Tick answers of one only.")
    new = fields.filled_in(kind, found, form, used, writing.kind)
    texts = [text for text in _paragraphs(form.one("text")) if text]
    if kind != "paragraph" or len(texts) < 2:
        return (new,)
    first = {**new, "text": texts[0]}
    rest = [{**new, "id": "", "text": text} for text in texts[1:]]
    return (first, *(editing.with_ids(each, used) for each in rest))


def _paragraphs(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(each.split()) for each in lines]


@router.post("/{kind}/{slug}/{version}/add")
def post_add(
    database: Db, who: SignedIn, frame: StaffFrame, data: Posted, kind: str, slug: str, version: str
) -> Response:
    form, name = _form(data), _known(str(data.get("type", "")))
    after, inside = form.one("after"), form.one("inside")
    try:
        with database.writing() as session:
            writing = _writing(session, kind, slug, version)
            if form.has("more"):
                return _again(session, who.actor, frame, writing, "", name, form, ())
            used = steps.names_used(session, writing)
            new = [
                editing.with_ids(each, used) for each in _filled_in(writing, name, {}, form, used)
            ]
            steps.edit(
                session, who.actor, (slug, version), "add", str(new[0]["id"]),
                lambda now: _added(now, new, after, inside), why=form.one("why"),
            )  # fmt: skip
            place = address(writing)
    except (Refused, CannotEdit, ContentError) as refusal:
        if isinstance(refusal, Missing):
            raise
        with database.reading() as session:
            writing = _writing(session, kind, slug, version)
            said = _problems(refusal)
            return _again(session, who.actor, frame, writing, "", name, form, said)
    return RedirectResponse(f"{place}?done=added#at-{new[0]['id']}", 303)


def _added(data: Data, new: list[Data], after: str, inside: str) -> Data:
    if new[0].get("type") is None:  # answers that questions share
        return {**data, "option_sets": [*data.get("option_sets", ()), *new]}
    for each in new:
        data = editing.added(data, each, after=after, inside="" if after else inside)
        after = each["id"]
    return fields.with_numbers(data)


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
    page = _page(session, actor, frame, writing, view)
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
        writing = _writing(session, *at)
        try:
            found = editing.part(writing.data, block)
        except CannotEdit:  # gone meanwhile: what was typed is shown as a new block
            kind = form.one("type")
            view = posted_form(writing, "", _known(kind), form, (str(refusal),))
        else:
            kind = block if block in TITLES else fields.kind_of(found)
            view = posted_form(writing, block, kind, form, _problems(refusal))
            if isinstance(refusal, BlockChanged):
                view = replace(
                    view,
                    seen=editing.fingerprint(writing.data, block),
                    theirs=theirs_of(kind, found),
                )
        page = _page(session, actor, frame, writing, view)
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
            writing = _writing(session, kind, slug, version)
            place = address(writing)
            if name == "restore":
                steps.restore(session, who.actor, (slug, version), block)
                done = "restored"
            else:
                done, change = MOVES[name]
                seen = str(data.get("seen", ""))
                steps.edit(
                    session, who.actor, (slug, version), name, block,
                    change(block, str(data.get("to", ""))), seen=seen,
                )  # fmt: skip
            stays = any(each.id == block for each in editing.places(_now(session, slug, version)))
    except (Refused, CannotEdit, ContentError) as refusal:
        if isinstance(refusal, Missing) and name != "restore":
            raise
        said = (MEANWHILE,) if isinstance(refusal, BlockChanged) else _problems(refusal)
        with database.reading() as session:
            writing = _writing(session, kind, slug, version)
            page = _page(session, who.actor, frame, writing, None, "", said)
        return show("author/editor", page, refusal.status)
    return RedirectResponse(f"{place}?done={done}#at-{block if stays else 'end'}", 303)


def _now(session: Session, slug: str, version: str) -> Data:
    return open_writing(session, slug, version).data


@router.post("/{kind}/{slug}/{version}/typed")
def post_typed(
    database: Db, who: SignedIn, data: Posted, kind: str, slug: str, version: str
) -> Response:
    """Keep what was typed and not saved."""
    form, block = _form(data), str(data.get("block", ""))
    with database.writing() as session:
        writing = _writing(session, kind, slug, version)
        editing.part(writing.data, block)
        values = [(n, v) for n, v in form.values if n not in ("csrf", "block")]
        steps.autosave(session, who.actor, (slug, version), block, values, form.one("seen"))
    return Response("Kept, not saved yet.", media_type="text/plain")


@router.post("/{kind}/{slug}/{version}/forget")
def post_forget(
    database: Db, who: SignedIn, data: Posted, kind: str, slug: str, version: str
) -> Response:
    block = str(data.get("block", ""))
    with database.writing() as session:
        writing = _writing(session, kind, slug, version)
        if writing.proposal is not None:
            steps.forget_typed(session, who.actor, writing.proposal, block)
    return RedirectResponse(f"{address(writing)}?done=forgotten&open={block}#form", 303)


def _form(data: FormData) -> Form:
    return Form(tuple((name, str(value)) for name, value in data.multi_items()))


def _problems(refusal: Exception) -> tuple[str, ...]:
    if isinstance(refusal, ContentError):
        return tuple(f"{each.message[:1].upper()}{each.message[1:]}" for each in refusal.problems)
    return (str(refusal),)
