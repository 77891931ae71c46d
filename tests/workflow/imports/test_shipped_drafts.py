"""What is read of the drafts that come with the code."""

from pathlib import Path

import pytest

from app.exchange import po
from app.exchange.po import PoError
from app.languages import find
from app.render import interface, interface_resource
from app.workflow.imports import shipped_drafts
from tests.workflow.interface_words import WORDS

HEAD = """\
msgid ""
msgstr ""
"Language: fj\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Birthwords-Origin: someone; confidence: Low\\n"

"""


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        (("a draft; confidence: high", "a draft; confidence: medium"), "medium"),
        (("a draft; confidence: high", "an agency"), "high"),
        (("a draft; Confidence: LOW", "a draft; confidence: high"), "low"),
        (("a draft; confidence: none", "in confidence"), ""),
        ((), ""),
    ],
)
def test_a_language_is_as_sure_as_the_least_sure_of_its_files(
    origins: tuple[str, ...], expected: str
) -> None:
    assert shipped_drafts.least_sure(origins) == expected


def test_the_head_of_a_file_says_who_made_it_whatever_its_entries_are() -> None:
    head = b'msgid ""\nmsgstr ""\n"X-Birthwords-Origin: an agency;"\n" confidence: high\\n"\n\n'
    assert po.origin_of(head + b'msgid "half an ent') == "an agency; confidence: high"
    assert po.origin_of(b'msgid "a"\nmsgstr "b"\n') == ""


def test_fijian_says_that_it_is_not_sure_and_polish_that_it_is() -> None:
    assert shipped_drafts.confidence(find("fj")) == "low"
    assert shipped_drafts.confidence(find("pl")) == "high"


def test_a_catalogue_of_the_interface_is_read_like_the_file_of_a_leaflet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "messages.po"
    file.write_text(
        f'{HEAD}# doubt: or another word\n#, fuzzy\nmsgid "Call 999"\nmsgstr "Qiri 999"\n'
    )
    monkeypatch.setattr(interface, "path_of", lambda _language: file)
    monkeypatch.setattr(interface_resource, "template", lambda: WORDS)
    words = interface_resource.as_resource()
    found = shipped_drafts.read(words, find("fj"))
    assert found is not None
    (taken,) = found.entries
    assert (taken.source, taken.text, taken.fuzzy, taken.doubt) == (
        "Call 999", "Qiri 999", True, "or another word",
    )  # fmt: skip
    assert found.origin == "someone; confidence: Low"
    file.write_text(HEAD + 'msgid "Call 999\nmsgstr "Qiri 999"\n')
    with pytest.raises(PoError, match=r"fj/messages\.po"):
        shipped_drafts.read(words, find("fj"))
    file.unlink()
    assert shipped_drafts.read(words, find("fj")) is None
