"""A published text is passed on by its address, its code, or a short message in its language."""

import pytest

from app.db import Database
from tests.factories import SLUG, publish_leaflet
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
PAGE = f"http://127.0.0.1:8000/pl/leaflets/{SLUG}"


def test_the_link_the_code_and_messages_in_the_language_stand_there(world: Database) -> None:
    publish_leaflet(world)
    visit = Visit(world, "midwife")
    visit.open("/library?words=sick&tag=pl")
    assert f'href="/library/{SLUG}/standard/pl/share"' in visit.page.text
    visit.open(f"/library/{SLUG}/standard/pl/share")
    assert f">{PAGE}</textarea>" in visit.page.text
    assert f">Nudności\n{PAGE}</textarea>" in visit.text
    assert f">Nudności\nCo pomaga, gdy czujesz nudności.\n{PAGE}</textarea>" in visit.text
    assert 'lang="pl" dir="ltr"' in visit.page.text
    assert "<title>Code of the page, to scan with a phone</title>" in visit.page.text
    short = f"Nudności\n{PAGE}"
    assert f"1 part: {len(short)} characters." in visit.text
    assert f'href="/library/{SLUG}/standard/en/share"' in visit.page.text


def test_what_is_not_published_is_not_shared(world: Database) -> None:
    visit = Visit(world, "midwife")
    assert visit.open(f"/library/{SLUG}/standard/pl/share").status_code == 404
    assert visit.open(f"/library/{SLUG}/standard/xx/share").status_code == 404
