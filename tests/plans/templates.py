"""Every plan that a code is tried on: the small one and those in `content`."""

from app.config import CONTENT
from app.plans.answers import Template
from app.resources.load import load_all
from app.resources.segments import content_hash
from tests.plans.plan import template

PLANS = tuple(
    Template(content_hash(each), each) for each in load_all(CONTENT) if each.kind == "plan"
)


EVERY = (template(), *PLANS)
