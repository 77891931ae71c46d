"""What the page that publishes all signed texts is handed: what would go out, what stays and why,
and the languages that wait for each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.languages import ENGLISH, Language, find, languages
from app.web.frame.staff import Frame, Link
from app.web.frame.staff_presenters import VERSIONS, ResultPage, count, with_version
from app.workflow.editions.together import Planned, PublishOutcome, WaitingSet, names, waits
from app.workflow.lists.coverage import Coverage


def text_name(title: str, version: str, tag: str) -> str:
    """“Feeling sick, easy read, in Polish”."""
    return f"{with_version(title, version)}, in {find(tag).english_name}"


@dataclass(frozen=True)
class PlannedRow:
    """One signed text, and whether it goes out."""

    planned: Planned

    @property
    def name(self) -> str:
        return text_name(self.planned.title, *self.planned.ref.parts[1:])

    @property
    def value(self) -> str:
        """What its box sends."""
        return "/".join(self.planned.ref.parts)

    @property
    def why(self) -> str:
        if self.planned.waits_for:
            return waits(self.planned.waits_for)
        return self.planned.refusal


@dataclass(frozen=True)
class SetRow:
    """Languages that go out together."""

    waiting: WaitingSet

    @property
    def id(self) -> str:
        return f"set-{self.waiting.number}"

    @property
    def number(self) -> int:
        return self.waiting.number

    @property
    def said(self) -> str:
        version = VERSIONS[self.waiting.reading_version]
        unsigned = names(self.waiting.unsigned)
        state = f"Not signed yet: {unsigned}." if unsigned else "All are signed."
        return f"{version}: {names(self.waiting.languages)} go out together. {state}"


@dataclass(frozen=True)
class SetForm:
    """The form that lets languages of one reading version wait for each other; `languages` are
    those that it is begun in."""

    version: str
    languages: tuple[Language, ...]

    @property
    def name(self) -> str:
        return VERSIONS[self.version]


@dataclass(frozen=True, kw_only=True)
class PublishPage:
    """All that is signed of one resource, `slug`, or of the whole library."""

    frame: Frame
    slug: str
    title: str
    planned: Sequence[Planned]
    sets: Sequence[WaitingSet] = ()
    coverages: Sequence[Coverage] = ()
    """How far each translation of the resource is; none for the whole library."""

    @property
    def back(self) -> Link:
        return (
            Link(self.title, f"/library/{self.slug}") if self.slug else Link("Library", "/library")
        )

    @property
    def action(self) -> str:
        return f"/library/{self.slug}/publish" if self.slug else "/library/publish"

    @property
    def going(self) -> tuple[PlannedRow, ...]:
        return tuple(PlannedRow(each) for each in self.planned if each.goes_out)

    @property
    def staying(self) -> tuple[PlannedRow, ...]:
        return tuple(PlannedRow(each) for each in self.planned if not each.goes_out)

    @property
    def button(self) -> str:
        return f"Publish {count(len(self.going), 'text')}"

    @property
    def waiting(self) -> tuple[SetRow, ...]:
        return tuple(map(SetRow, self.sets))

    @property
    def forms(self) -> tuple[SetForm, ...]:
        """For each reading version of which no languages wait for each other yet."""
        bound = {each.reading_version for each in self.sets}
        found = []
        for version in dict.fromkeys(each.reading_version for each in self.coverages):
            begun = {
                each.language
                for each in self.coverages
                if each.reading_version == version and each.begun
            }
            known = tuple(x for x in (ENGLISH, *languages()) if x.tag in {*begun, ENGLISH.tag})
            if version not in bound and len(known) > 1:
                found.append(SetForm(version, known))
        return tuple(found)


def outcome_page(frame: Frame, outcomes: Sequence[PublishOutcome], back: Link) -> ResultPage:
    """What became of each text, those that were refused by name."""
    out = [each for each in outcomes if each.edition is not None]
    said = tuple(
        f"{text_name(each.title, *each.ref.parts[1:])}: edition {each.edition.number}, "
        f"code {each.edition.code}."
        for each in out
        if each.edition
    )
    left = tuple(
        (text_name(each.title, *each.ref.parts[1:]), each.refusal)
        for each in outcomes
        if each.edition is None
    )
    nothing = ("Nothing was published: what was signed is out already, or was signed no more.",)
    return ResultPage(frame, said or (nothing if not left else ()), left, back, "Not published")
