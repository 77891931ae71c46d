"""What the pages about files are handed: the form, what a file would do, and what it did."""

from dataclasses import dataclass, replace

from app.languages import ENGLISH, Language, find
from app.web.frame.addresses import address
from app.web.frame.staff import Frame, Link, Problem
from app.web.frame.staff_presenters import VERSIONS, count
from app.workflow.imports.preview import ImportOutcome, LeftLine, TakenLine

PLACE = "/workbench/import"
ACCEPT = ".po,.xlf,.xliff,.tmx,.tbx,.xlsx,.docx,.csv"


@dataclass(frozen=True)
class Carried:
    """A file on its way from the page that shows what it does to the step that does it; without
    `content` it must be chosen again."""

    name: str
    content: str
    confirmed: bool
    evidence: int | None = None


@dataclass(frozen=True)
class BringInPage:
    """The form, the agencies whose work this person may bring in, and what was wrong with the last
    file."""

    frame: Frame
    agencies: tuple[Link, ...]
    accept: str = ACCEPT
    error: str = ""


@dataclass(frozen=True)
class LookPage:
    """What a file would do, or did when `done`."""

    frame: Frame
    outcome: ImportOutcome
    carried: Carried
    done: bool

    accept = ACCEPT

    @property
    def name(self) -> str:
        return self.carried.name

    @property
    def language(self) -> Language:
        return find(self.outcome.language) if self.outcome.language else ENGLISH

    @property
    def about(self) -> str:
        """Which text in which language, so that a file of another one is noticed."""
        outcome = self.outcome
        words = [self.language.english_name] if outcome.kind != "glossary" else []
        if outcome.ref is not None:
            words = [outcome.title, VERSIONS[outcome.ref.reading_version], *words]
        return ", ".join(words)

    @property
    def sums(self) -> tuple[str, ...]:
        return _sums(self.outcome)

    @property
    def taken(self) -> tuple[TakenLine, ...]:
        return tuple(
            replace(line, action=_ACTIONS.get(line.action, line.action))
            for line in self.outcome.taken
        )

    @property
    def left(self) -> tuple[LeftLine, ...]:
        return self.outcome.left

    @property
    def back(self) -> Link:
        return _back(self.outcome)

    @property
    def seen(self) -> str:
        return self.outcome.seen


_ACTIONS = {
    "draft": "as a draft",
    "edit": "as edited by you",
    "agency": "as translated and revised",
    "meaning": "what it means",
}


def upload_page(frame: Frame, agencies: tuple[Link, ...], error: str = "") -> BringInPage:
    problems = (Problem(error, "#file"),) if error else ()
    return BringInPage(frame.at("Bring in a file", PLACE, "", *problems), agencies, error=error)


def look_page(frame: Frame, outcome: ImportOutcome, carried: Carried) -> LookPage:
    title = "What the file would change" if outcome.taken else "The file changes nothing"
    return LookPage(frame.at(title, PLACE), outcome, carried, done=False)


def done_page(frame: Frame, outcome: ImportOutcome, carried: Carried) -> LookPage:
    return LookPage(frame.at("File taken in", PLACE), outcome, carried, done=True)


def _sums(outcome: ImportOutcome) -> tuple[str, ...]:
    if outcome.kind == "glossary":
        return (
            f"{count(len(outcome.taken), 'change')} of the glossary.",
            f"{count(outcome.unchanged, 'word')} stood here already.",
        )
    if outcome.people:
        translator, reviser = outcome.people
        return (
            f"{count(len(outcome.taken), 'text')} taken: translated by {translator}, "
            f"revised by {reviser}.",
            f"{count(outcome.unchanged, 'text')} stood here already.",
            f"{count(outcome.waiting, 'text')} not translated yet.",
        )
    drafts = sum(t.action == "draft" for t in outcome.taken)
    edited = len(outcome.taken) - drafts
    sums = [
        f"{count(drafts, 'text')} taken as drafts.",
        f"{count(edited, 'text')} taken as edited by you: a second person revises them next.",
    ]
    if outcome.kind == "translation":
        sums.append(f"{count(outcome.unchanged, 'text')} stood here already.")
        sums.append(f"{count(outcome.waiting, 'text')} not translated yet.")
    return tuple(sums)


def _back(outcome: ImportOutcome) -> Link:
    if outcome.ref is not None:
        return Link("Open the texts", address(*outcome.ref.parts))
    if outcome.kind == "glossary":
        return Link("Open the glossary", "/workbench/terms")
    return Link("My work", "/workbench")
