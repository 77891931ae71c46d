"""Letters and words of a neighbouring language or country, and what readers here write."""
# ruff: noqa: E501
# fmt: off

# Letter -> what to write. Pashto rightly uses ي beside ی.
LETTERS: dict[str, dict[str, str]] = {
    "ro": {"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"},
    "fa-AF": {"ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه"},
    "ps": {"ك": "ک"},
}
# Words of a neighbouring variety -> what readers here say. A closing `*` takes any ending.
VARIETIES: dict[str, tuple[str, dict[str, str]]] = {
    "pt-PT": (
        "Brazilian",
        {"bebê*": "bebé", "neném": "bebé", "nenê": "bebé", "ônibus": "autocarro", "contato*": "contacto",
         "equipe*": "equipa", "celular*": "telemóvel", "banheiro*": "casa de banho", "planejar": "planear",
         "planejamento": "planeamento", "controle": "controlo", "ultrassom": "ecografia",
         "mamadeira*": "biberão", "registro*": "registo", "acadêmic*": "académico", "você": "a senhora / tu",
         "vocês": "as pessoas", "gênero": "género", "econômic*": "económico", "mamãe": "mãe",
         "gestante*": "grávida", "absorvente*": "penso", "pré-eclâmpsia leve": "pré-eclampsia",
         "telefone celular": "telemóvel", "suco*": "sumo", "gêmeos": "gémeos", "eletrônic*": "eletrónico",
         "tênis": "ténis", "oxigênio": "oxigénio", "fenômeno*": "fenómeno", "sintonizar": "ajustar"},
    ),
    "fa-AF": (
        "Iranian",
        {"بیمارستان*": "شفاخانه", "اورژانس*": "عاجل", "پرستار*": "نرس", "دکتر": "داکتر", "مامای": "قابله",
         "آمبولانس*": "امبولانس"},
    ),
    "ne": ("Hindi", {"है": "छ", "हैं": "छन्", "नहीं": "छैन", "और": "र", "लिए": "लागि", "आपके": "तपाईंको",
                     "आपको": "तपाईंलाई", "अपने": "आफ्नो", "कृपया ध्यान दें": "ध्यान दिनुहोस्", "सकते": "सक्नुहुन्छ",
                     "करें": "गर्नुहोस्"}),
    "kok-Deva": ("Marathi or Hindi", {"आहे": "आसा", "आहेत": "आसात", "आणि": "आनी", "नाही": "ना", "है": "आसा",
                                     "हैं": "आसात", "नहीं": "ना", "और": "आनी", "तुम्ही": "तुमी", "करा": "करात", "साठी": "खातीर"}),
}
DIACRITICS = {"pl": "ąćęłńóśźż", "ro": "ăâîșțşţ"}
