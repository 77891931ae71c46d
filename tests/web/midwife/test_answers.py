"""A midwife reads in English what a woman ticked in her own language: keyed in by number, or from
the code on the paper. Only midwives do, and nothing is kept."""

from pathlib import Path

import pytest

from app.db import Database
from app.plans.codec import decode, encode
from app.workflow.editions import published
from tests.plans.plan import PLAN
from tests.plans.world import few_answers, publish_plan, template_in
from tests.web.visit import Visit

KEYS = "/library/plans/small-plan/keys"
TWENTY = "2 14 2 2027\n3 1\n4 1 3 *\n5 *\n6 1\n7.1 *\n8.1 2\n9.1 20 2 2027\n10 7\n"


@pytest.fixture
def midwife(planned: Database) -> Visit:
    return Visit(planned, "midwife")


def test_ticks_are_keyed_by_number_and_read_in_english(midwife: Visit) -> None:
    midwife.open(KEYS)
    midwife.send(KEYS, keys=TWENTY, language="pl")
    text = midwife.text
    for words in ("What she ticked", "I would", "From outside my community", "14 February 2027"):
        assert words in text
    assert "7 – Very calm" not in text
    assert "6 How would you like your baby to have vitamin K? – By injection" in text
    assert "This is not consent" in text
    assert midwife.page.headers["cache-control"] == "no-store"


def test_h25_a_code_takes_what_she_ticked_to_her_phone_without_her_name(
    midwife: Visit, planned: Database
) -> None:
    midwife.open(KEYS)
    midwife.send(KEYS, keys=f"{TWENTY}1 *\n", language="pl")
    assert 'class="bw-qr"' in midwife.page.text
    code = midwife.text.partition("/open#")[2].partition('"')[0]
    template = template_in(planned)
    held = decode(code, lambda pin: template)
    assert held.get("interpreter").options == ("would",)
    assert "full-name" not in held.values


def test_h15_words_on_paper_are_marked_with_her_language(midwife: Visit) -> None:
    midwife.open(KEYS)
    midwife.send(KEYS, keys=TWENTY, language="pl")
    assert (
        "5 What matters most to you? – More is written on the paper. Written in: Polish. Not "
        "translated. Ask an interpreter." in midwife.text
    )


def test_needs_and_what_staff_must_see_first_stand_at_the_head(
    planned: Database,
) -> None:
    publish_plan(
        planned, PLAN.replace("number: 3, text: From", "number: 3, flag: true, text: From")
    )
    midwife = Visit(planned, "midwife")
    midwife.open(KEYS)
    midwife.send(KEYS, keys=TWENTY, language="pl")
    copied = midwife.text.partition("SEE FIRST")[2]
    assert copied.lstrip().startswith("4 What kind of interpreter would you like? – A woman; From")


def test_a_slip_is_named_and_what_was_keyed_stays(midwife: Visit) -> None:
    midwife.open(KEYS)
    page = midwife.send(KEYS, keys="3 7\n99 1", language="pl")
    assert page.status_code == 422
    assert "Line 1, “3 7”: Question 3 has no answer 7. It has 1 to 3." in midwife.text
    assert "Line 2, “99 1”: There is no question 99." in midwife.text
    assert midwife.form(KEYS).fields["keys"].strip() == "3 7\n99 1"
    assert midwife.form(KEYS).fields["language"] == "pl"


def test_what_was_keyed_can_be_changed(midwife: Visit) -> None:
    midwife.open(KEYS)
    midwife.send(KEYS, keys=TWENTY, language="pl")
    midwife.send(KEYS, change="yes")
    assert midwife.form(KEYS).fields["keys"].split() == TWENTY.split()


def test_h14_a_paper_is_keyed_by_the_numbers_of_its_own_edition(planned: Database) -> None:
    midwife = Visit(planned, "midwife")
    with planned.reading() as session:
        old = published.edition(session, "small-plan", "standard", "pl")
        assert old is not None
    changed = PLAN.replace("number: 6\n", "number: 16\n").replace("number: 5\n", "number: 6\n")
    publish_plan(planned, changed)
    midwife.open(KEYS)
    midwife.send(KEYS, keys="6 1", edition=old.code.lower(), language="pl")
    assert "vitamin K? – By injection" in midwife.text
    assert "replaced since" in midwife.text
    assert midwife.client.get(f"{KEYS}?edition=NOSUCH").status_code == 404


