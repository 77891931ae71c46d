"""One value told in different ways, which must not block, and values that only look alike, which
must: signs, scales, fractions, compound numbers, hours as they are spoken, spans of time."""

FREEZER = "Keep breast milk in the freezer at -18°C."
FEVER = "Call us if your temperature is 38°C or more."
HALF_PAST = "Come at half past two."
HALF_PM = "Come at 2.30pm."
QUARTER_PAST = "Come at quarter past two."
QUARTER_TO = "Come at quarter to three."
TWO_PM = "Come at 14:00."
MIDNIGHT = "Do not eat from 00:00."
NOON = "Come at 12 noon."
HOUR_AND_A_HALF = ("Wait an hour and a half.", "Wait 1½ hours.", "Wait 90 minutes.")
FORTNIGHT = ("Come back in 2 weeks.", "Come back in a fortnight.", "Come back in 14 days.")

# By language: half past two, an hour off, quarter past two, quarter to three.
SPOKEN: dict[str, tuple[str, str, str, str]] = {
    "de": (
        "Kommen Sie um halb drei.",
        "Kommen Sie um halb zwei.",
        "Kommen Sie um Viertel nach zwei.",
        "Kommen Sie um Viertel vor drei.",
    ),
    "pl": (
        "Przyjdź o wpół do trzeciej.",
        "Przyjdź o wpół do drugiej.",
        "Przyjdź kwadrans po drugiej.",
        "Przyjdź za kwadrans trzecia.",
    ),
    "es": (
        "Venga a las dos y media.",
        "Venga a las tres y media.",
        "Venga a las dos y cuarto.",
        "Venga a las tres menos cuarto.",
    ),
    "pt-PT": (
        "Venha às duas e meia.",
        "Venha às três e meia.",
        "Venha às duas e um quarto.",
        "Venha às três menos um quarto.",
    ),
    "fr": (
        "Venez à deux heures et demie.",
        "Venez à trois heures et demie.",
        "Venez à deux heures et quart.",
        "Venez à trois heures moins le quart.",
    ),
    "it": (
        "Venga alle due e mezza.",
        "Venga alle tre e mezza.",
        "Venga alle due e un quarto.",
        "Venga alle tre meno un quarto.",
    ),
    "ro": (
        "Veniți la două și jumătate.",
        "Veniți la trei și jumătate.",
        "Veniți la două și un sfert.",
        "Veniți la trei fără un sfert.",
    ),
    "ne": ("साढे दुई बजे आउनुहोस्।", "साढे तीन बजे आउनुहोस्।", "सवा दुई बजे आउनुहोस्।", "पौने तीन बजे आउनुहोस्।"),
    "bn": ("আড়াইটায় আসুন।", "সাড়ে তিনটায় আসুন।", "সোয়া দুইটায় আসুন।", "পৌনে তিনটায় আসুন।"),
    "kok-Latn": (
        "Oddech vorancher yeiat.",
        "Saddetin vorancher yeiat.",
        "Savai don vorancher yeiat.",
        "Paunne tin vorancher yeiat.",
    ),
    "kok-Deva": (
        "अडेच वरांचेर येयात.",
        "साडेतीन वरांचेर येयात.",
        "सवाय दोन वरांचेर येयात.",
        "पावणे तीन वरांचेर येयात.",
    ),
    "fa-AF": (
        "ساعت دو و نیم بیایید.",
        "ساعت سه و نیم بیایید.",
        "ساعت دو و ربع بیایید.",
        "ساعت ربع کم سه بیایید.",
    ),
    "fj": (
        "Mo ni lako mai ena veimama na rua.",
        "Mo ni lako mai ena veimama na dua.",
        "Mo ni lako mai ena kuata sivia na rua.",
        "Mo ni lako mai ena kuata ni bera na tolu.",
    ),
    "so": (
        "Kaalay labada iyo badhka.",
        "Kaalay kowda iyo badhka.",
        "Kaalay labada iyo rubuca.",
        "Kaalay saddexda oo rubuc la'.",
    ),
    "ps": (
        "په دوو نیمو بجو راشئ.",
        "په یوه نیمه بجه راشئ.",
        "په دوو بجو او پنځلس دقیقو راشئ.",
        "پاو کم درې بجې راشئ.",
    ),
}
NAMED: dict[str, tuple[str, str, str, str]] = {
    "de": (
        "Kommen Sie mittags.",
        "Essen Sie ab Mitternacht nichts.",
        "Kommen Sie um zwei Uhr nachmittags.",
        "Warten Sie anderthalb Stunden.",
    ),
    "pl": (
        "Przyjdź w południe.",
        "Nie jedz od północy.",
        "Przyjdź o czternastej.",
        "Odczekaj półtorej godziny.",
    ),
    "es": (
        "Venga al mediodía.",
        "No coma desde la medianoche.",
        "Venga a las dos de la tarde.",
        "Espere una hora y media.",
    ),
    "pt-PT": (
        "Venha ao meio-dia.",
        "Não coma a partir da meia-noite.",
        "Venha às duas da tarde.",
        "Espere uma hora e meia.",
    ),
    "fr": (
        "Venez à midi.",
        "Ne mangez pas à partir de minuit.",
        "Venez à deux heures de l’après-midi.",
        "Attendez une heure et demie.",
    ),
    "it": (
        "Venga a mezzogiorno.",
        "Non mangi da mezzanotte.",
        "Venga alle due del pomeriggio.",
        "Aspetti un’ora e mezza.",
    ),
    "ro": (
        "Veniți la prânz.",
        "Nu mâncați de la miezul nopții.",
        "Veniți la ora două după-amiaza.",
        "Așteptați o oră și jumătate.",
    ),
    "ne": ("मध्याह्नमा आउनुहोस्।", "मध्यरातदेखि नखानुहोस्।", "दिउँसो दुई बजे आउनुहोस्।", "डेढ घण्टा पर्खनुहोस्।"),
    "bn": ("দুপুর বারোটায় আসুন।", "মধ্যরাত থেকে খাবেন না।", "দুপুর দুইটায় আসুন।", "দেড় ঘণ্টা অপেক্ষা করুন।"),
    "kok-Latn": (
        "Donparchea bara vorancher yeiat.",
        "Modhyanratim savn khaum nakat.",
        "Donparam don vorancher yeiat.",
        "Dedd vor ravat.",
    ),
    "kok-Deva": (
        "दनपारच्या बारा वरांचेर येयात.",
        "मध्यानरातीं सावन जेवूं नाकात.",
        "दनपारां दोन वरांचेर येयात.",
        "देड वर रावात.",
    ),
    "fa-AF": (
        "ساعت دوازده ظهر بیایید.",
        "از نیمه شب نخورید.",
        "ساعت دو بعد از ظهر بیایید.",
        "یک و نیم ساعت صبر کنید.",
    ),
    "fj": (
        "Mo ni lako mai ena sigalevu tutu.",
        "Mo ni kua ni kana tekivu ena bogilevu tutu.",
        "Mo ni lako mai ena rua na kaloko ena yakavi.",
        "Mo ni waraka e dua na aua ka veimama.",
    ),
    "so": (
        "Kaalay duhurka.",
        "Ha cunin laga bilaabo saqda dhexe.",
        "Kaalay labada galabnimo.",
        "Sug hal saac iyo badh.",
    ),
    "ps": (
        "د غرمې راشئ.",
        "له نیمې شپې څخه مه خورئ.",
        "د ماسپښین په دوو بجو راشئ.",
        "یو نیم ساعت انتظار وکړئ.",
    ),
}
PERCENT: tuple[tuple[str, str, str, str], ...] = (
    ("25%", "Etwa fünfundzwanzig Prozent.", "Etwa fünfunddreißig Prozent.", "de"),
    ("80%", "Environ quatre-vingts pour cent.", "Environ quatre-vingt-dix pour cent.", "fr"),
    (
        "97%",
        "Environ quatre-vingt-dix-sept pour cent.",
        "Environ quatre-vingt-sept pour cent.",
        "fr",
    ),
    ("75%", "Około siedemdziesiąt pięć procent.", "Około siedemdziesiąt sześć procent.", "pl"),
    ("75%", "Cerca del setenta y cinco por ciento.", "Cerca del sesenta y cinco por ciento.", "es"),
    ("75%", "Cerca de setenta e cinco por cento.", "Cerca de setenta e dois por cento.", "pt-PT"),
    ("28%", "Circa il ventotto per cento.", "Circa il ventisette per cento.", "it"),
    (
        "75%",
        "Aproximativ șaptezeci și cinci la sută.",
        "Aproximativ șaizeci și cinci la sută.",
        "ro",
    ),
    ("75%", "প্রায় পঁচাত্তর শতাংশ।", "প্রায় পঁচিশ শতাংশ।", "bn"),
    ("75%", "करिब पचहत्तर प्रतिशत।", "करिब पच्चीस प्रतिशत।", "ne"),
    ("75%", "Sumar ponchahottor ttokke.", "Sumar ponchvis ttokke.", "kok-Latn"),
    ("75%", "सुमार पंचाहत्तर टक्के.", "सुमार पंचवीस टक्के.", "kok-Deva"),
    ("75%", "تقریباً هفتاد و پنج فیصد.", "تقریباً هفتاد و شش فیصد.", "fa-AF"),
    (
        "75%",
        "E rauta ni vitusagavulu ka lima na pasede.",
        "E rauta ni onosagavulu ka lima na pasede.",
        "fj",
    ),
    ("75%", "Qiyaastii boqolkiiba shan iyo toddobaatan.", "Boqolkiiba shan iyo lixdan.", "so"),
    ("75%", "Qiyaastii boqolkiiba toddobaatan iyo shan.", "Boqolkiiba toddobaatan iyo lix.", "so"),
    ("75%", "شاوخوا پنځه اویا سلنه.", "شاوخوا شپږ اویا سلنه.", "ps"),
)

