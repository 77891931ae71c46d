"""Extraction of the words that readers meet, from templates and code, into `locales/messages.pot`.

Staff pages are in English alone and are not here. `python -m app.render.messages` writes the file.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from app.config import ROOT, TEMPLATES
from app.render.interface import POT

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_HEADER = """\
# Every word of the interface for readers. `python -m app.render.messages` writes this file.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
COMMENT = "TRANSLATORS:"
READER_TEMPLATES = (
    "blocks.html",
    "layouts/public.html",
    "public/*.html",
    "filling/*.html",
    "print/*.html",
)
READER_CODE = (
    "app/render/words.py",
    "app/render/filling_words.py",
    "app/render/filled_words.py",
    "app/render/worries.py",
)
_JINJA = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}


def reader_words() -> Catalog:
    """Every segment for readers with its note for translators, in the order of the files."""
    catalogue = Catalog()
    for method, path in _files():
        options = _JINJA if method == "jinja2" else {}
        name = path.relative_to(ROOT).as_posix()
        found = extract_from_file(
            method, path, KEYWORDS, [COMMENT], options, strip_comment_tags=True
        )
        for _, message, comments, context in found:
            catalogue.add(
                message,
                locations=[(name, 0)],
                auto_comments=[comment.strip() for comment in comments],
                context=context,
            )
    return catalogue


def _files() -> Iterator[tuple[str, Path]]:
    for pattern in READER_TEMPLATES:
        for path in sorted(TEMPLATES.glob(pattern)):
            yield "jinja2", path
    for name in READER_CODE:
        yield "python", ROOT / name


def write_template(path: Path = POT) -> None:
    """Write the file that catalogues are made from, without dates, so that it changes only when
    the words do."""
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(_HEADER.encode())
        write_po(file, reader_words(), width=100, include_lineno=False, omit_header=True)


if __name__ == "__main__":
    write_template()