def test_a_slip_in_the_code_on_the_paper_is_named_and_what_was_keyed_stays(
    midwife: Visit,
) -> None:
    midwife.open(KEYS)
    page = midwife.send(KEYS, keys=TWENTY, edition="o0o0oo", language="pl")
    assert page.status_code == 422
    assert "No print of this plan has the code “O0O0OO”." in midwife.text
    assert "none is O, 0, I, 1 or L" in midwife.text
    assert midwife.form(KEYS).fields["keys"].split() == TWENTY.split()
    assert midwife.form(KEYS).fields["edition"] == "O0O0OO"
    assert midwife.form(KEYS).fields["language"] == "pl"


def test_h14_a_paper_without_a_code_is_keyed_once_it_is_known_which_it_is(
    planned: Database,
) -> None:
    midwife = Visit(planned, "midwife")
    midwife.open(KEYS)
    assert "which edition is it?" not in midwife.text
    with planned.reading() as session:
        old = published.edition(session, "small-plan", "standard", "en")
        assert old is not None
    changed = PLAN.replace("number: 6\n", "number: 16\n").replace("number: 5\n", "number: 6\n")
    publish_plan(planned, changed)
    midwife.open(KEYS)
    midwife.send(KEYS, keys="6 1", language="pl")
    assert midwife.page.status_code == 422
    assert "Type the code on the paper, or choose which edition it is." in midwife.text
    assert midwife.form(KEYS).fields["keys"].strip() == "6 1"
    midwife.send(KEYS, which=old.code, language="pl")
    assert "vitamin K? – By injection" in midwife.text


def test_a_scanned_code_is_read_in_english(midwife: Visit, planned: Database) -> None:
    template = template_in(planned)
    code = encode(few_answers(template), template.resource)
    midwife.open("/library/plans/code")
    midwife.send("/library/plans/code", code=f"https://leaflets.example/open#{code}")
    assert "By injection" in midwife.text
    assert "Chcę spokoju. Written in: Polish." in midwife.text.replace("“", "").replace("”", "")
    assert "Ana Nowak" not in midwife.text
    midwife.open("/library/plans/code")
    page = midwife.send("/library/plans/code", code=code[:-3])
    assert page.status_code == 422
    assert "This code cannot be read." in midwife.text


def test_h15_a_code_from_the_desk_still_says_the_language_of_words_on_paper(
    midwife: Visit,
) -> None:
    midwife.open(KEYS)
    midwife.send(KEYS, keys=TWENTY, language="pl")
    code = midwife.text.partition("/open#")[2].partition('"')[0]
    midwife.open("/library/plans/code")
    midwife.send("/library/plans/code", code=code)
    assert "More is written on the paper. Written in: Polish." in midwife.text


@pytest.mark.parametrize("who", ["translator", "reviewer", "author", "clinician", "admin"])
def test_only_a_midwife_reads_plans(planned: Database, who: str) -> None:
    visit = Visit(planned, who)
    for address in (KEYS, "/library/plans/code"):
        assert visit.open(address).status_code == 403
        assert visit.client.post(address, data={"keys": "3 1", "csrf": "x"}).status_code == 403


def test_a_form_from_elsewhere_is_refused(midwife: Visit) -> None:
    assert midwife.client.post(KEYS, data={"keys": "3 1"}).status_code == 403


def test_nothing_that_was_keyed_is_kept(midwife: Visit, tmp_path: Path) -> None:
    midwife.open(KEYS)
    midwife.send(KEYS, keys="1 Zielonooka-Kwiryna\n3 1", language="pl")
    assert "Zielonooka-Kwiryna" in midwife.text
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"Zielonooka" not in path.read_bytes()
