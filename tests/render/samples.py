"""One small leaflet and one small plan in five languages and four scripts, for the tests of print.

They are not content: nobody reviewed them and nobody is to read them.
"""

from pathlib import Path

from app.languages import find
from app.render.html import Reading
from app.render.print_page import Format, PrintPage
from app.resources.schema import Resource
from app.resources.segments import Segment, extract, rebuild
from app.services import find as find_service

BASE_URL = "https://birthwords.test"
TAGS = ("en", "pl", "ne", "bn", "fa-AF")

_COMMON = {
    "version": "1.2",
    "owner": "Lead midwife for antenatal care",
    "organisation": "Local Maternity and Neonatal System",
    "approver": "Consultant midwife",
    "review_by": "2029-08-05",
    "sources": [
        {
            "id": "nhs",
            "title": "Your baby’s movements, NHS",
            "address": "https://www.nhs.uk/pregnancy/keeping-well/your-babys-movements/",
            "sentence": "Call your midwife.",
            "unverified": True,
        }
    ],
}

LEAFLET = Resource.model_validate(
    {
        **_COMMON,
        "kind": "leaflet",
        "slug": "movements-sample",
        "reference": "BW-900",
        "title": "Your baby’s movements",
        "summary": "Your baby’s movements tell you that your baby is well. Get to know them.",
        "blocks": [
            {"type": "heading", "id": "what", "text": "What you will feel"},
            {
                "type": "paragraph",
                "id": "first",
                "text": "Most women feel their baby move between 16 and 24 weeks.",
            },
            {
                "type": "list",
                "id": "feel",
                "lead": "It may feel like:",
                "items": [
                    {"id": "kick", "text": "a kick"},
                    {"id": "roll", "text": "a **roll** or a flutter"},
                ],
            },
            {
                "type": "care_card",
                "id": "fewer",
                "urgency": "urgent",
                "heading": "Call your maternity unit now if:",
                "blocks": [
                    {
                        "type": "list",
                        "id": "signs",
                        "items": [
                            {"id": "less", "text": "your baby moves less than usual"},
                            {"id": "none", "text": "you cannot feel your baby move"},
                        ],
                    },
                    {
                        "type": "paragraph",
                        "id": "wait",
                        "text": "Do not wait until tomorrow. Call {phone.triage}.",
                    },
                ],
            },
            {
                "type": "care_card",
                "id": "emergency",
                "urgency": "emergency",
                "heading": "Call 999 if:",
                "blocks": [{"type": "paragraph", "id": "bleeding", "text": "you bleed heavily"}],
            },
            {
                "type": "do_list",
                "id": "do",
                "items": [{"id": "rest", "text": "lie on your side to sleep from 28 weeks"}],
            },
            {
                "type": "dont_list",
                "id": "dont",
                "items": [{"id": "doppler", "text": "do not use a Doppler at home"}],
            },
            {
                "type": "table",
                "id": "vitamins",
                "caption": "Vitamins",
                "columns": [{"id": "name", "text": "Vitamin"}, {"id": "dose", "text": "Each day"}],
                "rows": [
                    {
                        "id": "folic",
                        "cells": [
                            {"id": "a", "text": "Folic acid"},
                            {"id": "b", "text": "400 micrograms"},
                        ],
                    }
                ],
            },
            {
                "type": "callout",
                "id": "important",
                "heading": "Each baby is different",
                "blocks": [
                    {
                        "type": "paragraph",
                        "id": "count",
                        "text": "There is no right number of movements.",
                    }
                ],
            },
            {
                "type": "inset",
                "id": "free",
                "text": "An interpreter is free. Ask the [NHS website 24](https://www.nhs.uk/).",
            },
            {"type": "heading", "id": "call", "text": "Who to call"},
            {"type": "contact", "id": "numbers", "contact": "triage"},
        ],
    }
)

