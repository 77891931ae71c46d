"""Writing English: the list of texts, beginning one, and a text with its blocks. The steps at a
block are in `steps`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from app.languages import ENGLISH, format_date
from app.models import Proposal, Role
from app.resources.content_problems import ContentError
from app.resources.editing import CannotEdit
from app.resources.kinds import rules
from app.web.author.filled_in import Posted as Form
from app.web.author.forms import FormView, open_form
from app.web.author.new import NotBegun, begin_text, faults_of, new_page
from app.web.author.pages import AuthorListPage, TextRow, writing_page
from app.web.author.places import DONE, PLACE, writing_at
from app.web.author.sent import form_of, known
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import Db, Posted, Reads, ReadSession, SignedIn, needs
from app.web.frame.staff import StaffFrame, show
from app.web.frame.staff_presenters import KINDS, VERSIONS
from app.workflow.people import accounts
from app.workflow.proposals.texts import open_proposals
from app.workflow.proposals.typed import typed as typed_by
from app.workflow.refusals import Refused
from app.workflow.source.revisions import all_sources, damaged, known_title

router = APIRouter(
    prefix=PLACE, dependencies=[needs(Role.AUTHOR, reads=Reads.ENGLISH), takes(LONG_TEXT)]
)


@router.get("")
def texts(frame: StaffFrame, session: ReadSession, done: str = "") -> Response:
    """Every text, those that are worked on first."""
    names = accounts.names(session)
    open_ones = {(each.slug, each.reading_version): each for each in open_proposals(session)}
    rows = []
    found = all_sources(session)
    unread = damaged(session, [each.id or 0 for _, each in found])
    for row, revision in found:
        if not rules(row.kind).folder:
            continue
        mine = open_ones.pop((row.slug, revision.reading_version), None)
        title = known_title(revision, row.slug)
        rows.append(_row(row.kind, row.slug, revision.reading_version, title, mine, names))
        if revision.id in unread:
            rows[-1] = replace(rows[-1], damage=unread[revision.id])
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
    proposal: Proposal | None,
    names: Mapping[int, str],
) -> TextRow:
    note = ""
    if proposal is not None:
        when = format_date(proposal.changed_at.date(), ENGLISH)
        note = f"begun by {names[proposal.created_by]}, changed on {when}"
    new = proposal is not None and proposal.base_id is None
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
    form = form_of(data)
    try:
        with database.writing() as open_session:
            proposal = begin_text(open_session, who.actor, form)
            place = f"{PLACE}/{proposal.kind}/{proposal.slug}/{proposal.reading_version}"
    except (Refused, CannotEdit, ContentError, NotBegun) as refusal:
        return show("author/new", new_page(frame, session, form, faults_of(refusal)), 422)
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
    writing = writing_at(session, kind, slug, version)
    form = None
    if add:
        form = FormView(
            writing=writing,
            kind=known(add),
            block="",
            part={},
            seen="",
            after=after,
            inside=inside,
        )
    elif open_:
        typed = typed_by(session, who.actor, writing.proposal)
        form = open_form(writing, open_, typed.get(open_), take)
    return show(
        "author/editor", writing_page(session, who.actor, frame, writing, form, DONE.get(done, ""))
    )
