"""The QR code on page one, as an inline SVG drawing."""

import io

import segno
from markupsafe import Markup


def qr_svg(address: str, title: str) -> Markup:
    """A code for an address, with `title` as its text alternative; it scales to the box it stands
    in.

    Error level M still reads after a fold or a coffee stain; the quiet zone of four modules is part
    of it.
    """
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
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
