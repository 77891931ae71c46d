"""Passwords are hashed at the least cost in this process: what the service takes, a third of a
second of a processor, would be paid by every visit of every test. What it takes is held by
tests/workflow/people/test_passwords.py, and servers of the journeys are processes of their own.
"""

from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher

from app.workflow.people import hashing

costly = hashing._hasher
"""The service's own."""


@cache
def _cheap() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    with patch.object(hashing, "_hasher", _cheap):
        yield


@pytest.fixture
def costly_hashes() -> Iterator[None]:
    """For tests of what a hash costs."""
    with patch.object(hashing, "_hasher", costly):
        yield
