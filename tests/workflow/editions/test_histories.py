"""Whatever happens to a small text and in whatever order, readers get what two people and a
clinician approved for exactly that English, and nothing is reopened without need (H3).

What should stand is told by a model that knows no hash and no table: who approved which words for
which English.
"""

import copy
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.db import Database
from app.exchange import po
from app.languages import find
from app.models import SegmentListing, SegmentOutcome
from app.resources.load import parse
from app.resources.schema import Resource
from app.resources.segments import extract
from app.workflow.drafting import drafts
from app.workflow.editions import published
from app.workflow.editions.changed_english import confirm_unchanged
from app.workflow.editions.publishing import current, key_of, publish, withdraw
from app.workflow.editions.roll_back import bring_back_text
from app.workflow.imports import translation_files
from app.workflow.open_database import open_database
from app.workflow.people import accounts
from app.workflow.people.accounts import Actor
from app.workflow.refusals import Refused
from app.workflow.review import back_translation, bulk, steps
from app.workflow.review.sign_off import sign_off, signatures, valid_sign_off
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import Desk, open_desk, views
from tests import factories
from tests.engines.deterministic import AccentEngine
from tests.factories import HEAD, SLUG

TAGS = ("pl", "ro")
WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "Feeling sick": {"pl": ("Nudności", "Mdłości"), "ro": ("Greață", "Stare de greață")},
    "What helps when you feel sick.": {
        "pl": ("Co pomaga na nudności.", "Co pomaga na mdłości."),
        "ro": ("Ce ajută la greață.", "Ce vă ajută la greață."),
    },
    "Rest often.": {
        "pl": ("Często odpoczywaj.", "Odpoczywaj często."),
        "ro": ("Odihniți-vă des.", "Odihniți-vă frecvent."),
    },
    "Rest a little.": {
        "pl": ("Trochę odpocznij.", "Odpocznij trochę."),
        "ro": ("Odihniți-vă puțin.", "Odihniți-vă un pic."),
    },
    "Drink water.": {
        "pl": ("Pij wodę.", "Popijaj wodę."),
        "ro": ("Beți apă.", "Să beți apă."),
    },
}
"""English with two wordings in each language; all of them right, so that no check stands in the
way."""
SENTENCES = ("Rest often.", "Rest a little.", "Drink water.")


@dataclass(frozen=True)
class Block:
    """One block of the leaflet: a plain paragraph, or one that is safety-critical."""

    id: str
    text: str
    critical: bool = False


FIRST = (Block("rest", "Rest often."), Block("drink", "Drink water.", critical=True))
English = tuple[Block, ...]


def written(blocks: English) -> str:
    return HEAD + "".join(
        f"  - id: {each.id}\n    type: paragraph\n    text: {each.text}\n"
        + ("    safety_critical: true\n" if each.critical else "")
        for each in blocks
    )


def texts(blocks: English) -> dict[str, str]:
    own = {each.id: each.text for each in blocks}
    return {"title": "Feeling sick", "summary": "What helps when you feel sick."} | own


@dataclass
class StandingWords:
    """What stands for one string of a language: `covers` holds each English for which two people
    approved these very words, or for which a clinician said that the meaning is the same."""

    words: str
    written_for: str
    covers: set[str] = field(default_factory=set)
    is_draft: bool = False


Signed = frozenset[tuple[str, str, str]]


