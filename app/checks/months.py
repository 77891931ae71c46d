"""The month of a date, in words or digits, is the same month. Days and years are numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.checks.base import Finding, Pair, Severity
from app.checks.surface import LETTER, STARTS, fold, surface

ENGLISH = "January February March April May June July August September October November December".split()
# Beginnings of the twelve month names, in every case they take; `/` parts spellings.
BEGINNINGS: dict[str, str] = {
    "pl": "styczni styczeń/lut/mar/kwie/maj/czerw/lip/sierp/wrze/paźdz/listop/grud",
    "ne": "जनवरी जनुअरी/फेब्रुअरी फेब्रुवरी/मार्च/अप्रिल/मे मेको मेमा/जुन/जुलाई जुलाइ/अगस्ट अगस्त/सेप्टेम्बर/अक्टोबर अक्टुबर/नोभेम्बर/डिसेम्बर",
    "fj": "janueri/feperueri veverueri/maji/epereli/me/june/julai/okosita/seviteba/okotova/noveba/tiseba",
    "ro": "ianuarie/februarie/martie/aprilie/mai/iunie/iulie/august/septembrie/octombrie/noiembrie/decembrie",
    "bn": "জানুয়ারি জানুয়ারী/ফেব্রুয়ারি ফেব্রুয়ারী/মার্চ/এপ্রিল/মে/জুন/জুলাই/আগস্ট অগাস্ট/সেপ্টেম্বর/অক্টোবর/নভেম্বর/ডিসেম্বর",
    "kok-Latn": "janer/febrer/mars/abril/mai/jun/julai/agost/setembr/otubr/novembr/dezembr",
    "kok-Deva": "जानेवारी जानेर/फेब्रुवारी फेब्रेर/मार्च/एप्रिल अब्रील/मे/जून/जुलय जुलै/ऑगस्ट आगोस्त/सप्टेंबर सप्टेंबर/ऑक्टोबर/नोव्हेंबर/डिसेंबर",
    "pt-PT": "janeiro/fevereiro/março/abril/maio/junho/julho/agosto/setembro/outubro/novembro/dezembro",
    "es": "enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre setiembre/octubre/noviembre/diciembre",
    "fr": "janvier/février/mars/avril/mai/juin/juillet/août aout/septembre/octobre/novembre/décembre",
    "it": "gennaio/febbraio/marzo/aprile/maggio/giugno/luglio/agosto/settembre/ottobre/novembre/dicembre",
    "de": "januar jänner/februar/märz/april/mai/juni/juli/august/september/oktober/november/dezember",
    "so": "jannaayo janaayo/febraayo/maarso/abriil/maajo/juun/luulyo/agoosto/sebtembar/oktoobar/nofembar/diseembar",
    "fa-AF": "جنوری/فبروری/مارچ/اپریل/می/جون/جولای/اگست/سپتمبر/اکتوبر/نومبر/دسمبر",
    "ps": "جنوری/فبروری/مارچ/اپریل/می مۍ/جون/جولای/اګست اگست/سپتمبر/اکتوبر/نومبر/دسمبر",
}
_DATE_NAME = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? ({'|'.join(ENGLISH)})\b"
    rf"|\b({'|'.join(ENGLISH)}) (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\b"
)
_IN_DIGITS = re.compile(r"(?<!\d)(?:\d{1,2}[./-](\d{1,2})[./-](?:19|20)\d\d|20\d\d-(\d\d)-\d\d)(?!\d)")


@cache
def _names(language: str) -> re.Pattern[str]:
    groups = []
    for number, beginnings in enumerate(BEGINNINGS.get(language, "").split("/"), 1):
        if beginnings:
            choices = "|".join(re.escape(fold(b)) for b in beginnings.split())
            groups.append(f"(?P<m{number}>{choices})")
    # A short name ("mai", "me") must not open a longer word.
    tail = rf"(?!{LETTER}{{4}})"
    return re.compile(rf"\d[^\d.!?]{{0,9}}?{STARTS}(?:{'|'.join(groups)}){tail}|{STARTS}(?:"
                      rf"{'|'.join(g.replace('(?P<m', '(?P<n') for g in groups)}){tail}[^\d.!?]{{0,9}}\d"
                      if groups else r"(?!)")  # fmt: skip


def check_months(pair: Pair) -> Iterator[Finding]:
    """A month that the translation names must be one that the source names."""
    wanted = {ENGLISH.index(m[1] or m[2]) + 1 for m in _DATE_NAME.finditer(pair.source)}
    if not wanted:
        return
    text = surface(pair.target).text
    given = {int(m[1] or m[2]) for m in _IN_DIGITS.finditer(text)}
    given |= {int((m.lastgroup or "m0")[1:]) for m in _names(pair.language).finditer(text)}
    if given and not wanted <= given:
        month = ENGLISH[min(wanted - given) - 1]
        other = min(given - wanted or given)
        seen = ENGLISH[other - 1] if 0 < other <= 12 else f"month {other}"
        message = f"The source says {month}; the translation says {seen}."
        yield Finding("months", Severity.BLOCKING, message)
