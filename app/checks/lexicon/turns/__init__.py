"""Words that turn an instruction round, one file a language; `english` says what each line is.

Forms stand between spaces, and `_` joins the words of one. A closing `*` takes any ending, an
opening one any beginning, and `#` is a number that must follow. A form after `~` may say so among
other things: it excuses, and never accuses.
"""

from app.checks.lexicon.turns import (
    bn,
    de,
    es,
    fa_af,
    fj,
    fr,
    it,
    kok_deva,
    kok_latn,
    ne,
    pl,
    ps,
    pt_pt,
    ro,
    so,
)

TABLES: dict[str, dict[str, str]] = {
    "pl": pl.WORDS, "ne": ne.WORDS, "ro": ro.WORDS, "bn": bn.WORDS, "pt-PT": pt_pt.WORDS,
    "es": es.WORDS, "fr": fr.WORDS, "it": it.WORDS, "de": de.WORDS, "fa-AF": fa_af.WORDS,
    "kok-Latn": kok_latn.WORDS, "kok-Deva": kok_deva.WORDS,
    "fj": fj.WORDS, "so": so.WORDS, "ps": ps.WORDS,
}  # fmt: skip
