"""A form whose reason is missing or too long is no forbidden step: the form stands there again, the
field is named, and nothing that was typed is lost.
"""

import re

import pytest

from app.db import Database
from app.workflow.lengths import REASON
from app.workflow.review.steps import reopen
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    bring_in,
    desk_of,
    publish_leaflet,
    revise_all,
    take,
    translate,
)
from tests.web.visit import Visit

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("demo_mode")]
PL = f"/workbench/{SLUG}/standard/pl"
LONG = "x" * (REASON + 1)


def finding(world: Database) -> None:
    translate(world, {"summary": "Co pomaga pomaga, gdy czujesz nudności."})


def approved(world: Database) -> None:
    translate(world)
    revise_all(world)


def sent_back(world: Database) -> None:
    approved(world)
    version = desk_of(world).rows["title"].version
    take(world, "reviewer", lambda desk, actor: reopen(desk, actor, "title", version, "Why?"))


def changed(world: Database) -> None:
    publish_leaflet(world)
    bring_in(world, LEAFLET.replace("each day", "every day"))


FORMS = {
    "dismiss": (finding, "reviewer", f"{PL}/at/summary", "/dismiss", r'why-[^"]+'),
    "reopen": (approved, "clinician", f"{PL}/at/title", "/reopen", "why"),
    "stand by": (sent_back, "translator", f"{PL}/at/title", "/stand-by", "why-stands"),
    "keep": (changed, "clinician", f"{PL}/at/vitamin", "/confirm-unchanged", "why-unchanged"),
    "comment": (approved, "translator", f"{PL}/at/title", "/comment", "remark"),
    "decide": (changed, "clinician", PL, "/decide-change", "why-change"),
    "archive": (approved, "author", f"/library/{SLUG}/archive", "/archive", "why"),
}


@pytest.mark.parametrize("why", [" ", LONG], ids=["missing", "too long"])
@pytest.mark.parametrize("name", FORMS)
def test_a_reason_that_is_missing_or_too_long_is_asked_for_in_its_field(
    world: Database, name: str, why: str
) -> None:
    prepare, who, place, form, field = FORMS[name]
    prepare(world)
    visit = Visit(world, who)
    visit.open(place)
    typed = {"why": why, **({"then": "notice"} if name == "decide" else {})}
    assert visit.post(visit.form(form), form, **typed).status_code == 422
    summary = visit.page.text.partition("There is a problem")[2]
    assert re.search(f'href="#{field}"', summary)
    assert re.search(f'id="{field}"', visit.page.text)
    asked = visit.form(form)
    if why == LONG:
        assert asked.fields["why"] == LONG
    if name == "decide":
        assert asked.fields["then"] == "notice"


def test_many_ticked_texts_stay_ticked(world: Database) -> None:
    approved(world)
    visit = Visit(world, "clinician")
    visit.open(PL)
    csrf = visit.form("/reopen-many").fields["csrf"]
    ticked = [f"{desk_of(world).rows[path].version} {path}" for path in list(POLISH)[:2]]
    sent = {"csrf": csrf, "why": "", "strings": ticked}
    visit.page = visit.client.post(f"{PL}/reopen-many", data=sent)
    assert visit.page.status_code == 422
    assert 'href="#reopen-why"' in visit.page.text
    found = re.findall(r'name="strings" value="([^"]+)"[^>]* checked', visit.page.text)
    assert sorted(found) == sorted(ticked)
