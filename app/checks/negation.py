"""A lost "not": the English forbids or denies, and nothing in the translation does.

English is read strictly (only plain negations count), the translation generously (any word that
could carry the negation saves it), so that what is found is nearly always a real loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.checks.base import Finding, Pair, Severity
from app.checks.contacts import EMAIL, URL
from app.checks.surface import fold, sentences, surface, words

NEGATION = re.compile(
    r"\b(?:do|does|did|is|are|was|were|must|should|can|could|will|would|may|might|need|have|has|had"
    r"|shall)(?:n't| not\b)|\bcannot\b|\bcan't\b|\bwon't\b|\bnever\b|\bnot\b|\bno one\b|\bnobody\b"
    r"|\b(?:is|are|there's|have|has|had|with|drink|take|eat|use|give) no\b|^no (?!,)\w+"
)
# English "not" that other languages say without one.
_SOFT = re.compile(
    r"\b(?:do not|don't|would not|wouldn't) mind\b|\bnot sure\b|\bnot only\b|\bnot just\b|\bwhether or not\b"
    r"|\bor not\b|\bno matter\b|\bno longer\b|\b(?:do not|don't) hesitate\b|\bno later than\b"
    r"|\bno more than\b|\bnot more than\b|\bno less than\b|\bno fewer than\b"
    r"|\b(?:do not|don't|are not|not) (?:feel(?:ing)? )?well\b|\bnot enough\b|\bif not\b|\bwhy not\b"
    r"|\bno problem\b|\b(?:do not|don't|does not|doesn't) matter\b|\bnot at all\b|\bno need to worry\b"
    r"|\b(?:do not|don't) forget\b|\bnot working\b|\b(?:isn't|aren't|don't you|won't you)\b[^.]*\?"
    r"|\bnot until\b|\bcannot wait\b|\bnot alone\b|\bnot to miss\b"
)
# What may carry a negation. `*` takes any ending or, in front, any beginning.
CARRIERS: dict[str, str] = {
    "pl": "nie nigdy bez żad* ani nikt nikogo nic niczego unik* niezalec* niewskaz* niedozwol* niepotrzebn* "
    "niekoniecz* niemożliw* niewłaściw* nieodpowied* niemog* niewolno odradz* zabron* zabrania* zakaz* "
    "przesta* przeciwwskaz* wstrzym* brak braku brakuje zamiast powstrzym* rezygn* niezdoln* nieobecn* niebędąc*",
    "ro": "nu n niciodată nicio niciun nici fără nimeni nimic evita* evitați interzi* nerecomandat* contraindicat* "
    "încet* opri* niciuna niciunul neindicat* abțin* imposibil* lipsa lipsește",
    "es": "no nunca jamás sin ningún ninguna ninguno ningun nadie nada ni tampoco evit* prohib* desaconsej* "
    "contraindic* deje deja dejar dejó imposible abst* incapaz innecesari*",
    "pt-PT": "não nunca jamais sem nenhum nenhuma ninguém nada nem tampouco evit* proib* desaconselh* contraindic* "
    "deixe deixou parou impossível abst* incapaz desnecessári*",
    "fr": "ne n pas jamais sans aucun aucune évit* interdi* ni déconseill* indiqu* non rien arrêt* "
    "cess* impossible absten* nul nulle inutile",
    "it": "non mai senza nessun nessuno nessuna né evit* viet* sconsigli* niente nulla neanche no controindic* "
    "smesso smett* impossibil* proib* incapace astener* nemmeno neppure",
    "de": "nicht nichts kein* nie niemals niemand* ohne weder vermeid* verbot* untersagt keinesfalls "
    "abgeraten abzuraten unmöglich* unnötig* verzicht* aufgehört unterlassen ungeeignet* nirgend* meiden",
    "ne": "छैन* छैनन् छैनौ होइन* हैन* *दैन *दैनन् *दैनौ *दिनन् *दिनँ सक्दिन गर्दिन *न्न *न्नन् *न्नँ *एन *एनन् *ेन *ेनन् बिना न "
    "नभ* नस* नह* नपु* नपर्* नगर* नखा* नपि* नलि* नदि* नकु* नछो* नजा* नआ* नरा* नरो* नबि* नबो* नचा* नलाग* नलगा* नसु* नबस* नउठ* नमा* नथा* "
    "नजो* नचल* नछु* नफ्* नफा* नहटा* नराख* नरह* नपठा* नटा* नडरा* नपा* नमि* नमन* नघट* नबढ* नबन* नखो* नहि* नपक* नल्या* नपु* नझु* नढि* "
    "निषेध* बन्देज* मनाही* बन्द* रोकि* रोके*",
    "bn": "না নেই নাই নয় নন নি নহে *েননি *েনি *য়নি *বেননা *বেনা ছাড়া বিনা ব্যতীত নিষেধ* নিষিদ্ধ* এড়িয়ে "
    "এড়ান এড়ানো এড়াতে বিরত নাহলে নইলে বারণ বন্ধ* থেমে",
    "fa-AF": "نه نی نباید* نیست* نمی* بدون خودداری* ممنوع* اجتناب* پرهیز* نکن* ندار* نداشت* نشو* نشد* نخور* "
    "نگیر* نرو* نبود* نباش* نده* نگذار* نتوان* نمان* نزن* ننوش* نپرس* نکش* نبر* ننشین* نخواب* نخواه* نبین* نکرد* نیاور* نیاب* "
    "نرفت* نیامد* نگفت* ندید* نگرفت* نیفت* نینداز* نپوش* نترس* دوری نسازید نسازند نگویید نگوئید متوقف*",
    "ps": "مه نه ونه نشته نشت* نشی نشو* نلر* نکړ* نکو* ندی نده پرته مخنیوی ډډه منع* ممنوع* نشول نشم نسته "
    "نغواړ* نځی نخور* نیول* ودریږ* نیشته ودرېد*",
    "so": "ha ma aan aanad aanay aanu aanan aadan uusan aysan maaha maya weligaa waligaa aan laan iska mana hana "
    "inaanad inaanay inaan inaadan inaanu marnaba waligiin mamnuuc* fogow joog* jooji* aaney aynan aanan looma lama uma kuma kama sooma isma",
    "fj": "kua sega seqa tabu tawa seg* tabuya warai vakatabu*",
    "kok-Latn": "naka* nakat nhoi nhuim nhy nhi nozo nam na nant nat nas* nozorenk nozoch vinnem vogor bogor khoim nhoim kosleich "
    "konnuch konnanch kaich nakasa nakam nastana naslear nasli nezo *naka *nakat *ina *ona *inant *inam *onam *inat *onat",
    "kok-Deva": "नाका* न्हय ना नात नासता* नास* नयें नये नज* विण* बगर* कोणूच कसलोच कसलेंच *नाका *ना *नात *नाकात",
}
# Ends or begins like a negative and is none.
EXCUSED: dict[str, str] = {
    "ne": "अन्न भिन्न विभिन्न सम्पन्न उत्पन्न प्रसन्न नसा* नराम्र* नगरपालिका* नगर नगरको नहर* नमा नजान्ने अक्सिजेन",
    "kok-Latn": "*tana tedna tednam kednai ina",
    "kok-Deva": "केन्ना तेन्ना जेन्ना *तना *तनाच आपणा*",
}


@dataclass(frozen=True)
class _Words:
    """Whole words, beginnings and endings."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (
            word in self.whole
            or word.startswith(self.beginnings)
            or (word.endswith(self.endings) and word not in self.endings)
        )


