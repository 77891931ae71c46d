"""Glossaries of other tools: what is ruled out, what a term means and what is noted, with and
without groups, in the old form and the new."""

import pytest

from app.exchange.glossary import TermEntry
from app.exchange.recognise import read

ENGLISH = '<langSet xml:lang="en"><tig><term>amniotic fluid</term></tig></langSet>'


def entry(*parts: str) -> TermEntry:
    """The one entry of a file in the old form."""
    body = f'<termEntry id="c1">{"".join(parts)}</termEntry>'
    return only(f'<martif type="TBX" xml:lang="en"><text><body>{body}</body></text></martif>')


def only(text: str) -> TermEntry:
    found = read(text.encode(), "g.tbx")
    assert isinstance(found, tuple)
    (one,) = found
    return one


def german(term: str, tag: str = "de") -> str:
    return f'<langSet xml:lang="{tag}">{term}</langSet>'


def note(kind: str, value: str) -> str:
    return f'<termNote type="{kind}">{value}</termNote>'


STATUS, NORM = "administrativeStatus", "normativeAuthorization"


@pytest.mark.parametrize(
    ("term", "use"),
    [
        (f"<tig><term>Wasser</term>{note(STATUS, 'deprecatedTerm-admn-sts')}</tig>", "forbidden"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'supersededTerm-admn-sts')}</tig>", "forbidden"),
        (f"<ntig><termGrp><term>Wasser</term>{note(NORM, 'deprecatedTerm')}</termGrp></ntig>",
         "forbidden"),
        (f"<ntig><termGrp><term>Wasser</term></termGrp>{note(NORM, 'supersededTerm')}</ntig>",
         "forbidden"),
        ("<tig><term>Wasser</term><termNoteGrp>" + note(STATUS, "deprecatedTerm") +
         "</termNoteGrp></tig>", "forbidden"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'Forbidden')}</tig>", "forbidden"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'preferredTerm')}</tig>", "approved"),
        (f"<tig><term>Wasser</term>{note('termType', 'setPhrase')}</tig>", "fixed"),
        ("<tig><term>Wasser</term></tig>", "approved"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'notRecommended-admn-sts')}</tig>", "forbidden"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'prohibitedTerm')}</tig>", "forbidden"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'Do not use')}</tig>", "forbidden"),
        ("<tig><term>Wasser</term><admin type='status'>rejected</admin></tig>", "forbidden"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'standardizedTerm-admn-sts')}</tig>", "approved"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'proposed')}</tig>", "draft"),
        (f"<tig><term>Wasser</term>{note(STATUS, 'whatever')}</tig>", "draft"),
        (f"<tig><term>Wasser</term>{note('partOfSpeech', 'noun')}</tig>", "approved"),
    ],
)  # fmt: skip
def test_a_word_that_a_file_rules_out_is_forbidden(term: str, use: str) -> None:
    assert entry(ENGLISH, german(term)).words == (("de", "Wasser", use),)


def test_the_status_of_one_word_is_not_its_neighbours() -> None:
    terms = f"<tig><term>Wasser</term>{note(NORM, 'deprecatedTerm')}</tig>"
    one = entry(ENGLISH, german(terms + "<tig><term>Fruchtwasser</term></tig>", "de-DE"))
    assert one.words == (("de", "Wasser", "forbidden"), ("de", "Fruchtwasser", "approved"))


def test_the_new_form_names_its_categories_by_elements() -> None:
    one = only(
        '<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://x.test/min" '
        'xmlns:basic="http://x.test/basic"><text><body><conceptEntry>'
        "<min:subjectField>birth</min:subjectField>"
        '<langSec xml:lang="EN"><descripGrp><basic:definition>water</basic:definition></descripGrp>'
        "<termSec><term>amniotic fluid</term></termSec></langSec>"
        '<langSec xml:lang="de"><termSec><term>Wasser</term>'
        "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>"
        "</langSec></conceptEntry></body></text></tbx>"
    )
    assert (one.definition, one.words) == ("water", (("de", "Wasser", "forbidden"),))


DEFINED = '<descrip type="definition">water around the baby</descrip>'


@pytest.mark.parametrize(
    "parts",
    [
        (DEFINED, ENGLISH),
        (f"<descripGrp>{DEFINED}</descripGrp>", ENGLISH),
        (f"<descripGrp>{DEFINED}<admin>a book</admin></descripGrp>", ENGLISH),
        ("<descrip>water around the baby</descrip>", ENGLISH),
        (DEFINED + '<descrip type="subjectField">obstetrics</descrip>', ENGLISH),
        ('<descrip type="context">Her waters broke.</descrip>' + DEFINED, ENGLISH),
        (ENGLISH.replace("<tig>", f"<descripGrp>{DEFINED}</descripGrp><tig>"),),
        (ENGLISH.replace("<tig>", f"{DEFINED}<tig>"),),
    ],
)
def test_a_definition_is_kept_wherever_it_stands(parts: tuple[str, ...]) -> None:
    assert entry(*parts).definition == "water around the baby"


@pytest.mark.parametrize(
    ("parts", "notes"),
    [
        (("<note>Say it simply.</note>", ENGLISH), "Say it simply."),
        (("<noteGrp><note>Say it simply.</note></noteGrp>", ENGLISH), "Say it simply."),
        (("<note>One.</note><note>Two.</note>", ENGLISH), "One.; Two."),
        ((ENGLISH.replace("<tig>", "<note>One.</note><tig>"),), "One."),
        ((ENGLISH.replace("</tig>", "<note>One.</note></tig>"),), "One."),
        ((ENGLISH, german("<tig><term>Wasser</term><note>veraltet</note></tig>")),
         "de Wasser: veraltet"),
        ((ENGLISH.replace("</langSet>", "<tig><term>waters</term></tig></langSet>"),),
         "Also: waters"),
    ],
)  # fmt: skip
def test_no_note_is_lost(parts: tuple[str, ...], notes: str) -> None:
    assert entry(*parts).note == notes


def test_an_english_term_that_is_ruled_out_is_not_the_entrys_name() -> None:
    old = f"<tig><term>liquor</term>{note(STATUS, 'deprecatedTerm-admn-sts')}</tig>"
    one = entry(ENGLISH.replace("<tig>", f"{old}<tig>", 1))
    assert (one.term, one.note) == ("amniotic fluid", "Not to be used: liquor")


def test_another_varietys_word_keeps_its_own_tag() -> None:
    one = entry(ENGLISH, german("<tig><term>líquido</term></tig>", "pt-BR"))
    assert one.words == (("pt-BR", "líquido", "approved"),)


def test_what_is_said_about_another_languages_words_is_noted() -> None:
    about = '<descripGrp><descrip type="definition">im Bauch</descrip></descripGrp><note>x</note>'
    found = entry(ENGLISH, german(f"{about}<tig><term>Wasser</term></tig>"))
    assert (found.definition, found.note) == ("", "de: im Bauch; de: x")
