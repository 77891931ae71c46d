"""Documents of a few elements, for what needs no leaflet."""

from app.render.pdf import PrintJob
from tests.render import samples


def job(body: str, style: str = "") -> PrintJob:
    """One in English, closed as our templates close theirs."""
    html = (
        f"<!doctype html><html lang='en'><head><title>A</title><style>html {{ font-family: "
        f"'Noto Sans' }} {style}</style></head><body>{body}</body></html>"
    )
    return PrintJob(html, "en", "A", samples.BASE_URL)
