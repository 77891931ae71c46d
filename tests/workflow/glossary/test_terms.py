"""The glossary: who may change it, what its history holds, and what its files bring."""

import pytest

from app.db import Database
from app.exchange import glossary as files
from app.exchange import recognise, tbx
from app.exchange.glossary import TermEntry
from app.exchange.opening import FileRefused
from app.models import Role, Use
from app.workflow.drafting.back_translations import into_english
from app.workflow.glossary import term_files, terms
from app.workflow.refusals import Refused
from app.workflow.seeding import glossary_file
from app.workflow.translation.desk import open_desk, view
from tests import factories
from tests.drafting import draft_translation
from tests.engines.deterministic import AccentEngine


def read_glossary(data: bytes, name: str) -> tuple[TermEntry, ...]:
    """A file of any format, which must be one."""
    found = recognise.read(data, name)
    assert isinstance(found, tuple)
    return found


MEANING = "A vitamin that builds bones."


@pytest.fixture
def glossary(world: Database) -> Database:
    """One term of the leaflet with its Polish words, and a name that stays."""
    author, reviewer = (factories.person(world, name) for name in ("author", "reviewer"))
    with world.writing() as session:
        terms.describe(session, author, "vitamin D", MEANING, "", keep=False)
        terms.describe(session, author, "triage", "", "", keep=True)
        terms.agree(session, reviewer, "vitamin D", "pl", "witamina D", Use.APPROVED)
        terms.agree(session, reviewer, "vitamin D", "pl", "kalcyferol", Use.FORBIDDEN, "Too rare.")
    return world


def test_terms_stand_where_the_english_has_them(glossary: Database) -> None:
    with glossary.reading() as session:
        (match,) = terms.located("Take vitamin D.", terms.glossary(session, "pl"))
        assert terms.located("Take vitamin D.", terms.glossary(session, "ne"))[0].approved == ()
        assert terms.fixed_words(session, "pl") == {"triage": "triage"}
    assert (match.start, match.end) == (5, 14)
    assert (match.approved, match.forbidden) == (("witamina D",), ("kalcyferol",))


def test_h17_agreed_words_that_never_change_stand_in_drafts_as_they_are(
    glossary: Database,
) -> None:
    reviewer = factories.person(glossary, "reviewer")
    with glossary.writing() as session:
        terms.agree(session, reviewer, "vitamin D", "pl", "wit. D", Use.FIXED)
        with pytest.raises(Refused, match=r"“wit\. D” is the one fixed form already"):
            terms.agree(session, reviewer, "vitamin D", "pl", "witamina D", Use.FIXED)
        (entry,) = (e for e in terms.entries(session, "pl") if e.term == "vitamin D")
        assert (entry.approved, entry.fixed) == (("wit. D", "witamina D"), "wit. D")
    actor = factories.person(glossary, "translator")
    draft_translation(glossary, actor, factories.SLUG, "standard", "pl", AccentEngine())
    assert "óf wit. D éáćh" in factories.desk_of(glossary).rows["vitamin"].text
    with glossary.writing() as session:
        desk = open_desk(session, factories.SLUG, "standard", "pl")
        assert into_english(desk) == {"triage": "triage", "wit. D": "vitamin D"}
        terms.agree(session, reviewer, "vitamin D", "pl", "wit. D", Use.APPROVED)
        assert terms.fixed_words(session, "pl") == {"triage": "triage"}


def test_a_string_has_a_finding_when_the_agreed_words_are_missing(glossary: Database) -> None:
    factories.translate(glossary)
    with_words = view(factories.desk_of(glossary), "vitamin")
    assert [f.check for f in with_words.findings] == []
    factories.translate(glossary, {"vitamin": "Przyjmuj 10 mikrogramów kalcyferol każdego dnia."})
    found = view(factories.desk_of(glossary), "vitamin").findings
    assert [f.check for f in found if f.check == "terms"] == ["terms", "terms"]
    assert not any(f.severity == "blocking" for f in found)


def test_each_change_says_who_when_and_why(glossary: Database) -> None:
    reviewer = factories.person(glossary, "reviewer")
    with glossary.writing() as session:
        terms.take_out(session, reviewer, "vitamin D", "pl", "kalcyferol", "Fine after all.")
        terms.accept_form(session, reviewer, "vitamin D", "pl", "witaminka D")
        terms.take_out(session, reviewer, "vitamin D", "pl", "witaminka D")
    with glossary.reading() as session:
        events = terms.history(session, "vitamin D")
    steps = ["take out", "form", "take out", "forbidden", "approved", "add"]
    assert [e.action for e in events] == steps
    assert (events[2].actor_id, events[2].role, events[2].why) == (
        reviewer.id,
        Role.REVIEWER,
        "Fine after all.",
    )


