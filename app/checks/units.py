"""Units of measure as people write them, in English and the fifteen languages.

A closing `*` takes any ending. Which unit belongs to which number is decided in numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.checks.surface import ENDS, LETTER, STARTS, fold

DOSES = frozenset({"ug", "mg", "g", "kg", "ml", "l", "iu", "percent"})
PERIODS = frozenset({"minute", "hour", "day", "week", "month", "year"})
MONEY = frozenset({"gbp", "eur", "usd"})
NAMES = {"ug": "micrograms", "mg": "milligrams", "g": "grams", "kg": "kilograms", "ml": "ml",
         "l": "litres", "iu": "IU", "percent": "percent", "minute": "minutes", "hour": "hours",
         "day": "days", "week": "weeks", "month": "months", "year": "years", "second": "seconds",
         "gbp": "pounds (£)", "eur": "euros (€)", "usd": "dollars ($)", "celsius": "degrees",
         "cm": "centimetres", "km": "kilometres", "mile": "miles", "mmol": "mmol", "mmhg": "mmHg",
         "m": "metres", "kcal": "kcal"}  # fmt: skip
# For saying "the same amount in another unit".
SIZES = {"ug": ("mass", 1), "mg": ("mass", 1000), "g": ("mass", 10**6), "kg": ("mass", 10**9),
         "ml": ("volume", 1), "l": ("volume", 1000), "minute": ("time", 1), "hour": ("time", 60),
         "day": ("time", 1440), "week": ("time", 10080)}  # fmt: skip
# Spellings of doses vary so much here that only another unit, never a missing one, is sure.
UNSURE = frozenset({"fj", "so", "kok-Latn", "kok-Deva"})

SYMBOLS = {
    "ug": "μg ug mcg microgram micrograms microgramme microgrammes",
    "mg": "mg mgs milligram milligrams milligramme milligrammes",
    "g": "g gram grams gramme grammes gr",
    "kg": "kg kgs kilo kilos kilogram kilograms",
    "ml": "ml mls millilitre millilitres milliliter milliliters",
    "l": "l litre litres liter liters",
    "iu": "iu i.u. ui u.i. j.m. jm ie i.e. international_unit international_units",
    "percent": "% percent per_cent",
    "gbp": "£ gbp",
    "eur": "€ eur euro euros",
    "usd": "$ usd",
    "cm": "cm centimetre centimetres",
    "km": "km",
    "mile": "mile miles",
    "mmol": "mmol",
    "mmhg": "mmhg",
    "kcal": "kcal",
    "celsius": "° °c ºc degrees",
    "m": "metre metres",
}

TABLES: dict[str, dict[str, str]] = {
    "en": {
        "minute": "minute minutes min mins", "hour": "hour hours hr hrs h hourly",
        "day": "day days daily", "week": "week weeks weekly wk wks", "month": "month months monthly",
        "year": "year years yr yrs yearly", "second": "second seconds", "celsius": "c",
    },
    "pl": {
        "ug": "mikrogram*", "mg": "miligram*", "g": "gram gramy gramów grama gramach",
        "kg": "kilogram* kilo", "ml": "mililitr*", "l": "litr litry litrów litra",
        "iu": "j.m. jednost*_międzynarodow* jednostek_międzynarodowych",
        "percent": "procent*", "gbp": "funt*", "second": "sekund*",
        "minute": "minut* min", "hour": "godzin* godz godz. h",
        "day": "dzień dzien* dni dnia dniu dniach dniami dniem doba dobę doby codzien* dób",
        "week": "tydzień tydzien* tygod* tyg tyg.", "month": "miesiąc* miesięc* mies mies.",
        "year": "rok roku lat lata latach rocznie roczn* letni*", "celsius": "stopni*",
        "mile": "mil mile mila",
    },
    "ne": {
        "ug": "माइक्रोग्राम* मायक्रोग्राम* माइक्रो_ग्राम* एमसीजी", "mg": "मिलिग्राम* मिलीग्राम* मि.ग्रा. मिग्रा एमजी",
        "g": "ग्राम*", "kg": "किलोग्राम* किलो*", "ml": "मिलिलिटर* मिलीलिटर* मि.लि. मिलि एमएल",
        "l": "लिटर*", "iu": "आईयू आइयु आईयु आइयू आई.यू. अन्तर्राष्ट्रिय_एकाइ* अन्तराष्ट्रिय_एकाइ* अन्तर्राष्ट्रिय_युनिट*",
        "percent": "प्रतिशत*", "gbp": "पाउन्ड* पाउण्ड*", "second": "सेकेन्ड* सेकेण्ड*",
        "minute": "मिनेट* मिनट*", "hour": "घण्टा* घण्टे* घन्टा* घन्टे* घण्टै घन्टै",
        "day": "दिन दिनको दिनमा दिनसम्म दिनदेखि दिनभित्र दिनभर दिनहरू दिनपछि दिनै दिनका दिनकै दिनपिच्छे दिनले दैनिक* दिनभरि दिनअघि दिनहरूमा",
        "week": "हप्ता* साता* साप्ताहिक*", "month": "महिना* मासिक*",
        "year": "वर्ष* बर्ष* साल*", "celsius": "डिग्री*",
    },
    "fj": {
        "ug": "maikoro*karam* maikro*karam* maikorogaram* maikrogaram* maikarogaram* maikrokrem* mikrogram*",
        "mg": "milikaram* miligaram* milikrem* miligram*", "ml": "mililita* milita*", "l": "lita*",
        "g": "karamu", "percent": "pasede* pasendi*", "gbp": "paudi*",
        "minute": "miniti*", "hour": "aua*", "day": "siga siga*", "week": "macawa*", "month": "vula*",
        "year": "yabaki*",
    },
    "ro": {
        "ug": "microgram*", "mg": "miligram*", "g": "gram grame", "kg": "kilogram* kilograme",
        "ml": "mililitr*", "l": "litru litri", "iu": "ui u.i. unități_internaționale unitati_internationale",
        "percent": "procent* la_sută", "gbp": "lire liră lira", "second": "secund*",
        "minute": "minut*", "hour": "oră ore orei orelor ora h",
        "day": "zi zile zilei zilele zilelor ziua zilnic*", "week": "săptămân* saptaman*",
        "month": "lună luni lunii lunile lunilor luna lunar*", "year": "an ani anului anilor anul anii anual",
        "celsius": "grade", "mile": "mile milă",
    },
    "bn": {
        "ug": "মাইক্রোগ্রাম* মাইক্রো_গ্রাম* এমসিজি", "mg": "মিলিগ্রাম* মিলি_গ্রাম* মি.গ্রা. মিগ্রা এমজি",
        "g": "গ্রাম*", "kg": "কিলোগ্রাম* কেজি*", "ml": "মিলিলিটার* মিলি এমএল মি.লি.", "l": "লিটার*",
        "iu": "আইইউ আই.ইউ. আইউ আন্তর্জাতিক_একক* আন্তর্জাতিক_ইউনিট*", "percent": "শতাংশ* পার্সেন্ট*",
        "gbp": "পাউন্ড* পাউণ্ড*", "second": "সেকেন্ড*", "minute": "মিনিট*",
        "hour": "ঘণ্টা* ঘন্টা* ঘণ্টায় ঘন্টায়", "day": "দিন দিনের দিনে দিনই দিনে* দৈনিক* প্রতিদিন*",
        "week": "সপ্তাহ* সাপ্তাহিক*", "month": "মাস মাসে মাসের মাসিক মাস*", "year": "বছর* বৎসর* বর্ষ*",
        "celsius": "ডিগ্রি* ডিগ্রী*",
    },
    "kok-Latn": {
        "ug": "maikrogram* maykrogram* mikrogram* microgram*", "mg": "miligram* milligram*",
        "g": "gram gramm grami", "ml": "mililitr* mililiter*", "l": "litr litor",
        "percent": "takke* ttokke* tokke* taqe*", "gbp": "pavnd* paund*",
        "iu": "antorraxttrik_yunitt* antorraxtrik_unit*",
        "minute": "minut* minitt* mintt*", "hour": "vor voram voramni voranni voranche vorachem voramchem voranim vorancho voramchi voranchi horam horan ghontte* ghantte* vhor vhoram",
        "day": "dis disa disak disache disachem disachea disacho disachi disamni disanim disank disanchem disancho disanchea disanche dispott* dispottt* dispoddti* disamnim disalea disam",
        "week": "hopto hopte* hoptea* satollo* satvddo* athvod* athod* suman sumana* sumanam* saptok* satolle* satolla*",
        "month": "mhoin* mohin* mhoyn* mhoene* mhoeno mhuin* mhoino", "year": "voros vorsam vorsa* vorsachem vorsank vors",
    },
    "kok-Deva": {
        "ug": "मायक्रोग्राम* माइक्रोग्राम* मायक्रोग्रॅम* मायक्रो_ग्राम* मायक्रोग्रॉम*", "mg": "मिलिग्राम* मिलीग्राम* मिलिग्रॅम* मिलीग्रॅम* मि.ग्रा.",
        "g": "ग्राम* ग्रॅम*", "ml": "मिलिलिटर* मिलीलिटर* मि.ली.", "l": "लिटर* लीटर*",
        "iu": "आययू आयु आयू आय.यू. आंतरराष्ट्रीय_एकक* आंतरराष्ट्रीय_युनिट*", "percent": "टक्के* टक्को टक्क्यां* प्रतिशत*",
        "gbp": "पावंड* पाउंड* पौंड*", "minute": "मिनिट* मिण्ट* मिनट*",
        "hour": "वर वरां वरांनी वरांचें वरांचो वरांचेर वरांत वरांक वरांभितर घंटे घंटो तास तासां*",
        "day": "दीस दिस दिसा दिसाक दिसाचे दिसाचें दिसाच्या दिसांनी दिसांत दिसां* दिसपट्टें दिसपट्टी दिसपट्टो दिसाळें",
        "week": "सप्तक* हप्तो हप्ते हप्त्यां* हप्त्या* आठवड* सुमान* साप्ताहिक सातोळें सातोळ*", "month": "म्हयन* महिन* म्हयण* मासिक",
        "year": "वर्स* वर्ष*", "celsius": "डिग्री* अंश*",
    },
    "pt-PT": {
        "ug": "micrograma*", "mg": "miligrama*", "g": "grama gramas", "kg": "quilo quilos quilograma*",
        "ml": "mililitro*", "l": "litro litros", "iu": "ui u.i. unidades_internacionais unidade_internacional",
        "percent": "por_cento", "gbp": "libra libras", "second": "segundo segundos",
        "minute": "minuto minutos min", "hour": "hora horas h horária",
        "day": "dia dias diário diária diárias diários diariamente", "week": "semana semanas semanal semanais semanalmente",
        "month": "mês meses mensal mensais mensalmente", "year": "ano anos anual anualmente", "celsius": "graus",
        "mile": "milhas",
    },
    "es": {
        "ug": "microgramo*", "mg": "miligramo*", "g": "gramo gramos", "kg": "quilo kilo* kilos kilogramo*",
        "ml": "mililitro*", "l": "litro litros", "iu": "ui u.i. unidades_internacionales unidad_internacional",
        "percent": "por_ciento", "gbp": "libra libras", "second": "segundo segundos",
        "minute": "minuto minutos min", "hour": "hora horas h horario", "day": "día días dia dias diario diaria diarios diarias diariamente jornada",
        "week": "semana semanas semanal semanales semanalmente", "month": "mes meses mensual mensuales mensualmente",
        "year": "año años anual anualmente", "celsius": "grados", "mile": "millas",
    },
    "fr": {
        "ug": "microgramme*", "mg": "milligramme*", "g": "gramme grammes", "kg": "kilo kilos kilogramme*",
        "ml": "millilitre*", "l": "litre litres", "iu": "ui u.i. unités_internationales unité_internationale",
        "percent": "pour_cent", "gbp": "livre livres", "second": "seconde secondes",
        "minute": "minute minutes min mn", "hour": "heure heures h horaire", "day": "jour jours j journée journées quotidien* journalier* journalière*",
        "week": "semaine semaines sa hebdomadaire* hebdomadairement", "month": "mois mensuel* mensuelle*",
        "year": "an ans année années annuel*", "celsius": "degrés", "mile": "miles milles",
    },
    "it": {
        "ug": "microgrammo microgrammi", "mg": "milligrammo milligrammi", "g": "grammo grammi",
        "kg": "chilo chili chilogramm*", "ml": "millilitro millilitri", "l": "litro litri",
        "iu": "ui u.i. unità_internazionali", "percent": "per_cento percento", "gbp": "sterlina sterline",
        "second": "secondo secondi", "minute": "minuto minuti min", "hour": "ora ore h orario",
        "day": "giorno giorni giornaliero giornaliera giornaliere giornalieri dì quotidian* giornata giornate", "week": "settimana settimane settimanale settimanali settimanalmente",
        "month": "mese mesi mensile mensili mensilmente", "year": "anno anni annuale", "celsius": "gradi",
        "mile": "miglia",
    },
    "de": {
        "ug": "mikrogramm*", "mg": "milligramm*", "g": "gramm", "kg": "kilo kilogramm*", "ml": "milliliter*",
        "l": "liter*", "iu": "ie i.e. internationale_einheiten internationalen_einheiten",
        "percent": "prozent*", "gbp": "pfund", "second": "sekunde sekunden", "minute": "minute minuten minütig* min min.",
        "hour": "stunde stunden stündig* stündlich* std std. h", "day": "tag tage tagen tages tägig* täglich* tagesdosis",
        "week": "woche wochen wöchig* wöchentlich* schwangerschaftswoche* lebenswoche* ssw", "month": "monat monate monaten monats monatlich*",
        "year": "jahr jahre jahren jahres jährlich*", "celsius": "grad", "mile": "meilen",
    },
    "so": {
        "ug": "mikrogar* maykrogar* mikarogar* maykarogar* maykrogram* mikrogram* maykorogar* maikrogar*", "mg": "miligar* milligar* miligram* milligram*",
        "g": "garaam* gram garam", "ml": "mililitir* milliliitir* mililiitir*", "l": "litir liitir",
        "iu": "unug_caalami* unugyada_caalamiga* yunitka_caalamiga*", "percent": "boqolkiiba boqolkiba",
        "gbp": "gini giniga gini_ka bawnd* boond*", "minute": "daqiiq* daqiqo*", "hour": "saac saacad* saacado* saacood*",
        "day": "maalin maalmo* maalin* maalint* maalmaha cisho", "week": "toddobaad* todobaad* usbuuc* isbuuc* asbuuc*",
        "month": "bil bilood bisha bilo* biilood bishii bishiiba", "year": "sano sannad* sanad* jir sanno",
        "celsius": "digrii",
    },
    "fa-AF": {
        "ug": "میکروگرم* مایکروگرم* میکرو_گرم* مایکرو_گرم* مایکروگرام* میکروگرام*", "mg": "میلی_گرم* میلیگرم* ملی_گرم* ملیگرم* میلی_گرام* ملی_گرام* ملیگرام* میلیگرام*",
        "g": "گرم گرام", "kg": "کیلوگرم* کیلو_گرم* کیلو کیلوگرام*", "ml": "میلی_لیتر* میلیلیتر* ملی_لیتر* ملیلیتر* سی_سی", "l": "لیتر*",
        "iu": "واحد_بین_المللی* واحد_بین‌المللی* یونت_بین_المللی* آی_یو یونت_بین‌المللی*", "percent": "درصد فیصد فی_صد",
        "gbp": "پوند*", "second": "ثانیه*", "minute": "دقیقه* دقیقه", "hour": "ساعت* ساعته", "day": "روز روزه روزانه روزها روزهای روزی روزهایی",
        "week": "هفته* هفته‌* هفتگی", "month": "ماه ماهه ماهگی ماهها ماهانه ماهوار ماهای", "year": "سال ساله سالگی سالانه سالها", "celsius": "درجه*",
    },
    "ps": {
        "ug": "مایکروګرام* مایکرو_ګرام* میکروګرام* مایکروګرامه* مایکروگرام* میکروگرام* مایکرو_گرام*", "mg": "ملی_ګرام* ملیګرام* میلی_ګرام* میلیګرام* ملیگرام* میلیگرام* ملی_گرام*",
        "g": "ګرام* ګرامه گرام", "kg": "کیلوګرام* کیلو کیلو_ګرام*", "ml": "ملی_لیتر* ملیلیتر* میلی_لیتر* میلیلیتر*", "l": "لیتر* لیټر*",
        "iu": "نړیوال_یونټ* نړیوال_واحد* نړیواله_واحد* نړیوال_یونیټ* بین_المللی_واحد* نړیواله_یونټ*", "percent": "سلنه فیصده فیصد په_سلو_کې",
        "gbp": "پونډ* پوند*", "minute": "دقیق*", "hour": "ساعت* ساعته ساعتونه", "day": "ورځ ورځې ورځو ورځنی ورځنۍ ورځنیو ورځنی ورځ*",
        "week": "اونۍ اونیو اوونۍ اوونیو اونیو* هفته هفتې هفتو", "month": "میاشت میاشتې میاشتو میاشتنی میاشت*", "year": "کال کاله کالونه کلونه کلن کلنۍ کلو",
        "celsius": "درجې درجه سانتیګراد*",
    },
}  # fmt: skip

_SUFFIX = (
    r"(?:st|nd|rd|th|ª|º|°|er|ère|ème|e|eme|a|-a|-go|-tego|-ym|ka|da|ta|aad|ad|kii|tii|dii|kaas"
    r"|औं|ौं|औँ|ौँ|टा|वटा|ওম|তম|ম|টি|টা|जना|म|مه|م|مین|ام|-mal|\.)?"
)
_LINK = r"(?:de |di |d'|oo |na |ni |kii |की |چې |- ?)?"
_BEFORE_LINK = r"(?:[ .:]|e |a |al |la |el |nr\.? |no\.? |number |numer |de |ee |مه |o |di |kii |ne )*"


@dataclass(frozen=True)
class Units:
    """The compiled units of one language."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    anywhere: re.Pattern[str]