_WISHES = [
    {"id": "would", "number": 1, "text": "I would"},
    {"id": "not", "number": 2, "text": "I would not"},
    {"id": "either", "number": 3, "text": "I don’t mind"},
    {"id": "unsure", "number": 4, "text": "I’m not sure yet"},
]
PLAN = Resource.model_validate(
    {
        **_COMMON,
        "kind": "plan",
        "slug": "plan-sample",
        "reference": "BW-901",
        "title": "My birth preferences",
        "summary": "You can change your mind at any time.",
        "option_sets": [{"id": "wishes", "options": _WISHES}],
        "blocks": [
            {"type": "heading", "id": "people", "text": "People"},
            {
                "type": "question",
                "id": "partner",
                "number": 1,
                "text": "I would like someone with me at the birth.",
                "answer": "one",
                "option_set": "wishes",
                "lines": 2,
            },
            {
                "type": "question",
                "id": "matters",
                "number": 2,
                "text": "What matters to me",
                "answer": "text",
            },
        ],
    }
)

_LEAFLETS = {
    "pl": {
        "title": "Ruchy Twojego dziecka",
        "summary": "Ruchy dziecka mówią Ci, że dziecko czuje się dobrze. Poznaj je.",
        "what": "Co będziesz czuć",
        "first": "Większość kobiet czuje ruchy dziecka między 16. a 24. tygodniem.",
        "feel.lead": "Może to być:",
        "feel.kick": "kopnięcie",
        "feel.roll": "<1>przewracanie się</1> lub trzepotanie",
        "fewer.heading": "Natychmiast zadzwoń na oddział położniczy, jeśli:",
        "fewer.signs.less": "dziecko rusza się mniej niż zwykle",
        "fewer.signs.none": "nie czujesz ruchów dziecka",
        "fewer.wait": "Nie czekaj do jutra. Zadzwoń pod numer <1/>.",
        "emergency.heading": "Zadzwoń pod numer 999, jeśli:",
        "emergency.bleeding": "mocno krwawisz",
        "do.rest": "od 28. tygodnia śpij na boku",
        "dont.doppler": "nie używaj w domu aparatu Dopplera",
        "vitamins.caption": "Witaminy",
        "vitamins.name": "Witamina",
        "vitamins.dose": "Codziennie",
        "vitamins.folic.a": "Kwas foliowy",
        "vitamins.folic.b": "400 mikrogramów",
        "important.heading": "Każde dziecko jest inne",
        "important.count": "Nie ma właściwej liczby ruchów.",
        "free": "Tłumacz jest bezpłatny. <1>Strona NHS 24</1>.",
        "call": "Do kogo zadzwonić",
    },
    "ne": {
        "title": "तपाईंको बच्चाको चाल",
        "summary": "बच्चाको चालले बच्चा सन्चो छ भन्ने बताउँछ। त्यसलाई चिन्नुहोस्।",
        "what": "तपाईंले के महसुस गर्नुहुन्छ",
        "first": "धेरैजसो महिलाले 16 देखि 24 हप्ताको बीचमा बच्चा चलेको महसुस गर्छन्।",
        "feel.lead": "यस्तो लाग्न सक्छ:",
        "feel.kick": "लात हानेको जस्तो",
        "feel.roll": "<1>पल्टेको</1> वा फरफराएको जस्तो",
        "fewer.heading": "तुरुन्तै प्रसूति विभागमा फोन गर्नुहोस्, यदि:",
        "fewer.signs.less": "बच्चा सधैंभन्दा कम चलेको छ",
        "fewer.signs.none": "बच्चा चलेको महसुस हुँदैन",
        "fewer.wait": "भोलिसम्म नपर्खनुहोस्। <1/> मा फोन गर्नुहोस्।",
        "emergency.heading": "999 मा फोन गर्नुहोस्, यदि:",
        "emergency.bleeding": "धेरै रगत बगेको छ",
        "do.rest": "28 हप्तादेखि कोल्टे परेर सुत्नुहोस्",
        "dont.doppler": "घरमा डप्लर प्रयोग नगर्नुहोस्",
        "vitamins.caption": "भिटामिनहरू",
        "vitamins.name": "भिटामिन",
        "vitamins.dose": "दैनिक",
        "vitamins.folic.a": "फोलिक एसिड",
        "vitamins.folic.b": "400 माइक्रोग्राम",
        "important.heading": "हरेक बच्चा फरक हुन्छ",
        "important.count": "चालको कुनै निश्चित सङ्ख्या हुँदैन।",
        "free": "दोभाषे निःशुल्क हुन्छ। <1>NHS 24</1>",
        "call": "कसलाई फोन गर्ने",
    },
    "bn": {
        "title": "আপনার শিশুর নড়াচড়া",
        "summary": "শিশুর নড়াচড়া জানায় যে শিশু ভালো আছে। এটি চিনে নিন।",
        "what": "আপনি কী অনুভব করবেন",
        "first": "বেশিরভাগ নারী 16 থেকে 24 সপ্তাহের মধ্যে শিশুর নড়াচড়া অনুভব করেন।",
        "feel.lead": "এরকম লাগতে পারে:",
        "feel.kick": "লাথি",
        "feel.roll": "<1>গড়িয়ে যাওয়া</1> বা কাঁপুনি",
        "fewer.heading": "এখনই প্রসূতি বিভাগে ফোন করুন, যদি:",
        "fewer.signs.less": "শিশু স্বাভাবিকের চেয়ে কম নড়ে",
        "fewer.signs.none": "শিশুর নড়াচড়া টের না পান",
        "fewer.wait": "আগামীকাল পর্যন্ত অপেক্ষা করবেন না। <1/> নম্বরে ফোন করুন।",
        "emergency.heading": "999 নম্বরে ফোন করুন, যদি:",
        "emergency.bleeding": "প্রচুর রক্তপাত হয়",
        "do.rest": "28 সপ্তাহ থেকে পাশ ফিরে ঘুমান",
        "dont.doppler": "বাড়িতে ডপলার ব্যবহার করবেন না",
        "vitamins.caption": "ভিটামিন",
        "vitamins.name": "ভিটামিন",
        "vitamins.dose": "প্রতিদিন",
        "vitamins.folic.a": "ফলিক অ্যাসিড",
        "vitamins.folic.b": "400 মাইক্রোগ্রাম",
        "important.heading": "প্রত্যেক শিশু আলাদা",
        "important.count": "নড়াচড়ার কোনো নির্দিষ্ট সংখ্যা নেই।",
        "free": "দোভাষী বিনামূল্যে পাওয়া যায়। <1>NHS 24</1>",
        "call": "কাকে ফোন করবেন",
    },
    "fa-AF": {
        "title": "حرکات طفل شما",
        "summary": "حرکات طفل نشان می‌دهد که طفل شما خوب است. با آن آشنا شوید.",
        "what": "چه احساس خواهید کرد",
        "first": "بیشتر زنان بین هفته‌های 16 و 24 حرکت طفل را احساس می‌کنند.",
        "feel.lead": "ممکن است مانند این باشد:",
        "feel.kick": "لگد زدن",
        "feel.roll": "<1>چرخیدن</1> یا لرزیدن",
        "fewer.heading": "همین حالا به بخش ولادی زنگ بزنید اگر:",
        "fewer.signs.less": "طفل شما کمتر از معمول حرکت می‌کند",
        "fewer.signs.none": "حرکت طفل را احساس نمی‌کنید",
        "fewer.wait": "تا فردا صبر نکنید. به شماره <1/> زنگ بزنید.",
        "emergency.heading": "به شماره 999 زنگ بزنید اگر:",
        "emergency.bleeding": "خونریزی شدید دارید",
        "do.rest": "از هفته 28 به پهلو بخوابید",
        "dont.doppler": "در خانه از داپلر استفاده نکنید",
        "vitamins.caption": "ویتامین‌ها",
        "vitamins.name": "ویتامین",
        "vitamins.dose": "هر روز",
        "vitamins.folic.a": "فولیک اسید",
        "vitamins.folic.b": "400 مایکروگرام",
        "important.heading": "هر طفل فرق دارد",
        "important.count": "شمار معین برای حرکات وجود ندارد.",
        "free": "ترجمان رایگان است. <1>ویب‌سایت NHS 24</1>",
        "call": "به کی زنگ بزنید",
    },
}

