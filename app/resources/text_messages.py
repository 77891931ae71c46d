"""What a message is when it is sent to a phone: which of its texts are sent, and how many parts of
an SMS a text takes. Nothing here sends anything.

The letters and sizes are those of 3GPP TS 23.038 (GSM 03.38) and TS 23.040. Libraries have the
table of letters, but none that is kept up cuts a text as networks do.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.resources import inline
from app.services import services

SMS, CHAT = "text_message", "chat_message"
SENT = (SMS, CHAT)
"""The fields of a message that go to a phone, and are on no page and no print."""
MOST_IN_ENGLISH = 1
MOST_PARTS = 3
"""Parts of an SMS that a language may take: each is paid for, and some phones show them apart."""
MOST_IN_CHAT = 700
"""Letters of a longer message that a phone shows at once, or nearly."""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
"""Each takes the room of two letters."""
_GSM = _BASIC | _EXTENDED
_PHONE = re.compile(r"(?<!\d)[0٠۰]\d{2,}(?: \d{3,})+(?!\d)")
_ORDINARY = "00000 000000"
"""As long as a number that no hospital has yet."""


@dataclass(frozen=True)
class Sms:
    """How much room a text takes in an SMS: `units` of 7 bits where all its letters are of the GSM
    alphabet (`is_gsm`), else of 16 bits; `parts` are what is sent, and paid for."""

    parts: int
    units: int
    is_gsm: bool


def measure(text: str) -> Sms:
    """The room of a text: 160 units in one part or 153 in each of several; 70 or 67 where a letter
    is outside the GSM alphabet. No letter of two units is cut in two."""
    is_gsm = not outside(text)
    sizes = [_units(letter, is_gsm) for letter in text]
    alone, each = (160, 153) if is_gsm else (70, 67)
    units = sum(sizes)
    if units <= alone:
        return Sms(1, units, is_gsm)
    parts, room = 1, each
    for size in sizes:
        if size > room:
            parts, room = parts + 1, each
        room -= size
    return Sms(parts, units, is_gsm)


def outside(text: str) -> tuple[str, ...]:
    """The letters that are not in the GSM alphabet, each once: one of them more than halves the
    room of an SMS."""
    return tuple(dict.fromkeys(each for each in text if each not in _GSM))


def _units(letter: str, is_gsm: bool) -> int:
    if is_gsm:
        return 2 if letter in _EXTENDED else 1
    return 2 if ord(letter) > 0xFFFF else 1


def filled(text: str, fact: Callable[[str], str] | None = None) -> str:
    """A text in the author's form with its local facts (`phone.triage`) filled in: without `fact`,
    with the longest that any hospital has."""
    found = fact or longest
    nodes = inline.parse(text)
    words = "".join(found(each.ref) if each.kind == "fact" else each.text for each in nodes)
    return " ".join(words.split())


def longest(ref: str) -> str:
    """The longest of what hospitals say for a fact; raises ServiceListError."""
    kind, _, contact = ref.partition(".")
    known = services().services
    if kind == "name":
        return max((each.name for each in known), key=len)
    phones = (each.contacts[contact].phone for each in known if contact in each.contacts)
    return max(phones, key=len, default=_ORDINARY)


def on_a_phone(text: str, direction: Literal["ltr", "rtl"]) -> str:
    """Plain words as a phone shows them in the right order. In a text that runs right to left the
    groups of a phone number change places, and no mark that prevents it fits an old phone: they
    are joined (H9)."""
    if direction == "ltr":
        return text
    return _PHONE.sub(lambda found: found[0].replace(" ", ""), text)


def problem_of_markup(text: str) -> str:
    """Why a text cannot be sent: a phone shows plain words alone. "" where it can be."""
    for node in inline.parse(text):
        if node.kind in ("strong", "link"):
            return (
                "is sent as plain words, without bold and links. Staff add the address of its page."
            )
        if node.kind == "fact" and node.ref.partition(".")[0] not in ("phone", "name"):
            return f"cannot hold {{{node.ref}}}. Write {{phone.triage}} or {{name}}, or words."
    return ""


def problem_of_english(field: str, text: str) -> str:
    """Why an English text may not go to translators; "" where it may. Raises ServiceListError."""
    if field != SMS:
        return ""
    words = filled(text)
    size = measure(words)
    if size.parts <= MOST_IN_ENGLISH:
        return ""
    if not size.is_gsm:
        odd = " ".join(outside(words))
        return (
            f"holds {odd}, which is not a letter of SMS: only 70 letters then fit into one, and "
            f"this has {size.units}. Write plain signs, such as ' and -, or shorten it."
        )
    return f"takes {size.units} letters, and one SMS holds 160. Shorten it."