@dataclass
class Model:
    """What happened, in the plainest words."""

    blocks: English = FIRST
    earlier: list[English] = field(default_factory=lambda: [FIRST])
    words: dict[str, dict[str, StandingWords]] = field(
        default_factory=lambda: {t: {} for t in TAGS}
    )
    approved: dict[str, set[tuple[str, str, str]]] = field(
        default_factory=lambda: {t: set() for t in TAGS}
    )
    last: dict[str, dict[tuple[str, str], StandingWords]] = field(
        default_factory=lambda: {t: {} for t in TAGS}
    )
    """The newest state of each string for each English that it had."""
    signed: dict[str, list[Signed]] = field(default_factory=lambda: {t: [] for t in ("en", *TAGS)})
    orders: list[English] = field(default_factory=list)
    """The English that a clinician signed, in the order in which it stood."""
    holds: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(("en", *TAGS), False))
    """Whether the newest signature can still count: nothing published under it was withdrawn."""

    def now(self, tag: str) -> Signed:
        if tag == "en":
            return frozenset((path, text, text) for path, text in texts(self.blocks).items())
        mine = self.words[tag]
        return frozenset(
            (path, text, mine[path].words if path in mine else "")
            for path, text in texts(self.blocks).items()
        )

    def state(self, tag: str, path: str) -> str:
        text, stands = texts(self.blocks)[path], self.words[tag].get(path)
        if stands is None:
            return "empty"
        if text in stands.covers:
            return "revised"
        if stands.written_for != text or stands.covers:
            return "stale"
        return "draft" if stands.is_draft else "edited"

    def is_signed(self, tag: str) -> bool:
        if not self.signed[tag] or not self.holds[tag] or self.signed[tag][-1] != self.now(tag):
            return False
        return tag != "en" or self.orders[-1] == self.blocks

    def return_approved(self) -> None:
        for tag, mine in self.words.items():
            for path, text in texts(self.blocks).items():
                last = self.last[tag].get((path, text))
                if self.state(tag, path) == "stale" and last is not None and last.covers:
                    mine[path] = StandingWords(last.words, text, {text})

    def remember(self, tag: str, path: str) -> None:
        """How a string stands for its English of now, until somebody takes the next step for it."""
        text, stands = texts(self.blocks)[path], self.words[tag][path]
        approved = {text} if text in stands.covers else set()
        self.last[tag][path, text] = StandingWords(stands.words, text, approved, stands.is_draft)

    def write(self, blocks: English) -> None:
        self.blocks = blocks
        self.earlier.append(blocks)


