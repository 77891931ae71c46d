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
    return Entry(
        path=path,
        source=source,
        text=text,
        fuzzy=state != "revised",
        note="A note",
        line=0,
        state=state,
        source_hash="abc123",
        previous=f"Old {source}" if state == "stale" else "",
    )


WHO = "Zadzwoń do <1>triage</1>: <2/>."


SAMPLE = TranslationFile(
    language="pl", slug="feeling-sick", reading_version="standard", revision="rev1", origin="",
    entries=(
        entry("title", "Feeling sick & well", "Nudności", "revised"),
        entry("call.who", "Call <1>triage</1> on <2/>.", WHO, "draft"),
        entry("rest", "Rest <b> now", "", "empty"),
    ),
    at="1.a",
)  # fmt: skip
