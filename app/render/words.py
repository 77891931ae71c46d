"""Phrases of the interface that code builds from data: whom a number reaches, when it is answered,
conditions.

Words that stand in a template are wrapped there.
"""

from collections.abc import Iterable
from gettext import NullTranslations

from app.languages import Language
from app.resources.schema import Stage
from app.services import EARLY_PREGNANCY, TRIAGE, AfterBirth, Hours, Service


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
        case "early_pregnancy":
            # TRANSLATORS: Safety-critical. Label of the phone number for the first weeks of
            # pregnancy.
            return _("Early pregnancy unit")
        case "pals":
            # TRANSLATORS: Label of a phone number. PALS is the Patient Advice and Liaison Service.
            return _("Help with a problem or complaint (PALS)")
        case _:
            # TRANSLATORS: Label of a phone number.
            return _("Phone number")


def whom_for(contact: str, service: Service, stage: Stage, words: NullTranslations) -> str:
    """For whom, and from or until when, a number of a hospital is, where that has to be said."""
    _ = words.gettext
    week, after = service.triage_from_week, service.triage_after_birth
    if contact == TRIAGE and stage == "after_birth":
        return _for_yourself(after, words)
    if contact == TRIAGE and stage == "pregnancy" and week:
        # TRANSLATORS: Safety-critical. Beside a phone number. A number such as 16.
        return _("From week %(week)s of pregnancy") % {"week": week}
    if contact == EARLY_PREGNANCY and week:
        # TRANSLATORS: Safety-critical. Beside a phone number. A number such as 16.
        return _("Before week %(week)s of pregnancy") % {"week": week}
    return ""


def _for_yourself(after: AfterBirth | None, words: NullTranslations) -> str:
    _ = words.gettext
    if after is None:
        # TRANSLATORS: Safety-critical. Beside a phone number that is for the mother, not for her
        # baby.
        return _("For yourself")
    if after.days is not None:
        # TRANSLATORS: Safety-critical. Beside a phone number that is for the mother, not for her
        # baby. A number such as 28.
        return _("For yourself, until %(days)s days after the birth") % {"days": after.days}
    # TRANSLATORS: Safety-critical. Beside a phone number that is for the mother, not for her
    # baby. A number such as 6.
    return _("For yourself, until %(weeks)s weeks after the birth") % {"weeks": after.weeks}


def baby_unwell(words: NullTranslations) -> str:
    """Whom to call for a baby that is born, in whose place no maternity unit is."""
    # TRANSLATORS: Safety-critical. Among the phone numbers of a plan for after the birth.
    return words.gettext(
        "If your baby is unwell, call your GP (family doctor) today, or call 111 at any time."
    )


def text_message(words: NullTranslations) -> str:
    """What stands before a number that takes text messages."""
    # TRANSLATORS: Before a phone number to which one writes instead of calling.
    return words.gettext("Text message (SMS):")


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
    if not language.is_source:
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
    question: int, options: tuple[str, ...], words: NullTranslations, language: Language
) -> str:
    """When a question of a plan is asked, by what stands beside its options on paper."""
    numbers = comma(language).join(options)
    # TRANSLATORS: Under a question on paper. %(options)s is one number or several, such as “2, 3”.
    return words.gettext("Only if you ticked %(options)s in question %(question)s.") % {
        "options": numbers,
        "question": question,
    }


def another_language(words: NullTranslations) -> str:
    # TRANSLATORS: In a plan, after languages to choose from; the reader writes another one, or
    # which dialect she speaks.
    return words.gettext("Another language, or your dialect:")


def due(first_week: int, last_week: int, words: NullTranslations) -> str:
    """When a plan is talked about."""
    # TRANSLATORS: At the top of a plan. The two numbers are weeks of pregnancy.
    return words.gettext(
        "Talk about this plan with your midwife from week %(first)s to week %(last)s of pregnancy."
    ) % {"first": first_week, "last": last_week}


def format_name(found: str, words: NullTranslations) -> str:
    """What a reader calls a print format."""
    _ = words.gettext
    match found:
        case "large_print":
            # TRANSLATORS: A PDF with large letters, for people who do not see well.
            return _("Large print")
        case "facing":
            # TRANSLATORS: A PDF with English beside the reader's language.
            return _("Beside English, for you and your midwife")
        case "easy_read":
            # TRANSLATORS: A text with short sentences and pictures.
            return _("Easy read")
        case "poster":
            # TRANSLATORS: A PDF of one page for a wall.
            return _("Poster")
        case _:
            # TRANSLATORS: A PDF with letters of ordinary size.
            return _("Ordinary print")


