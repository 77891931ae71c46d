"""gettext PO files of one translation: msgctxt is the segment's path, msgid its English,
`fuzzy` means that nobody has revised it. Damaged files are refused whole, with the entry named.
"""

import io
import re
from collections.abc import Iterable

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import (
    PoFileError,
    denormalize,
    escape,
    normalize,
    read_po,
    write_po,
)

from app.exchange.entries import Entry, TranslationFile, language_of
from app.exchange.opening import MAX_BYTES, FileRefused, decoded
from app.languages import find

PoFile = TranslationFile

REVISION, VERSION, SLUG, ORIGIN, AT = (
    "X-Birthwords-Revision",
    "X-Birthwords-Version",
    "X-Birthwords-Resource",
    "X-Birthwords-Origin",
    "X-Birthwords-At",
)

_WIDTH = 100
_LINE = re.compile(
    r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?"([^"\\]|\\.)*"\s*)?'
)

_KEYWORD = re.compile(r"\s*(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)(?=[\s\"])")
_BYTES = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2}))")
_ESCAPE = re.compile(r"(?P<bytes>(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+)|\\(?P<sign>.)")
_SPACES = frozenset("abfv")
"""What C calls a bell, a step back, a new page and a vertical tab."""

_CONTEXT = re.compile(r'^[ \t]*msgctxt\s+((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_ONE_LINE = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Babel ends a line at each of these, and so would lose the letters beside one inside a text."""

_HEADER = re.compile(r'^msgid ""\s*^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)

_DOUBT = re.compile(r"\bdoubt:", re.IGNORECASE)
_PLURALS = re.compile(r"nplurals\s*=\s*(\d{1,2})\b")


class PoError(FileRefused):
    """A file that cannot be read as a translation; the message names the place and the mend."""


def read(data: bytes, name: str) -> PoFile:
    """The translation in a PO file; raises PoError."""
    if len(data) > MAX_BYTES:
        raise PoError(f"{name}: the file is larger than 10 MB, so it was not read.")
    try:
        text = _without_obsolete(_ONE_LINE.sub(" ", decoded(data, name)))
        text = _with_plain_escapes(text, name)
    except FileRefused as refused:
        raise PoError(str(refused)) from None
    _refuse_damaged_lines(text, name)
    _refuse_twice(text, name)
    headers = _headers(text)
    try:
        language = language_of(headers.get("language", ""), name)
    except FileRefused as refused:
        raise PoError(str(refused)) from None
    try:
        catalog = read_po(io.StringIO(_with_bare_header(text, headers)), abort_invalid=True)
    except PoFileError as error:
        line_number = (error.lineno or 0) + 1
        place = f"{name}:{line_number}"
        raise PoError(
            f"{place}: this entry is damaged ({error.args[0]}). Mend it, or export the file again."
        ) from None
    except (ValueError, IndexError, TypeError) as error:
        raise PoError(f"{name}: this is not a PO file ({error}). Export it again.") from None
    entries = tuple(_entries(catalog, name))
    if not entries:
        raise PoError(f"{name}: the file has no translated texts. Is it a PO file?")
    return PoFile(
        language=language,
        slug=headers.get(SLUG.lower(), ""),
        reading_version=headers.get(VERSION.lower(), "standard"),
        revision=headers.get(REVISION.lower(), ""),
        origin=headers.get(ORIGIN.lower(), ""),
        entries=entries,
        at=headers.get(AT.lower(), ""),
    )


def origin_of(data: bytes) -> str:
    """Who made a PO file, as its header says; the entries are not looked at."""
    return _headers(data.decode("utf-8", "replace")).get(ORIGIN.lower(), "")


def write(file: PoFile, title: str) -> bytes:
    """The PO file of a translation, entries in reading order, bytes in UTF-8."""
    catalog = Catalog(
        project="Birthwords",
        version=file.revision,
        charset="utf-8",
        fuzzy=False,
        header_comment=f"# {title} – {file.language} ({file.reading_version})",
    )
    for entry in file.entries:
        catalog.add(
            entry.source,
            entry.text,
            context=entry.path,
            flags={"fuzzy"} if entry.fuzzy else set(),
            auto_comments=list(entry.notes.values()),
        )
    out = io.BytesIO()
    write_po(out, catalog, width=_WIDTH, omit_header=True)
    ours = {
        SLUG: file.slug,
        VERSION: file.reading_version,
        REVISION: file.revision,
        ORIGIN: file.origin,
        AT: file.at,
    }
    headers = _gettext_headers(file) | {name: value for name, value in ours.items() if value}
    head = [f"# {title} – {file.language} ({file.reading_version})", 'msgid ""', 'msgstr ""']
    head += [f'"{name}: {value}\\n"' for name, value in headers.items()]
    return ("\n".join(head) + "\n\n" + _with_previous(out.getvalue().decode(), file)).encode()


def _with_previous(text: str, file: PoFile) -> str:
    """The entries with the English that they were made for. Babel folds a long one as it folds a
    comment, in the midst of its quotation marks, and no tool reads the file then."""
    before = {entry.path: entry.previous for entry in file.entries if entry.previous}

    def with_its_own(context: re.Match[str]) -> str:
        previous = before.get(denormalize(context[1].strip()), "")
        if not previous:
            return context[0]
        lines = f"msgid {normalize(previous, width=_WIDTH)}".splitlines()
        return "".join(f"#| {line}\n" for line in lines) + context[0]

    return _CONTEXT.sub(with_its_own, text) if before else text


def _gettext_headers(file: PoFile) -> dict[str, str]:
    """What `msgfmt --check-header` asks for. Whoever translated is named nowhere: a file goes from
    hand to hand."""
    language = find(file.language)
    dates = {"POT-Creation-Date": file.english_from, "PO-Revision-Date": file.changed_on}
    return {
        "Project-Id-Version": f"Birthwords {file.slug}",
        "Report-Msgid-Bugs-To": "",
        **{name: date for name, date in dates.items() if date},
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural or Catalog(locale=language.locale).plural_forms,
    }


def _headers(text: str) -> dict[str, str]:
    """Names in small letters and values; Babel's reader drops those that it does not know."""
    found = _HEADER.search(text)
    lines = denormalize(found[1]).splitlines() if found else []
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _with_bare_header(text: str, headers: dict[str, str]) -> str:
    """The same lines, with only the number of plurals left of the header: Babel gives a file up
    over a date, a language or a number that it cannot read there, and we read it ourselves."""
    number = _PLURALS.search(headers.get("plural-forms", ""))
    kept = f'"Plural-Forms: nplurals={number[1]}; plural=0;\\n"' if number else '""'
    found = _HEADER.search(text)
    if found is None:
        return text
    start, end = found.span(1)
    return text[:start] + kept + "\n" * text.count("\n", start, end) + text[end:]


def _without_obsolete(text: str) -> str:
    """The lines of a PO file, with those that it keeps of entries that are gone left empty, and
    what is said above them: their flags would fall to the next entry."""
    lines: list[str] = []
    above = 0
    for line in text.split("\n"):
        start = line.lstrip()
        if start.startswith("#~"):
            lines[len(lines) - above :] = [""] * (above + 1)
            above = 0
            continue
        lines.append(line)
        above = above + 1 if start.startswith("#") else 0
    return "\n".join(lines)


def _with_plain_escapes(text: str, name: str) -> str:
    r"""Letters that a tool wrote by their bytes (`\303\274`) as themselves: Babel knows five
    escapes and keeps the digits of others as words. Raises FileRefused for what is none."""

    def plain(found: re.Match[str]) -> str:
        sign = found["sign"]
        if sign is None:
            digits = _BYTES.findall(found["bytes"])
            spelt = bytes(int(octal or hexa, 8 if octal else 16) & 0xFF for octal, hexa in digits)
            return escape(spelt.decode())[1:-1]
        if sign in _SPACES:
            return " "
        if sign not in 'ntr"\\':
            raise ValueError
        return found[0]

    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if "\\" in line and not line.lstrip().startswith("#"):
            try:
                lines[number - 1] = _ESCAPE.sub(plain, line)
            except ValueError:  # a byte that no letter has, as well
                raise FileRefused(
                    f"{name}:{number}: “{line.strip()[:40]}” holds a sign after \\ that means "
                    "nothing. Write the letter itself."
                ) from None
    return "\n".join(lines)


def _refuse_twice(text: str, name: str) -> None:
    """Babel's catalogue would keep one of two entries without a word."""
    seen: set[str] = set()
    for match in _CONTEXT.finditer(text):
        path = denormalize(match[1].strip())
        if path in seen:
            line = text.count("\n", 0, match.start(1)) + 1
            raise PoError(f"{name}:{line}: the entry {path!r} stands twice. Remove one.")
        seen.add(path)


def _entries(catalog: Catalog, name: str) -> Iterable[Entry]:
    for message in catalog:
        if not message.id:
            continue
        line = message.lineno or 0
        if not isinstance(message.id, str) or not isinstance(message.string, str):
            raise PoError(f"{name}:{line}: a plural entry does not belong in a translation file.")
        if not message.context:
            raise PoError(
                f"{name}:{line}: the entry “{message.id[:40]}” has no msgctxt, so it has no place. "
                "Export the file again and translate that one."
            )
        yield Entry(
            path=message.context,
            source=message.id,
            text=message.string,
            fuzzy=message.fuzzy,
            note=" ".join(message.auto_comments),
            line=line,
            doubt=doubt_of(message),
        )


def doubt_of(message: Message) -> str:
    """What a comment `# doubt: …` says, which may go on over several lines."""
    said = " ".join(comment.strip() for comment in message.user_comments)
    return _DOUBT.split(said, 1)[1].strip() if _DOUBT.search(said) else ""


def _refuse_damaged_lines(text: str, name: str) -> None:
    """Babel's reader lets an unclosed quotation mark pass, and of two translations of one text it
    keeps the first; such a file is not to be trusted."""
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("<<<<<<<", ">>>>>>>")):
            raise PoError(
                f"{name}:{number}: a merge conflict was left in the file. Resolve it first."
            )
        if not _LINE.fullmatch(line.rstrip("\r")):
            raise PoError(
                f"{name}:{number}: this entry is damaged: “{line[:40]}”. "
                'Each line is msgctxt, msgid or msgstr and a text in "quotation marks".'
            )
        if keyword := _KEYWORD.match(line):
            if keyword[1] == last:
                raise PoError(f"{name}:{number}: {last} stands twice in one entry. Remove one.")
            last = keyword[1]


__all__ = ["MAX_BYTES", "Entry", "PoError", "PoFile", "read", "write"]