_PLANS = {
    "pl": {
        "title": "Moje życzenia dotyczące porodu",
        "summary": "Możesz zmienić zdanie w każdej chwili.",
        "wishes.would": "Chcę",
        "wishes.not": "Nie chcę",
        "wishes.either": "Jest mi to obojętne",
        "wishes.unsure": "Jeszcze nie wiem",
        "people": "Ludzie",
        "partner": "Chcę, żeby ktoś był ze mną podczas porodu.",
        "matters": "Co jest dla mnie ważne",
    },
    "fa-AF": {
        "title": "خواست‌های من برای ولادت",
        "summary": "هر وقت می‌توانید نظر خود را تغییر دهید.",
        "wishes.would": "می‌خواهم",
        "wishes.not": "نمی‌خواهم",
        "wishes.either": "برایم فرق ندارد",
        "wishes.unsure": "هنوز مطمئن نیستم",
        "people": "مردم",
        "partner": "می‌خواهم کسی هنگام ولادت با من باشد.",
        "matters": "چه برای من مهم است",
    },
}

_IDEA_ENGLISH = {
    "i1": "Your baby moves in your tummy.",
    "i2": "Call us if your baby moves less. The number is {phone.triage}.",
}

EASY_READ = Resource.model_validate(
    {
        **_COMMON,
        "kind": "leaflet",
        "slug": "movements-sample",
        "reading_version": "easy_read",
        "reference": "BW-900",
        "title": "Your baby’s movements",
        "summary": "This is about how your baby moves.",
        "blocks": [
            {"type": "heading", "id": "h", "text": "How your baby moves"},
            *(
                {
                    "type": "idea",
                    "id": f"{name}-{number}",
                    "picture": "sample",
                    "alt": "A baby",
                    "sentences": [
                        {"id": "s", "text": text},
                        {"id": "t", "text": "You are not wasting our time."},
                    ],
                }
                for number in range(4)
                for name, text in _IDEA_ENGLISH.items()
            ),
        ],
    }
)


