"""Files as people's own tools give them back: what they keep of a translation, what they call none
yet, and what of it is the English once more."""

import io
import re
import unicodedata
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from app.db import Database
from app.exchange.recognise import read
from app.models import Role, Status
from app.workflow.glossary import term_files, terms
from app.workflow.imports import translation_files
from app.workflow.imports.preview import ImportOutcome, bring_in
from app.workflow.review.steps import save
from app.workflow.translation.desk import open_desk, view
from tests import factories
from tests.exchange.packages import edited
from tests.exchange.xliff_files import SPACE, file_20, part_12, segment, unit_12
from tests.factories import SLUG, desk_of, person

TITLE = "Feeling sick"


def export(database: Database, format_: str, tag: str = "pl") -> bytes:
    with database.reading() as session:
        return translation_files.export(session, SLUG, "standard", tag, format_)


def bring(
    database: Database, data: bytes | str, who: str = "second", *, confirmed: bool = False
) -> ImportOutcome:
    actor = person(database, who)
    content = data.encode() if isinstance(data, str) else data
    with database.writing() as session:
        return bring_in(session, actor, read(content, "back"), "back", confirmed=confirmed)


def text_of(database: Database, path: str, tag: str = "pl") -> tuple[str, Status]:
    seen = view(desk_of(database, tag), path)
    return seen.text, seen.status


def xliff_12(*units: str, tag: str = "pl", original: str = f"{SLUG}.standard") -> str:
    namespace = "urn:oasis:names:tc:xliff:document:1.2"
    part = part_12(*units, tag=tag, original=original)
    return f'<xliff version="1.2" xmlns="{namespace}">{part}</xliff>'


def xliff_20(path: str, *pieces: str) -> str:
    text = file_20(*pieces, tag="pl-PL")
    return text.replace("a.standard", f"{SLUG}.standard").replace(
        'unit id="p"', f'unit id="{path}"'
    )


def title(target: str) -> str:
    return unit_12(TITLE, target, "title")


def decomposed_workbook(data: bytes) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                cell.value = unicodedata.normalize("NFD", str(cell.value or ""))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def decomposed(data: bytes) -> bytes:
    return unicodedata.normalize("NFD", data.decode()).encode()


DECOMPOSE: dict[str, Callable[[bytes], bytes]] = {
    "po": decomposed,
    "xliff": decomposed,
    "xliff2": decomposed,
    "xlsx": decomposed_workbook,
    "docx": lambda data: edited(
        data, "word/document.xml", lambda xml: unicodedata.normalize("NFD", xml)
    ),
}


@pytest.mark.parametrize("format_", DECOMPOSE)
def test_letters_that_come_back_decomposed_change_nothing(world: Database, format_: str) -> None:
    factories.translate(world)
    factories.revise(world, "title")
    back = DECOMPOSE[format_](export(world, format_))
    assert back != export(world, format_)
    done = bring(world, back)
    assert (done.taken, done.left, done.unchanged) == ((), (), 5)


def test_new_letters_are_taken_composed(world: Database) -> None:
    bring(world, decomposed(xliff_12(title('<target state="final">Nudności</target>')).encode()))
    assert text_of(world, "title") == ("Nudności", Status.EDITED)


def test_no_break_spaces_stay_through_a_file_and_a_save(world: Database) -> None:
    words = "Przyjmuj 10\u00a0mikrogramów\u202fwitaminy\u2009D każdego dnia."
    source = "Take 10 micrograms of vitamin D each day."
    done = bring(
        world, xliff_12(unit_12(source, f'<target state="final">{words}</target>', "vitamin"))
    )
    assert (len(done.taken), done.left) == (1, ())
    assert text_of(world, "vitamin")[0] == words
    assert bring(world, export(world, "xliff")).taken == ()
    actor = person(world, "translator")
    with world.writing() as session:
        desk = open_desk(session, SLUG, "standard", "pl")
        save(desk, actor, "title", " Mdłości\u00a0! \n", 0)
    assert text_of(world, "title")[0] == "Mdłości\u00a0!"


