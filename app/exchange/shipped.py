"""The drafts that come with the code, brought up to the English of `content/` and to the words of
the interface. A text whose English stands is left as it is; one whose English changed is emptied,
with the old English and the old words above it, since a draft of other words is no draft of these.

`python -m app.exchange.shipped` does it for all languages that have drafts, `… ro pt-PT` for these,
with files of their own for every resource where they have none yet.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from app.config import CONTENT, LOCALES
from app.exchange.po import REVISION
from app.languages import Language, languages
from app.resources.kinds import rules
from app.resources.load import load_all, stem
from app.resources.schema import Resource
from app.resources.segments import content_hash, extract

ORIGIN = "language-model draft, not checked by a person"
BEFORE = "before: "
"""What stands above an emptied text, in two comments: its old English and its old words."""


def bring_up(
    resources: Iterable[Resource], language: Language, folder: Path, *, new: bool = False
) -> Iterator[tuple[Path, int]]:
    """Rewrite the language's files under `folder` and yield each with the number of its texts that
    wait for words; with `new`, those that are missing are made. What is not translated has none."""
    read = {path: _read(path) for path in sorted(folder.glob("*.po"))}
    known = {
        str(message.id): message
        for catalogue in read.values()
        for message in catalogue
        if message.id and message.string and isinstance(message.id, str)
    }
    for resource in resources:
        if not rules(resource.kind).is_translated:
            continue
        path = folder / file_name(resource)
        if path in read or new:
            catalogue = _texts(resource, read.get(path, Catalog()), known)
            head = _head(path, language, resource)
            yield path, write(path, head, catalogue)


def file_name(resource: Resource) -> str:
    """`plan-my-birth-preferences.easy_read.po`."""
    return f"{resource.kind}-{stem(resource.slug, resource.reading_version)}.po"


def _texts(resource: Resource, old: Catalog, known: dict[str, Message]) -> Catalog:
    before = {message.context: message for message in old if message.id}
    catalogue = Catalog()
    for segment in extract(resource).segments:
        was = before.get(segment.path)
        stands = was if was is not None and was.id == segment.text else None
        same = stands if stands is not None and stands.string else known.get(segment.text, stands)
        note = segment.note + (" [safety-critical]" if segment.safety_critical else "")
        catalogue.add(
            segment.text,
            same.string if same else "",
            context=segment.path,
            flags={"fuzzy"} if same is None or same.fuzzy else set(),
            auto_comments=[note] if note else [],
            user_comments=same.user_comments if same else _last_words(was),
        )
    return catalogue


def _last_words(was: Message | None) -> list[str]:
    """Comments, and not gettext's `#|`, which Babel writes and does not read: they stay until
    somebody who has filled the text takes them out."""
    if was is None:
        return []
    if was.string:
        return [f"{BEFORE}{was.id}", f"{BEFORE}{was.string}"]
    return [comment for comment in was.user_comments if comment.startswith(BEFORE)]


def _read(path: Path) -> Catalog:
    return read_po(io.StringIO(path.read_text("utf-8")))


def _head(path: Path, language: Language, resource: Resource) -> str:
    """The file's own head with the revision that it is brought up to, or a new one."""
    revision = f'"{REVISION}: {content_hash(resource)[:16]}\\n"'
    if path.exists():
        lines = path.read_text("utf-8").split("\n\n", 1)[0].splitlines()
        return "\n".join(revision if line.startswith(f'"{REVISION}:') else line for line in lines)
    return "\n".join(
        [
            f"# {resource.title} – {language.tag} ({resource.reading_version})",
            'msgid ""',
            'msgstr ""',
            '"Project-Id-Version: Birthwords\\n"',
            f'"Language: {language.locale}\\n"',
            '"MIME-Version: 1.0\\n"',
            '"Content-Type: text/plain; charset=utf-8\\n"',
            '"Content-Transfer-Encoding: 8bit\\n"',
            f'"X-Birthwords-Resource: {resource.slug}\\n"',
            f'"X-Birthwords-Version: {resource.reading_version}\\n"',
            revision,
            f'"X-Birthwords-Origin: {ORIGIN}\\n"',
        ]
    )


def write(path: Path, head: str, catalogue: Catalog) -> int:
    """Write a PO file under its head, and say how many of its texts wait for words."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, omit_header=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"{head}\n\n".encode() + out.getvalue())
    return sum(1 for message in catalogue if message.id and not message.string)


def main(tags: Iterable[str]) -> None:
    asked = set(tags)
    resources = load_all(CONTENT)
    for language in languages():
        folder = LOCALES / language.locale / "LC_MESSAGES"
        if language.is_source or not (language.tag in asked if asked else folder.exists()):
            continue
        for path, waiting in bring_up(resources, language, folder, new=bool(asked)):
            sys.stdout.write(f"{path.parent.parent.name}/{path.name}: {waiting} without words\n")


if __name__ == "__main__":
    main(sys.argv[1:])
