"""English drawn as long and as tall as another language may be, so that an author sees what does
not fit before anybody translates it.
"""

from app.resources import inline
from app.resources.schema import Resource
from app.resources.segments import extract, rebuild

MORE = 0.35
"""How much longer the longest of our languages are than English, on average of whole leaflets."""
_ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "åéîøüýÅÉÎØÜÝçñšž")
_FILL = "loremo ipsumo doloro sito ameto consecto adipo elito sedo eiuso tempo"


def longer(resource: Resource) -> Resource:
    """The same text with accents and with more words."""
    extraction = extract(resource)
    texts = {each.path: _longer(each.text) for each in extraction.segments}
    return rebuild(extraction, texts)


def _longer(text: str) -> str:
    parts = inline.TOKEN.split(text)
    tokens = inline.TOKEN.findall(text)
    said = [part.translate(_ACCENTS) for part in parts]
    joined = "".join(word for pair in zip(said, [*tokens, ""], strict=True) for word in pair)
    wanted, filled = int(len(inline.without_tokens(text)) * MORE), ""
    words = _FILL.split()
    while len(filled) < wanted:
        filled += f" {words[len(filled) % len(words)]}"
    return joined + filled[: wanted + 1].rstrip()
