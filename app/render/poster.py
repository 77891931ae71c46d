"""How large a poster's letters can be, so that a message keeps to one page. Its layout is
`templates/print`'s.
"""

from app.render.html import Reading
from app.resources.segments import extract

_ROOM = ((510, 16), (525, 15), (586, 13))
"""Letters that fit on a page at each size in points, as measured; more are set in 12 points."""

_WIDE = {"Latn": 1.0, "Deva": 1.1, "Beng": 1.4, "Arab": 1.4}
"""The room that a letter of each script takes, line height included; a Latin one takes 1."""
_WIDEST = max(_WIDE.values())

_SEVERAL_HOSPITALS = 70
"""The room, in letters, that the numbers of more than one hospital take."""


def usual_size(reading: Reading) -> int:
    """The size of a poster's text in points."""
    drawn = (each for each in extract(reading.resource).segments if not each.path.endswith(".alt"))
    room = _WIDE.get(reading.language.script, _WIDEST) * sum(len(each.text) for each in drawn)
    if len(reading.services) > 1:
        room += _SEVERAL_HOSPITALS
    return next((size for letters, size in _ROOM if room <= letters), 12)
