"""Every role and every step: the server lets in exactly those whom the one table names."""

from collections.abc import Callable

import pytest

from app.db import Database
from app.models import Remedy, Role, TextRef
from app.workflow.drafting import back_translations, jobs
from app.workflow.editions import changed_english
from app.workflow.editions.archive import archive
from app.workflow.editions.publishing import editions_of, publish, withdraw
from app.workflow.editions.roll_back import bring_back_text
from app.workflow.imports import agency
from app.workflow.people.accounts import Actor
from app.workflow.proposals import writing
from app.workflow.refusals import Conflict, Missing, Refused
from app.workflow.review import back_translation, bulk, findings, sign_off, steps
from app.workflow.review.siblings import say_same
from app.workflow.transitions import TRANSITIONS, Transition
from app.workflow.translation.desk import Desk, open_desk
from app.workflow.translation.permissions import may
from tests.factories import SLUG, desk_of, person, publish_leaflet

Step = Callable[[Database, Desk, Actor], object]
NAMES = {
    Role.ADMIN: "admin",
    Role.AUTHOR: "author",
    Role.TRANSLATOR: "translator",
    Role.REVIEWER: "reviewer",
    Role.CLINICIAN: "clinician",
    Role.MIDWIFE: "midwife",
}
STEPS: dict[str, Step] = {
    "draft": lambda _, d, a: jobs.start(d.session, a, jobs.Scope(SLUG, "standard", "pl")),
    "edit": lambda _, d, a: steps.save(d, a, "title", "", 0),
    "revise": lambda _, d, a: steps.revise(d, a, "title", 0),
    "reopen": lambda _, d, a: steps.reopen(d, a, "title", 0, ""),
    "stand_by": lambda _, d, a: steps.stand_by(d, a, "title", 0, ""),
    "agency": lambda _, d, a: agency.take(d, a, None, "title", "", {}),
    "confirm_unchanged": lambda _, d, a: changed_english.confirm_unchanged(d, a, "title", 0, ""),
    "dismiss": lambda _, d, a: findings.dismiss(d, a, "title", "x", ""),
    "overrule": lambda _, d, a: findings.overrule(d, a, "title", "x", ""),
    "back_translate": lambda _, d, a: back_translation.back_translate(d, a, "title", ""),
    "back_translate_by_engine": lambda db, _, a: back_translations.back_translate_by_engine(
        db, a, TextRef(SLUG, "standard", "pl"), "title"
    ),
    "sign": lambda _, d, a: sign_off.sign_off(d, a),
    "publish": lambda _, d, a: publish(d, a),
    "withdraw": lambda _, d, a: withdraw(d.session, a, editions_of(d)[0][0].code, ""),
    "archive": lambda _, d, a: archive(d.session, a, SLUG, ""),
    "write": lambda _, d, a: writing.drop(d.session, a, (SLUG, "standard"), ""),
    "roll_back": lambda _, d, a: bring_back_text(d.session, a, editions_of(d)[0][0].code),
    "say_same": lambda _, d, a: say_same(d.session, a, SLUG, "standard", ""),
    "decide_change": lambda _, d, a: changed_english.decide_change(d, a, Remedy.NOTICE, ""),
}


def test_every_step_is_tried() -> None:
    assert set(STEPS) == {rule.action for rule in TRANSITIONS}


@pytest.mark.parametrize("rule", TRANSITIONS, ids=lambda rule: rule.action)
def test_each_role_against_each_step(world: Database, rule: Transition) -> None:
    """Nothing here is ready for any step, so whoever holds the role is told what is missing, and
    whoever does not is told whose step it is."""
    if rule.action in ("withdraw", "roll_back"):
        publish_leaflet(world)
    before = desk_of(world).rows
    for role, name in NAMES.items():
        actor = person(world, name)
        said = ""
        try:
            with world.reading() as session:
                STEPS[rule.action](world, open_desk(session, SLUG, "standard", "pl"), actor)
        except (Conflict, Missing) as refusal:
            said = str(refusal)
        except Refused as refusal:
            said = str(refusal)
        allowed = role in rule.roles
        assert ("is not among them" in said) is not allowed, (role, rule.action, said)
        assert may(actor, rule.action, "pl") is allowed
    assert desk_of(world).rows == before


def test_bulk_steps_ask_for_the_same_roles(world: Database) -> None:
    for name in ("admin", "author", "translator", "clinician", "midwife"):
        actor = person(world, name)
        with world.reading() as session, pytest.raises(Refused, match="reviewers"):
            bulk.approve_repeats(open_desk(session, SLUG, "standard", "pl"), actor, [])
    midwife = person(world, "midwife")
    with world.reading() as session, pytest.raises(Refused, match="is not among them"):
        bulk.reopen_many(open_desk(session, SLUG, "standard", "pl"), midwife, [], "Why")
