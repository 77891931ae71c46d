"""What the page of “For you to decide” shows: each thing with its words, and what changed alike in
several languages together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.datastructures import FormData

from app.languages import ENGLISH, Language, find, format_date
from app.models import Remedy
from app.web.frame.addresses import address, at
from app.web.frame.staff import Frame
from app.web.frame.staff_presenters import count, with_version
from app.web.workbench.marked_text import Piece, difference
from app.web.workbench.since_signed import SinceSignedPanel, since_panel
from app.workflow.work.due_reviews import DueReview
from app.workflow.work.for_clinician import ForClinician, ToChoose, ToKeep, ToSign, Undecided

REMEDIES = {
    Remedy.NOTICE: "An urgent notice at the top, with whom to call",
    Remedy.WITHDRAWAL: "Withdrawal: the page says so and keeps whom to call",
}


@dataclass(frozen=True)
class UndecidedRow:
    """One text in one language that waits for a decision."""

    one: Undecided

    @property
    def name(self) -> str:
        one = self.one
        name = with_version(one.title, one.reading_version)
        return f"{name}, {self.language.english_name}"

    @property
    def language(self) -> Language:
        return find(self.one.language)

    @property
    def place(self) -> str:
        """Where the text is worked on."""
        return address(self.one.slug, self.one.reading_version, self.one.language)


@dataclass(frozen=True)
class SignRow(UndecidedRow):
    """One text to sign: where, and what changed since."""

    one: ToSign

    @property
    def href(self) -> str:
        return f"{self.place}#{'since' if self.language.is_source else 'finish'}"

    @property
    def amount(self) -> str:
        return count(self.one.total, "text")

    @property
    def since(self) -> SinceSignedPanel | None:
        return since_panel(self.one.since)


@dataclass(frozen=True)
class ChooseRow(UndecidedRow):
    """One live edition behind its English."""

    one: ToChoose

    step = "change"
    path = ""

    @property
    def stamp(self) -> tuple[str, str]:
        """The field that says what the person has before them, and what it holds."""
        return "seen", self.one.mark

    @property
    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        return tuple(difference(before, after) for _, before, after in self.one.changes)

    @property
    def remedies(self) -> tuple[tuple[str, str, bool], ...]:
        return tuple(
            (remedy.value, words, remedy is self.one.proposed) for remedy, words in REMEDIES.items()
        )

    @property
    def proposed(self) -> str:
        return REMEDIES[self.one.proposed].partition(":")[0]


@dataclass(frozen=True)
class KeepRow(UndecidedRow):
    """One approved text whose English changed."""

    one: ToKeep
    step = "keep"

    @property
    def path(self) -> str:
        return self.one.path

    @property
    def stamp(self) -> tuple[str, str]:
        """The field that says what the person has before them, and what it holds."""
        return "version", str(self.one.version)

    @property
    def href(self) -> str:
        return at(self.place, self.one.path, show="all")

    @property
    def english(self) -> tuple[Piece, ...]:
        return difference(self.one.before, self.one.after)


R = TypeVar("R", bound=UndecidedRow)


@dataclass(frozen=True)
class Alike(Generic[R]):
    """One text whose English changed alike for several languages."""

    rows: tuple[R, ...]

    @property
    def first(self) -> R:
        return self.rows[0]

    @property
    def name(self) -> str:
        """The text, without a language."""
        one = self.first.one
        return with_version(one.title, one.reading_version)

    @property
    def languages(self) -> str:
        return ", ".join(row.language.english_name for row in self.rows)


U = TypeVar("U", bound=Undecided)


def _alike(found: Iterable[U], what: Callable[[U], object]) -> Iterator[tuple[U, ...]]:
    """By text and by `what` is to be decided about it, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[U]] = {}
    for each in found:
        groups.setdefault((each.slug, each.reading_version, what(each)), []).append(each)
    yield from map(tuple, groups.values())


def ref_of(data: FormData) -> tuple[str, str, str]:
    """The text that a form is about: slug, reading version and language."""
    slug, version, tag = (str(data.get(name, "")) for name in ("slug", "reading_version", "tag"))
    return slug, version, tag


@dataclass(frozen=True)
class DecidePage:
    """All that waits for one clinician."""

    frame: Frame
    found: ForClinician
    sent: FormData | None = None
    """What was refused, so that nobody types it again."""

    fault: str = ""
    """What is wrong with the reason."""

    def field(self, rows: Sequence[ChooseRow | KeepRow]) -> str:
        """The id of the field for the reason of a form about these rows."""
        one, how = rows[0].one, "all" if len(rows) > 1 else "one"
        return f"why-{how}-{one.slug}-{one.reading_version}-{one.language}-{rows[0].path}"

    def is_sent(self, rows: Sequence[ChooseRow | KeepRow]) -> bool:
        """Whether the form about these rows was refused."""
        one, path = rows[0].one, rows[0].path
        return self._is_sent_for_all(one, path) if len(rows) > 1 else self._is_sent(one, path)

    def word(self, name: str) -> str:
        """What a field of the refused form held."""
        return str(self.sent.get(name, "")) if self.sent else ""

    @property
    def refused_field(self) -> str:
        """Where the reason of the refused form stands."""
        groups: list[tuple[ChooseRow | KeepRow, ...]] = [each.rows for each in self.to_choose]
        groups += [each.rows for each in self.to_keep]
        alone = [(row,) for rows in groups for row in rows]
        forms = (rows for rows in (*groups, *alone) if self.is_sent(rows))
        return next((f"#{self.field(rows)}" for rows in forms), "")

    def _is_sent(self, one: Undecided, path: str) -> bool:
        mine = (one.slug, one.reading_version, one.language, path)
        return self.sent is not None and mine == (*ref_of(self.sent), self.word("path"))

    @property
    def to_sign(self) -> tuple[SignRow, ...]:
        return tuple(map(SignRow, self.found.to_sign))

    @property
    def to_choose(self) -> tuple[Alike[ChooseRow], ...]:
        found = _alike(self.found.to_choose, lambda each: (each.changes, each.proposed))
        return tuple(Alike(tuple(map(ChooseRow, each))) for each in found)

    @property
    def to_keep(self) -> tuple[Alike[KeepRow], ...]:
        found = _alike(self.found.to_keep, lambda each: (each.path, each.before, each.after))
        return tuple(Alike(tuple(map(KeepRow, each))) for each in found)

    def _is_sent_for_all(self, one: Undecided, path: str) -> bool:
        mine, sent = (one.slug, one.reading_version, "", path), self.sent
        if sent is None or mine != (*ref_of(sent), self.word("path")):
            return False
        # Other languages of the same text may have changed in another way.
        return any(f"{name}.{one.language}" in sent for name in ("seen", "version"))

    @property
    def due(self) -> tuple[tuple[DueReview, str, str], ...]:
        return tuple(
            (
                each,
                format_date(each.review_by, ENGLISH),
                ", ".join(find(tag).english_name for tag in each.languages),
            )
            for each in self.found.due
        )

    @property
    def own(self) -> str:
        """That another must sign what this person wrote."""
        number = self.found.own
        if not number:
            return ""
        wait = "waits" if number == 1 else "wait"
        written = f"{count(number, 'text')} that you had a part in {wait} for a signature"
        return f"{written}: another clinician gives it."

    @property
    def is_empty(self) -> bool:
        found = self.found
        lists = found.to_sign, found.to_choose, found.to_keep, found.due, found.damaged
        return not (any(lists) or found.own)