def steps(made: Iterable[str], demo: bool, words: NullTranslations) -> tuple[str, ...]:
    """How a text was made and checked, a sentence for each step, by roles and never by names. In
    the demonstration nobody checked it, whatever was clicked (H24)."""
    _ = words.gettext
    # TRANSLATORS: Safety-critical. How this text was checked, in the demonstration only.
    unchecked = _("Not checked by anyone. Do not rely on it.")
    said = {
        # TRANSLATORS: How this text was made.
        "written": _("Written in English by the maternity service."),
        # TRANSLATORS: How this text was made.
        "machine": _("First translated by machine."),
        # TRANSLATORS: How this text was checked.
        "edited": _("Checked and corrected by a person who reads both languages."),
        # TRANSLATORS: How this text was checked.
        "revised": _("Checked again by a second person."),
        # TRANSLATORS: How this text was checked.
        "signed": _("Approved by a health professional."),
    }
    if demo:
        return (*(said[step] for step in made if step == "machine"), unchecked)
    return tuple(said[step] for step in made if step in said)


def how_made(made: Iterable[str], demo: bool, words: NullTranslations) -> str:
    """The same in one line, for print."""
    return " ".join(steps(made, demo, words))


def not_verified(words: NullTranslations) -> str:
    # TRANSLATORS: Beside the name of who says a fact: nobody has looked it up there yet.
    return words.gettext("not verified")


def and_others(words: NullTranslations) -> str:
    # TRANSLATORS: After a few names of those who say the facts of a leaflet.
    return words.gettext("and others")


def demo_notice(words: NullTranslations) -> str:
    """What every page and print of the demonstration says."""
    # TRANSLATORS: Safety-critical. Stands on every page and print of the demonstration.
    return words.gettext("Demonstration – not for clinical use")


def draft_mark(words: NullTranslations) -> str:
    """What stands across each page of a print that was not approved (H4)."""
    # TRANSLATORS: Safety-critical. Across each page of a print that nobody has approved.
    return words.gettext("Draft – not checked. Do not use.")


def other_formats(words: NullTranslations) -> str:
    """How to get a text in another way."""
    return words.gettext(
        "Ask your midwife if you need this in another language, in larger print, with pictures, "
        "or read aloud. It is free."
    )


def choose_language(words: NullTranslations) -> str:
    """The heading of the home page, which stands there in every open language."""
    # TRANSLATORS: Heading over the list of languages; it stands there in many languages at once.
    return words.gettext("Choose your language")


def leaflets(words: NullTranslations) -> str:
    """Heading over leaflets."""
    # TRANSLATORS: Heading over a list of leaflets.
    return words.gettext("Leaflets")


def help_without_texts(words: NullTranslations) -> str:
    """That there is help in a language in which there is nothing to read yet."""
    # TRANSLATORS: Safety-critical. Where nothing can be read in this language yet.
    return words.gettext(
        "Nothing is published in this language yet. You can still call, and you can ask for an "
        "interpreter. It is free."
    )


def overdue(when: str, words: NullTranslations) -> str:
    """That the day by which a text had to be reviewed has passed."""
    # TRANSLATORS: Safety-critical. On a text that nobody has reviewed in time; a date.
    return words.gettext(
        "This text should have been checked again by %(date)s. "
        "Ask your midwife if it is still right before you rely on it."
    ) % {"date": when}


def changed_since(when: str, words: NullTranslations) -> str:
    """What stands before a list of the parts of a text whose English has changed."""
    # TRANSLATORS: Safety-critical. Before a list of headings; a date, such as “3 November 2026”.
    return words.gettext("What has changed in English (since %(date)s):") % {"date": when}


def status(state: str, demo: bool, words: NullTranslations, late: str = "") -> str:
    """How an edition stands, for the page that the code on a print leads to. One of a
    demonstration, or whose review was due on the day `late`, is never said to be fit for use
    (H24)."""
    _ = words.gettext
    if late and state in ("current", "changed"):
        newest = _("This is the newest version.")
        usable = state == "current" and not demo
        return f"{newest if usable else status(state, demo, words)} {overdue(late, words)}"
    if demo and state == "current":
        # TRANSLATORS: Safety-critical. Answer to “is my printed copy still right?”
        newest = _("This is the newest version.")
        return " ".join((newest, _("Not checked by anyone. Do not rely on it.")))
    match state:
        case "current":
            # TRANSLATORS: Safety-critical. Answer to “is my printed copy still right?”
            return _("This is the newest version. You can use it.")
        case "changed":
            # TRANSLATORS: Safety-critical. Answer to “is my printed copy still right?”
            return _(
                "The English text has changed since this was translated. "
                "Ask your midwife what is new before you use it."
            )
        case "superseded":
            # TRANSLATORS: Safety-critical. Answer to “is my printed copy still right?”
            return _("There is a newer version. Do not use this copy.")
        case _:
            # TRANSLATORS: Safety-critical. Answer to “is my printed copy still right?”
            return _("This has been withdrawn. Do not use it. Call your maternity unit.")
