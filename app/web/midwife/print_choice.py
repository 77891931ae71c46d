"""Language and format of a filled plan's print at the desk, chosen beforehand only by what the plan
itself says: the language that she wants to read or wrote in, and the formats that she asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from app.languages import Language, UnknownLanguage, find, is_source
from app.plans.answers import Answers
from app.render.print_page import FORMAT_NAMES
from app.resources.schema import LanguageOption, Question, Resource, all_parts
from app.workflow.editions import published

NEEDED = {"large-print": "large_print", "easy-read": "easy_read"}
"""The format for a need, by the id of its option."""
OWN = ("standard", "easy_read")
"""Formats that are called like the reading version they print."""


@dataclass(frozen=True)
class PrintChoice:
    """What may be chosen; `language` and `format` are chosen beforehand, "" where nothing is."""

    languages: tuple[Language, ...]
    formats: tuple[tuple[str, str], ...]
    language: str
    format: str


def print_choice(
    session: Session, resource: Resource, answers: Answers, keyed: str = ""
) -> PrintChoice:
    """The prints of a filled plan; `keyed` is the language in which its paper was filled in."""
    tags_by_version = published.versions_of(session, answers.slug)
    tags = sorted({tag for each in tags_by_version.values() for tag in each})
    words = tuple(
        (name, text)
        for name, text in FORMAT_NAMES.items()
        if name != "poster" and (name not in OWN or name in tags_by_version)
    )
    hers = wants_to_read(resource, answers) or keyed or written_in(answers)
    wanted = format_for(resource, answers)
    return PrintChoice(
        tuple(sorted(map(find, tags), key=lambda each: each.english_name)),
        words,
        hers if hers in tags else "",
        wanted if wanted in dict(words) else "facing",
    )


def wants_to_read(resource: Resource, answers: Answers) -> str:
    """The language in which she wants to be written to, if she chose one; English last."""
    chosen = (
        option.tags[0]
        for part in all_parts(resource)
        if isinstance(part, Question) and part.languages == "written"
        for option in part.options
        if isinstance(option, LanguageOption) and option.id in answers.get(part.id).options
    )
    return next(iter(sorted(chosen, key=is_source)), "")


def written_in(answers: Answers) -> str:
    """The language of the page on which she wrote, if she wrote anything; English last, in which
    staff may have added a word."""
    tags = {answer.text_language for answer in answers.values.values()}
    for tag in sorted(tags, key=is_source):
        try:
            return find(tag).tag
        except UnknownLanguage:
            continue
    return ""


def format_for(resource: Resource, answers: Answers) -> str:
    """The format that she filled in or asked for; "" where she said nothing of it."""
    own = "easy_read" if answers.reading_version == "easy_read" else ""
    return own or next(_needed(resource, answers), "")


def _needed(resource: Resource, answers: Answers) -> Iterator[str]:
    for part in all_parts(resource):
        if isinstance(part, Question) and part.accessible_information:
            chosen = answers.get(part.id).options
            yield from (NEEDED[option] for option in chosen if option in NEEDED)


def own_version(name: str) -> str:
    """The reading version whose format this is; "" for one that every version has."""
    return name if name in OWN else ""
