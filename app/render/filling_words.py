"""Phrases of the pages on which a plan is filled in that code builds from data; words that stand in
a template are wrapped there.
"""

from gettext import NullTranslations


def part_of(number: int, count: int, words: NullTranslations) -> str:
    """How far someone is."""
    # TRANSLATORS: Over a page of a plan that is filled in, such as “Part 2 of 7”.
    return words.gettext("Part %(number)s of %(count)s") % {"number": number, "count": count}


def other_version(is_easy: bool, words: NullTranslations) -> str:
    """A button or a link to the other reading version."""
    if is_easy:
        return words.gettext("Read the longer text")
    # TRANSLATORS: A link to a text with short sentences and pictures.
    return words.gettext("Read it with pictures and short sentences (easy read)")


def own_words(words: NullTranslations) -> str:
    # TRANSLATORS: Over a box in which the reader writes, under answers to choose from.
    return words.gettext("Anything you want to add")


def how_many(answer: str, words: NullTranslations) -> str:
    """How a question with answers to choose from is answered on a screen."""
    _ = words.gettext
    # TRANSLATORS: Under a question on a screen.
    return _("Choose as many as you like.") if answer == "many" else _("Choose one answer.")


def date_parts(words: NullTranslations) -> dict[str, str]:
    """Labels of the three fields of a date."""
    _ = words.gettext
    return {
        # TRANSLATORS: Over a field for the day of a date, such as 14.
        "day": _("Day"),
        # TRANSLATORS: Over a field for the month of a date as a number, such as 2.
        "month": _("Month"),
        # TRANSLATORS: Over a field for the year of a date, such as 2027.
        "year": _("Year"),
    }


def date_hint(words: NullTranslations) -> str:
    # TRANSLATORS: How to write a date: day, month and year of the calendar used in the UK.
    return words.gettext("For example, 14 2 2027")


def error_prefix(words: NullTranslations) -> str:
    # TRANSLATORS: Said before what is wrong with an answer.
    return words.gettext("Error")


def wrong(reason: str, number: int, most: int, words: NullTranslations) -> str:
    """What is wrong with an answer, and what to write instead."""
    _ = words.gettext
    values = {"number": number, "most": most}
    match reason:
        case "date":
            # TRANSLATORS: A date was written that does not exist, or of another calendar.
            said = _(
                "Question %(number)s: write the day, month and year in numbers, as in the UK, "
                "such as 14 2 2027."
            )
        case "day":
            # TRANSLATORS: A date such as 31 2 2027 was written, which no year has.
            said = _(
                "Question %(number)s: there is no such day. Look at the day and the month again."
            )
        case "year":
            # TRANSLATORS: A year far ahead or far back was written, as of another calendar.
            said = _(
                "Question %(number)s: this year cannot be right. Write the year as in the UK, "
                "such as 2027."
            )
        case "length":
            # TRANSLATORS: %(most)s is a number such as 2000.
            said = _("Question %(number)s: this is too long. Write at most %(most)s letters.")
        case "letters":
            said = _("Question %(number)s: some characters cannot be read. Please write it again.")
        case _:
            said = _("Question %(number)s: please choose your answer again.")
    return said % values


def changed(why: str, words: NullTranslations) -> str:
    """Why an answer was set aside."""
    _ = words.gettext
    match why:
        case "gone":
            # TRANSLATORS: Safety-critical. Beside an answer given to an older version of a plan.
            return _("This question is no longer in the plan.")
        case _:
            # TRANSLATORS: Safety-critical. Beside an answer given to an older version of a plan.
            return _("The words of this question have changed.")


def written_in(language: str, words: NullTranslations) -> str:
    """Beside a person's own words in another language than the page's (H15)."""
    # TRANSLATORS: Safety-critical. Beside words that nobody translated. %(language)s is the name of
    # a language in that language, such as “polski”.
    return words.gettext("Written in: %(language)s. Not translated. Ask an interpreter.") % {
        "language": language
    }


def on_paper(words: NullTranslations) -> str:
    # TRANSLATORS: Where a person's own words are on paper and not on the screen.
    return words.gettext("More is written on the paper.")


def refused(why: str, words: NullTranslations) -> str:
    """Why nothing was taken from a form, a code or a file, and what to do."""
    _ = words.gettext
    match why:
        case "expired":
            # TRANSLATORS: The form was open for too long.
            return _("This page was open for too long, so your answers were cleared.")
        case "ended":
            return _("You finished and cleared this plan. The answers are gone from this page.")
        case "too_large":
            return _("This is too much for one plan. Go back and write less.")
        case "empty":
            return _("There is no code yet. Paste the code of your plan, or choose its file.")
        case "code_damaged":
            return _("This code cannot be read. A part may be missing. Copy all of it again.")
        case "code_newer":
            return _("This code was made by a newer version of this service. Try again later.")
        case "code_unknown":
            return _("The plan that this code belongs to is not here.")
        case "gone":
            return _("This plan is not in use any more. Ask your midwife for the new one.")
        case _:
            return _("This page cannot be read. Go back, load the page again and try once more.")


def code_title(words: NullTranslations) -> str:
    # TRANSLATORS: What a square code on the screen is for; a screen reader says it.
    return words.gettext("Code of this plan, to scan with a phone")
