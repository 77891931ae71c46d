"""How machines have really failed: (English, draft, language, the check that must see it, whether
that keeps the draft out). Each row was given by an engine or is one of its failures on our texts.
"""

PAIN = "Tell your midwife about any pain that you feel in the night."
DECIDE = "You do not have to decide today."
DOSE = "Take 400 micrograms of folic acid."
OUT, FLAG = True, False

FAILED: tuple[tuple[str, str, str, str, bool], ...] = (
    # English given back: a quarter of all sentences of one published model.
    (PAIN, PAIN, "pl", "copied", OUT),
    (PAIN, PAIN.lower(), "so", "copied", OUT),
    ("Your rights", "Your rights", "es", "copied", OUT),
    ("When to call", "When to call", "ro", "copied", OUT),
    ("Call <1>your midwife</1> on <2/>.", "Call <1>your midwife</1> on <2/>.", "fr", "copied", OUT),
    ("Do not wait until tomorrow.", "Do not wait hasta mañana.", "es", "copied", OUT),
    # Loops and repeats, most of all on short headings.
    (PAIN, "Dolor en el mainstremainstre de la noche.", "es", "loop", OUT),
    ("Mainstream care", "mainstremainstremainstremainstre", "es", "loop", OUT),
    ("When to call", "aaaaaaaaaaaaaaaaaaaaaaa", "fj", "loop", OUT),
    ("Your rights", "Sus derechos derechos derechos", "es", "loop", OUT),
    ("Your rights", "Sus derechos sus derechos", "es", "loop", OUT),
    ("Folic acid", "Ácido ácido fólico", "es", "loop", OUT),
    (PAIN, "Powiedz położnej, powiedz położnej, powiedz położnej o bólu.", "pl", "loop", OUT),
    (PAIN, "আপনার ধাত্রীকে বলুন আপনার ধাত্রীকে বলুন আপনার ধাত্রীকে বলুন।", "bn", "loop", OUT),
    # Too short, too long, nothing.
    (PAIN, "Dígalo.", "es", "length", FLAG),
    (PAIN, "Sí.", "es", "length", FLAG),
    ("Tell your midwife today.", "Diga hoy " + "a su matrona de la casa " * 9, "es", "length", OUT),
    ("Your rights", ". . . . . .", "es", "wordless", OUT),
    (PAIN, "", "es", "presence", OUT),
    # The wrong letters.
    (PAIN, "Powiedz акушерке о всякой боли ночью.", "pl", "script", OUT),
    (PAIN, "अपनी दाई को किसी भी दर्द के बारे में बताएं।", "kok-Latn", "script", OUT),
    (PAIN, "Ba qabela-e khod dar bara-e dard begoyed.", "fa-AF", "script", OUT),
    # Meaning turned round by a pivot through a third language.
    (DECIDE, "Dovete solo decidere oggi.", "it", "negation", OUT),
    (DECIDE, "Trebuie să decideți doar astăzi.", "ro", "negation", OUT),
    # Facts lost, changed and added; another unit than the one on the box.
    (DOSE, "Tome 40 micrograms de ácido fólico.", "es", "facts", OUT),
    (DOSE, "Tome 0,4 mg de ácido fólico.", "es", "facts", OUT),
    (DOSE, "Tome ácido fólico.", "es", "facts", OUT),
    ("Take folic acid every day.", "Tome 400 mg de ácido fólico cada día.", "es", "facts", OUT),
    ("Scans are at 12 and 20 weeks.", "Hay ecografías a las 12 semanas.", "es", "facts", OUT),
    # Marks of what an engine did not know, and placeholders gone astray.
    (PAIN, "Diga a su *midwife sobre el dolor de la noche.", "es", "unknown-word", OUT),
    (PAIN, "Diga a su @midwife sobre el dolor de la noche.", "es", "unknown-word", OUT),
    (PAIN, "Diga a su ⁇ sobre el dolor de la noche.", "es", "unknown-word", OUT),
    (PAIN, "Diga a su <unk> sobre el dolor de la noche.", "es", "unknown-word", OUT),
    (PAIN, "Diga a su \ufffd sobre el dolor de la noche.", "es", "unknown-word", OUT),
    (PAIN, "▁Diga ▁a su matrona sobre el dolor.", "es", "unknown-word", OUT),
    (PAIN, "Diga a su PH1 sobre el dolor de la noche.", "es", "unknown-word", OUT),
    (PAIN, "Diga ⟦1⟧ a su matrona sobre el dolor de la noche.", "es", "markup", OUT),
    # What was masked stands in English.
    (DOSE, "Przyjmuj 400 micrograms kwasu foliowego.", "pl", "english-unit", FLAG),
    ("Come at 9am.", "Przyjdź o 9am.", "pl", "english-unit", FLAG),
)

SOUND: tuple[tuple[str, str, str], ...] = (
    ("Hospital", "Hospital", "es"),
    ("Healthy Start", "Healthy Start", "pl"),
    ("Rest", "Vous vous reposez", "fr"),
    ("Small steps", "साना साना पाइला", "ne"),
    ("Get ready", "Vakavakarau", "fj"),
    ("Email: <1/>", "Email: <1/>", "it"),
    ("12 weeks", "12 semanas", "es"),
)
"""Drafts that look odd and are right."""