@dataclass
class History:
    """The service and the model side by side."""

    database: Database
    model: Model = field(default_factory=Model)
    splits: int = 0
    files: list[str] = field(default_factory=list)

    def by(self, session: Session, who: str) -> Actor:
        return accounts.actor(session, f"{who}@x.test")

    def desk(self, session: Session, tag: str) -> Desk:
        return open_desk(session, SLUG, "standard", tag)

    # What an author does to the English.

    def edit(self, at: int, sentence: int) -> None:
        blocks, at = list(self.model.blocks), at % len(self.model.blocks)
        blocks[at] = Block(blocks[at].id, SENTENCES[sentence % 3], blocks[at].critical)
        self.bring_in(tuple(blocks))

    def revert(self, at: int, _: int) -> None:
        self.bring_in(self.model.earlier[at % len(self.model.earlier)])

    def reorder(self, at: int, _: int) -> None:
        at %= len(self.model.blocks)
        self.bring_in((*self.model.blocks[at:], *self.model.blocks[:at]))

    def split(self, at: int, sentence: int) -> None:
        at %= len(self.model.blocks)
        self.splits += 1
        more = Block(
            f"split-{self.splits}", SENTENCES[sentence % 3], self.model.blocks[at].critical
        )
        if len(self.model.blocks) < 4:
            self.bring_in((*self.model.blocks[: at + 1], more, *self.model.blocks[at + 1 :]))

    def delete(self, at: int, _: int) -> None:
        at %= len(self.model.blocks)
        if len(self.model.blocks) > 1:
            self.bring_in((*self.model.blocks[:at], *self.model.blocks[at + 1 :]))

    def mark(self, at: int, _: int) -> None:
        """Say that a block is safety-critical, or that it is not."""
        blocks, at = list(self.model.blocks), at % len(self.model.blocks)
        blocks[at] = Block(blocks[at].id, blocks[at].text, not blocks[at].critical)
        self.bring_in(tuple(blocks))

    def bring_in(self, blocks: English) -> None:
        """The same file twice, as people do."""
        with self.database.writing() as session:
            author = self.by(session, "author")
            save_source(session, author, parse(written(blocks)))
            _, again = save_source(session, author, parse(written(blocks)))
        assert not again
        self.model.write(blocks)

    # What people do to a translation.

    def translate(self, at: int, wording: int) -> None:
        """Write what is empty or stale."""
        tag = TAGS[at % 2]
        with self.database.writing() as session:
            desk, actor = self.desk(session, tag), self.by(session, "translator")
            for path, text in texts(self.model.blocks).items():
                if self.model.state(tag, path) in ("empty", "draft", "stale"):
                    words = WORDS[text][tag][wording % 2]
                    version = desk.rows[path].version if path in desk.rows else 0
                    steps.save(desk, actor, path, words, version)
                    self.model.words[tag][path] = StandingWords(words, text)
                    self.model.remember(tag, path)

    def reword(self, at: int, which: int) -> None:
        """Write one text that stands in other words."""
        tag = TAGS[at % 2]
        mine = self.model.words[tag]
        paths = [p for p in texts(self.model.blocks) if p in mine]
        path = paths[which % len(paths)]
        text = texts(self.model.blocks)[path]
        words = next(each for each in WORDS[text][tag] if each != mine[path].words)
        with self.database.writing() as session:
            desk = self.desk(session, tag)
            steps.save(desk, self.by(session, "translator"), path, words, desk.rows[path].version)
        mine[path] = StandingWords(words, text)
        self.model.remember(tag, path)

    def revise(self, at: int, _: int) -> None:
        """Approve what was written, and say the safety-critical texts in English again."""
        tag = TAGS[at % 2]
        with self.database.writing() as session:
            desk = self.desk(session, tag)
            reviewer, third = self.by(session, "reviewer"), self.by(session, "third")
            for path, text in texts(self.model.blocks).items():
                if self.model.state(tag, path) == "edited":
                    steps.revise(desk, reviewer, path, desk.rows[path].version)
                    stands = self.model.words[tag][path]
                    stands.covers = {text}
                    self.model.approved[tag].add((path, text, stands.words))
                    self.model.remember(tag, path)
            for seen in views(desk):
                lacks = back_translation.is_lacking(desk, seen)
                if lacks and not back_translation.why_not_back(desk, third, seen):
                    back_translation.back_translate(desk, third, seen.path, seen.segment.text)

    def confirm(self, at: int, which: int) -> None:
        """A clinician says of one stale text that its meaning is the same."""
        tag = TAGS[at % 2]
        mine = self.model.words[tag]
        stale = [
            path
            for path in texts(self.model.blocks)
            if self.model.state(tag, path) == "stale" and mine[path].covers
        ]
        if not stale:
            return
        path = stale[which % len(stale)]
        with self.database.writing() as session:
            desk = self.desk(session, tag)
            version = desk.rows[path].version
            confirm_unchanged(desk, self.by(session, "clinician"), path, version, "The same.")
        text = texts(self.model.blocks)[path]
        mine[path].covers.add(text)
        self.model.remember(tag, path)
        self.model.approved[tag].add((path, text, mine[path].words))

    def draft(self, at: int, _: int) -> None:
        """An engine fills what is empty, and its own drafts of other English; nothing else."""
        tag = TAGS[at % 2]
        with self.database.reading() as session:
            gathered = drafts.gather(self.desk(session, tag))
        made = drafts.make(AccentEngine(), tag, gathered)
        with self.database.writing() as session:
            desk = self.desk(session, tag)
            for done in drafts.write(desk, self.by(session, "translator"), made):
                if done.kind is SegmentOutcome.REFUSED:
                    continue
                path, stands = done.segment.path, self.model.words[tag].get(done.segment.path)
                assert stands is None or (
                    stands.is_draft and self.model.state(tag, path) == "stale"
                )
                words = desk.rows[path].text
                self.model.words[tag][path] = StandingWords(words, done.segment.text, is_draft=True)
                self.model.remember(tag, path)

    def approve_repeats(self, at: int, _: int) -> None:
        """A reviser approves at once what was approved for the same English in another place."""
        tag = TAGS[at % 2]
        with self.database.writing() as session:
            desk = self.desk(session, tag)
            shown = [(path, row.version) for path, row in desk.rows.items()]
            bulk.approve_repeats(desk, self.by(session, "reviewer"), shown)
            now = {seen.path: seen.state for seen in views(desk)}
        critical = {each.id for each in self.model.blocks if each.critical}
        for path, text in texts(self.model.blocks).items():
            if (self.model.state(tag, path), now[path]) == ("edited", "revised"):
                stands = self.model.words[tag][path]
                assert path not in critical
                known = {(source, words) for _, source, words in self.model.approved[tag]}
                assert (text, stands.words) in known
                stands.covers = {text}
                self.model.approved[tag].add((path, text, stands.words))
                self.model.remember(tag, path)

    def take_away(self, at: int, _: int) -> None:
        with self.database.reading() as session:
            tag = TAGS[at % 2]
            data = translation_files.export(session, SLUG, "standard", tag, "po")
            self.files.append(data.decode())

    def import_twice(self, at: int, _: int) -> None:
        """Bring a file back in which nobody changed anything, whatever happened since."""
        if not self.files:
            return
        data = self.files[at % len(self.files)].encode()
        with self.database.writing() as session:
            for _again in range(2):
                taken = translation_files.import_po(
                    session, self.by(session, "translator"), data, "same.po"
                )
                assert (taken.drafts, taken.edited) == (0, 0)

    def bring_other_words(self, at: int, _: int) -> None:
        """Somebody wrote other words into a file, whatever happened here since it was taken away:
        they count for that English alone, and over no words that came meanwhile but a draft's."""
        if not self.files:
            return
        file = po.read(self.files[at % len(self.files)].encode(), "other.po")
        tag, now = file.language, texts(self.model.blocks)
        entries = []
        for entry in file.entries:
            base, wordings = entry.text, WORDS[entry.source][tag]
            words = next(each for each in wordings if each != base)
            entries.append(replace(entry, text=words, fuzzy=False))
            stands = self.model.words[tag].get(entry.path)
            if entry.path not in now or now[entry.path] != entry.source:
                continue
            here = stands.words if stands else ""
            opened = self.model.state(tag, entry.path) in ("empty", "draft", "stale")
            draft = stands is not None and stands.is_draft
            if here == base or (here == words and opened) or (draft and here != words):
                self.model.words[tag][entry.path] = StandingWords(words, entry.source)
                self.model.remember(tag, entry.path)
        with self.database.writing() as session:
            actor = self.by(session, "translator")
            other = replace(file, entries=tuple(entries))
            translation_files.take(actor, translation_files.plan(session, actor, other, "other.po"))

    # What a clinician and an author do.

    def sign(self, at: int, _: int) -> None:
        tag = ("en", *TAGS)[at % 3]
        with self.database.writing() as session:
            try:
                sign_off(self.desk(session, tag), self.by(session, "clinician"))
            except Refused:
                return
        self.model.signed[tag].append(self.model.now(tag))
        self.model.holds[tag] = True
        if tag == "en":
            self.model.orders.append(self.model.blocks)

    def publish(self, at: int, _: int) -> None:
        tag = ("en", *TAGS)[at % 3]
        with self.database.writing() as session:
            try:
                publish(self.desk(session, tag), self.by(session, "author"))
            except Refused:
                return

    def withdraw(self, at: int, _: int) -> None:
        tag = ("en", *TAGS)[at % 3]
        with self.database.writing() as session:
            desk = self.desk(session, tag)
            live = current(session, key_of(desk), "standard", tag)
            if live is None:
                return
            newest = signatures(desk)[0].id
            withdraw(session, self.by(session, "clinician"), live.code, "Something is wrong.")
            if live.sign_off_id != newest:
                return
        self.model.holds[tag] = False

    def all_the_way(self, _: int, __: int) -> None:
        """English, then each language, from where they stand to their readers."""
        self.sign(0, 0)
        self.publish(0, 0)
        for at in (0, 1):
            self.translate(at, 0)
            self.revise(at, 0)
            self.sign(at + 1, 0)
            self.publish(at + 1, 0)

    def roll_back(self, at: int, which: int) -> None:
        """An author brings an edition's English back; the newest words approved for it return,
        where others stand that are stale."""
        tag = ("en", *TAGS)[at % 3]
        with self.database.writing() as session:
            editions = published.all_editions(session, SLUG, "standard", tag)
            if not editions:
                return
            edition = editions[which % len(editions)]
            try:
                bring_back_text(session, self.by(session, "author"), edition.code)
            except Refused:
                return
        known = segments(edition.english)
        self.model.write(
            tuple(
                Block(block.id, known[block.id], bool(block.safety_critical))
                for block in edition.english.blocks
            )
        )
        self.model.return_approved()

    # What must hold after every step.

    def check(self) -> None:
        with self.database.reading() as session:
            for tag in ("en", *TAGS):
                self._check_readers(session, tag)
                desk = self.desk(session, tag)
                signed = valid_sign_off(desk) is not None
                assert signed == self.model.is_signed(tag), (tag, "signed")
                if tag != "en":
                    self._check_states(session, desk)

    def _check_states(self, session: Session, desk: Desk) -> None:
        tag = desk.language.tag
        wanted = {path: self.model.state(tag, path) for path in texts(self.model.blocks)}
        assert {seen.path: seen.state for seen in views(desk)} == wanted
        listed = select(SegmentListing.path, SegmentListing.state).where(
            SegmentListing.language == tag
        )
        assert dict(session.exec(listed).all()) == wanted

    def _check_readers(self, session: Session, tag: str) -> None:
        """What readers have was approved string by string, and signed as a whole."""
        view = published.edition(session, SLUG, "standard", tag)
        if view is None:
            return
        served = segments(view.resource)
        beside = segments(view.english)
        held = frozenset((path, beside[path], text) for path, text in served.items())
        assert held in self.model.signed[tag], (tag, "served unsigned")
        if tag == "en":
            assert order(view.resource) in map(names, self.model.orders)
            return
        assert held <= self.model.approved[tag], (tag, "served unapproved")
        behind = published.edition(session, SLUG, "standard", "en")
        if behind is not None:
            assert view.source_changed == (segments(behind.resource) != beside), (tag, "lags")


