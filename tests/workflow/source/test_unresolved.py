"""H17, H22: a number or picture that does not exist is refused at the door."""

import pytest

from app.db import Database
from app.resources.load import parse
from app.workflow.refusals import Refused
from app.workflow.source.revisions import save_source
from tests import factories


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{phone.triage}", "{phone.fax}", "'who' asks for the contact 'fax'"),
        (
            "type: paragraph\n        text",
            "type: contact\n        contact: fax\n        lead",
            "'who'",
        ),
        (
            "type: paragraph\n    safety_critical: true\n    text",
            "type: picture\n    picture: kitten\n    alt",
            "shows the picture 'kitten'",
        ),
    ],
)
def test_h22_an_unresolved_number_or_picture_blocks_the_english(
    world: Database, old: str, new: str, message: str
) -> None:
    changed = factories.LEAFLET.replace(old, new)
    assert changed != factories.LEAFLET
    author = factories.person(world, "author")
    with pytest.raises(Refused, match=message), world.writing() as session:
        save_source(session, author, parse(changed))
