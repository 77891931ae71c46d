"""Turns of speech that are not what their words say elsewhere."""

import pytest

from app import checks
from app.checks.base import Pair, Severity


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bn", "প্রতি 2 থেকে 3 ঘণ্টায় বাচ্চাকে দুধ খাওয়ান।"),
        ("de", "Stillen Sie Ihr Baby alle 2 bis 3 Stunden."),
        ("es", "Dé el pecho a su bebé cada 2 a 3 horas."),
        ("fa-AF", "طفل خود را هر 2 تا 3 ساعت شیر بدهید."),
        ("fr", "Allaitez votre bébé toutes les 2 à 3 heures."),
        ("ne", "बच्चालाई हरेक 2 देखि 3 घण्टामा दूध खुवाउनुहोस्।"),
        ("pl", "Karm dziecko co 2 do 3 godzin."),
        ("pt-PT", "Amamente o bebé a cada 2 a 3 horas."),
    ],
)
def test_every_two_to_three_hours_is_not_every_other_hour(language: str, text: str) -> None:
    english = "Feed your baby every 2 to 3 hours."
    found = checks.run(Pair(english, text, language, safety_critical=True))
    assert [each.message for each in found if each.severity is Severity.BLOCKING] == []
