"""XLIFF as tools give it back: cut into sentences, in another order, half done, with codes of its
own, in several files, and with tags and namespaces of their habit."""

import pytest

from app.exchange.entries import Bundle, Entry, TranslationFile
from app.exchange.opening import FileRefused
from app.exchange.recognise import read
from app.exchange.xliff import ENGLISH_HERE
from tests.exchange.xliff_files import NS1, NS2, SPACE, file_20, part_12, segment, unit_12


def one(text: str) -> Entry:
    (entry,) = translation(text).entries
    return entry


def translation(text: str) -> TranslationFile:
    found = read(text.encode(), "f")
    assert isinstance(found, TranslationFile)
    return found


def file_12(*units: str, tag: str = "de", original: str = "a.standard", ns: str = NS1) -> str:
    return (
        f'<xliff version="1.2" xmlns="{ns}">{part_12(*units, tag=tag, original=original)}</xliff>'
    )


SOURCE_SPACE = "<ignorable><source> </source></ignorable>"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        # the order of the translation (OASIS: toSegmentAndOrder)
        ((segment("One.", "Eins. ", 3), SPACE, segment("Two.", "Zwei.", 1)), "Zwei. Eins."),
        ((segment("A.", "a.", 5), SPACE, segment("B.", "b.", 1), SPACE, segment("C.", "c.", 3)),
         "b. c. a."),
        # the white space of the English where the tool left none
        ((segment("One. ", "Eins."), segment("Two.", "Zwei.")), "Eins. Zwei."),
        ((segment("One.", "Eins."), SOURCE_SPACE, segment("Two.", "Zwei.")), "Eins. Zwei."),
        ((segment("One. ", "Eins.", 2), segment("Two.", "Zwei.", 1)), "Zwei. Eins."),
        ((segment("Un", "Un"), segment("able", "fähig")), "Unfähig"),
        ((segment("One. ", "Eins. "), segment(" Two.", " Zwei.")), "Eins. Zwei."),
        ((segment("One.", "Eins."), segment(" ", None), segment("Two.", "Zwei.")), "Eins. Zwei."),
        # codes that begin and end in different elements
        ((segment('<sc id="1"/>One. ', '<sc id="1"/>Eins.'),
          segment('Two.<ec startRef="1"/>', 'Zwei.<ec startRef="1"/>')), "<1>Eins. Zwei.</1>"),
        ((segment("One", 'E<sm id="m1"/>in<em startRef="m1"/>s'),), "Eins"),
        ((segment("One", 'E<mrk id="m1" type="term">ins</mrk>'),), "Eins"),
        ((segment("One", 'Eins<cp hex="0009"/>zwei<cp hex="0001"/>'),), "Eins zwei"),
    ],
)  # fmt: skip
def test_a_text_cut_into_sentences_is_one_again(pieces: tuple[str, ...], text: str) -> None:
    entry = one(file_20(*pieces))
    assert (entry.text, entry.trouble) == (text, "")


@pytest.mark.parametrize(
    "pieces",
    [
        (segment("One. ", "Eins."), segment("Two.", None, state="initial")),
        (segment("One. ", "Eins."), segment("Two.", "")),
        (segment("One. ", "Eins."), segment("Two.", " ")),
        (segment("Two.", None), segment("One. ", "Eins.")),
        (segment("One. ", "Eins."), segment("Two.", "Two.", state="initial")),
    ],
)
def test_half_a_text_is_never_a_whole_one(pieces: tuple[str, ...]) -> None:
    entry = one(file_20(*pieces))
    assert entry.text == ""
    assert "not all of it is translated: “Two.”" in entry.trouble


def test_an_order_that_cannot_be_is_named() -> None:
    entry = one(file_20(segment("A. ", "a.", 2), segment("B.", "b.")))
    assert "same place" in entry.trouble


SEG = '<mrk mtype="seg" mid="{}">{}</mrk>'
CUT = f"<seg-source>{SEG.format(1, 'One.')} {SEG.format(2, 'Two.')}</seg-source>"


@pytest.mark.parametrize(
    ("cut", "inside", "text"),
    [
        (CUT, SEG.format(1, "Eins.") + SEG.format(2, "Zwei."), "Eins. Zwei."),
        (CUT, SEG.format(1, "Eins.") + "  " + SEG.format(2, "Zwei."), "Eins. Zwei."),
        (CUT, SEG.format(2, "Zwei.") + SEG.format(1, "Eins."), "Zwei. Eins."),
        (CUT, f"<g id='1'>{SEG.format(1, 'Eins.')}{SEG.format(2, 'Zwei.')}</g>",
         "<1>Eins. Zwei.</1>"),
        ("", SEG.format(1, "Eins.") + SEG.format(2, "Zwei."), "Eins. Zwei."),
        (CUT.replace("> <", "><"), SEG.format(1, "Un") + SEG.format(2, "fähig"), "Unfähig"),
        (CUT.replace("One.<", "One. <").replace("> <", "><"),
         SEG.format(1, "Eins.") + SEG.format(2, "Zwei."), "Eins. Zwei."),
        (CUT, "Eins. Zwei.", "Eins. Zwei."),
    ],
)  # fmt: skip
def test_marked_sentences_are_parted_as_in_the_english(cut: str, inside: str, text: str) -> None:
    entry = one(file_12(unit_12("One. Two.", f"{cut}<target>{inside}</target>")))
    assert (entry.text, entry.trouble) == (text, "")