@pytest.mark.parametrize("name", ["admin", "author", "translator", "clinician", "midwife"])
def test_only_a_reviewer_of_the_language_agrees_on_words(glossary: Database, name: str) -> None:
    actor = factories.person(glossary, name)
    with glossary.writing() as session, pytest.raises(Refused):
        terms.agree(session, actor, "vitamin D", "pl", "inna", Use.APPROVED)
    polish = factories.add_person(glossary, f"pole-{name}", (Role.REVIEWER, "pl"))
    with glossary.writing() as session, pytest.raises(Refused):
        terms.agree(session, polish, "vitamin D", "ne", "अर्को", Use.APPROVED)


@pytest.mark.parametrize("name", ["translator", "reviewer", "clinician", "midwife"])
def test_only_authors_and_admins_say_what_a_term_means(glossary: Database, name: str) -> None:
    actor = factories.person(glossary, name)
    with glossary.writing() as session, pytest.raises(Refused):
        terms.describe(session, actor, "vitamin D", "Something else", "", keep=False)


def test_the_repository_s_glossary_comes_in_once(world: Database) -> None:
    author = factories.person(world, "author")
    with world.writing() as session:
        rows = list(glossary_file())
        assert terms.bring_in(session, author, rows) == len(rows)
        assert terms.bring_in(session, author, rows) == 0
        assert "NHS" in terms.fixed_words(session, "pl")


READERS = {"tbx": tbx.read_tbx, "csv": files.read_csv, "xlsx": read_glossary}


@pytest.mark.parametrize("ending", READERS)
def test_the_glossary_s_own_file_changes_nothing(glossary: Database, ending: str) -> None:
    reviewer = factories.person(glossary, "reviewer")
    with glossary.writing() as session:
        before = term_files.stored(session)
        data = term_files.export(session, "*", ending)
        taken = term_files.take(session, reviewer, READERS[ending](data, "g"), "g")
        assert term_files.stored(session) == before
    assert (taken.taken, taken.left) == ((), ())


@pytest.mark.parametrize("ending", READERS)
def test_formulas_marks_and_scripts_come_through_a_file(ending: str) -> None:
    words = (
        ("fa-AF", "دایه", "approved"),
        ("pl", '"a;b,c', "forbidden"),
        ("es", "vitamina K", "fixed"),
    )
    entries = (
        TermEntry(term="=1+1", definition="'quoted", note="@note", keep=False, words=words),
        TermEntry(term="-a <b> & c", keep=True),
    )
    data = {"tbx": tbx.write_tbx, "csv": files.write_csv, "xlsx": files.write_xlsx}[ending](entries)
    again = READERS[ending](data, "g")
    assert [(e.term, e.definition, e.note, e.keep, e.words) for e in again] == [
        (e.term, e.definition, e.note, e.keep, e.words) for e in entries
    ]


def test_a_file_takes_what_is_new_and_leaves_what_differs(glossary: Database) -> None:
    reviewer = factories.person(glossary, "reviewer")
    entry = TermEntry(
        term="vitamin D",
        words=(
            ("pl", "witamina D3", "approved"),
            ("pl", "kalcyferol", "approved"),
            ("xx", "x", "approved"),
        ),
        place="g:3",
    )
    with glossary.writing() as session:
        taken = term_files.take(session, reviewer, (entry, TermEntry(term="new", place="g:9")), "g")
        (stored,) = [e for e in term_files.stored(session, "pl") if e.term == "vitamin D"]
    assert taken.taken == (("vitamin D", "approved, pl", "witamina D3"),)
    reasons = dict(taken.left)
    assert "authors" in reasons["g:9"]
    assert len(taken.left) == 3
    assert ("pl", "kalcyferol", "forbidden") in stored.words
    assert stored.definition == MEANING


def test_a_draft_is_agreed_on_by_someone_who_knows_the_language_and_not_by_a_file(
    glossary: Database,
) -> None:
    reviewer = factories.person(glossary, "reviewer")
    data = b"English,Language,Words,Use\nvitamin D,pl,witamina D3,draft\n"
    entries = files.read_csv(data, "g")
    with glossary.writing() as session:
        taken = term_files.take(session, reviewer, entries, "g")
        assert taken.taken == ()
        assert [reason for _, reason in taken.left] == [
            "“witamina D3” is a draft: if it is right, write approved in its place, or add it here."
        ]
        demo = term_files.take(session, reviewer, entries, "g", drafts=True)
        assert demo.taken == (("vitamin D", "approved, pl", "witamina D3"),)
        again = term_files.take(session, reviewer, entries, "g")
    assert (again.unchanged, again.left) == (1, ())


@pytest.mark.parametrize(
    ("read", "data", "place"),
    [
        (files.read_csv, b"a,b\n1,2\n", "g:1"),
        (files.read_csv, b"English,Words\n\xff,x\n", "g:2"),
        (files.read_csv, b"English,Words\n,x\n", "g:2"),
        (tbx.read_tbx, b"<tmx/>", "no TBX"),
        (tbx.read_tbx, b"<martif><text>", "g:1"),
        (read_glossary, b"PK\x03\x04nothing", "damaged"),
    ],
)
def test_a_damaged_glossary_is_refused_with_its_place(
    read: object, data: bytes, place: str
) -> None:
    assert callable(read)
    with pytest.raises(FileRefused, match=place):
        read(data, "g")