@pytest.mark.parametrize("state", ["new", "needs-translation"])
def test_what_a_file_calls_not_translated_is_none(world: Database, state: str) -> None:
    filled = bring(world, xliff_12(title(f'<target state="{state}">Nudności</target>')))
    assert [(one.where, state in one.reason) for one in filled.left] == [("title", True)]
    copied = bring(world, xliff_12(title(f'<target state="{state}">{TITLE}</target>')))
    assert (copied.taken, copied.left, copied.waiting) == ((), (), 1)
    assert text_of(world, "title") == ("", Status.EMPTY)


def test_a_text_left_initial_is_taken_when_its_bringer_stands_for_it(world: Database) -> None:
    data = xliff_20("title", segment(TITLE, "Nudności", state="initial"))
    assert "initial" in bring(world, data).left[0].reason
    assert text_of(world, "title") == ("", Status.EMPTY)
    assert len(bring(world, data, confirmed=True).taken) == 1
    assert text_of(world, "title") == ("Nudności", Status.EDITED)


def test_a_draft_of_ours_comes_back_as_one_in_xliff_2(world: Database) -> None:
    bring(world, xliff_12(title('<target state="needs-review-translation">Nudności</target>')))
    data = export(world, "xliff2")
    assert bring(world, data).unchanged == 1
    done = bring(world, data.replace("Nudności".encode(), "Mdłości".encode()))
    assert [(one.where, one.action, one.text) for one in done.taken] == [
        ("title", "draft", "Mdłości")
    ]
    assert text_of(world, "title") == ("Mdłości", Status.DRAFT)


@pytest.mark.parametrize(
    "target", [f"<target>{TITLE}</target>", f'<target state="needs-review-l10n">{TITLE}</target>']
)
def test_the_english_once_more_is_no_translation(world: Database, target: str) -> None:
    done = bring(world, xliff_12(title(target)))
    assert [(one.where, one.reason[:24]) for one in done.left] == [
        ("title", "it is the English once m")
    ]
    assert text_of(world, "title") == ("", Status.EMPTY)


def test_the_english_in_every_entry_of_a_po_file_is_no_translation(world: Database) -> None:
    empty = export(world, "po").decode()
    filled = re.sub(r'msgid "(.+)"\nmsgstr ""', r'msgid "\1"\nmsgstr "\1"', empty)
    done = bring(world, filled.replace("#, fuzzy\n", ""))
    assert done.taken == ()
    assert len(done.left) == 5


def test_a_cognate_that_somebody_calls_done_is_one(world: Database) -> None:
    done = bring(world, xliff_12(title(f'<target state="final">{TITLE}</target>')))
    assert [one.where for one in done.taken] == ["title"]
    assert text_of(world, "title") == (TITLE, Status.EDITED)


def test_a_cognate_of_a_file_that_names_its_writer_is_a_draft(world: Database) -> None:
    empty = export(world, "po").decode()
    filled = empty.replace(f'msgid "{TITLE}"\nmsgstr ""', f'msgid "{TITLE}"\nmsgstr "{TITLE}"')
    assert bring(world, filled).taken == ()
    named = filled.replace('"X-Birthwords-At', '"X-Birthwords-Origin: a book\\n"\n"X-Birthwords-At')
    assert [(one.where, one.action) for one in bring(world, named).taken] == [("title", "draft")]


def test_sentences_come_in_the_order_of_the_translation(world: Database) -> None:
    pieces = (
        segment("Take 10 micrograms", "Przyjmuj 10 mikrogramów ", 3), SPACE,
        segment("of vitamin D each day.", "Codziennie:", 1),
    )  # fmt: skip
    done = bring(world, xliff_20("vitamin", *pieces))
    assert [one.text for one in done.taken] == ["Codziennie: Przyjmuj 10 mikrogramów"]


def test_half_a_text_is_left_saying_so(world: Database) -> None:
    pieces = (
        segment("Take 10 micrograms ", "Przyjmuj 10 mikrogramów"),
        segment("of vitamin D each day.", None, state="initial"),
    )
    done = bring(world, xliff_20("vitamin", *pieces))
    assert done.taken == ()
    assert "not all of it is translated: “of vitamin D" in done.left[0].reason
    assert bring(world, xliff_20("vitamin", *pieces), confirmed=True).taken == ()