@pytest.mark.parametrize("second", ["", SEG.format(2, ""), SEG.format(2, " ")])
def test_half_the_marked_sentences_are_never_a_whole_text(second: str) -> None:
    entry = one(file_12(unit_12("One. Two.", f"{CUT}<target>{SEG.format(1, 'Eins.')}{second}"
                                             "</target>")))  # fmt: skip
    assert (entry.text, entry.trouble[:40]) == ("", "not all of it is translated: “Two.” has ")


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ('<bpt id="1">&lt;b&gt;</bpt>Eins<ept id="1">&lt;/b&gt;</ept>', "<1>Eins</1>"),
        ('<bpt id="7" rid="1">b</bpt>Eins<ept id="8" rid="1">/b</ept>', "<1>Eins</1>"),
        ('<bx id="1"/>Eins<ex id="1"/>', "<1>Eins</1>"),
        ('<bx id="1" rid="1"/>Eins<ex id="2" rid="1"/>', "<1>Eins</1>"),
        ('<it id="1" pos="open">b</it>Eins<it id="1" pos="close">/b</it>', "<1>Eins</1>"),
        ('Eins <ph id="2">{0}</ph>', "Eins <2/>"),
        ('<mrk mtype="term">Eins</mrk>', "Eins"),
        # no token of ours stands for these: they stay visible, and the merge names them
        ('<ph id="2">x<sub>words</sub></ph>', "<sub 2>"),
        ('<odd id="3"/>', "<odd 3>"),
    ],
)
def test_native_codes_are_read_as_tokens(target: str, text: str) -> None:
    assert one(file_12(unit_12("One", f"<target>{target}</target>"))).text == text


def test_every_file_of_a_text_is_read() -> None:
    parts = part_12(unit_12("One", "<target>Eins</target>")) + part_12(
        unit_12("Two", "<target>Zwei</target>", "q")
    )
    found = translation(f'<xliff version="1.2" xmlns="{NS1}">{parts}</xliff>')
    assert [entry.text for entry in found.entries] == ["Eins", "Zwei"]


def test_a_file_of_several_texts_is_read_text_by_text() -> None:
    parts = part_12(unit_12("One", "<target>Eins</target>")) + part_12(
        unit_12("One", "<target>Eins</target>"), original="b.easy_read"
    )
    found = read(f'<xliff version="1.2" xmlns="{NS1}">{parts}</xliff>'.encode(), "f")
    assert isinstance(found, Bundle)
    assert [(file.slug, file.reading_version, len(file.entries)) for file in found.files] == [
        ("a", "standard", 1), ("b", "easy_read", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (part_12(unit_12("Two", "", "q"), tag="pl"), "2 languages (de, pl)"),
        (part_12(unit_12("Two", "")), "'p' stands twice"),
    ],
)
def test_files_that_are_not_of_one_kind_are_refused_saying_so(other: str, says: str) -> None:
    parts = part_12(unit_12("One", "<target>Eins</target>")) + other
    with pytest.raises(FileRefused) as caught:
        read(f'<xliff version="1.2" xmlns="{NS1}">{parts}</xliff>'.encode(), "f")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        file_12(unit_12("One", "<target>Eins</target>"), ns=""),
        file_12(unit_12("One", "<target>Eins</target>"), ns=NS1.replace("1.2", "1.1")),
        file_20(segment("One", "Eins"), ns=""),
        file_20(segment("One", "Eins"), version="2.1"),
        file_20(segment("One", "Eins"), version=""),
        file_20(segment("One", "Eins"), version="2.2", ns=NS2.replace("2.0", "2.2")),
        file_12(unit_12("One", '<target xml:lang="de-AT">Eins</target>'), tag=""),
    ],
)
def test_every_version_is_read_with_and_without_its_namespace(text: str) -> None:
    found = translation(text)
    assert (found.language, found.slug, found.entries[0].text) == ("de", "a", "Eins")


