"""Words of maternity care that a text explains where it first uses them, and how one sees that it
does."""

import re
from collections.abc import Iterator, Sequence

TERMS = (
    "amniocentesis", "amniotic", "anaemia", "anaemic", "anaesthetic", "anaesthetist",
    "anomaly scan", "antenatal", "anti-D", "Apgar", "BMI", "Braxton Hicks", "breech",
    "caesarean", "catheter", "cervix", "chorionic villus", "cholestasis", "coeliac", "colostrum",
    "community hub", "consent", "contraction", "CTG", "Doppler", "doula", "DVT", "ectopic",
    "epidural", "episiotomy", "fetal", "fetus", "foetal", "foetus", "folic acid", "forceps",
    "gas and air", "gestation", "gestational diabetes", "GP", "group B strep", "haemorrhage",
    "health visitor", "HIV", "hyperemesis", "induction", "jaundice", "listeria", "lochia",
    "mastitis", "MAT B1", "maternity exemption certificate", "maternity triage", "meconium",
    "miscarriage", "neonatal", "neural tube", "NIPT", "obstetrician", "oxytocin", "paediatrician",
    "PALS", "pelvic floor", "pelvic girdle", "perineum", "pethidine", "placenta", "postnatal",
    "postpartum psychosis", "pre-eclampsia", "premature", "psychosis", "retinol", "rhesus",
    "salmonella", "sepsis", "sickle cell", "sonographer", "special care", "spina bifida",
    "stillbirth", "sweep", "TENS", "thalassaemia", "thrombosis", "toxoplasmosis", "transfusion",
    "trimester", "triage", "ultrasound", "uterus", "valproate", "ventouse", "vernix", "vitamin K",
    "waters break",
)  # fmt: skip
_NEAR = 3
"""Texts in which the explanation must stand: that of the first use and what follows it."""


def unexplained(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(path, term) of each term that is first used at the path without a word of what it is.
    `texts` are paths with texts, in reading order."""
    found = [(path, term) for term in TERMS if (path := _unexplained_at(term, texts))]
    for path, term in found:
        if not any(term != other and term in other for place, other in found if place == path):
            yield path, term


def _unexplained_at(term: str, texts: Sequence[tuple[str, str]]) -> str:
    """Where a term is first used, if it is not explained near; else nothing."""
    used = _used(term)
    first = next((n for n, (_, text) in enumerate(texts) if re.search(used, text)), None)
    if first is None:
        return ""
    near = " ".join(_ended(text) for _, text in texts[first : first + _NEAR])
    return "" if _explained(used, near) else texts[first][0]


def _used(term: str) -> str:
    """The term in either number; what is written in capitals only as it stands."""
    pattern = rf"(?<!\w){re.escape(term)}(?:e?s)?(?!\w)"
    return pattern if term.isupper() else f"(?i:{pattern})"


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", ":")) else f"{text}."


def _explained(used: str, near: str) -> bool:
    be = r"(?:is|are|means?|was|were|happens?|comes?|helps?|shows?|joins?|lowers?|gives?)"
    ways = (
        rf"{used}(?: \w+)? \(",
        rf"\([^)]*{used}[^)]*\)",
        rf"(?:called|known as|name is|names? of) (?:an? |the )?{used}",
        rf"{used} (?:{be}|can (?:help|be))\b",
        rf"{used}(?:,| –|:) (?:an?|the|which|where|when|that|who|or)\b",
        rf"{used}[^.]*\. (?:This|That|It|They|These) {be}\b",
    )
    return any(re.search(way, near) for way in ways)
