"""Every print and poster for families says whom to call in danger, without a voice too (H29)."""

from datetime import date
from functools import cache

import pytest

from app.config import LOCALES
from app.exchange import po
from app.languages import find
from app.render.html import Reading
from app.render.interface import translations
from app.render.print_page import print_html
from app.render.printable import Printable, formats, print_page
from app.resources.kinds import rules
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild
from app.services import services
from tests import shipped
from tests.render import filled_plans

TAGS = ("en", "pl", "es", "ne", "bn", "fa-AF")
DANGER = "If you or your baby are in danger, call 999 now. Ask for an ambulance."
OTHER_HELP = "For other medical help at any time, call 111."
WITHOUT_A_VOICE = (
    "If you are deaf or cannot speak: Relay UK, 18001 before the number. "
    "In an emergency: 999bsl.co.uk (BSL)."
)
IN_DANGER = {
    "en": "call 999 now",
    "pl": "zadzwonić pod numer 999",
    "ne": "अहिले नै 999 मा फोन",
    "bn": "এখনই 999 নম্বরে ফোন",
}
each_language = pytest.mark.parametrize("tag", TAGS)


@cache
def english_texts() -> tuple[Resource, ...]:
    return tuple(each for each in shipped.texts() if rules(each.kind).is_public)


def text_in(english: Resource, tag: str) -> Resource | None:
    """The draft of a text, if the demonstration has one."""
    if tag == "en":
        return english
    easy = "" if english.reading_version == "standard" else ".easy_read"
    name = f"{english.kind}-{english.slug}{easy}.po"
    path = LOCALES / find(tag).locale / "LC_MESSAGES" / name
    if not path.exists():
        return None
    drafts = {each.path: each.text for each in po.read(path.read_bytes(), name).entries}
    segments = extract(english)
    return rebuild(segments, {s.path: drafts.get(s.path) or s.text for s in segments.segments})


def printables(tag: str, *, draft: bool = False) -> list[Printable]:
    return [
        Printable(
            resource=text,
            english=english,
            language=tag,
            services=services().services,
            code="" if draft else "K7M2Q9",
            published_on=None if draft else date(2026, 11, 29),
            review_by=english.review_by,
            steps=("machine",),
            demo=True,
            draft=draft,
        )
        for english in english_texts()
        if (text := text_in(english, tag)) is not None
    ]


def says_whom_to_call(html: str, tag: str) -> bool:
    words = translations(tag, demo=True)
    plain = Reading(
        resource=filled_plans.plan("en"),
        language=find(tag),
        services=(),
        is_print=True,
        demo=True,
    )
    return all(
        str(plain.isolated(words.gettext(said))) in html
        for said in (DANGER, OTHER_HELP, WITHOUT_A_VOICE)
    )


@each_language
def test_h29_every_print_and_poster_names_999_and_111_and_the_ways_without_a_voice(
    tag: str,
) -> None:
    lacking = [
        f"{text.resource.slug} {text.resource.reading_version} {name} {service}"
        for text in printables(tag)
        for name in formats(text)
        for service in ("gwh", None)
        if not says_whom_to_call(
            print_html(
                print_page(text, name, service=service, size=None, base_url="http://x.test")
            ),
            tag,
        )
    ]
    assert lacking == []


@pytest.mark.parametrize("tag", sorted(IN_DANGER))
def test_h29_a_print_says_it_in_her_language(tag: str) -> None:
    html = print_html(filled_plans.page(tag))
    assert IN_DANGER[tag] in html
    assert "18001" in html
    assert "999bsl.co.uk" in html


@pytest.mark.parametrize("tag", sorted(filled_plans.WRITTEN))
@pytest.mark.parametrize("room", [True, False])
def test_h29_so_does_a_plan_that_was_filled_in(tag: str, room: bool) -> None:
    assert says_whom_to_call(print_html(filled_plans.page(tag, room=room)), tag)


def test_h29_and_a_draft() -> None:
    text = next(each for each in printables("pl", draft=True) if each.resource.kind == "leaflet")
    page = print_page(text, "large_print", service=None, size=None, base_url="http://x.test")
    assert says_whom_to_call(print_html(page), "pl")


def test_h9_h29_the_numbers_stay_whole_in_dari() -> None:
    html = print_html(filled_plans.page("fa-AF"))
    for number in ("999", "111", "18001", "999bsl.co.uk"):
        assert f'<bdi dir="ltr" class="nowrap" style="white-space:nowrap">{number}</bdi>' in html


def printed(slug: str, tag: str, name: str = "standard", service: str | None = "gwh") -> str:
    found = [each for each in printables(tag) if each.resource.slug == slug]
    text = next(each for each in found if each.resource.reading_version == "standard")
    return print_html(print_page(text, name, service=service, size=None, base_url="http://x.test"))


AFTER = "after-my-baby-is-born"
BABY_UNWELL = "If your baby is unwell, call your GP (family doctor) today, or call 111 at any time."


@pytest.mark.parametrize("name", ["standard", "large_print", "facing"])
@pytest.mark.parametrize("service", ["gwh", None])
def test_h29_after_the_birth_a_print_says_whom_to_call_for_the_baby_and_whom_for_her(
    name: str, service: str | None
) -> None:
    html = printed(AFTER, "pl", name, service)
    box = html[html.index('class="call"') : html.index('class="facts"')]
    assert translations("pl", demo=True).gettext(BABY_UNWELL) in box
    assert "Dla Pani, do 28 dni po porodzie" in box
    assert ("Dla Pani, do 6 tygodni po porodzie" in box) == (service is None)
    assert "960105" not in box


@pytest.mark.parametrize("tag", ["pl", "ne", "fa-AF"])
def test_after_the_birth_nobody_is_told_to_say_that_she_is_pregnant(tag: str) -> None:
    html, words = printed(AFTER, tag), find(tag).say_after_birth
    assert words.latin in html
    assert (words.own_script or "") in html
    assert "I am pregnant" not in html
    assert find(tag).say.latin in printed("babys-movements", tag)


@pytest.mark.parametrize("name", ["standard", "large_print"])
def test_h29_early_bleeding_is_not_sent_to_a_triage_that_takes_calls_later(name: str) -> None:
    html = printed("folic-acid", "en", name)
    box = html[html.index('class="call"') : html.index('class="facts"')]
    assert "01632 960101" in box
    assert "From week 16 of pregnancy" in box
    assert "01632 960105" in box
    assert "Before week 16 of pregnancy" in box
    other = printed("folic-acid", "en", name, "ruh")
    assert "Early pregnancy unit" not in other
    assert "of pregnancy</" not in other
    birth = printed("my-birth-preferences", "en", name)
    assert "960105" not in birth
    assert "From week 16" not in birth


def test_a_number_for_text_messages_and_who_helps_with_a_complaint_are_on_paper() -> None:
    html = printed("folic-acid", "en")
    assert "Text message (SMS):" in html
    assert "07700 900101" in html
    end = html[html.index('class="end"') :]
    assert "Help with a problem or complaint (PALS): <strong>" in end
    assert "01632 960104" in end


def test_large_print_has_the_numbers_that_page_one_has_no_room_for_at_its_end() -> None:
    html = printed("folic-acid", "en", "large_print")
    box, end = html[: html.index('class="end"')], html[html.index('class="end"') :]
    assert "960103" not in box
    assert "01632 960102" in end
    assert "01632 960103" in end