@cache
def _words(language: str, excused: bool = False) -> _Words | None:
    table = EXCUSED if excused else CARRIERS
    if language not in table:
        return None
    forms = table[language].split()
    return _Words(
        frozenset(fold(f) for f in forms if "*" not in f),
        tuple(fold(f[:-1]) for f in forms if f.endswith("*")),
        tuple(fold(f[1:]) for f in forms if f.startswith("*")),
    )


def check_negation(pair: Pair) -> Iterator[Finding]:
    """What the English forbids, the translation forbids."""
    if pair.language not in CARRIERS or not pair.target.strip():
        return
    source = _SOFT.sub(" ", _prose(pair.source))
    if not NEGATION.search(source):
        return
    target = _prose(pair.target)
    lost = _lost(source, target, pair.language)
    if lost:
        message = f"The source says “{lost}”; the translation has no “not”, “never” or the like."
        yield Finding("negation", pair.severity, message)
    elif len(NEGATION.findall(source)) > max(1, _carried(target, pair.language)):
        message = "The source says “not” more often than the translation: is one lost?"
        yield Finding("negation", Severity.ADVISORY, message)


def _prose(text: str) -> str:
    return URL.sub(" ", EMAIL.sub(" ", surface(text).text))


def _carried(text: str, language: str) -> int:
    """How many words of a text could carry a negation."""
    carriers, excused = _words(language), _words(language, excused=True)
    text = text.replace("কি না", " ").replace("কিনা", " ")
    return sum(
        w in carriers and not (excused is not None and w in excused)
        for w in words(text)
        if carriers is not None
    )


def _lost(source: str, target: str, language: str) -> str | None:
    ours, theirs = sentences(source), sentences(target)
    if len(ours) != len(theirs):
        ours, theirs = [source], [target]
    for said, given in zip(ours, theirs, strict=True):
        found = NEGATION.search(said)
        if found and not _carried(given, language):
            return " ".join(said[found.start() :].split()[:4])
    return None
