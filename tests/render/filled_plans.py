"""The birth plan as it stands in content and in the drafts of its translations, and people who
filled it in: for the tests and measurements of filled prints."""

from datetime import date
from functools import cache

from app.config import CONTENT, LOCALES
from app.exchange import po
from app.plans.answers import Answer, Answers
from app.render.filled import Wishes, filled_page
from app.render.print_page import PrintPage
from app.render.printable import Printable
from app.resources.schema import Resource
from app.resources.segments import content_hash, extract, rebuild
from app.services import services
from tests import shipped

BASE_URL = "https://birthwords.test"
SLUG = "my-birth-preferences"
SHORT = (
    "not-consent", "urgent-signs", "about-me", "full-name", "who-i-am", "due-date",
    "language-and-communication", "interpreter", "kind-of-interpreter", "access-needs",
    "what-matters", "matters-most", "worries", "women-staff", "labour-and-birth", "place", "water",
    "birth-in-water", "pain-relief", "after-the-birth", "cord", "vitamin-k", "agreeing", "my-goals",
    "my-reviews", "criteria",
)  # fmt: skip
WRITTEN = {
    "en": ("Anna O’Brien", "I want it to be quiet.\nPlease ask me first."),
    "pl": ("Zofia Żółć", "Chciałabym, żeby było cicho.\nProszę mnie pytać o zgodę."),
    "ne": ("सीता श्रेष्ठ", "म शान्त कोठा चाहन्छु।\nकृपया पहिले मलाई सोध्नुहोस्।"),
    "bn": ("আয়েশা খাতুন", "আমি চাই ঘরটা শান্ত থাকুক।\nআগে আমাকে জিজ্ঞেস করবেন।"),
    "fa-AF": ("زهرا احمدی", "می‌خواهم اتاق آرام باشد.\nلطفاً اول از من بپرسید."),
}


@cache
def plan(tag: str, slug: str = SLUG) -> Resource:
    english = shipped.at(CONTENT / "plans" / f"{slug}.yaml")
    if tag == "en":
        return english
    path = LOCALES / tag.replace("-", "_") / "LC_MESSAGES" / f"plan-{slug}.po"
    entries = po.read(path.read_bytes(), path.name).entries
    return rebuild(extract(english), {each.path: each.text for each in entries})


@cache
def printable(tag: str, slug: str = SLUG, *, short: bool = False) -> Printable:
    cut = _shortened if short else _whole
    return Printable(
        resource=cut(plan(tag, slug)),
        english=cut(plan("en", slug)),
        language=tag,
        services=services().services[:1],
        code="K7M2QX",
        published_on=date(2026, 11, 25),
        review_by=date(2029, 10, 31),
        steps=("machine",),
        demo=True,
        number=1,
    )


def _whole(resource: Resource) -> Resource:
    return resource


def _shortened(resource: Resource) -> Resource:
    """A third of the plan: a block of each kind, and what `answers` answer."""
    blocks = tuple(each for each in resource.blocks if each.id in SHORT)
    return resource.model_copy(update={"blocks": blocks})


def answers(tag: str = "pl") -> Answers:
    """A plan filled in on pages of this language."""
    name, words = WRITTEN[tag]
    return Answers(
        slug=SLUG,
        reading_version="standard",
        revision=content_hash(plan("en")),
        values={
            "full-name": Answer(text=name, text_language=tag),
            "who-i-am": Answer(text="14 February 1990", text_language=tag),
            "due-date": Answer(text="2027-02-14"),
            "interpreter": Answer(("would",)),
            "kind-of-interpreter": Answer(("woman", "face-to-face", "bsl")),
            "access-needs": Answer(("large-print",)),
            "matters-most": Answer(text=words, text_language=tag),
            "women-staff": Answer(("not-sure",)),
            "water": Answer(("would-not",)),
            "pain-relief": Answer(("breathing", "gas-and-air")),
            "my-goals/1/goal": Answer(text=words.splitlines()[0], text_language=tag),
            "my-reviews/1/review-date": Answer(text="2026-12-01"),
            "my-reviews/2/review-changes": Answer(text=words.splitlines()[1], text_language=tag),
        },
    )


def page(
    tag: str,
    layout: str = "standard",
    *,
    room: bool = False,
    of: Answers | None = None,
    short: bool = False,
) -> PrintPage:
    """The print of a filled plan; the answers of someone who wrote in this language, unless others
    are given. A short one has all that prints differ in, and takes less time to draw."""
    found = of or answers(tag)
    return filled_page(printable(tag, short=short), found, Wishes(layout, room), BASE_URL)
