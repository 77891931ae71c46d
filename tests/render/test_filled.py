"""The print of a filled plan: it says what she said, to whom it may, and nothing else."""

import re
import unicodedata
from dataclasses import replace

import pytest
import uharfbuzz as hb
import zxingcpp
from fontTools.ttLib import TTFont

from app.plans.answers import Answer, Answers, Template
from app.plans.codec import decode
from app.render import fonts
from app.render.filled import (
    NoFilledPrint,
    Wishes,
    filled_job,
    filled_page,
    undrawn,
)
from app.render.gates import release
from app.render.pdf import PrintJob, fitting
from app.render.poppler import text as copied
from app.render.print_page import PrintPage
from app.render.weasy import accessibility, boxes
from app.resources.schema import Question
from app.resources.segments import content_hash
from tests.render import filled_plans as filled
from tests.render.pictures import picture

TAGS = ("pl", "ne", "fa-AF")
ENGLISH = r'<div class="english.*?(?=<div class="(?:pair|language|call)|</main>)'
"""The English column of each row of a print beside English."""


def html(page: PrintPage) -> str:
    return filled_job(page).html


def words(job: PrintJob) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", job.html.partition("<main>")[2]).split())


@pytest.fixture(scope="module")
def prints() -> dict[str, bytes]:
    """Filled prints through every gate, each beside English."""
    return {tag: release(filled_job(filled.page(tag, "facing"))) for tag in TAGS}


@pytest.mark.parametrize("tag", TAGS)
def test_h6_each_page_bears_the_name_and_its_number_of_all(
    tag: str, prints: dict[str, bytes]
) -> None:
    pages = copied(prints[tag]).split("\f")[:-1]
    name, _ = filled.WRITTEN[tag]
    assert len(pages) > 3
    for page in pages:
        assert "14 February 1990" in page
        assert str(len(pages)) in page
        if tag != "fa-AF":  # poppler turns joined letters round
            assert name in page


@pytest.mark.parametrize(("tag", "layout"), [("pl", "facing"), ("fa-AF", "standard")])
def test_the_first_card_stays_whole_with_its_heading(tag: str, layout: str) -> None:
    document = fitting(filled_job(filled.page(tag, layout, room=True)))
    cards = boxes.spans(document, ("nhsuk-card--care",), "")
    first = [card for name, card in cards.items() if "emergency" in name]
    assert len(first) == (2 if layout == "facing" else 1)
    assert all(len(card.pages) == 1 for card in first)


@pytest.mark.parametrize("tag", TAGS)
def test_what_she_wrote_can_be_copied_out_as_she_wrote_it(
    tag: str, prints: dict[str, bytes]
) -> None:
    if tag != "fa-AF":
        for line in filled.WRITTEN[tag][1].splitlines():
            assert line in " ".join(copied(prints[tag]).split())


def test_h6_without_her_name_each_page_has_room_to_write_it() -> None:
    page = filled.page("pl", of=replace(filled.answers(), left_out=frozenset({"about-me"})))
    assert html(page).count("Imię i nazwisko oraz data urodzenia") == 2
    assert "Zofia" not in html(page)


@pytest.mark.parametrize("tag", TAGS)
def test_h15_her_words_stand_once_and_english_says_to_ask_an_interpreter(tag: str) -> None:
    found = html(filled.page(tag, "facing"))
    first = filled.WRITTEN[tag][1].splitlines()[0]
    english = re.findall(ENGLISH, found, re.DOTALL)
    assert not any(first in each for each in english)
    asked = [each for each in english if "Ask an interpreter." in each]
    # What matters to her, a goal and a change; and her name in other letters.
    assert len(asked) == (3 if tag == "pl" else 4)
    assert f'lang="{tag}"' in found


@pytest.mark.parametrize("tag", TAGS)
def test_names_and_numbers_stand_in_both_columns(tag: str) -> None:
    found = html(filled.page(tag, "facing"))
    english = "".join(re.findall(ENGLISH, found, re.DOTALL))
    for plain in (filled.WRITTEN[tag][0], "14 February 1990"):
        assert plain in english


def test_h15_in_english_alone_her_words_stay_as_written_and_are_named() -> None:
    page = filled.page("en", of=filled.answers("ne"))
    found = words(filled_job(page))
    assert "Written in: Nepali. Not translated. Ask an interpreter." in found
    assert "म शान्त कोठा चाहन्छु।" in found
    assert release(filled_job(page)).startswith(b"%PDF")


def test_nepali_written_on_an_english_page_is_printed_in_its_letters() -> None:
    mixed = filled.answers("en").having(
        "matters-most", Answer(text=filled.WRITTEN["ne"][1], text_language="en")
    )
    page = filled.page("en", of=mixed)
    assert undrawn(page) == ()
    assert "Written in: Devanagari" in html(page)
    assert release(filled_job(page)).startswith(b"%PDF")