def segments(resource: Resource) -> dict[str, str]:
    return {each.path: each.text for each in extract(resource).segments}


def order(resource: Resource) -> tuple[str, ...]:
    return tuple(block.id for block in resource.blocks)


def names(blocks: English) -> tuple[str, ...]:
    return tuple(each.id for each in blocks)


STEPS = (
    History.edit, History.edit, History.revert, History.revert, History.reorder, History.split,
    History.delete, History.mark, History.translate, History.reword, History.revise,
    History.revise, History.confirm, History.confirm, History.take_away, History.import_twice,
    History.sign, History.sign, History.publish, History.publish, History.withdraw,
    History.all_the_way, History.roll_back, History.roll_back, History.draft, History.draft,
    History.approve_repeats, History.bring_other_words,
)  # fmt: skip
Taken = Sequence[tuple[str, int, int]]
steps_taken = st.lists(
    st.tuples(st.sampled_from([step.__name__ for step in STEPS]), st.integers(0, 5),
              st.integers(0, 2)),
    min_size=3, max_size=12,
)  # fmt: skip


@dataclass(frozen=True)
class Beginning:
    """The leaflet as it went all the way in both languages: a database, and what is known."""

    file: Path
    model: Model


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beginning]:
    with pytest.MonkeyPatch.context() as patch:
        two = tuple(find(tag) for tag in TAGS)
        patch.setattr("app.resources.kinds.languages", lambda: two)  # not all fifteen
        folder = tmp_path_factory.mktemp("histories")
        database = factories.new_database(folder)
        factories.add_team(database)
        factories.bring_in(database, written(FIRST))
        first = History(database)
        first.all_the_way(0, 0)
        database.dispose()
        yield Beginning(folder / "test.sqlite3", first.model)


