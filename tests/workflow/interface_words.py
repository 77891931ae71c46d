"""An interface of two segments, and how it is published in a language."""

from babel.messages.catalog import Catalog
from sqlmodel import Session

from app.db import Database
from app.render.interface_resource import SLUG, block_id
from app.workflow import interface
from app.workflow.editions.publishing import publish
from app.workflow.review import sign_off
from app.workflow.translation.desk import Desk, open_desk
from tests import factories

WORDS = Catalog()


WORDS.add("Call 999", auto_comments=["Safety-critical. Heading of a red card."])


WORDS.add("Page %(page)s of %(pages)s")


def desk(session: Session, tag: str) -> Desk:
    return open_desk(session, SLUG, "standard", tag)


def take_all_the_way(database: Database, tag: str, texts: dict[str, str]) -> str:
    """The interface in one language, published; its edition's code."""
    with database.writing() as session:
        interface.keep_up(session, factories.person(database, "author"))
    for language in ("en", tag):
        if language != "en":
            factories.translate(database, texts, tag=tag, slug=SLUG)
            factories.revise(database, *texts, tag=tag, slug=SLUG)
        with database.writing() as session:
            sign_off.sign_off(desk(session, language), factories.person(database, "clinician"))
        with database.writing() as session:
            code = publish(desk(session, language), factories.person(database, "author")).code
    return code


POLISH = {
    "title": "Słowa wokół każdego tekstu",
    "summary": "Nagłówki, przyciski i uwagi, które są na każdej stronie i każdym wydruku.",
    block_id("Call 999"): "Zadzwoń pod 999",
    block_id("Page %(page)s of %(pages)s"): "Strona <1/> z <2/>",
}
