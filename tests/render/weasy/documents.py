"""Documents of a few elements, for what needs no leaflet, and one with borders of each kind."""

from app.render.pdf import PrintJob
from tests.render import samples

BORDERS = """
  p { margin: 4mm; padding: 2mm }
  .top { border-top: 2pt solid #005eb8 } .bottom { border-bottom: 1pt solid #000 }
  .start { border-inline-start: 3mm solid #b8170c } .end { border-right: .75pt solid #007f3b }
  .all { border: 1.5pt solid #212b32 } .two { border-top: 1pt solid; border-left: 4pt solid }
  .dashed { border-top: 2pt dashed #000 }
  .round { border-bottom: 2pt solid; border-radius: 3mm }
  .filled { background: #fff6d6; border-top: 1pt solid }
  .clear { border-top: 2pt solid transparent }
"""
KINDS = ("top", "bottom", "start", "end", "all", "two", "dashed", "round", "filled", "clear")
BODY = "".join(f"<p class='{name}'>A line <b class='{name}'>and more</b></p>" for name in KINDS)


def job(body: str, style: str = "") -> PrintJob:
    """One in English, closed as our templates close theirs."""
    html = (
        f"<!doctype html><html lang='en'><head><title>A</title><style>html {{ font-family: "
        f"'Noto Sans' }} {style}</style></head><body>{body}</body></html>"
    )
    return PrintJob(html=html, language="en", title="A", base_url=samples.BASE_URL)
