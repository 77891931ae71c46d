"""What looks like a number word and is none, and words that multiply digits; the number words
themselves are in `numbers`.
"""
# ruff: noqa: E501
# fmt: off

# Not a number: "no one", "one another", "one-to-one", "the one you want", Tuesday in Dari.
IDLE: dict[str, str] = {
    "en": r"\bno one\b|\bone another\b|\bone[- ]to[- ]one\b|\bthe one\b|\bthis one\b|\bone or both\b"
    r"|\bone day\b|\bsecond opinion\b|\bhundreds of\b|\bone of\b|\bthe other one\b|\bfirst aid\b",
    "kok-Latn": r"\bdon[pf]ar\w*|\bdispar\w*|\bek ?ek\b|\bekam[ -]?ek\w*",
    "kok-Deva": r"दोनपार[^ ]*|एक(?:ा|े)?मेक[^ ]*",
    "fa-AF": r"(?:یک|دو|سه|چهار|پنج) ?شنبه",
    "ps": r"(?:یو|دو|سه|چهار|پنج|څلور|درې) ?شنبه",
    "de": r"\bacht (?:geben|gibt|gegeben)\b",
    "pl": r"\bpiąt(?:ek|ku|kiem|ki|ków)\b|\bśrod\w+",
    "pt-PT": r"\b(?:segunda|terça|quarta|quinta|sexta)(?:s?-feiras?| a (?:sexta|quinta|quarta))|\b(?:segunda|sexta) e\b",
    "fr": r"\bentre les deux\b",
}

SCALES: dict[str, str] = {
    "en": "1000: thousand; 1000000: million millions",
    "pl": "1000: tysiąc tysiące tysięcy tys; 1000000: milion miliony milionów mln",
    "ne": "1000: हजार; 100000: लाख; 10000000: करोड",
    "ro": "1000: mii; 1000000: milion milioane",
    "bn": "1000: হাজার; 100000: লক্ষ লাখ; 10000000: কোটি",
    "kok-Latn": "1000: hozar hazar; 100000: lakh; 1000000: million milionam; 10000000: kotti",
    "kok-Deva": "1000: हजार; 100000: लाख; 1000000: मिलियन दशलक्ष; 10000000: कोटी",
    "pt-PT": "1000: mil; 1000000: milhão milhões",
    "es": "1000: mil; 1000000: millón millones",
    "fr": "1000: mille; 1000000: million millions",
    "it": "1000: mila; 1000000: milione milioni",
    "de": "1000: tausend; 1000000: million millionen",
    "fa-AF": "1000: هزار; 1000000: میلیون ملیون",
    "fj": "1000: udolu; 1000000: milioni",
    "ps": "1000: زره زرو زر; 1000000: میلیونه ملیونه",
    "so": "1000: kun; 1000000: milyan malyuun",
}