def _form(form: str) -> str:
    stem = form.endswith("*")
    if form in "£€$":
        return rf"{re.escape(form)}(?! ?\d)"
    text = re.escape(fold(form.rstrip("*"))).replace(r"\*", f"{LETTER}*")
    text = text.replace("_", r"[ \u200c-]*")
    return text if stem or not text[-1].isalpha() else text + ENDS


@cache
def units_of(language: str) -> Units:
    """The units of a language, with English names and symbols beside them."""
    forms: dict[str, list[str]] = {}
    for table in (TABLES.get(language, {}), SYMBOLS, TABLES["en"]):
        for unit, row in table.items():
            forms.setdefault(unit, []).extend(_form(form) for form in row.split())
    groups = []
    for unit, group in forms.items():
        longest_first = sorted(set(group), key=len, reverse=True)
        groups.append(rf"(?P<{unit}>{'|'.join(longest_first)})")
    joined = "|".join(groups)
    return Units(
        re.compile(rf"(?:{_SUFFIX} ?[(]?{_LINK}|[ -]*)(?:{joined})"),
        re.compile(rf"{STARTS}(?:{joined}){_BEFORE_LINK}$"),
        re.compile(rf"{STARTS}(?:{joined})"),
    )


def unit_after(text: str, position: int, language: str) -> tuple[str, int] | None:
    """The unit that follows a number ending at `position`, and where it ends."""
    found = units_of(language).after.match(text, position)
    return (found.lastgroup or "", found.end()) if found else None


def unit_before(text: str, start: int, position: int, language: str) -> tuple[str, int] | None:
    """The unit between `start` and a number that begins at `position`, and where it begins."""
    window = text[max(start, position - 30) : position]
    found = units_of(language).before.search(window)
    return (found.lastgroup or "", position - len(window) + found.start()) if found else None


def units_in(text: str, language: str) -> list[str]:
    """Every unit that a text names, with a number or without, in order."""
    return [m.lastgroup or "" for m in units_of(language).anywhere.finditer(text)]
