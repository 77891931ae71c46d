"""What staff take from the library to send to phones: the texts of a published message, how many
parts its SMS takes, the address and code of its page, and a picture of its poster.
"""

import struct
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from app.config import settings
from app.db import Database
from app.jobs.printing.printer import Printer
from app.render import poppler
from app.render.cache import PdfCache
from app.render.pool import RenderPool
from app.web.frame import print_queue
from app.workflow.editions.publishing import publish, withdraw
from app.workflow.people.accounts import actor
from app.workflow.review import sign_off
from app.workflow.translation.desk import open_desk
from tests.factories import HEAD, bring_in, person, publish_leaflet, revise, translate
from tests.web.visit import Visit

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
SLUG = "call-us"
PAGE = f"/library/messages/{SLUG}/send"
PICTURE = f"/library/messages/{SLUG}/picture.png"
MESSAGE = (
    HEAD.replace("kind: leaflet", "kind: message")
    .replace("feeling-sick", SLUG)
    .replace("BSW-MAT-900", "BSW-MAT-901")
    .replace("Feeling sick", "Call us")
    .replace("What helps when you feel sick.", "Day or night.")
    .replace(
        "blocks:\n",
        """\
text_message: "Worried? Call {phone.triage}."
chat_message: "Are you worried? Call {phone.triage}, day or night."
blocks:
  - id: worried
    type: paragraph
    text: Call if you are worried.
  - id: triage
    type: contact
    contact: triage
""",
    )
)
POLISH = {
    "title": "Zadzwoń do nas",
    "summary": "W dzień lub w nocy.",
    "text_message": "Martwi się Pani? Proszę zadzwonić: <1/>.",
    "chat_message": "Martwi się Pani? Proszę zadzwonić: <1/>, w dzień lub w nocy.",
    "worried": "Proszę zadzwonić, jeśli się Pani martwi.",
}
DARI = {
    "title": "به ما زنگ بزنید",
    "summary": "روز یا شب.",
    "text_message": "تشویش دارید؟ به <1/> زنگ بزنید.",
    "chat_message": "تشویش دارید؟ به <1/> زنگ بزنید، روز یا شب.",
    "worried": "اگر تشویش دارید، زنگ بزنید.",
}


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool(workers=1) as found:
        yield found


def with_printer(visit: Visit, database: Database, pool: RenderPool, folder: Path) -> Visit:
    """The visit, to a service that can print."""
    printer = Printer(database=database, pool=pool, cache=PdfCache(folder))
    print_queue.install(visit.client.app, printer)  # type: ignore[arg-type]
    return visit


def sign_and_publish(database: Database, tag: str) -> str:
    """The code of the edition."""
    clinician = person(database, "clinician")
    with database.writing() as session:
        sign_off.sign_off(open_desk(session, SLUG, "standard", tag), clinician)
    with database.writing() as session:
        author = actor(session, "author@x.test")
        return publish(open_desk(session, SLUG, "standard", tag), author).code


def publish_message(
    database: Database, tag: str = "pl", texts: dict[str, str] | None = None
) -> str:
    """The message in English and in the language; the code of the latter."""
    bring_in(database, MESSAGE)
    sign_and_publish(database, "en")
    words = POLISH if texts is None else texts
    translate(database, words, tag=tag, slug=SLUG)
    revise(database, *words, tag=tag, slug=SLUG)
    return sign_and_publish(database, tag)


def copied(visit: Visit, name: str) -> str:
    """What a field of the page holds, for someone who selects and copies it by hand."""
    field = visit.page.text.split(f'<textarea class="nhsuk-textarea" id="{name}"')[1]
    before, _, after = field.partition(">")
    assert " readonly" in before
    return unescape(after.split("</textarea>")[0])


def test_a_midwife_comes_from_the_library_to_a_text_to_copy(world: Database) -> None:
    code = publish_message(world)
    visit = Visit(world, "midwife")
    visit.open("/library?language=pl&service=ruh")
    address = f"{PAGE}?language=pl"
    assert f'href="{address}"' in visit.page.text
    visit.open(f"/library/{SLUG}")
    assert f'href="{address}"' in visit.page.text
    visit.open(address)
    assert f"code {code}" in visit.words
    assert copied(visit, "sms") == "Martwi się Pani? Proszę zadzwonić: 01632 960111."
    assert copied(visit, "chat").endswith("01632 960111, w dzień lub w nocy.")
    assert (
        "1 part: 48 characters. Some are outside the SMS alphabet, so that a part holds 70."
        in visit.words
    )
    page = f"{settings().base_url}/pl/messages/{SLUG}"
    assert copied(visit, "address") == page
    assert "With the address of the page, 2 parts." in visit.words
    assert 'lang="pl" dir="ltr"' in visit.page.text
    assert "<svg" in visit.page.text
    assert visit.page.headers["cache-control"] == "no-store"


def test_the_hospital_and_the_language_are_chosen_on_the_page(world: Database) -> None:
    publish_message(world)
    visit = Visit(world, "midwife")
    visit.open(f"{PAGE}?language=pl&service=")
    every = copied(visit, "sms")
    assert "01632 960101 (Great Western Hospital)" in every
    assert "01632 960111 (Royal United Hospital)" in every
    form = visit.form(PAGE)
    assert (form.fields["language"], form.fields["service"]) == ("pl", "")
    visit.open(f"{PAGE}?language=en&service=gwh")
    assert copied(visit, "sms") == "Worried? Call 01632 960101."
    assert "1 part: 27 characters." in visit.words
    visit.open(f"{PAGE}?language=pl")
    assert "960101" in copied(visit, "sms"), "the hospital is remembered"


