"""What stands in a Word document of an English text beside its words: at the head and foot of the
pages, and in comments. None of it is taken, and all of it is named, so that nothing is lost unseen.
"""

import re
import zipfile
from collections.abc import Iterator

from app.exchange.opening import clean, xml
from app.exchange.word_text import Styles, W, paragraphs, words

PAGES = (
    "this stands at the head or foot of the pages, where no text here has words: write it into the "
    "text itself"
)
COMMENT = "this is a comment, which is not taken: change the words that it is about"
_PARTS = {r"word/(?:header|footer)\d*\.xml": PAGES, r"word/comments\.xml": COMMENT}


def beside(archive: zipfile.ZipFile, known: Styles, name: str) -> Iterator[tuple[str, str]]:
    """(words, why they are not taken), those of a document with few or many such parts once each;
    raises FileRefused."""
    seen = set[tuple[str, str]]()
    for part in archive.namelist():
        reason = next((why for form, why in _PARTS.items() if re.fullmatch(form, part)), "")
        if not reason:
            continue
        root = xml(archive.read(part), f"{name}: {part}")
        for holder in root.iter(f"{W}comment") if reason == COMMENT else (root,):
            said = clean(words(paragraphs(holder), known).text)
            if any(map(str.isalpha, said)) and (said, reason) not in seen:
                seen.add((said, reason))
                yield said, reason