@contextmanager
def history(beginning: Beginning, folder: Path) -> Iterator[History]:
    file = shutil.copy(beginning.file, folder / "now.sqlite3")
    database = open_database(f"sqlite:///{file}")
    try:
        yield History(database, copy.deepcopy(beginning.model))
    finally:
        database.dispose()


def take_steps(beginning: Beginning, folder: Path, taken: Taken) -> None:
    with history(beginning, folder) as one:
        one.check()
        for name, at, which in taken:
            getattr(one, name)(at, which)
            one.check()


ENGLISH_OUT = (("sign", 0, 0), ("publish", 0, 0))
HISTORIES: dict[str, tuple[tuple[str, int, int], ...]] = {
    "a moved block takes no signature from a translation": (("reorder", 1, 0),),
    "a moved block outdates no translation": (("reorder", 1, 0), *ENGLISH_OUT),
    "what is safety-critical no more is signed anew": (("mark", 1, 0),),
    "an approval that was kept for new English returns with the old": (
        ("edit", 0, 1), ("confirm", 0, 0), ("revert", 0, 0),
    ),
    "English that comes back outdates no translation": (
        ("edit", 0, 1), *ENGLISH_OUT, ("revert", 0, 0), *ENGLISH_OUT,
    ),
    "a block that is taken out and comes back keeps its words": (
        ("delete", 0, 0), ("revert", 0, 0),
    ),
    "a file from before changes nothing": (
        ("take_away", 0, 0), ("edit", 0, 1), ("translate", 0, 1), ("import_twice", 0, 0),
    ),
    "an older text that is published anew brings its words back": (
        ("edit", 0, 1), ("all_the_way", 0, 0), ("roll_back", 1, 1), ("revise", 0, 0),
        ("all_the_way", 0, 0),
    ),
    "a withdrawn text is signed anew": (("withdraw", 1, 0), ("publish", 1, 0)),
    "a draft stands in no person's place": (
        ("split", 0, 2), ("draft", 0, 0), ("edit", 1, 1), ("draft", 0, 0), ("edit", 0, 1),
        ("draft", 0, 0), ("sign", 1, 0), ("translate", 0, 1), ("draft", 0, 0),
    ),
    "a repeat is approved where it was read": (
        ("split", 0, 0), ("draft", 0, 0), ("translate", 0, 0), ("approve_repeats", 0, 0),
        ("split", 1, 0), ("translate", 0, 1), ("approve_repeats", 0, 0),
    ),
    "words in a file from before go over none that came since": (
        ("take_away", 0, 0), ("edit", 0, 1), ("translate", 0, 1), ("bring_other_words", 0, 0),
        ("reword", 0, 1), ("revert", 0, 0), ("bring_other_words", 0, 0),
    ),
}  # fmt: skip


@pytest.mark.usefixtures("demo_mode")
@pytest.mark.parametrize("taken", HISTORIES.values(), ids=HISTORIES.keys())
def test_h3_nothing_is_reopened_or_served_that_should_not_be(
    beginning: Beginning, tmp_path: Path, taken: Taken
) -> None:
    take_steps(beginning, tmp_path, taken)


@pytest.mark.usefixtures("demo_mode")
@settings(
    derandomize=True,
    max_examples=20,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # shrinking takes minutes: a case is short enough
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(taken=steps_taken)
def test_h3_whatever_happens_readers_get_what_was_approved_for_that_english(
    beginning: Beginning, tmp_path: Path, taken: Taken
) -> None:
    take_steps(beginning, tmp_path, taken)