def test_h7_signs_without_a_font_are_named_by_question_before_anything_is_drawn() -> None:
    heart = filled.answers("pl").having(
        "my-goals/1/goal", Answer(text="Spokój \U0001f600 i ❤", text_language="pl")
    )
    found = undrawn(filled.page("pl", of=heart))
    assert [(each.question, each.letters) for each in found] == [("30.1", "\U0001f600 ❤")]


NAMES = {
    "Zoe\u0308 Mu\u0308ller": "Zoë Müller",
    "Ọmọtọ\u0301lá": "Ọmọtọ\u0301lá",
    "M\u0303baye": "M\u0303baye",
    "\ufb01ona": "fiona",
    "Thiong\u02bco": "Thiong\u02bco",
    "Rẹ\u0300mí k\u0323\u0302": "Rẹ\u0300mí ḳ\u0302",
    "Ng\u0303uye\u0302\u0303n": "Ng\u0303uyễn",
    "Thi\u0323": "Thị",
    "Chukwuemẹka": "Chukwuemẹka",
    "a\u2060b\u206dc": "abc",
}
"""Names as they are typed, and as they stand in the print."""


@pytest.mark.parametrize("tag", ["en", "pl", "fa-AF"])
def test_h7_names_in_any_normal_form_and_with_marks_of_their_own_are_printed(tag: str) -> None:
    typed = " ".join(NAMES)
    answers = filled.answers(tag)
    for key in ("full-name", "matters-most"):
        answers = answers.having(key, Answer(text=typed, text_language=tag))
    page = filled.page(tag, of=answers)
    assert undrawn(page) == ()
    found = unicodedata.normalize("NFC", copied(release(filled_job(page))))
    for name in " ".join(NAMES.values()).split():
        assert found.count(name) >= 2, ascii(name)


@pytest.mark.parametrize("name", ["\ufecb\ufe8e\ufe8b\ufeb8\ufe94", "\u0639\u0628\u062f\ufdf2"])
@pytest.mark.parametrize("tag", ["en", "fa-AF"])
def test_h7_arabic_letters_in_the_form_of_their_place_are_printed_as_themselves(
    tag: str, name: str
) -> None:
    answers = filled.answers(tag).having("full-name", Answer(text=name, text_language=tag))
    page = filled.page(tag, of=answers)
    assert undrawn(page) == ()
    shaped = unicodedata.normalize("NFKC", copied(release(filled_job(page))))
    assert unicodedata.normalize("NFKC", name) in shaped


@pytest.mark.parametrize("tag", ["en", "fa-AF"])
@pytest.mark.parametrize("layout", ["standard", "large_print"])
def test_h8_a_long_name_goes_on_below_and_is_printed(tag: str, layout: str) -> None:
    name = "Maria Fernanda da Conceição de Oliveira Santos e Silva Magalhães Cavalcanti"
    answers = filled.answers(tag).having("full-name", Answer(text=name, text_language=tag))
    found = copied(release(filled_job(filled.page(tag, layout, of=answers))))
    assert "Cavalcanti" in found
    assert "14 February 1990" in found


def test_h7_every_latin_letter_is_one_glyph_or_has_its_words_beside_it() -> None:
    """What a font draws as two glyphs is copied out in pieces, so that its name is not printed."""
    for weight in ("Regular", "Bold"):
        path = fonts.FOLDER / f"NotoSans-{weight}.ttf"
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        with TTFont(path, lazy=True) as file:
            letters = [chr(each) for each in file.getBestCmap() if chr(each).isalpha()]
        assert len(letters) > 800
        for letter in letters:
            buffer = hb.Buffer()
            buffer.add_str(letter)
            buffer.guess_segment_properties()
            hb.shape(font, buffer)
            assert len(buffer.glyph_infos) == 1 or accessibility._JOINED.search(letter), letter


@pytest.mark.parametrize("tag", ["en", "fa-AF"])
def test_h9_no_control_of_direction_is_printed(tag: str) -> None:
    turned = "Weź \u202e005\u202c mg \u2067x\u2069 \u200fy\u061c"
    answers = filled.answers(tag).having("matters-most", Answer(text=turned, text_language=tag))
    answers = answers.having("full-name", Answer(text="\u202eana", text_language=tag))
    job = filled_job(filled.page(tag, of=answers))
    controls = {each for each in job.html if unicodedata.bidirectional(each) in CONTROLS}
    assert controls <= {"\u200e", "\u200f"} if tag == "fa-AF" else not controls
    pages = " ".join(copied(release(job)).split())
    assert "005 mg" in pages or tag == "fa-AF"
    assert "ana" in pages


CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_a_sign_that_nobody_sees_is_named_by_its_code() -> None:
    odd = filled.answers("pl").having("matters-most", Answer(text="a\U000e0041b \U0001f600"))
    found = undrawn(filled.page("pl", of=odd))
    assert [each.letters for each in found] == ["U+E0041 \U0001f600"]