_WORDS = {
    "fa-AF": {
        "published": "6 اگست 2026",
        "review": "5 اگست 2029",
        "how_made": "ترجمه شده توسط ماشین. هیچ‌کس آن را بررسی نکرده است.",
        "other_formats": "از قابله خود بخواهید این ورق را به زبان دیگر یا با حروف بزرگ بدهد.",
        "demo_notice": "نمایشی – برای استفاده کلینیکی نیست",
    },
    "ne": {"published": "6 अगस्ट 2026", "review": "5 अगस्ट 2029"},
}
_ENGLISH_WORDS = {
    "published": "6 August 2026",
    "review": "5 August 2029",
    "how_made": "Translated by machine. Not checked by anyone.",
    "other_formats": "Ask your midwife for this in another language or in large print.",
    "demo_notice": "Demonstration – not for clinical use",
}


def leaflet(tag: str) -> Resource:
    return LEAFLET if tag == "en" else rebuild(extract(LEAFLET), _LEAFLETS[tag])


def plan(tag: str) -> Resource:
    return PLAN if tag == "en" else rebuild(extract(PLAN), _PLANS[tag])


def reading(resource: Resource, tag: str, service: str = "gwh") -> Reading:
    return Reading(
        resource=resource,
        language=find(tag),
        services=(find_service(service),),
        is_print=True,
        demo=True,
        pages=BASE_URL,
    )


def page(
    tag: str,
    layout: Format = "standard",
    resource: Resource | None = None,
    english: Resource = LEAFLET,
    *,
    size: int | None = None,
    watermark: tuple[str, str] | None = None,
) -> PrintPage:
    shown = resource or leaflet(tag)
    return PrintPage(
        format=layout,
        reading=reading(shown, tag),
        english=reading(english, "en"),
        reference=shown.reference,
        version=shown.version,
        edition_code="K7M2QX",
        status_address=f"{BASE_URL}/status/K7M2QX",
        base_url=BASE_URL,
        size_pt=size,
        watermark=watermark,
        filled=None,
        **{**_ENGLISH_WORDS, **_WORDS.get(tag, {})},
    )


PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><title>A baby</title>
<circle cx="24" cy="14" r="9" fill="none" stroke="#212b32" stroke-width="2.5"/>
<path d="M8 42c2-12 9-17 16-17s14 5 16 17z" fill="none" stroke="#212b32" stroke-width="2.5"/>
</svg>"""


def write_picture(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sample.svg").write_text(PICTURE, encoding="utf-8")


def segments(resource: Resource) -> tuple[Segment, ...]:
    return extract(resource).segments
