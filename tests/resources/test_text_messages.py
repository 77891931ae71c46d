"""How many parts of an SMS a text takes, which texts may be sent to a phone at all, and what their
authors and translators are told.
"""

import pytest

from app.checks.base import Pair
from app.languages import Direction
from app.resources.content_problems import ContentError
from app.resources.load import parse
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild
from app.resources.style import lint
from app.resources.text_messages import (
    SENT,
    SMS,
    Sms,
    filled,
    measure,
    on_a_phone,
    outside,
)
from tests.content.drafts import Draft, too_long_for_sms

HEAD = """\
kind: message
slug: call-us
reference: BSW-MAT-900
version: "1"
owner: Lead midwife for antenatal care
organisation: The maternity system
approver: Consultant midwife
review_by: 2029-10-31
title: Call us
summary: Day or night.
"""
BLOCKS = """\
blocks:
  - id: worried
    type: paragraph
    text: Call if you are worried.
"""


def message(**texts: str) -> Resource:
    return parse(HEAD + "".join(f"{name}: '{text}'\n" for name, text in texts.items()) + BLOCKS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Sms(1, 0, is_gsm=True)),
        ("a" * 160, Sms(1, 160, is_gsm=True)),
        ("a" * 161, Sms(2, 161, is_gsm=True)),
        ("a" * 306, Sms(2, 306, is_gsm=True)),
        ("a" * 307, Sms(3, 307, is_gsm=True)),
        ("a" * 459, Sms(3, 459, is_gsm=True)),
        ("a" * 460, Sms(4, 460, is_gsm=True)),
        # The euro sign takes two letters, and is never cut in two: it goes whole into the next.
        ("a" * 158 + "€", Sms(1, 160, is_gsm=True)),
        ("a" * 159 + "€", Sms(2, 161, is_gsm=True)),
        ("a" * 152 + "€" + "a" * 152, Sms(3, 306, is_gsm=True)),
        ("a" * 152 + "€" + "a" * 151, Sms(2, 305, is_gsm=True)),
        ("ą" * 70, Sms(1, 70, is_gsm=False)),
        ("ą" * 71, Sms(2, 71, is_gsm=False)),
        ("ą" * 134, Sms(2, 134, is_gsm=False)),
        ("ą" * 135, Sms(3, 135, is_gsm=False)),
        ("ą" * 201, Sms(3, 201, is_gsm=False)),
        ("ą" * 202, Sms(4, 202, is_gsm=False)),
        # One letter outside the alphabet changes the room of all.
        ("a" * 69 + "ł", Sms(1, 70, is_gsm=False)),
        ("a" * 70 + "ł", Sms(2, 71, is_gsm=False)),
        ("a" * 159 + "’", Sms(3, 160, is_gsm=False)),
        # Beyond the first plane a sign takes two units, and is not cut in two either.
        ("🤰" * 35, Sms(1, 70, is_gsm=False)),
        ("🤰" * 36, Sms(2, 72, is_gsm=False)),
        ("a" * 66 + "🤰" + "a" * 66, Sms(3, 134, is_gsm=False)),
        ("बच्चा", Sms(1, 5, is_gsm=False)),
    ],
)
def test_a_text_takes_as_many_parts_as_networks_cut_it_into(text: str, expected: Sms) -> None:
    assert measure(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prénom, perché, Größe, Ñandú, Øre, Çava: £10 @ 5_6 #7", ("ú",)),
        ("àèéìòù äöüß ÄÖÜ ñÑ åÅ æÆ øØ", ()),
        ("áíóúâêôãõçë", tuple("áíóúâêôãõçë")),
        ("[1] {2} ^3 ~4 |5 \\6 €7", ()),
        ("your baby’s – “now”…", ("’", "–", "“", "”", "…")),
        ("a\u00a0b\tc", ("\u00a0", "\t")),
    ],
)
def test_letters_outside_the_sms_alphabet_are_named(text: str, expected: tuple[str, ...]) -> None:
    assert outside(text) == expected


def test_a_number_is_counted_as_long_as_it_is() -> None:
    text = "Call {phone.triage} at {name}."
    assert filled(text, {"phone.triage": "999", "name": "RUH"}.__getitem__) == "Call 999 at RUH."
    assert filled("Call {phone.triage}.") == "Call 01632 960101."


@pytest.mark.parametrize(
    ("direction", "shown"),
    [("ltr", "زنگ بزنید: 01632 960101 یا 999."), ("rtl", "زنگ بزنید: 01632960101 یا 999.")],
)
def test_h9_no_group_of_a_phone_number_changes_its_place_on_a_phone(
    direction: Direction, shown: str
) -> None:
    assert on_a_phone("زنگ بزنید: 01632 960101 یا 999.", direction) == shown


