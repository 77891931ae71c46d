"""What filling in a plan reads: the newest edition and the English of older ones, by what a code or
a paper says of them."""

from app.db import Database
from app.workflow.editions import published
from app.workflow.plans import filling
from tests.plans.plan import PLAN
from tests.plans.world import SLUG, publish_plan


def test_plans_are_found_by_code_revision_and_language(world: Database, demo_mode: None) -> None:
    publish_plan(world, tags=("pl",))
    with world.reading() as session:
        old = filling.plan(session, SLUG, "standard", "en")
        paper = published.edition(session, SLUG, "standard", "pl")
    assert old is not None
    assert paper is not None
    publish_plan(world, PLAN.replace("By injection", "By mouth"), ("pl",))
    with world.reading() as session:
        new = filling.plan(session, SLUG, "standard", "en")
        assert new is not None
        assert new.template.revision != old.template.revision
        assert filling.template(session, old.template.revision[:8]) == old.template
        assert filling.template(session, "00000000") is None
        numbers = filling.numbers_of(session, SLUG, paper.code)
        assert numbers is not None
        assert numbers.template == old.template
        assert filling.numbers_of(session, "other-plan", paper.code) is None
        was = filling.as_it_was(session, SLUG, old.template.revision, "pl")
        assert was is not None
        assert (was.code, was.state) == (paper.code, "superseded")
        assert filling.as_it_was(session, SLUG, old.template.revision, "ne") is None


def test_a_leaflet_is_no_plan(world: Database, demo_mode: None) -> None:
    with world.reading() as session:
        assert filling.plan(session, "feeling-sick", "standard", "en") is None
