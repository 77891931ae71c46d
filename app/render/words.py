"""Phrases of the interface that code builds from data: whom a number reaches, when it is answered,
conditions.

Words that stand in a template are wrapped there.
"""

from gettext import NullTranslations

from app.languages import Language
from app.services import Hours


def contact_label(contact: str, words: NullTranslations) -> str:
    """Whom a contact of a service reaches."""
    _ = words.gettext
    match contact:
        case "triage":
            # TRANSLATORS: Safety-critical. Label of the phone number to call at any hour.
            return _("Maternity unit, day and night")
        case "community":
            # TRANSLATORS: Label of a phone number.
            return _("Community midwife")
        case "interpreter":
            # TRANSLATORS: Label of a phone number.
            return _("Interpreter booking")
        case _:
            # TRANSLATORS: Label of a phone number.
            return _("Phone number")


def hours(found: Hours, words: NullTranslations, language: Language) -> str:
    """When a phone is answered, in words."""
    _ = words.gettext
    if (found.opens, found.closes) == ("00:00", "24:00"):
        if found.days == "every_day":
            # TRANSLATORS: Safety-critical. When a phone is answered.
            return _("24 hours a day, every day")
        # TRANSLATORS: When a phone is answered.
        return _("24 hours a day, Monday to Friday")
    span = {"opens": clock(found.opens, language), "closes": clock(found.closes, language)}
    if found.days == "every_day":
        # TRANSLATORS: When a phone is answered, such as “Every day, 9am to 5pm”.
        return _("Every day, %(opens)s to %(closes)s") % span
    # TRANSLATORS: When a phone is answered, such as “Monday to Friday, 9am to 5pm”.
    return _("Monday to Friday, %(opens)s to %(closes)s") % span


def clock(time: str, language: Language) -> str:
    """09:00 → “9am” in English (the digital service manual's form), “09:00” elsewhere."""
    if language.tag != "en":
        return time
    hour, minute = (int(part) for part in time.split(":"))
    if (hour, minute) in ((0, 0), (24, 0)):
        return "midnight"
    if (hour, minute) == (12, 0):
        return "midday"
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{half}"


def comma(language: Language) -> str:
    """What stands between the members of a list."""
    return "، " if language.script == "Arab" else ", "


def condition(
    question: int, options: tuple[int, ...], words: NullTranslations, language: Language
) -> str:
    """When a question of a plan is asked, by the numbers printed on it."""
    numbers = comma(language).join(str(number) for number in options)
    # TRANSLATORS: Under a question on paper. %(options)s is one number or several, such as “2, 3”.
    return words.gettext("Only if you ticked %(options)s in question %(question)s.") % {
        "options": numbers,
        "question": question,
    }
