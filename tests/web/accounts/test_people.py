"""The admins' page: accounts, roles, competences that end, and agencies."""

import re
from datetime import timedelta

import pytest

from app.db import Database
from app.models import Role, Status, now
from app.workflow.refusals import Refused
from app.workflow.translation.desk import view
from app.workflow.work import leaving
from tests.factories import POLISH, add_person, desk_of, person
from tests.web.visit import Visit
from tests.workflow.imports.agency_files import file

pytestmark = [pytest.mark.usefixtures("demo_mode"), pytest.mark.one_database]
UNTIL = str(now().date() + timedelta(days=30))


def test_an_account_gets_a_role_and_then_a_competence_that_ends(world: Database) -> None:
    admin = Visit(world, "admin")
    admin.open("/people")
    admin.send("/people/add", email="ewa@x.test", name="Ewa", role="reviewer", language="pl")
    assert "The account is open." in admin.text
    assert "Cannot revise:" in admin.text
    ewa = str(person(world, "ewa").id)
    admin.send("/people/competence", person=ewa, language="pl", evidence="MA", until=UNTIL)
    assert "on record." in admin.text
    assert "Ends soon" in admin.text
    assert person(world, "ewa").competences == {"pl"}
    admin.send("/competence/end", {"person": ewa}, why="Moved away.")
    assert person(world, "ewa").competences == frozenset()
    assert "Moved away." in admin.text


def test_a_refusal_says_what_is_missing(world: Database) -> None:
    admin = Visit(world, "admin")
    admin.open("/people")
    mine = str(person(world, "admin").id)
    answer = admin.send("/people/competence", person=mine, language="pl", evidence="x", until=UNTIL)
    assert answer.status_code == 403
    assert "Another admin must record your competence." in admin.text
    admin.send("/people/competence", person=mine, language="pl", evidence="x", until="soon")
    assert "Choose the last day" in admin.text
    admin.send("/people/grant", person=mine, role="clinician", language="*")
    assert "Another admin must give you a role." in admin.text


def test_an_agencys_file_comes_in_with_its_evidence(world: Database) -> None:
    admin = Visit(world, "admin")
    admin.open("/people")
    admin.send("/people/agency", agency="Lingua", language="pl", translator="Anna", reviser="Piotr",
               evidence="ISO 17100", until=UNTIL)  # fmt: skip
    assert "Anna (Lingua), Piotr (Lingua)" in admin.text
    admin.open("/workbench/import")
    form = admin.form("/workbench/import")
    reader = Visit(world, "reviewer")
    reader.open("/workbench/import")
    assert "evidence" not in reader.form("/workbench/import").fields
    number = re.findall(r'<option value="(\d+)">Polish: Anna', admin.page.text)[0]
    admin.page = admin.client.post(
        "/workbench/import",
        data={**form.fields, "evidence": number},
        files={"file": ("lingua.po", file(world, POLISH))},
    )
    assert "translated by Anna (Lingua), revised by Piotr (Lingua)" in admin.words
    assert desk_of(world).rows == {}
    admin.send("/import/take")
    assert "File taken in" in admin.words
    assert view(desk_of(world), "vitamin").status is Status.REVISED


def test_a_role_is_taken_away_and_an_account_closed_with_the_reason(world: Database) -> None:
    admin, second = Visit(world, "admin"), Visit(world, "second")
    for path in ("title", ""):
        place = "/workbench/feeling-sick/standard/pl" + (f"/at/{path}" if path else "")
        second.open(place)
        second.send("/take")
        assert "You took it." in second.words
    admin.open("/people")
    whose = str(person(world, "second").id)
    admin.send("/people/revoke", person=whose, role="translator", language="*", why=" ")
    assert "Say why." in admin.text
    assert admin.form("/people/revoke").fields["person"] == whose
    assert admin.form("/people/close").fields["person"] == ""
    admin.send("/people/close", person="", why="Left.")
    assert "Choose a person." in admin.text
    assert admin.form("/people/close").fields["why"] == "Left."
    admin.send("/people/revoke", person=whose, role="translator", language="*", why="Moved.")
    assert "The role is taken away." in admin.text
    assert "by Admin: Moved." in admin.words
    assert person(world, "second").grants == frozenset()
    admin.send("/people/close", person=whose, why="Left.")
    assert "The account is closed." in admin.text
    assert "by Admin: Left." in admin.words
    assert "E-mail address" in second.open("/workbench").text
    second.sign_in("second@x.test")
    assert "is not right" in second.text
    admin.open("/workbench/feeling-sick/standard/pl/history")
    assert "Free to take" in admin.words
    assert "Role taken away: Moved." in admin.words
    admin.open("/people")
    admin.send("/people/reopen", person=whose, why="Came back.")
    assert "The account is open again" in admin.text
    assert "Account opened again" in admin.words
    assert "by Admin: Came back." in admin.words
    assert "/people/reopen" not in admin.page.text
    second.sign_in("second@x.test")
    assert "My work" in second.words


def test_nobody_closes_the_last_admin_or_themselves(world: Database) -> None:
    admin = Visit(world, "admin")
    admin.open("/people")
    mine = str(person(world, "admin").id)
    for step in ("close", "revoke"):
        admin.send(f"/people/{step}", person=mine, role="admin", language="*", why="Tired.")
        assert "Another admin must do this to your account." in admin.text
    first, chief = person(world, "admin"), add_person(world, "chief", (Role.ADMIN, "*"))
    with world.writing() as session:
        leaving.close(session, first, chief.id, "Left.")
    with world.writing() as session, pytest.raises(Refused, match="the last admin"):
        leaving.close(session, chief, first.id, "Left too.")
    with world.writing() as session, pytest.raises(Refused, match="the last admin"):
        leaving.revoke(session, chief, first.id, Role.ADMIN, "*", "Left too.")


@pytest.mark.parametrize("who", ["author", "translator", "reviewer", "clinician", "midwife"])
def test_only_admins_see_or_change_people(world: Database, who: str) -> None:
    visit = Visit(world, who)
    assert "/people" not in visit.text
    assert visit.open("/people").status_code == 403
    assert visit.client.post("/people/grant").status_code == 403


def test_an_error_keeps_the_menu_and_says_what_to_do(world: Database) -> None:
    client = Visit(world, "translator").client
    for address in ("/people", "/people/nothing", "/library/nothing", "/workbench/nothing"):
        answer = client.get(address)
        assert answer.status_code in (403, 404)
        assert 'href="/workbench"' in answer.text, address
        assert "Not Found" not in answer.text
