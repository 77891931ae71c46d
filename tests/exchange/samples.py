"""A translation to write in every format."""

from collections.abc import Callable

from app.exchange import po, sheet, word, xliff
from app.exchange.entries import Entry, TranslationFile

Write = Callable[[TranslationFile, str], bytes]


WRITERS: dict[str, Write] = {
    "po": po.write,
    "xliff": xliff.write_12,
    "xliff2": xliff.write_20,
    "xlsx": sheet.write,
    "docx": word.write,
}


def entry(path: str, source: str, text: str, state: str) -> Entry:
    state = state if text else "empty"
    return Entry(path, source, text, state != "revised", "A note", 0, state, "abc123")


WHO = "Zadzwoń do <1>triage</1>: <2/>."


SAMPLE = TranslationFile(
    "pl", "feeling-sick", "standard", "rev1", "",
    (
        entry("title", "Feeling sick & well", "Nudności", "revised"),
        entry("call.who", "Call <1>triage</1> on <2/>.", WHO, "draft"),
        entry("rest", "Rest <b> now", "", "empty"),
    ),
    "1.a",
)  # fmt: skip