@pytest.mark.parametrize("tag", ["de-DE", "de_AT", "DE", "deu"])
def test_a_region_falls_back_to_the_language(tag: str) -> None:
    assert translation(file_12(unit_12("One", "<target>x</target>"), tag=tag)).language == "de"
    assert translation(file_20(segment("One", "x"), tag=tag)).language == "de"


@pytest.mark.parametrize("tag", ["pt-BR", "pt", "fa", "fa-IR", "kok"])
def test_another_variety_is_refused_with_the_mend(tag: str) -> None:
    with pytest.raises(FileRefused, match="write that tag"):
        read(file_20(segment("One", "x"), tag=tag).encode(), "f")


@pytest.mark.parametrize(
    ("attributes", "fuzzy"),
    [
        ("", None), ('state="translated"', False), ('state="needs-review-translation"', True),
        ('state="final" state-qualifier="mt-suggestion"', True),
        ('state-qualifier="fuzzy-match"', True),
    ],
)  # fmt: skip
def test_what_a_tool_guessed_is_a_draft(attributes: str, fuzzy: bool | None) -> None:
    entry = one(file_12(unit_12("One", f"<target {attributes}>Eins</target>")))
    assert entry.fuzzy is fuzzy


@pytest.mark.parametrize(
    ("confirmations", "fuzzy"),
    [
        (("Translated",), False), (("Translated", "ApprovedSignOff"), False), (("Draft",), True),
        (("Translated", "RejectedTranslation"), True), (("",), True),
    ],
)  # fmt: skip
def test_a_text_that_trados_calls_a_draft_is_one(
    confirmations: tuple[str, ...], fuzzy: bool
) -> None:
    said = "".join(f'<s:seg id="1" conf="{one}"/>' for one in confirmations)
    about = f'<s:seg-defs xmlns:s="http://sdl.com/FileTypes/SdlXliff/1.0">{said}</s:seg-defs>'
    unit = unit_12("One", f"<target>Eins</target>{about}").replace(' conf=""', "")
    assert one(file_12(unit)).fuzzy is fuzzy


def test_an_approved_unit_is_confirmed() -> None:
    unit = unit_12("One", "<target>Eins</target>").replace("<trans-unit", "<trans-unit "
                                                           'approved="yes"')  # fmt: skip
    assert one(file_12(unit)).fuzzy is False


def test_no_break_spaces_and_joiners_stay() -> None:
    words = "Das\u00a0Muster\u202f: 5\u2009kg می\u200cخواهم क्\u200dष"
    assert one(file_12(unit_12("One", f"<target>{words}</target>"))).text == words


@pytest.mark.parametrize(
    "target",
    [
        'Was Sie <mrk mtype="x-sdl-deleted">nicht </mrk>spüren',
        'Was Sie <mrk mtype="x-sdl-deleted">alt </mrk><mrk mtype="x-sdl-added">spüren</mrk>',
        '<mrk mtype="seg" mid="1">Was Sie <mrk mtype="x-sdl-deleted">nie </mrk>spüren</mrk>',
        'Was Sie <mrk mtype="x-sdl-comment">spüren</mrk>',
    ],
)
def test_words_that_trados_marks_as_taken_out_are_no_text(target: str) -> None:
    entry = one(file_12(unit_12("What you feel", f"<target>{target}</target>")))
    assert (entry.text, entry.trouble) == ("Was Sie spüren", "")


MARKED_FRENCH = '<target xml:lang="fr">Ce que vous sentez</target>'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (file_12(unit_12("One", MARKED_FRENCH)), "marked as “fr”, and the file as “de”"),
        (file_12(unit_12("One", MARKED_FRENCH.replace("fr", "de-AT"))), ""),
        (file_20("<segment><source>One</source>" + MARKED_FRENCH + "</segment>"), "“fr”"),
        (file_20(segment("One. ", "Eins."), "<segment><source>Two.</source>" + MARKED_FRENCH +
                 "</segment>"), "“fr”"),
        (file_12(unit_12("One", "<target>Eins</target><target>Zwei</target>")), "two translations"),
        (file_12(unit_12("One", "<target>Eins</target><target "
                         f'state-qualifier="{ENGLISH_HERE}">One</target>')), ""),
        (file_12(unit_12("One", f'<target state-qualifier="{ENGLISH_HERE}">One</target>'
                         "<target>Eins</target>")), ""),
    ],
)  # fmt: skip
def test_a_target_that_contradicts_its_file_is_named(text: str, says: str) -> None:
    entry = one(text)
    assert says in entry.trouble if says else (entry.trouble, bool(entry.text)) == ("", True)


def test_h9_no_control_of_direction_comes_in() -> None:
    target = "<target>Nehmen Sie \u202e12\u202c \u206712\u2069 \u200fmg</target>"
    assert one(file_12(unit_12("Take 12 12 mg", target))).text == "Nehmen Sie 12 12 mg"
