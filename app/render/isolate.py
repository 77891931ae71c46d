"""Isolation of left-to-right runs in right-to-left text, so that a phone, a dose or a time is never
scrambled (H9).

It marks up plain words only; inline nodes and facts are drawn in `html`.
"""

import re

from markupsafe import Markup, escape

from app.languages import Direction

_DIGIT = "0-9٠-٩۰-۹"
_LATIN = "A-Za-zÀ-˿\u0300-\u036fḀ-ỿ\ufb00-\ufb06"
"""Letters and the marks that no letter holds already: a name is one run, or its parts change
places."""
_FRACTION = "¼-¾⅐-⅞²³µ"
"""Signs that belong to the number or the unit beside them: without it, 5½ shows as ½5."""
_WORD = rf"[{_DIGIT}{_LATIN}{_FRACTION}]"
_ADDRESS = r"(?:https?://|www\.)[^\s<>“”،]*[^\s<>“”،.,;:!?)]|[\w.+-]+@[\w-]+\.[\w.-]*\w"
_RUN = re.compile(
    rf"{_ADDRESS}"
    # Words and numbers joined by one space or sign: 01632 960101, 400 mg, 09:00–17:00, 1.5, Great
    # Western. A comma joins only digits without a space (1,5), so that a list of numbers keeps the
    # reader's order. Signs and degrees belong to their number: −18 °C in parts is C° 18−.
    rf"|(?:\+|(?:[±≤≥] ?|[−£€$]|(?<!\w)-)(?=[{_DIGIT}{_FRACTION}]))?"
    rf"{_WORD}+(?:(?:[ .:/'’&@_-]|[–-]| ?° ?|,(?=[{_DIGIT}])){_WORD}+)*"
    # What ends it: a sign of its number, or the apostrophe of a name in s (Edwards’).
    rf"(?:[%+°]|(?<=s)['’](?!{_WORD}))?"
)
_DAY = re.compile(rf"[{_DIGIT}]{{1,2}} [{_DIGIT}]{{1,2}} [{_DIGIT}]{{4}}")
"""How a date is typed into three fields, which stand in the reader's order."""
_HAS_DIGIT = re.compile(f"[{_DIGIT}]")
_LONGEST_UNBROKEN = 28


def isolate(text: str, direction: Direction, *, is_print: bool = False) -> Markup:
    """HTML of plain text, with every number, phone, dose, time, address and Latin term isolated
    where the text runs right to left; left-to-right text is only escaped."""
    if direction == "ltr":
        return escape(text)
    out = Markup()
    end = 0
    for match in _RUN.finditer(text):
        parts = match[0].split(" ") if _DAY.fullmatch(match[0]) else [match[0]]
        runs = (run(each, is_print=is_print) for each in parts)
        out += escape(text[end : match.start()]) + Markup(" ").join(runs)
        end = match.end()
    return out + escape(text[end:])


def run(text: str, *, is_print: bool = False) -> Markup:
    """One left-to-right run. WeasyPrint 70 isolates only with `white-space: nowrap` on the element
    itself; pages take it from the class, since their content policy allows no style attribute."""
    if len(text) > _LONGEST_UNBROKEN:
        return Markup('<bdi dir="ltr" class="bw-long">{}</bdi>').format(text)
    if not is_print and " " in text and not _HAS_DIGIT.search(text):  # a term on a phone's line
        return Markup('<bdi dir="ltr">{}</bdi>').format(text)
    style = Markup(' style="white-space:nowrap"') if is_print else ""
    return Markup('<bdi dir="ltr" class="nowrap"{}>{}</bdi>').format(style, text)
