"""QR codes as inline SVG drawings: the address on page one, and the answers of a filled plan."""

import io
from typing import Any

import segno
from markupsafe import Markup
from segno import consts


def qr_svg(address: str, title: str, signs: str = "") -> Markup:
    """A code for an address, with `title` as its text alternative; it scales to the box it stands
    in. `signs` (capital letters and digits) follow the address, packed a third tighter.

    Error level M still reads after a fold or a coffee stain; the quiet zone of four modules is part
    of it.
    """
    out = io.BytesIO()
    parts: Any = [(address, consts.MODE_BYTE), (signs, consts.MODE_ALPHANUMERIC)]
    code = segno.make(parts if signs else address, error="m", micro=False)
    code.save(
        out,
        kind="svg",
        border=4,
        xmldecl=False,
        omitsize=True,
        nl=False,
        title=title,
        svgclass="bw-qr",
        lineclass=None,
    )
    return Markup(out.getvalue().decode())  # noqa: S704 segno escapes the title
