"""Every plan that a code is tried on: the small one and those in `content`."""

from app.plans.answers import Template
from app.resources.segments import content_hash
from tests import shipped
from tests.plans.plan import template

PLANS = tuple(Template(content_hash(each), each) for each in shipped.texts() if each.kind == "plan")


EVERY = (template(), *PLANS)
