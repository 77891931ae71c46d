"""Phrases that stand on the print of a filled plan alone."""

from gettext import NullTranslations


def who(words: NullTranslations) -> str:
    # TRANSLATORS: Safety-critical. At the top of each page; a name is written behind it by hand.
    return words.gettext("Name and date of birth or NHS number:")


def undrawn(question: str, letters: str, words: NullTranslations) -> str:
    """What she wrote and cannot be printed."""
    # TRANSLATORS: Such as “Question 12: these characters cannot be printed: ❤. Take them away …”.
    return words.gettext(
        "Question %(question)s: these characters cannot be printed: %(letters)s. Take them away "
        "or write a word instead."
    ) % {"question": question, "letters": letters}


def not_printed(busy: bool, words: NullTranslations) -> str:
    """Why there is no print, when nothing that she wrote is to blame."""
    _ = words.gettext
    if busy:
        # TRANSLATORS: Shown instead of a PDF.
        return _("Many prints are being made at the moment. Try again in a minute.")
    # TRANSLATORS: Shown instead of a PDF.
    return _("The plan could not be printed. Your answers are still on the page before this one.")


def about_code(on_paper: bool, words: NullTranslations) -> str:
    """What the code beside it holds."""
    _ = words.gettext
    # TRANSLATORS: Beside the QR code of a plan that was filled in.
    holds = _(
        "This code holds the answers on this paper, but not your name. Scan it to open the plan "
        "in another language."
    )
    # TRANSLATORS: Beside the QR code of a plan, when there was no room in it for all words.
    rest = _("Some of the words that you wrote are on this paper only.")
    return f"{holds} {rest}" if on_paper else holds
