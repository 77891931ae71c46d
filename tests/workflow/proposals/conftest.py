"""A second author, who is a clinician too."""

import pytest

from app.db import Database
from app.models import Role
from tests import factories


@pytest.fixture
def second_author(world: Database) -> str:
    factories.add_person(world, "other", (Role.AUTHOR, "*"), (Role.CLINICIAN, "*"))
    return "other"
