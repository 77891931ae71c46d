"""Where readers look for a leaflet: by the part of the way in which they are, and by what worries
them, in their words, with a picture for each.
"""

from collections.abc import Mapping
from gettext import NullTranslations

from app.resources.schema import Shelf, Worry

PICTURES: Mapping[Worry, str] = {
    "bleeding": "blood",
    "movements": "baby-in-womb",
    "unwell": "thermometer",
    "labour": "clock",
    "feelings": "worried",
    "baby_unwell": "newborn-baby",
    "register": "midwife",
    "food": "fruit-and-vegetables",
    "feeding": "feeding-baby",
    "sleep": "safe-sleep",
    "tests": "scan-picture",
    "costs": "banknotes",
    "smoking": "no-smoking",
    "language": "people-talking",
}
"""The picture of each worry, by its id in `content/pictures/pictures.yaml`."""


def shelf_name(shelf: Shelf, words: NullTranslations) -> str:
    """A part of the way, as a heading."""
    _ = words.gettext
    match shelf:
        case "before_pregnancy":
            # TRANSLATORS: Heading over leaflets for women who want to become pregnant.
            return _("Before you are pregnant")
        case "pregnancy":
            # TRANSLATORS: Heading over leaflets that are read in pregnancy.
            return _("In pregnancy")
        case "birth":
            # TRANSLATORS: Heading over leaflets about labour and birth.
            return _("Labour and birth")
        case "after_birth":
            # TRANSLATORS: Heading over leaflets about the mother after the birth.
            return _("After the birth")
        case "baby":
            # TRANSLATORS: Heading over leaflets about the baby once it is born.
            return _("Your baby")
        case "family":
            # TRANSLATORS: Heading over leaflets for the partner and the family.
            return _("For your family")


def asked(worry: Worry, words: NullTranslations) -> str:
    """What a woman says or asks, as she would say it."""
    return _said(words)[worry]


def _said(words: NullTranslations) -> Mapping[Worry, str]:
    _ = words.gettext
    return {
        # TRANSLATORS: Safety-critical. A pregnant woman says this; she chooses it in a list.
        "bleeding": _("I am bleeding"),
        # TRANSLATORS: Safety-critical. A pregnant woman says this; she chooses it in a list.
        "movements": _("My baby moves less"),
        # TRANSLATORS: Safety-critical. A pregnant woman or new mother says this.
        "unwell": _("I feel ill or have pain"),
        # TRANSLATORS: Safety-critical. A pregnant woman says this; she chooses it in a list.
        "labour": _("I think labour has started"),
        # TRANSLATORS: A pregnant woman or new mother says this about her feelings.
        "feelings": _("I feel very sad, worried or afraid"),
        # TRANSLATORS: Safety-critical. A mother says this about her newborn baby.
        "baby_unwell": _("My baby seems ill"),
        # TRANSLATORS: A woman who is newly pregnant asks this.
        "register": _("How do I see a midwife?"),
        # TRANSLATORS: A pregnant woman asks this.
        "food": _("What can I eat?"),
        # TRANSLATORS: A mother asks this; with milk, from the breast or a bottle.
        "feeding": _("How do I feed my baby?"),
        # TRANSLATORS: A mother asks this about her newborn baby.
        "sleep": _("How does my baby sleep safely?"),
        # TRANSLATORS: A pregnant woman asks this: blood tests and scans.
        "tests": _("Which tests can I have?"),
        # TRANSLATORS: A pregnant woman asks this about her care.
        "costs": _("Do I have to pay?"),
        # TRANSLATORS: A pregnant woman says this.
        "smoking": _("I want to stop smoking"),
        # TRANSLATORS: A pregnant woman says this.
        "language": _("I need an interpreter"),
    }
