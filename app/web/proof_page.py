"""What the proof is handed: the working text of a translation drawn as readers would see it. It is
for people who signed in, under a banner that says draft, and is never an edition.
"""

from dataclasses import dataclass

from markupsafe import Markup

from app.config import settings
from app.languages import Language
from app.render.html import Reading
from app.render.local import MissingContactError
from app.services import services
from app.web.staff_presenters import address
from app.web.translation_page import title
from app.workflow.desk import Desk
from app.workflow.proof import working_resource
from app.workflow.refusals import Refused


@dataclass(frozen=True)
class ProofPage:
    title: str
    language: Language
    heading: Markup
    summary: Markup
    body: Markup
    easy_read: bool
    back: str

    @property
    def stylesheet(self) -> str:
        return "site.rtl.css" if self.language.direction == "rtl" else "site.css"


def proof_page(desk: Desk) -> ProofPage:
    """The proof of a translation; raises Refused when a number that it asks for is missing."""
    resource = working_resource(desk)
    reading = Reading(
        resource=resource,
        language=desk.language,
        services=services().services,
        demo=settings().demo,
    )
    try:
        body = reading.html()
        heading, summary = reading.inline(resource.title), reading.inline(resource.summary)
    except MissingContactError as missing:
        raise Refused(str(missing)) from None
    return ProofPage(
        title(desk),
        desk.language,
        heading,
        summary,
        body,
        desk.reading_version == "easy_read",
        address(desk.slug, desk.reading_version, desk.language.tag),
    )
