"""What is new for families, as an Atom feed (RFC 4287): editions that were published, renewed or
withdrawn. It names texts and never people.
"""

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter
from fastapi.responses import Response

from app.config import settings
from app.languages import ENGLISH, find, format_date
from app.resources import addresses
from app.web.frame.deps import ReadSession
from app.web.public.cached_pages import PublicPage
from app.workflow.editions.news import News, public_news

PLACE = "/new.atom"
router = APIRouter()
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@router.get(PLACE)
def feed(session: ReadSession) -> Response:
    items = public_news(session)
    return PublicPage(lambda: drawn(items), "application/atom+xml; charset=utf-8")


def drawn(items: Sequence[News]) -> bytes:
    """The feed; its moment is that of its newest entry, so that nothing new is nothing changed."""
    base, demo = settings().base_url, settings().demo
    root = Element("feed", {"xmlns": _ATOM, _LANG: "en-GB"})
    name = "Birthwords: what is new"
    _text(root, "title", f"{name} (demonstration, not for clinical use)" if demo else name)
    _text(root, "id", base + PLACE)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=base + PLACE)
    SubElement(root, "link", rel="alternate", type="text/html", href=base + "/")
    _text(SubElement(root, "author"), "name", "Birthwords")
    _text(root, "updated", _moment(items[0].at) if items else "1970-01-01T00:00:00Z")
    for each in items:
        _entry(SubElement(root, "entry"), each, base)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _entry(entry: Element, item: News, base: str) -> None:
    status = base + addresses.status(item.code)
    page = addresses.page(item.language, item.kind, item.slug, item.reading_version)
    easy = ", easy read" if item.reading_version == "easy_read" else ""
    language = find(item.language).english_name
    _text(entry, "title", f"{item.title}{easy} ({language}): {item.what}")
    _text(entry, "id", f"{status}#{item.id}")
    where = status if item.what == "withdrawn" else base + page
    tag = ENGLISH.tag if item.what == "withdrawn" else item.language
    SubElement(entry, "link", rel="alternate", type="text/html", hreflang=tag, href=where)
    SubElement(entry, "link", rel="related", type="text/html", href=status)
    _text(entry, "published", _moment(item.at))
    _text(entry, "updated", _moment(item.at))
    SubElement(entry, "category", term=item.what)
    said = f"Edition {item.number}, code {item.code}."
    if item.what != "withdrawn" and item.review_by:
        said += f" Review by {format_date(item.review_by, ENGLISH)}."
    _text(entry, "summary", said)


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = words


def _moment(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat().replace("+00:00", "Z")
