"""Left-to-right runs in right-to-left text, and nothing else, are isolated."""

import re

import pytest

from app.render.isolate import isolate, run

RUN = re.compile(r'<bdi dir="ltr"(?: class="(?:nowrap|bw-long)")?(?: style="[^"]*")?>(.*?)</bdi>')


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("به 01632 960101 زنگ بزنید", ["01632 960101"]),
        ("به ۰۱۶۳۲ ۹۶۰۱۰۱ زنگ بزنید", ["۰۱۶۳۲ ۹۶۰۱۰۱"]),
        ("روزانه 400 micrograms بگیرید", ["400 micrograms"]),
        ("روزانه 400 مایکروگرام بگیرید", ["400"]),
        ("از 09:00–17:00 باز است", ["09:00–17:00"]),
        ("1.5 یا 1,5 گرام", ["1.5", "1,5"]),
        ("10% مردم", ["10%"]),
        ("هفته‌های 16، 24 و 28", ["16", "24", "28"]),
        ("نشانی https://www.nhs.uk/baby/ است.", ["https://www.nhs.uk/baby/"]),
        ("به Great Western Hospital بروید", ["Great Western Hospital"]),
        ("+44 1632 960101 است", ["+44 1632 960101"]),
        ("حرارت بدن 38°C یا بیشتر است", ["38°C"]),
        ("38.5 °C، 40° یا −18 °C", ["38.5 °C", "40°", "−18 °C"]),
        ("از -2 تا £5", ["-2", "£5"]),
        ("کمتر از 2.5 کیلوگرام (5½ پوند) بود", ["2.5", "5½"]),
        ("نیم، ½ یا 1 ¾ لیتر", ["½", "1 ¾"]),
        ("20 m² و 5 µg", ["20 m²", "5 µg"]),
        ("≥ 37.5 یا ±2", ["≥ 37.5", "±2"]),
        ("قابله - 5 نفر", ["5"]),
        ("مثلاً 14 2 2027", ["14", "2", "2027"]),
        ("قابله-2", ["2"]),
        ("سندروم (Edwards') و Down's", ["Edwards&#39;", "Down&#39;s"]),
        ("هیچ عددی نیست", []),
    ],
)
def test_h9_every_number_and_latin_term_is_isolated_whole(text: str, runs: list[str]) -> None:
    assert RUN.findall(isolate(text, "rtl")) == runs


def test_h9_a_term_of_several_words_may_be_broken_on_a_phone_and_a_number_may_not() -> None:
    for term in ("National Smokefree Helpline", "slapped cheek disease"):
        assert "nowrap" not in run(term)
        assert "nowrap" in run(term, is_print=True)
    for number in ("01632 960101", "400 micrograms", "Friday 9am", "GP"):
        assert "nowrap" in run(number)


def test_the_words_stay_the_same() -> None:
    text = "به 01632 960101 زنگ بزنید (9am تا 5pm)، <فوراً> & حالا."
    assert isolate(text, "rtl").striptags() == isolate(text, "ltr").striptags() == text


def test_left_to_right_text_is_only_escaped() -> None:
    assert isolate("Call 01632 960101 <now>", "ltr") == "Call 01632 960101 &lt;now&gt;"


def test_print_sets_the_style_that_weasyprint_needs() -> None:
    marked = '<bdi dir="ltr" class="nowrap" style="white-space:nowrap">400</bdi>'
    assert run("400", is_print=True) == marked


def test_pages_have_no_style_attribute_because_their_content_policy_forbids_it() -> None:
    assert "style" not in isolate("به 01632 960101 زنگ بزنید", "rtl")


def test_a_long_address_may_break_over_lines_on_a_narrow_phone() -> None:
    assert "nowrap" not in run("https://www.nhs.uk/pregnancy/keeping-well/your-babys-movements/")


def test_h9_a_name_with_marks_of_its_own_is_isolated_whole() -> None:
    for name in ("M\u0303baye", "Ọmọtọ\u0301lá", "Nguyễn", "Thiong\u02bco", "Zoe\u0308"):
        assert f">{name}</bdi>" in isolate(f"نام {name} است", "rtl"), name