@pytest.mark.parametrize("layout", ["standard", "large_print", "facing"])
def test_h21_h25_what_she_left_out_stands_neither_on_paper_nor_in_the_code(layout: str) -> None:
    left = replace(filled.answers(), left_out=frozenset({"what-matters", "labour-and-birth"}))
    for room in (False, True):
        page = filled.page("pl", layout, room=room, of=left)
        found = html(page)
        for gone in (
            "Poród i narodziny",
            "Co jest dla mnie",
            "Proszę mnie pytać o zgodę.</p>\n    ",
        ):
            assert gone not in found
        assert page.filled is not None
        held = decode(page.filled.code, lambda pin: Template(left.revision, filled.plan("en")))
        assert not {"matters-most", "women-staff", "water", "pain-relief"} & set(held.values)
        assert held.left_out == frozenset()


def test_h21_an_answer_to_a_question_that_is_not_asked_is_not_printed() -> None:
    no = filled.answers().having("interpreter", Answer(("would-not",)))
    assert "Kobieta" not in html(filled.page("pl", of=no))


def test_h25_the_code_on_paper_is_what_the_print_shows_and_has_no_name() -> None:
    answers = filled.answers()
    pdf = release(filled_job(filled.page("pl", of=answers)))
    found = [code.text for code in zxingcpp.read_barcodes(picture(pdf, 1).resize((1654, 2339)))]
    code = next(text for text in found if "/open#" in text)
    held = decode(code, lambda pin: Template(answers.revision, filled.plan("en")))
    expected = {key for key in answers.values if key not in ("full-name", "who-i-am")}
    assert set(held.values) == expected
    assert held.get("pain-relief").options == ("breathing", "gas-and-air")
    assert "Zofia" not in str(held)


def test_h25_words_that_the_code_has_no_room_for_are_said_to_be_on_paper_only() -> None:
    long = filled.answers()
    for key in ("matters-most", "worries", "culture-and-beliefs"):
        text = "".join(chr(0x100 + (n * 7919 + len(key)) % 300) + " " for n in range(900))
        long = long.having(key, Answer(text=text, text_language="pl"))
    page, short = filled.page("pl", of=long), filled.page("pl")
    assert page.filled is not None
    assert short.filled is not None
    assert "jest tylko na tej kartce" in page.filled.about_code
    assert "jest tylko na tej kartce" not in short.filled.about_code


@pytest.mark.parametrize("tag", ["en", *TAGS])
@pytest.mark.parametrize("room", [False, True])
def test_h27_the_print_says_in_her_language_that_it_is_no_consent(tag: str, room: bool) -> None:
    blocks = filled.plan(tag).blocks
    consent = next(block.text for block in blocks if block.id == "not-consent")  # type: ignore[union-attr]
    assert words(filled_job(filled.page(tag, room=room))).find(consent.split()[0]) >= 0
    assert consent.split()[-1] in words(filled_job(filled.page(tag, room=room)))


def test_only_what_was_answered_and_chosen_or_all_of_it_with_room_to_write() -> None:
    short, whole = html(filled.page("pl")), html(filled.page("pl", room=True))
    assert "bw-line" not in short.partition("<body")[2]
    assert short.count('class="bw-question"') < whole.count('class="bw-question"') / 2
    assert whole.count('class="bw-line"') > 30
    assert short.count('bw-box--ticked"') == whole.count('bw-box--ticked"') == 9
    plan = filled.plan("pl")
    asked = next(each for each in plan.blocks if each.id == "pain-relief")
    assert isinstance(asked, Question)
    others = [each.text for each in asked.options if each.id in ("tens", "injection", "epidural")]
    assert len(others) == 3
    assert not any(text in short for text in others)
    assert all(text in whole for text in others)


def test_a_need_under_the_standard_is_marked_for_staff_in_english_alone() -> None:
    assert "A need under the Accessible Information Standard" in html(filled.page("pl", "facing"))
    assert "Accessible Information Standard<" not in html(filled.page("pl")).partition("<main>")[2]


def test_h4_a_draft_and_a_plan_that_has_changed_are_not_printed_filled_in() -> None:
    draft = replace(filled.printable("pl"), draft=True)
    with pytest.raises(NoFilledPrint):
        filled_page(draft, filled.answers(), Wishes("standard"), filled.BASE_URL)
    old = replace(filled.answers(), earlier=(filled.answers(),))
    with pytest.raises(NoFilledPrint):
        filled.page("pl", of=old)


def test_nothing_answered_prints_the_plan_with_room_to_write() -> None:
    nothing = Answers(
        slug=filled.SLUG, reading_version="standard", revision=content_hash(filled.plan("en"))
    )
    assert release(filled_job(filled.page("ne", "large_print", room=True, of=nothing)))