def test_h9_a_number_is_one_word_in_a_text_that_runs_right_to_left(world: Database) -> None:
    publish_message(world, "fa-AF", DARI)
    visit = Visit(world, "midwife")
    visit.open(f"{PAGE}?language=fa-AF&service=gwh")
    assert copied(visit, "sms") == "تشویش دارید؟ به 01632960101 زنگ بزنید."
    assert 'lang="fa-AF" dir="rtl"' in visit.page.text


def test_more_than_three_parts_are_warned_of(world: Database) -> None:
    long = POLISH | {"text_message": "Proszę zadzwonić. " * 11 + "<1/>"}
    publish_message(world, texts=long)
    visit = Visit(world, "midwife")
    visit.open(f"{PAGE}?language=pl&service=gwh")
    assert (
        "4 parts: 210 characters. Some are outside the SMS alphabet, so that a part holds 67."
        in visit.words
    )
    assert "This is more than 3 parts. Ask for a shorter text." in visit.words
    visit.open(f"{PAGE}?language=en")
    assert "more than 3 parts" not in visit.words


def test_h4_only_what_readers_have_is_sent(
    world: Database, pool: RenderPool, tmp_path: Path
) -> None:
    bring_in(world, MESSAGE)
    visit = with_printer(Visit(world, "author"), world, pool, tmp_path)
    assert visit.open(f"{PAGE}?language=en").status_code == 404
    code = sign_and_publish(world, "en")
    translate(world, POLISH, slug=SLUG)
    assert visit.open(f"{PAGE}?language=en").status_code == 200
    assert visit.open(f"{PAGE}?language=pl").status_code == 404
    assert visit.open(f"{PICTURE}?language=pl").status_code == 404
    with world.writing() as session:
        withdraw(session, actor(session, "author@x.test"), code, "A number is wrong.")
    assert visit.open(f"{PAGE}?language=en").status_code == 404


def test_a_leaflet_is_not_sent(world: Database) -> None:
    publish_leaflet(world)
    visit = Visit(world, "midwife")
    assert visit.open("/library/messages/feeling-sick/send?language=pl").status_code == 404
    visit.open("/library?language=pl")
    assert "Send it to phones" not in visit.words


def test_a_demonstration_and_an_older_text_say_so_before_they_are_sent(world: Database) -> None:
    publish_message(world)
    visit = Visit(world, "midwife")
    visit.open(f"{PAGE}?language=pl")
    assert "nobody has checked these texts. Do not send them." in visit.words
    assert "Its English has changed" not in visit.words
    bring_in(world, MESSAGE.replace("Worried? Call", "Are you worried? Call"))
    sign_and_publish(world, "en")
    visit.open(f"{PAGE}?language=pl")
    assert "Its English has changed since this edition." in visit.words


def test_an_edition_without_a_text_for_phones_still_has_its_page(world: Database) -> None:
    without = [each for each in MESSAGE.splitlines() if "_message:" not in each]
    bring_in(world, "\n".join(without))
    sign_and_publish(world, "en")
    visit = Visit(world, "midwife")
    visit.open(f"{PAGE}?language=en")
    assert "This edition has no text for a phone." in visit.words
    assert copied(visit, "address").endswith(f"/en/messages/{SLUG}")


def test_the_picture_is_the_poster_of_that_hospital_and_is_drawn_once(
    world: Database, pool: RenderPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = publish_message(world)
    visit = with_printer(Visit(world, "midwife"), world, pool, tmp_path)
    visit.open(f"{PAGE}?language=pl&service=gwh")
    address = f"{PICTURE}?language=pl&service=gwh"
    assert f'href="{unescape(address)}"' in unescape(visit.page.text)
    first = visit.client.get(address)
    assert first.headers["content-type"] == "image/png", first.text[-600:]
    assert first.headers["content-disposition"] == f'attachment; filename="{code}.png"'
    assert struct.unpack(">I", first.content[16:20]) == (1080,)
    other = visit.client.get(f"{PICTURE}?language=pl&service=ruh")
    assert other.content != first.content
    monkeypatch.setattr(poppler, "picture", lambda *_: pytest.fail("it was drawn again"))
    assert visit.client.get(address).content == first.content


def test_without_poppler_the_page_says_that_there_is_no_picture(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_message(world)
    monkeypatch.setattr(poppler, "draws_pictures", lambda: False)
    visit = Visit(world, "midwife")
    visit.open(f"{PAGE}?language=pl")
    assert "No picture can be made here: poppler is not installed." in visit.words
    assert PICTURE not in visit.page.text


def test_a_proof_shows_what_is_sent_beside_the_page(world: Database) -> None:
    bring_in(world, MESSAGE)
    translate(world, POLISH, slug=SLUG)
    visit = Visit(world, "translator")
    visit.open(f"/workbench/{SLUG}/standard/pl/proof")
    assert "Sent to phones" in visit.words
    assert 'data-at="text_message"' in visit.page.text
    assert 'data-at="chat_message"' in visit.page.text
