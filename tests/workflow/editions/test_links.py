"""Where a link leads is no word that is translated: it reopens nothing, but its readers get it in a
new edition alone, and until then are told that the English has changed (H3, H17).
"""

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.main import create_app
from app.workflow.editions.published import edition
from app.workflow.editions.publishing import publish
from app.workflow.proposals.effects import OtherChange, effects_of
from app.workflow.proposals.texts import open_writing
from app.workflow.review.sign_off import valid_sign_off
from app.workflow.translation.desk import open_desk, views
from tests.factories import (
    LEAFLET,
    POLISH,
    SLUG,
    bring_in,
    publish_english,
    publish_it,
    revise_all,
    sign,
    take,
    translate,
)
from tests.web.visit import Visit

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("demo_mode")]
OLD, NEW = "https://www.nhs.uk/sickness", "https://example.org/herbs"
LINKED = LEAFLET.replace("when you feel sick.", f"when you [feel sick]({OLD}).")
PLACE = f"/author/leaflet/{SLUG}/standard"


@pytest.fixture
def linked(world: Database) -> Database:
    """The leaflet with a link, published in Polish."""
    bring_in(world, LINKED)
    translate(world, POLISH | {"summary": "Co pomaga, gdy czujesz <1>nudności</1>."})
    revise_all(world)
    sign(world)
    publish_it(world)
    return world


def test_h3_a_link_that_leads_elsewhere_ends_the_signature_on_english_and_no_other(
    linked: Database,
) -> None:
    bring_in(linked, LINKED.replace(OLD, NEW))
    with linked.reading() as session:
        assert valid_sign_off(open_desk(session, SLUG, "standard", "en")) is None
        polish = open_desk(session, SLUG, "standard", "pl")
        assert valid_sign_off(polish) is not None
        assert not any(seen.stale for seen in views(polish))


def test_h17_a_translation_says_that_its_link_is_old_until_it_is_published_anew(
    linked: Database,
) -> None:
    client = TestClient(create_app(linked))
    page = f"/pl/leaflets/{SLUG}"
    bring_in(linked, LINKED.replace(OLD, NEW))
    assert "bw-notice" not in client.get(page).text  # nobody vouches for the new address yet
    publish_english(linked)
    lagging = client.get(page).text
    assert OLD in lagging
    assert "Co się zmieniło w tekście angielskim" in lagging
    with linked.reading() as session:
        before = edition(session, SLUG, "standard", "pl")
    publish_again = Visit(linked, "author")
    publish_again.open("/library/publish")
    assert "Polish" in publish_again.words
    assert before is not None
    assert take(linked, "author", publish).number > before.number
    fresh = client.get(page).text
    assert (NEW in fresh, OLD in fresh, "bw-notice" in fresh) == (True, False, False)


def test_h17_an_author_sees_where_a_link_will_lead_and_who_reads_the_old_one(
    linked: Database,
) -> None:
    visit = Visit(linked, "author")
    visit.open(f"{PLACE}?open=about")
    visit.send("/save", None, summary=f"What helps when you [feel sick]({NEW}).")
    with linked.reading() as session:
        effects = effects_of(session, open_writing(session, SLUG, "standard"))
    assert effects.blocks[0].others == (OtherChange("link", OLD, NEW),)
    assert [(e.language, e.reopens, e.lags, e.decides) for e in effects.languages] == [
        ("pl", 0, True, False)
    ]
    visit.open(f"{PLACE}/proposal")
    assert f"Where a link leads: [before: {OLD} ] [now: {NEW} ]" in visit.words
    assert "nothing opens again in any language" in visit.words
    assert "Readers of 1 language get it with its next edition." in visit.words


def test_h17_two_editions_beside_each_other_show_where_their_links_lead(linked: Database) -> None:
    bring_in(linked, LINKED.replace(OLD, NEW))
    publish_english(linked)
    visit = Visit(linked, "author")
    visit.open(f"/library/{SLUG}/standard/en/editions")
    assert f"A link in summary leads to {NEW}. It led to {OLD}." in visit.words
