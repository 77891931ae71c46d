"""What people post as decisions: about findings, changed English, engines' back-translations and
many texts at once. Where people translate back themselves is in `translating_back`.
"""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from app.models import JobKind, Remedy, TextRef
from app.web.frame.addresses import at
from app.web.frame.bodies import LONG_TEXT, takes
from app.web.frame.deps import needs_here
from app.web.frame.staff import Link, show
from app.web.frame.staff_presenters import ResultPage, count
from app.web.workbench.posted_step import SentStep
from app.workflow.drafting import back_translations
from app.workflow.editions.changed_english import confirm_unchanged, decide_change
from app.workflow.refusals import Refused, Unfilled
from app.workflow.review import bulk
from app.workflow.review.findings import dismiss, overrule, reconsider
from app.workflow.translation.permissions import READERS

router = APIRouter(dependencies=[needs_here(*READERS), takes(LONG_TEXT)])
PLACE = "/{slug}/{version}/{tag}"


@router.post(f"{PLACE}/dismiss")
def post_dismiss(at: SentStep) -> Response:
    return at.take(
        "dismiss", lambda d, a, t: dismiss(d, a, t.path, t.key, t.why, t.version), "dismissed"
    )


@router.post(f"{PLACE}/overrule")
def post_overrule(at: SentStep) -> Response:
    return at.take(
        "overrule", lambda d, a, t: overrule(d, a, t.path, t.key, t.why, t.version), "overruled"
    )


@router.post(f"{PLACE}/reconsider")
def post_reconsider(at: SentStep) -> Response:
    return at.take(
        "reconsider",
        lambda d, a, t: reconsider(d, a, t.path, t.key, t.why, t.version),
        "reconsidered",
    )


@router.post(f"{PLACE}/confirm-unchanged")
def post_keep(at: SentStep) -> Response:
    return at.take(
        "confirm_unchanged",
        lambda d, a, t: confirm_unchanged(d, a, t.path, t.version, t.why),
        "confirmed",
    )


@router.post(f"{PLACE}/decide-change")
def post_decide_change(at: SentStep) -> Response:
    if at.typed.then not in tuple(Remedy):
        return at.refused(Unfilled("Choose an urgent notice or the withdrawal.", "then"), "decide")
    remedy = Remedy(at.typed.then)
    return at.take(
        "decide", lambda d, a, t: decide_change(d, a, remedy, t.why, seen=t.seen), "decided"
    )


@router.post(f"{PLACE}/back-by-engine")
def post_back_by_engine(at_: SentStep) -> Response:
    typed = at_.typed
    try:
        ref = TextRef(at_.slug, at_.version, at_.tag)
        back_translations.back_translate_by_engine(
            at_.database, at_.actor, ref, typed.path, typed.engine
        )
    except Refused as refusal:
        return at_.refused(refusal)
    return RedirectResponse(
        at(at_.address, typed.path, show=typed.show, q=typed.q, done="said-back"), 303
    )


@router.post(f"{PLACE}/back-all")
def post_back_all(at: SentStep) -> Response:
    return at.order(JobKind.BACK, at.typed.engine)


@router.post(f"{PLACE}/approve-repeats")
def post_approve_repeats(at: SentStep) -> Response:
    if not at.typed.strings:
        return at.refused(
            Refused("Nothing says which texts you read. Open the list of repeats again.")
        )
    try:
        with at.database.writing() as session:
            done = bulk.approve_repeats(at.desk(session), at.actor, at.typed.strings)
    except Refused as refusal:
        return at.refused(refusal)
    return _done(at, done, "approved: the same words were approved for the same English before.")


@router.post(f"{PLACE}/reopen-many")
def post_reopen_many(at: SentStep) -> Response:
    if not at.typed.strings:
        unticked = Unfilled("Tick the texts that must be looked at again.", "strings")
        return at.refused(unticked, "reopen_many")
    try:
        with at.database.writing() as session:
            done = bulk.reopen_many(at.desk(session), at.actor, at.typed.strings, at.typed.why)
    except Refused as refusal:
        return at.refused(refusal, "reopen_many")
    return _done(at, done, "sent back to whoever wrote it.", "Sent back")


def _done(at: SentStep, done: bulk.Done, words: str, title: str = "Approved") -> Response:
    outcome = (f"{count(done.taken, 'text')} {words}",)
    frame = at.frame.at(title, "/workbench")
    back = Link("Back to the texts", at.address)
    return show("layouts/result", ResultPage(frame, outcome, done.left, back))
