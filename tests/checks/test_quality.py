"""Marks, script, variety, machine failures, negation and punctuation, one behaviour each."""

from __future__ import annotations

import pytest

from app.checks import Pair, Severity, run

TELL = "Tell your midwife about any pain that you feel in the night."


def checks(source: str, target: str, language: str, machine: bool = False) -> dict[str, Severity]:
    findings = run(Pair(source, target, language, machine=machine))
    return {f.check: f.severity for f in findings}


def test_an_empty_translation_has_one_finding() -> None:
    assert checks("Take 400 micrograms <1>now</1>.", " ", "pl") == {"presence": Severity.BLOCKING}


def test_every_finding_is_a_plain_sentence() -> None:
    for finding in run(Pair("Do not take 5 mg <1>now</1>?", "teraz teraz", "pl")):
        assert finding.message[0].isupper() or finding.message[0] in "“‘<"
        assert finding.message.rstrip()[-1] in ".?!।"


def test_blocking_findings_come_first() -> None:
    severities = [f.severity for f in run(Pair("Take 5 mg?", "४ मि.ग्रा. लिनुहोस्", "ne"))]
    assert severities == sorted(severities, key=lambda s: s is not Severity.BLOCKING)


@pytest.mark.parametrize(
    ("target", "language", "check", "severity"),
    [
        ("तुमच्या दायेक सांगात.", "kok-Latn", "script", Severity.BLOCKING),
        ("Tumchea daiek sangat.", "kok-Deva", "script", Severity.BLOCKING),
        ("Apnar dhatri ke bolun.", "bn", "script", Severity.BLOCKING),
        ("Tell the midwife please.", "fa-AF", "script", Severity.BLOCKING),
        ("Spuneţi moaşei.", "ro", "letters", Severity.ADVISORY),
        ("به قابله خود بگوييد.", "fa-AF", "letters", Severity.ADVISORY),
        ("خپلې قابلې ته ووایاست چې څنګه كار کوي.", "ps", "letters", Severity.ADVISORY),
        ("Ligue para o seu celular.", "pt-PT", "variety", Severity.ADVISORY),
        ("به بیمارستان بروید.", "fa-AF", "variety", Severity.ADVISORY),
        ("अपनी दाई को बताएं और यह है।", "ne", "variety", Severity.ADVISORY),
    ],
)
def test_h11_wrong_script_letters_or_variety_are_seen(
    target: str, language: str, check: str, severity: Severity
) -> None:
    assert checks("Tell your midwife.", target, language)[check] is severity


def test_h11_names_may_stay_in_latin_letters() -> None:
    source = "Ask for Healthy Start at NHS Great Western Hospital, or see www.nhs.uk/start."
    target = "NHS Great Western Hospital मा Healthy Start माग्नुहोस्, वा www.nhs.uk/start हेर्नुहोस्।"
    assert checks(source, target, "ne") == {}


def test_h11_pashto_may_use_both_its_letters_for_i() -> None:
    assert checks("It is done.", "دا شوي دي او ښه دی.", "ps") == {}


@pytest.mark.parametrize("language", ["pl", "es", "fj", "so"])
def test_h5_english_left_as_it_was_is_seen(language: str) -> None:
    assert checks(TELL, TELL, language, machine=True)["copied"] is Severity.BLOCKING
    assert checks(TELL, TELL, language)["copied"] is Severity.ADVISORY


@pytest.mark.parametrize(
    "target",
    [
        "Dolor en el mainstremainstre de la noche.",
        "Dolor dolor dolor en la noche y más.",
        "Si siente dolor si siente dolor en la noche.",
        "de la noche a la de la noche y la de la noche",
    ],
)
def test_a_loop_keeps_a_machine_draft_out(target: str) -> None:
    assert checks(TELL, target, "es", machine=True)["loop"] is Severity.BLOCKING


def test_a_word_that_the_engine_did_not_know_keeps_its_draft_out() -> None:
    assert "unknown-word" in checks(TELL, "Diga a su *midwife.", "es", machine=True)
    assert "unknown-word" not in checks(TELL, "Diga a su *midwife.", "es")


def test_a_draft_of_odd_length_is_flagged() -> None:
    assert checks(TELL, "Dígalo.", "es", machine=True)["length"] is Severity.ADVISORY


@pytest.mark.parametrize(
    ("english", "target", "language"),
    [
        (
            "Your midwife sees you at 16, 20 and 28 weeks.",
            "Położna spotka się z Panią w 16 tygodniu ciąży, potem w 20 tygodniu ciąży i w 28 "
            "tygodniu ciąży.",
            "pl",
        ),
        (
            "Call the midwife if you bleed, are in pain or have a fever.",
            "Llame a la matrona si sangra, llame a la matrona si tiene dolor, llame a la matrona "
            "si tiene fiebre.",
            "es",
        ),
        (
            "You can have it from 16 weeks, best before 20 weeks, until 32 weeks.",
            "Pode tomar a vacina a partir das 16 semanas de gravidez, de preferência antes das 20 "
            "semanas de gravidez e até às 32 semanas de gravidez.",
            "pt-PT",
        ),
    ],
)
def test_what_is_said_of_each_of_several_things_is_no_loop(
    english: str, target: str, language: str
) -> None:
    assert "loop" not in checks(english, target, language, machine=True)


def test_fijian_doubling_is_not_a_loop() -> None:
    assert checks("Get ready.", "Vakavakarau.", "fj", machine=True).get("loop") is None


def test_h2_a_lost_not_blocks_only_where_it_is_safety_critical() -> None:
    pair = Pair("Do not wait.", "Czekaj.", "pl", safety_critical=False)
    assert [f.severity for f in run(pair)] == [Severity.ADVISORY]


def test_h2_a_not_lost_in_one_of_two_sentences_is_found() -> None:
    source = "Do not smoke. Do not drink."
    assert checks(source, "Nie pal. Pij.", "pl")["negation"] is Severity.BLOCKING


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("I don't mind", "Me da igual", "es"),
        ("I'm not sure yet", "Noch unsicher", "de"),
        (
            "If you cannot reach us, call 999.",
            "Wenn Sie niemanden erreichen, rufen Sie 999 an.",
            "de",
        ),
        ("If your baby is not moving, call.", "Si su bebé dejó de moverse, llame.", "es"),
        ("Do not hesitate to call.", "Dzwoń śmiało.", "pl"),
        ("It is not only for mothers.", "C’est aussi pour les pères.", "fr"),
        ("You may not feel it until week 20.", "Możesz to poczuć dopiero w 20. tygodniu.", "pl"),
    ],
)
def test_h2_other_ways_to_say_not_do_not_alarm(source: str, target: str, language: str) -> None:
    assert checks(source, target, language) == {}


@pytest.mark.parametrize(
    ("source", "target", "language", "check"),
    [
        ("Are you well?", "Czy dobrze się czujesz.", "pl", "end-mark"),
        ("Are you well?", "Está bien?", "es", "end-mark"),
        ("Are you well?", "آیا خوب هستید?", "fa-AF", "end-mark"),
        ("You are well.", "तपाईं सञ्चो हुनुहुन्छ", "ne", "end-mark"),
        ("You are well.", "Jesteś zdrowa", "pl", "end-mark"),
        ("You can call.", "Możesz zadzwonić zadzwonić.", "pl", "doubled-word"),
    ],
)
def test_end_marks_and_doubled_words_are_advice(
    source: str, target: str, language: str, check: str
) -> None:
    assert checks(source, target, language) == {check: Severity.ADVISORY}
