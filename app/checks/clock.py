"""Times of day: `9am`, `17:00`, `9h30`, and the words for morning, evening, noon and midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.checks.surface import ENDS, STARTS, fold

# One row a part of the day: am, pm, night (either), noon, midnight. `*` takes any ending.
PARTS: dict[str, str] = {
    "en": "am: morning; pm: afternoon evening; night: night; noon: noon midday; midnight: midnight",
    "pl": "am: rano rana przed_południem poranku poranka; pm: po_południu popołudniu wieczor* wieczór*;"
    "night: nocy noc; noon: w_południe południe południa; midnight: północ* północy",
    "ne": "am: बिहान* पूर्वाह्न*; pm: दिउँसो* दिउसो* बेलुका* बेलुकी* साँझ* अपराह्न* मध्याह्न_पछि;"
    "night: राति* रात; noon: मध्यान्ह* मध्याह्न*; midnight: मध्यरात* आधारात*",
    "fj": "am: mataka; pm: yakavi vakayakavi sigalevu; night: bogi;"
    "noon: sigalevutu* tutu_na_siga; midnight: bogilevu*",
    "ro": "am: dimineaț* dimineat* dimineții; pm: după-amiaz* dupa-amiaz* după_amiaz* după-mas* seara seară serii;"
    "night: noapte*; noon: prânz* amiază amiaza; midnight: miezul_nopții miezul_noptii",
    "bn": "am: সকাল* ভোর* পূর্বাহ্ন*; pm: দুপুর* বিকাল* বিকেল* সন্ধ্যা* সন্ধে* অপরাহ্ন*; night: রাত*;"
    "noon: মধ্যাহ্ন*; midnight: মধ্যরাত* মাঝরাত*",
    "kok-Latn": "am: sokall* sokal* fantea*; pm: donpar* sanj* sanz*; night: rat ratim ratche* rati*;"
    "noon: dispar*; midnight: modhyanrat* modianrat* modeanrat*",
    "kok-Deva": "am: सकाळ* फांतें* फांत्या*; pm: दनपार* दोनपार* सांज*; night: रात* रातीं*; noon: मध्यान*; midnight: मध्यानरात* मध्यरात*",
    "pt-PT": "am: manhã; pm: tarde; night: noite; noon: meio-dia meio_dia; midnight: meia-noite meia_noite",
    "es": "am: mañana madrugada; pm: tarde; night: noche; noon: mediodía mediodia; midnight: medianoche",
    "fr": "am: matin; pm: après-midi après_midi soir; night: nuit; noon: midi; midnight: minuit",
    "it": "am: mattina mattino; pm: pomeriggio sera; night: notte; noon: mezzogiorno; midnight: mezzanotte",
    "de": "am: morgens vormittags früh morgen vormittag; pm: nachmittags abends nachmittag abend;"
    "night: nachts nacht; noon: mittags mittag; midnight: mitternacht*",
    "so": "am: subax* aroor* gelinka_hore; pm: galab* fiid* gelinka_dambe duhurnimo; night: habeen*;"
    "noon: duhur duhurka; midnight: saqda_dhexe habeen_barkii",
    "fa-AF": "am: صبح قبل_از_ظهر پیش_از_ظهر قبل_از_چاشت پیش_از_چاشت بامداد ق.ظ ق_ظ;"
    "pm: بعد_از_ظهر بعدازظهر عصر شام بعد_از_چاشت پس_از_چاشت دیگر ب.ظ ب_ظ; night: شب;"
    "noon: ظهر چاشت; midnight: نیمه_شب نصف_شب",
    "ps": "am: سهار* غرمې_مخکې غرمې_څخه_مخکې له_غرمې_وړاندې; pm: ماسپښین* مازدیګر* مازیګر* ماښام* غرمې_وروسته غرمې_څخه_وروسته;"
    "night: شپې شپه; noon: غرمه غرمې; midnight: نیمه_شپه نیمې_شپې",
}
# The part of the day stands before the hour here, after it elsewhere.
PART_FIRST = frozenset({"ne", "bn", "kok-Latn", "kok-Deva", "ps"})
# `5:00` without a part of the day is five in the morning here.
TWENTY_FOUR_HOURS = frozenset({"pl", "ro", "pt-PT", "es", "fr", "it", "de"})
AM_IS_A_WORD = frozenset({"de", "ro", "fj", "so", "kok-Latn"})

_CLOCK = (
    r"(?<![\d.,:])(?P<h>[01]?\d|2[0-4])"
    r"(?:(?P<sep>[:.]| ?h ?)(?P<m>[0-5]\d)(?!\d)(?![.,:]\d))?(?P<mer> ?[ap](?:{mark}))?"
)
_DOTTED = re.compile(_CLOCK.replace("{mark}", r"\. ?m\b\.?"))
_LOOSE = re.compile(_CLOCK.replace("{mark}", r"m\b|\. ?m\b\.?"))


@dataclass(frozen=True)
class Clock:
    """A time of day; `hours` holds each hour of 0–23 that it can mean."""

    hour: int
    minute: int
    hours: frozenset[int]
    vague: bool
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """A word for a part of the day."""

    kind: str
    start: int
    end: int


def hours_of(hour: int, part: str | None) -> frozenset[int]:
    """The hours of a day that `hour` means with a word such as `am`, `night` or none."""
    hour %= 24
    later = hour + 12 if hour < 12 else hour
    options = {
        "am": {0 if hour == 12 else hour},
        "pm": {later},
        "night": {hour, later} if hour else {0},
        "noon": {12} if hour == 12 else {later},
        "midnight": {0},
    }
    return frozenset(options.get(part or "", {hour}))


@cache
def _parts(language: str) -> re.Pattern[str]:
    groups = []
    for row in PARTS.get(language, "").split(";"):
        kind, _, forms = row.strip().partition(":")
        choices = []
        for form in sorted(forms.split(), key=len, reverse=True):
            text = re.escape(fold(form.rstrip("*"))).replace("_", r"[ -]*")
            choices.append(text if form.endswith("*") else text + ENDS)
        if choices:
            groups.append(rf"(?P<{kind}>{'|'.join(choices)})")
    # Midnight and "before noon" hold the word for noon: the longest reading comes first.
    groups.sort(key=lambda g: ("<midnight" not in g, "<noon" in g))
    return re.compile(rf"{STARTS}(?:{'|'.join(groups)})" if groups else r"(?!)")


def read_parts(text: str, language: str) -> list[Part]:
    """The words for parts of the day in a comparable text."""
    return [Part(m.lastgroup or "", *m.span()) for m in _parts(language).finditer(text)]


def part_for(parts: list[Part], start: int, end: int, text: str, language: str) -> str | None:
    """The part of the day that belongs to the hour written at `start:end`, if any stands by it."""
    sides = ["before", "after"] if language in PART_FIRST else ["after", "before"]
    for side in sides:
        for part in parts:
            gap = text[part.end : start] if side == "before" else text[end : part.start]
            close = part.end <= start if side == "before" else part.start >= end
            if close and len(gap) <= (22 if side == sides[0] else 8) and not re.search(r"[\d.?!।,؛;]", gap):
                return part.kind
    return None


def read_clocks(text: str, language: str, parts: list[Part]) -> tuple[list[Clock], str]:
    """The times written as such, and the text with them blanked (same length)."""
    pattern = _DOTTED if language in AM_IS_A_WORD else _LOOSE
    found: list[Clock] = []
    spans: list[tuple[int, int]] = []
    for m in pattern.finditer(text):
        separator = (m["sep"] or "").strip()
        if not m["mer"] and separator not in {":", "h"}:
            continue
        hour, minute = int(m["h"]), int(m["m"] or 0)
        part = f"{m['mer'].strip()[0]}m" if m["mer"] else part_for(parts, *m.span(), text, language)
        vague = part is None and hour <= 12
        found.append(Clock(hour, minute, hours_of(hour, part), vague, *m.span()))
        spans.append(m.span())
    for start, end in spans:
        text = text[:start] + "." * (end - start) + text[end:]
    return found, text
