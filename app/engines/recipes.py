"""How families of CTranslate2 models want their texts: what stands before and after the pieces, and
which of their codes writes which of our languages. Data, and the rules that keep neighbours out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.engines.directions import ENGLISH_CODE
from app.languages import Language


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """`source` is the row of pieces with `{pieces}` among them; `{from}` and `{to}` are codes.
    `text` is what is cut into pieces, `target` what the translation is made to begin with. Where it
    goes `both_ways`, its models put their languages into English too."""

    source: tuple[str, ...] = ("{pieces}",)
    text: str = "{text}"
    target: tuple[str, ...] = ()
    english: str = ENGLISH_CODE
    codes: Mapping[str, str] = field(default_factory=dict)
    tidy: bool = False
    both_ways: bool = False
    note: str = ""


RECIPES: Mapping[str, Recipe] = {
    "plain": Recipe(note="A model for one pair, such as OPUS-MT: pieces alone."),
    "nllb": Recipe(
        source=("{from}", "{pieces}", "</s>"),
        target=("{to}",),
        english="eng_Latn",
        codes={
            "pl": "pol_Latn", "ne": "npi_Deva", "fj": "fij_Latn", "ro": "ron_Latn",
            "bn": "ben_Beng", "es": "spa_Latn", "fr": "fra_Latn", "it": "ita_Latn",
            "de": "deu_Latn", "so": "som_Latn", "fa-AF": "prs_Arab", "ps": "pbt_Arab",
        },
        both_ways=True,
        note="NLLB-200: weights for non-commercial use only.",
    ),
    "madlad": Recipe(
        text="<2{to}> {text}",
        codes={
            "pl": "pl", "ne": "ne", "fj": "fj", "ro": "ro", "bn": "bn", "kok-Deva": "gom",
            "es": "es", "fr": "fr", "it": "it", "de": "de", "so": "so", "ps": "ps",
        },
        both_ways=True,
        note="MADLAD-400.",
    ),
    "indictrans2": Recipe(
        source=("{from}", "{to}", "{pieces}"),
        english="eng_Latn",
        # Its other languages come out in Devanagari and would need to be written over.
        codes={"ne": "npi_Deva", "kok-Deva": "gom_Deva"},
        tidy=True,
        note="IndicTrans2, Nepali and Konkani: one model for each way.",
    ),
}  # fmt: skip

NEVER: Mapping[str, tuple[str, str]] = {
    "fa-AF": (r"fas?|pes|per|fas_Arab|pes_Arab|fa[_-]IR", "Persian is not Dari"),
    "pt-PT": (r"por|por_Latn|pb|pt[_-]?BR|pt", "this does not say which Portuguese it writes"),
    "ps": (r"fas?|pes_Arab|prs_Arab|ur|urd_Arab", "that is another language, not Pashto"),
    "ne": (r"hi|hin|hin_Deva", "Hindi is not Nepali"),
    "fj": (r"hif|hif_Latn", "Fiji Hindi is not Fijian"),
    "kok-Deva": (r"hi|hin|hin_Deva|mr|mar|mar_Deva", "that is another language, not Konkani"),
    "kok-Latn": (r"gom|kok|gom_Deva|kok_Deva", "this does not say that it writes Roman letters"),
}
"""Codes that must not draft a language, and why: no neighbour stands in for another."""


def fault(recipe: Recipe, language: Language, code: str) -> str:
    """Why a code may not draft a language, empty where it may."""
    pattern, why = NEVER.get(language.tag, ("", ""))
    script = re.search(r"[_-]([A-Z][a-z]{3})\b", code)
    if pattern and re.fullmatch(pattern, code):
        return f"{code} must not draft {language.english_name}: {why}"
    if script and script[1] != language.script:
        return f"{code} writes {script[1]}, but {language.english_name} here is {language.script}"
    known = recipe.codes.get(language.tag)
    if recipe.codes and known is None:
        return f"this recipe has no code for {language.english_name}"
    if known is not None and code != known:
        return f"this recipe's code for {language.english_name} is {known}"
    return ""
