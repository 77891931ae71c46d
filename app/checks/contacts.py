"""Phone numbers, web addresses and e-mail addresses read from a text. Compared in facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.checks.surface import Surface, blank

# A match begins where a run of these signs does, runs are never taken apart again, and a name has
# as many parts and letters as the rules for domains allow: a line of dashes is read once.
EMAIL = re.compile(r"(?<![a-z0-9._+-])[a-z0-9._+-]++@[a-z0-9-]++(?:\.[a-z0-9-]++)+")
URL = re.compile(
    r"https?://[^\s<>\"'،।]+|www\.[^\s<>\"'،।]+"
    r"|(?<![\w@.])[a-z0-9-]{1,63}+(?:\.[a-z0-9-]{1,63}+){0,8}\.(?:nhs\.uk|org\.uk|gov\.uk|co\.uk|ac\.uk|org|com|uk|net|test)"
    r"(?![a-z0-9-])(?:/[^\s<>\"'،।]*)?"
)
_GAP = r"[ ()/\-–]{0,2}"
PHONE = re.compile(
    rf"(?<![\d.,+])(?:"
    rf"\(?(?:\+ ?44|0044)\)?[ -]*(?:\(0\))?[ -]*\d(?:{_GAP}\d){{8,9}}"
    rf"|\(?0\d(?:{_GAP}\d){{8,9}}"
    rf"|\+ ?\d(?:{_GAP}\d){{6,13}}"
    rf"|116[ -]?\d{{3}}"
    rf")(?!\d)"
)


@dataclass(frozen=True)
class ContactWords:
    """A way to reach someone: `value` is what makes two of them the same."""

    kind: str
    value: str
    start: int
    end: int


def phone_value(text: str) -> str:
    """The digits that are dialled inside the country."""
    digits = re.sub(r"\D", "", text)
    for prefix in ("00440", "0044", "440", "44"):
        if digits.startswith(prefix) and (prefix[0] == "0" or "+" in text):
            return "0" + digits.removeprefix(prefix)
    return digits


def url_value(text: str) -> str:
    """An address without scheme, `www.` and a closing slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", text.rstrip(".,;:!?)]،؛।")).rstrip("/")


def read_contacts(surface: Surface) -> tuple[list[ContactWords], str]:
    """The contacts of a text, and the text with them blanked (same length)."""
    found: list[ContactWords] = []
    text = surface.text
    if "@" in text:
        found += [
            ContactWords("e-mail address", m.group(), *m.span()) for m in EMAIL.finditer(text)
        ]
        text = blank(EMAIL, text)
    if "." in text:
        for m in URL.finditer(text):
            end = m.start() + len(m.group().rstrip(".,;:!?)]،؛।"))
            found.append(ContactWords("web address", url_value(m.group()), m.start(), end))
        text = blank(URL, text)
    for m in PHONE.finditer(text):
        found.append(ContactWords("phone number", phone_value(m.group()), *m.span()))
    return found, blank(PHONE, text)