RIGHT: tuple[tuple[str, str, str], ...] = (
    *((HALF_PAST, row[0], tag) for tag, row in SPOKEN.items()),
    *((HALF_PM, row[0], tag) for tag, row in SPOKEN.items()),
    *((QUARTER_PAST, row[2], tag) for tag, row in SPOKEN.items()),
    *((QUARTER_TO, row[3], tag) for tag, row in SPOKEN.items()),
    *((NOON, row[0], tag) for tag, row in NAMED.items()),
    *((MIDNIGHT, row[1], tag) for tag, row in NAMED.items()),
    *((TWO_PM, row[2], tag) for tag, row in NAMED.items()),
    *((said, row[3], tag) for tag, row in NAMED.items() for said in HOUR_AND_A_HALF),
    *((f"About {value}.", right, tag) for value, right, _, tag in PERCENT),
    *((said, "Revenez dans quinze jours.", "fr") for said in FORTNIGHT),
    *((said, "Vuelva en una quincena.", "es") for said in FORTNIGHT),
    *((said, "Torni tra quindici giorni.", "it") for said in FORTNIGHT),
    *((said, "Kommen Sie in zwei Wochen wieder.", "de") for said in FORTNIGHT),
    ("Wait 24 hours.", "Odczekaj dobę.", "pl"),
    ("Wait 24 hours.", "یک شبانه‌روز صبر کنید.", "fa-AF"),
    *((said, "Sug saacad iyo badh.", "so") for said in HOUR_AND_A_HALF),
    (FREEZER, "Bewahren Sie die Milch bei −18 °C auf.", "de"),
    (FREEZER, "Bewahren Sie die Milch bei –18 °C auf.", "de"),
    (FREEZER, "Bewahren Sie die Milch bei 18 Grad unter null auf.", "de"),
    (FREEZER, "Przechowuj mleko w temperaturze minus 18 stopni.", "pl"),
    (FREEZER, "Conservez le lait à moins 18 °C.", "fr"),
    (FREEZER, "Guarde la leche a 18 grados bajo cero.", "es"),
    (FREEZER, "दूध माइनस १८ डिग्री सेल्सियसमा राख्नुहोस्।", "ne"),
    (FREEZER, "आवयचें दूद फ्रीजरांत मायनस 18°C चेर दवरात.", "kok-Deva"),
    ("Come back on the 21st day.", "एकविसाव्या दिसा परत येयात.", "kok-Deva"),
    ("Take 2½ tablets.", "Don ani ordi gulli gheiat.", "kok-Latn"),
    ("The test takes 15 minutes.", "Topasnnek pav vor lagta.", "kok-Latn"),
    ("Keep it at at least 18°C.", "Gardez-le à au moins 18 °C.", "fr"),
    ("Eat 5-7 portions.", "Jedz 5 - 7 porcji.", "pl"),
    (FEVER, "Zadzwoń, jeśli masz 38 stopni lub więcej.", "pl"),
    (FEVER, "Zadzwoń, jeśli masz 100,4°F lub więcej.", "pl"),
    ("It is 2 inches long.", "Ma 5 cm długości.", "pl"),
    ("Your baby weighs 8 lb.", "Dziecko waży 3,6 kg.", "pl"),
    ("Take ⅓ of it.", "Nehmen Sie ein Drittel davon.", "de"),
    ("Drink ½ litre.", "Trinken Sie einen halben Liter.", "de"),
    ("Drink ¾ of it.", "Beba tres cuartos.", "es"),
    ("About 1 in 4 babies.", "Etwa jedes vierte Baby.", "de"),
    ("About 1 in 4 babies.", "Mniej więcej co czwarte dziecko.", "pl"),
    ("About 1 in 4 babies.", "Environ un quart des bébés.", "fr"),
    ("Count 10⁹ cells.", "Zählen Sie 10^9 Zellen.", "de"),
    ("Take 2½ tablets.", "Weź dwie i pół tabletki.", "pl"),
    ("Take 2½ tablets.", "Tome dos pastillas y media.", "es"),
    (HALF_PAST, "Kommen Sie um 14.30 Uhr.", "de"),
    (HALF_PM, "Kommen Sie um halb drei nachmittags.", "de"),
    ("At ten past two.", "Um zehn nach zwei.", "de"),
)
"""Nothing blocks."""