def test_codes_in_two_elements_are_the_tokens_of_the_text(world: Database) -> None:
    source = 'Call <bpt id="1">b</bpt>triage<ept id="1">/b</ept> on <ph id="2">x</ph>.'
    target = 'Zadzwoń do <bpt id="1">b</bpt>triage<ept id="1">/b</ept>: <ph id="2">x</ph>.'
    done = bring(
        world, xliff_12(unit_12(source, f'<target state="final">{target}</target>', "call.who"))
    )
    assert (len(done.taken), done.left) == (1, ())
    lost = unit_12(source, '<target state="final">Zadzwoń do triage.</target>', "call.who")
    assert [one.where for one in bring(world, xliff_12(lost)).left] == ["call.who"]


def test_a_file_of_two_texts_is_taken_into_both(world: Database) -> None:
    other = factories.LEAFLET.replace("slug: feeling-sick", "slug: feeling-well")
    factories.bring_in(world, other.replace("BSW-MAT-900", "BSW-MAT-901"))
    one = title('<target state="final">Nudności</target>')
    parts = part_12(one, tag="pl", original=f"{SLUG}.standard") + part_12(
        one, tag="pl", original="feeling-well.standard"
    )
    namespace = "urn:oasis:names:tc:xliff:document:1.2"
    done = bring(world, f'<xliff version="1.2" xmlns="{namespace}">{parts}</xliff>')
    assert [taken.where for taken in done.taken] == [
        "feeling-sick (standard) title", "feeling-well (standard) title",
    ]  # fmt: skip
    assert done.kind == "translation"


def test_of_two_units_of_a_memory_the_newer_is_suggested(world: Database) -> None:
    unit = (
        '<tu changedate="{}"><tuv xml:lang="EN-GB"><seg>Feeling sick</seg></tuv>'
        '<tuv xml:lang="PL"><seg>{}</seg></tuv></tu>'
    )
    units = unit.format("20260101T000000Z", "Nudności") + unit.format("20100101T000000Z", "Stare")
    done = bring(world, f'<tmx version="1.4"><header/><body>{units}</body></tmx>')
    assert [one.text for one in done.taken] == ["Nudności"]


def test_a_line_of_a_glossary_that_is_no_text_is_left_with_its_place(world: Database) -> None:
    author, reviewer = person(world, "author"), person(world, "reviewer")
    with world.writing() as session:
        terms.describe(session, author, "vitamin D", "A vitamin", "", keep=False)
        rows = "English,Language,Words,Use\nvitamin D,pl-PL,witamina D,approved\n"
        rows += 'vitamin D,pl,"=UPPER(""x"")",approved\nvitamin D,pt-BR,vitamina D,approved\n'
        found = read(rows.encode(), "g.csv")
        assert isinstance(found, tuple)
        done = term_files.take(session, reviewer, found, "g.csv")
    assert done.taken == (("vitamin D", "approved, pl", "witamina D"),)
    reasons = dict(done.left)
    assert "a formula" in reasons["g.csv:3"]
    assert any("'pt-BR' does not say" in reason for reason in reasons.values())


def test_an_agencys_file_is_held_to_the_same(world: Database) -> None:
    from tests.workflow.imports.agency_files import bring as bring_agency
    from tests.workflow.imports.agency_files import evidence

    number = evidence(world)
    half = xliff_20("vitamin", segment("Take 10 micrograms ", "Przyjmuj"),
                    segment("of vitamin D each day.", None))  # fmt: skip
    new = xliff_12(title('<target state="new">Nudności</target>'))
    same = xliff_12(title(f"<target>{TITLE}</target>"))
    for data, says in ((half, "not all of it"), (new, "not translated yet"), (same, "the English")):
        done = bring_agency(world, number, data.encode())
        assert done.taken == ()
        assert says in done.left[0].reason


def test_a_person_of_one_variety_brings_nothing_of_another(world: Database) -> None:
    factories.add_person(world, "portuguese", (Role.TRANSLATOR, "pt-PT"))
    taken = bring(world, xliff_12(title("<target>Enjoos</target>"), tag="PT_pt"), "portuguese")
    assert (taken.language, len(taken.taken)) == ("pt-PT", 1)