def test_weeks_that_stand_side_by_side_are_not_joined() -> None:
    assert on_a_phone("هفته 16 20 و ۰۱۶۳۲ ۹۶۰۱۰۱", "rtl") == "هفته 16 20 و ۰۱۶۳۲۹۶۰۱۰۱"


def test_what_is_sent_are_segments_after_the_summary_with_a_note_of_their_room() -> None:
    found = extract(message(text_message="Call us.", chat_message="Call us, day or night."))
    assert [each.path for each in found.segments] == ["title", "summary", *SENT, "worried"]
    sms, chat = found.segments[2:4]
    assert "at most 160 letters in English" in sms.note
    assert "459 Latin letters without accents" in sms.note
    assert "201 letters" in sms.note
    assert "about 700 letters" in chat.note
    assert (sms.safety_critical, chat.safety_critical) == (False, False)


def test_a_message_without_them_is_what_it_was() -> None:
    assert [each.path for each in extract(message()).segments] == ["title", "summary", "worried"]


def test_a_number_makes_what_is_sent_safety_critical() -> None:
    text = "Call {phone.triage}."
    found = extract(message(text_message=text, chat_message=text)).segments
    assert [each.path for each in found if each.safety_critical] == list(SENT)


def test_in_a_language_it_may_be_longer_than_in_english() -> None:
    english = extract(message(text_message="Call {phone.triage}."))
    texts = {each.path: each.text for each in english.segments}
    longer = rebuild(english, texts | {SMS: "Proszę zadzwonić. " * 10 + "<1/>"})
    assert longer.text_message is not None
    assert longer.text_message.endswith("{phone.triage}")


@pytest.mark.parametrize("kind", ["leaflet", "plan"])
def test_only_a_message_is_sent(kind: str) -> None:
    text = HEAD.replace("kind: message", f"kind: {kind}") + "text_message: Call us.\n" + BLOCKS
    with pytest.raises(ContentError) as refused:
        parse(text, "x.yaml")
    assert str(refused.value) == (
        "x.yaml:11: `text_message` is sent to phones, and stands only in a message "
        "(`kind: message`). Remove it."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Call **now**.", "without bold and links"),
        ("Read [more](https://www.nhs.uk).", "without bold and links"),
        ("Call {phone.triage}: {hours.triage}.", "cannot hold {hours.triage}"),
    ],
)
def test_a_phone_shows_plain_words_alone(text: str, said: str) -> None:
    with pytest.raises(ContentError, match="chat_message") as refused:
        message(chat_message=text)
    assert said in str(refused.value)


def test_english_that_takes_more_than_one_sms_is_refused_at_its_line() -> None:
    assert message(text_message="a" * 160).text_message == "a" * 160
    with pytest.raises(ContentError) as refused:
        parse(HEAD + f"text_message: {'a' * 161}\n" + BLOCKS, "x.yaml")
    assert str(refused.value) == (
        "x.yaml:11: `text_message` takes 161 letters, and one SMS holds 160. Shorten it."
    )
    with pytest.raises(ContentError, match="takes 161 letters"):
        message(text_message="a" * 149 + "{phone.triage}")
    assert message(text_message="a" * 148 + "{phone.triage}")


def test_a_curly_sign_is_named_where_it_makes_an_sms_too_long() -> None:
    assert message(text_message="Your baby’s movements")
    with pytest.raises(ContentError, match="holds ’, which is not a letter of SMS"):
        message(text_message="Your baby’s movements" + "a" * 60)


def test_a_longer_message_than_a_phone_shows_is_advised_against() -> None:
    short = "Call us now. " * 53
    assert lint(message(chat_message=short)) == ()
    (advice,) = lint(message(chat_message=short + "Call us now."))
    assert advice.path == "chat_message"
    assert "700" in advice.message


def test_a_draft_whose_sms_takes_more_than_three_parts_is_named() -> None:
    (segment,) = (
        each
        for each in extract(message(text_message="Call {phone.triage}.")).segments
        if each.path == SMS
    )

    def draft(words: str) -> Draft:
        return Draft(
            place="pl/message-call-us.po text_message",
            pair=Pair(segment.text, words, "pl", safety_critical=True),
            fuzzy=True,
            path=segment.path,
            tokens=segment.tokens,
        )

    assert list(too_long_for_sms(draft("ą" * 189 + "<1/>"))) == []
    (fault,) = too_long_for_sms(draft("ą" * 190 + "<1/>"))
    assert str(fault) == (
        "pl/message-call-us.po text_message: takes 4 parts of an SMS, 202 letters; "
        "3 parts hold 201."
    )
    assert list(too_long_for_sms(draft("The number is missing. " + "ą" * 300))) == []
