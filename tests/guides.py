"""A small guide for staff, and its way to an edition."""

from app.db import Database
from app.models import Edition
from app.resources.load import parse
from app.workflow.editions.publishing import publish
from app.workflow.review.sign_off import sign_off
from app.workflow.source.revisions import save_source
from app.workflow.translation.desk import open_desk
from tests.factories import person

SLUG = "which-leaflet"
GUIDE = """\
kind: guide
slug: which-leaflet
reference: BSW-GUIDE-900
version: "1"
owner: Lead for equity and inclusion
organisation: The maternity system
approver: Head of midwifery
review_by: 2029-10-31
title: Which leaflet to give
summary: What families can have today.
blocks:
  - id: ask
    type: paragraph
    text: Ask which language she reads best.
  - id: what-there-is
    type: library
    heading: What is published
"""


def bring_in_guide(database: Database) -> None:
    author = person(database, "author")
    with database.writing() as session:
        save_source(session, author, parse(GUIDE))


def publish_guide(database: Database) -> Edition:
    """Brought in by the author, signed by the clinician, published by the author."""
    bring_in_guide(database)
    author, clinician = person(database, "author"), person(database, "clinician")
    with database.writing() as session:
        sign_off(open_desk(session, SLUG, "standard", "en"), clinician)
    with database.writing() as session:
        return publish(open_desk(session, SLUG, "standard", "en"), author)
