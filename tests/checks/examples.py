"""The table of examples of each check, under its id: texts that it must find fault with, and near
misses that it must let pass. A new check begins here; the long tables are in rows_*.py."""

from __future__ import annotations

from dataclasses import dataclass

from app.checks import Pair, Term

TELL = "Tell your midwife about any pain that you feel in the night."
CALL = "Call 999 now. Call 111 later."
MIDWIFE = (Term("midwife", ("położna",), forbidden=("akuszerka",)),)


@dataclass(frozen=True)
class Examples:
    """Pairs for one check."""

    damaged: tuple[Pair, ...]
    clean: tuple[Pair, ...]


def by_hand(
    language: str, *rows: tuple[str, str], terms: tuple[Term, ...] = ()
) -> tuple[Pair, ...]:
    """Rows of English and translation that a person wrote."""
    return tuple(Pair(source, target, language, terms=terms) for source, target in rows)


def draft(language: str, *rows: tuple[str, str]) -> tuple[Pair, ...]:
    """Rows of English and draft that a machine wrote."""
    return tuple(Pair(source, target, language, machine=True) for source, target in rows)


EXAMPLES: dict[str, Examples] = {
    "presence": Examples(
        by_hand("pl", ("Call us.", ""), ("Call us.", " "), ("Call <2/>.", "<2/>")),
        by_hand("pl", ("Call us.", "Zadzwoń."), ("<2/>", "<2/>"), ("", "")),
    ),
    "markup": Examples(
        by_hand(
            "pl",
            ("Call <2/>.", "Zadzwoń."),
            ("See <1>our page</1>.", "Zobacz </1>naszą stronę<1>."),
            ("See <1>our page</1>.", "Zobacz <1></1>naszą stronę."),
            ("Call us.", "Zadzwoń ⟦1⟧."),
        ),
        by_hand("pl", ("See <1>us</1> or <2/>.", "<2/> lub <1>my</1>."), ("Call us.", "Zadzwoń.")),
    ),
    "direction": Examples(
        by_hand(
            "pl",
            ("Take 12 mg.", "Weź \u202e12\u202c mg."),
            ("Call 01632 960001.", "Zadzwoń: \u206701632 960001\u2069."),
        ),
        by_hand("fa-AF", ("Take 12 mg.", "\u200f12 mg بخورید."), ("Do not go.", "نمی\u200cروید.")),
    ),
    "facts": Examples(
        by_hand(
            "pl",
            ("Take 400 micrograms.", "Weź 40 mikrogramów."),
            ("Take 400 micrograms.", "Weź 0,4 mg."),
            ("Come at 9am.", "Przyjdź o 21:00."),
            ("Call 01632 960001.", "Zadzwoń: 01632 960010."),
        ),
        by_hand(
            "pl",
            ("Take 1.5 mg.", "Weź 1,5 mg."),
            ("Come at 5pm.", "Przyjdź o 17:00."),
            ("Call 01632 960001.", "Zadzwoń: 01632 960 001."),
        ),
    ),
    "order": Examples(
        by_hand(
            "pl",
            ("You will have 8 to 10 visits.", "Będzie od 10 do 8 wizyt."),
            (CALL, "Zadzwoń teraz pod 111. Później zadzwoń pod 999."),
        ),
        by_hand(
            "pl",
            ("You will have 8 to 10 visits.", "Będzie od 8 do 10 wizyt."),
            (CALL, "Zadzwoń teraz pod 999. Później zadzwoń pod 111."),
        ),
    ),
    "months": Examples(
        by_hand(
            "pl",
            ("Come on 6 August 2026.", "Przyjdź 6 lipca 2026."),
            ("Come on 6 August 2026.", "Przyjdź 06.07.2026."),
        ),
        by_hand(
            "pl",
            ("Come on 6 August 2026.", "Przyjdź 6 sierpnia 2026."),
            ("Come on 6 August 2026.", "Przyjdź 06.08.2026."),
            ("You may call.", "Możesz zadzwonić 6 lipca."),
        ),
    ),
    "frequency": Examples(
        by_hand("pl", ("Take one every day.", "Bierz jedną co tydzień.")),
        by_hand(
            "pl",
            ("Take one every day.", "Bierz jedną codziennie."),
            ("Take one every day for a week.", "Bierz jedną co dzień przez tydzień."),
        ),
    ),
    "negation": Examples(
        by_hand(
            "pl",
            ("Do not wait.", "Czekaj."),
            ("Do not smoke. Do not drink.", "Nie pal. Pij."),
            ("Call 999.", "Nie dzwoń pod 999."),
        ),
        by_hand(
            "pl", ("Do not wait.", "Nie czekaj."), ("Do not hesitate to call.", "Dzwoń śmiało.")
        ),
    ),
    "turns": Examples(
        by_hand(
            "de",
            ("Wait at least 4 hours.", "Warten Sie höchstens 4 Stunden."),
            ("If you are under 18.", "Wenn Sie über 18 sind."),
            ("Take it 2 hours before food.", "Nehmen Sie es 2 Stunden nach dem Essen."),
            ("Lie on your left side.", "Legen Sie sich auf die rechte Seite."),
        )
        + by_hand(
            "pl", ("Call us today.", "Zadzwoń jutro."), ("Take it twice a day.", "Raz dziennie.")
        ),
        by_hand(
            "de",
            ("Wait at least 4 hours.", "Warten Sie nicht weniger als 4 Stunden."),
            ("Take no more than 4 a day.", "Nehmen Sie täglich höchstens 4."),
            ("You have the right to choose.", "Sie haben das Recht, zu wählen."),
            ("Do not stop before you have asked.", "Setzen Sie sie erst nach Rücksprache ab."),
        )
        + by_hand("so", ("Call us today, not tomorrow.", "Maanta na soo wac, ha sugin berri."))
        + by_hand("pl", ("If you cannot speak, text 999.", "Osoby niemówiące: SMS na 999."))
        + by_hand("ps", ("If nobody comes, call us.", "که څوک رانه شي، موږ ته زنګ ووهئ."))
        + by_hand("kok-Latn", ("We do not keep your answers.", "Ami tumcheo zapo dovrinanv."))
        + by_hand("so", ("They must not tell your family.", "Waa inaysan u sheegin qoyskaaga.")),
    ),
    "script": Examples(
        by_hand("kok-Latn", ("Tell your midwife.", "तुमच्या दायेक सांगात."))
        + by_hand("bn", ("Tell your midwife.", "Apnar dhatri ke bolun."))
        + by_hand(
            "ps", ("Community midwife", "(community midwife)"), ("Rest.", "(rest now) قابله")
        ),
        by_hand("pl", ("Tell your midwife.", "Powiedz położnej."))
        + by_hand("ne", ("Ask for Healthy Start at the NHS.", "NHS मा Healthy Start माग्नुहोस्।"))
        + by_hand("ps", ("Community midwife", "د سیمې قابله (community midwife)")),
    ),
    "variety": Examples(
        by_hand("pt-PT", ("Call us by phone.", "Ligue para o seu celular."))
        + by_hand("fa-AF", ("Go to hospital.", "به بیمارستان بروید.")),
        by_hand("pt-PT", ("Call us by phone.", "Ligue para o seu telemóvel."))
        + by_hand("es", ("Call us by phone.", "Llame a su celular.")),
    ),
    "terms": Examples(
        by_hand(
            "pl",
            ("Ask your midwife.", "Zapytaj lekarza."),
            ("Ask your midwife.", "Zapytaj akuszerka."),
            terms=MIDWIFE,
        ),
        by_hand(
            "pl",
            ("Ask your midwife.", "Zapytaj swoją położną."),
            ("Ask us.", "Zapytaj nas."),
            terms=MIDWIFE,
        ),
    ),
    "copied": Examples(
        by_hand("pl", (TELL, TELL)) + draft("es", ("Your rights", "Your rights")),
        by_hand("pl", (TELL, "Powiedz położnej o każdym bólu w nocy."))
        + by_hand("en", (TELL, TELL)),
    ),
    "loop": Examples(
        draft(
            "es",
            (TELL, "Dolor en el mainstremainstre de la noche."),
            ("Your rights", "Sus derechos sus derechos"),
            ("When to call", "aaaaaaaaaaaa"),
        ),
        draft("fj", ("Get ready.", "Vakavakarau."))
        + draft("es", ("Very, very well.", "Muy, muy bien.")),
    ),
    "unknown-word": Examples(
        draft(
            "es", (TELL, "Diga a su *midwife."), (TELL, "Diga a su ⁇."), (TELL, "Diga a su PH1.")
        ),
        by_hand("es", (TELL, "Diga a su *midwife.")) + draft("es", ("2*3", "2*3")),
    ),
    "wordless": Examples(
        draft("es", ("Your rights", ". . ."), ("Your rights", "…")),
        draft("es", ("Your rights", "Sus derechos"), ("999", "999")),
    ),
    "length": Examples(
        draft("es", (TELL, "Dígalo."), ("Tell your midwife.", "Diga " + "a su matrona " * 9)),
        draft("es", ("Yes", "Sí, quiero")) + by_hand("es", (TELL, "Dígalo.")),
    ),
    "english-unit": Examples(
        draft("pl", ("Take 400 micrograms.", "Weź 400 micrograms."), ("Come at 9am.", "O 9am.")),
        draft("pl", ("Take 400 micrograms.", "Weź 400 mikrogramów."))
        + by_hand("pl", ("Come at 9am.", "O 9am.")),
    ),
    "native-digits": Examples(
        by_hand("ne", ("Take 12.", "१२ लिनुहोस्।")) + by_hand("fa-AF", ("Take 12.", "۱۲ بگیرید.")),
        by_hand("ne", ("Take 12.", "12 लिनुहोस्।")) + by_hand("pl", ("Take 12.", "Weź 12.")),
    ),
    "letters": Examples(
        by_hand("ro", ("Tell your midwife.", "Spuneţi moaşei."))
        + by_hand("fa-AF", ("Tell your midwife.", "به قابله خود بگوييد.")),
        by_hand("ro", ("Tell your midwife.", "Spuneți moașei."))
        + by_hand("ps", ("It is done.", "دا شوي دي او ښه دی.")),
    ),
    "hidden": Examples(
        by_hand(
            "pl",
            ("Tell your midwife.", "Powiedz po\u00adłożnej."),
            ("Tell your midwife.", "Powiedz\u200b położnej."),
            ("Tell your midwife.", "\ufeffPowiedz położnej."),
        ),
        by_hand("pl", ("Tell your midwife.", "Powiedz\u00a0położnej."))
        + by_hand("fa-AF", ("Do not go.", "نمی\u200cروید."))
        + by_hand("bn", ("Tell your midwife.", "মিডওয়াইফকে বলুন র\u200d্যাশ।")),
    ),
    "end-mark": Examples(
        by_hand(
            "pl", ("Are you well?", "Czy dobrze się czujesz."), ("You are well.", "Jest dobrze")
        )
        + by_hand("es", ("Are you well?", "Está bien?")),
        by_hand("pl", ("Are you well?", "Czy dobrze się czujesz?"), ("Your rights", "Twoje prawa"))
        + by_hand("ne", ("You are well.", "तपाईं सञ्चो हुनुहुन्छ।")),
    ),
    "doubled-word": Examples(
        by_hand("pl", ("You can call.", "Możesz możesz zadzwonić.")),
        by_hand("pl", ("Very well.", "Bardzo bardzo dobrze."))
        + by_hand("ne", ("Slowly.", "बिस्तारै बिस्तारै।")),
    ),
}
