"""The drafts of the glossary's words that ship in `locales/`, beside the drafts of the texts."""

import pytest

from app.checks.base import Pair
from app.checks.terms import check_terms
from app.config import LOCALES
from app.exchange import po
from app.exchange.glossary import read_csv
from app.languages import languages
from app.workflow.seeding import glossary_file, po_files
from tests.content.drafts import glossary

FILE = LOCALES / "glossary.csv"
ENTRIES = read_csv(FILE.read_bytes(), FILE.name)
KNOWN = {term: keep for term, _, _, keep in glossary_file()}
TAGS = sorted({tag for entry in ENTRIES for tag, _, _ in entry.words})


def test_each_line_is_for_a_term_that_is_translated_and_a_language_that_is_known() -> None:
    assert {entry.term for entry in ENTRIES} <= {term for term, keep in KNOWN.items() if not keep}
    assert set(TAGS) <= {language.tag for language in languages()}


def test_no_shipped_word_is_called_approved_while_nobody_has_read_it() -> None:
    uses = {use for entry in ENTRIES for _, _, use in entry.words}
    assert uses == {"draft", "fixed", "forbidden"}


@pytest.mark.parametrize("tag", TAGS)
def test_the_shipped_drafts_use_the_shipped_words(tag: str) -> None:
    """A compound, or a name that holds a term, may hide a word from the check, in one text of a
    hundred; more would teach reviewers to look away."""
    words = glossary(tag)
    texts = [
        unit
        for of, path in po_files()
        if of == tag
        for unit in po.read(path.read_bytes(), path.name).entries
        if unit.text
    ]
    found = {
        f"{finding.message} {unit.source} = {unit.text}"
        for unit in texts
        for finding in check_terms(
            Pair(unit.source, unit.text, tag, safety_critical=False, terms=words)
        )
    }
    assert len(found) * 100 <= len(texts), "\n".join(found)