WRONG: tuple[tuple[str, str, str], ...] = (
    *((HALF_PAST, row[1], tag) for tag, row in SPOKEN.items()),
    *((HALF_PM, row[1], tag) for tag, row in SPOKEN.items()),
    *((QUARTER_PAST, row[3], tag) for tag, row in SPOKEN.items()),
    *((QUARTER_TO, row[2], tag) for tag, row in SPOKEN.items()),
    *((f"About {value}.", wrong, tag) for value, _, wrong, tag in PERCENT),
    (FREEZER, "Bewahren Sie die Milch im Gefrierfach bei 18 °C auf.", "de"),
    (FREEZER, "Guarde la leche a 18 grados.", "es"),
    *((NOON, row[1], tag) for tag, row in NAMED.items() if tag in {"fj", "so", "ps", "pl"}),
    ("Keep it at 18°C.", "Przechowuj w temperaturze −18°C.", "pl"),
    (FEVER, "Zadzwoń, jeśli temperatura wynosi 38°F lub więcej.", "pl"),
    (FEVER, "Llame si tiene 38 grados Fahrenheit o más.", "es"),
    (FEVER, "Zadzwoń, jeśli masz 38 stopni Fahrenheita lub więcej.", "pl"),
    ("It is 5 cm long.", "Ma 5 mm długości.", "pl"),
    ("It is 5 cm long.", "Es ist 5 Zoll lang.", "de"),
    ("Your baby weighs 8 lb.", "Dziecko waży 8 kg.", "pl"),
    ("A pressure of 20 mmHg.", "Ein Druck von 20 kPa.", "de"),
    ("Give ⅛ of a teaspoon.", "Geben Sie einen Teelöffel.", "de"),
    ("Take ⅓ of it.", "Nehmen Sie ein Viertel davon.", "de"),
    ("About 1 in 4 babies.", "Etwa jedes fünfte Baby.", "de"),
    ("Count 10⁹ cells.", "Zählen Sie 10⁶ Zellen.", "de"),
    ("Take 2½ tablets.", "Weź trzy i pół tabletki.", "pl"),
    ("Take 2½ tablets.", "साडे तीन गुळयो घेयात.", "kok-Deva"),
    ("It takes twenty-five minutes.", "Taka postis minuttam lagtat.", "kok-Latn"),
    (HALF_PM, "Kommen Sie um halb drei morgens.", "de"),
    (HALF_PAST, "Przyjdź o 15:30.", "pl"),
    ("At ten past two.", "Um zehn vor zwei.", "de"),
    ("Wait 24 hours.", "Odczekaj dwie doby.", "pl"),
)
"""Something about a number blocks."""
