"""The picture that translators see beside the words of a block."""

from app.models import SourceRevision
from app.resources.load import parse
from app.workflow.source import revisions
from tests.resources.question_plans import PLAN


def test_a_blocks_picture_is_its_own_and_not_that_of_an_option_with_its_name() -> None:
    text = PLAN.replace("slug: a-plan\n", "slug: a-plan\nreading_version: easy_read\n")
    text = text.replace("rows: 2", "rows: 2\n    picture: calendar\n    alt: A calendar.")
    text = text.replace("{id: something, ", "{id: reviews, picture: writing, ")
    text = text.replace("options: [something]", "options: [reviews]")
    content = parse(text).model_dump(mode="json")
    row = SourceRevision(
        resource_id=1,
        reading_version="easy_read",
        number=1,
        content=content,
        hash="a plan",
        created_by=1,
    )
    assert revisions.pictures(row) == {"reviews": "calendar"}
