"""What the drafts of each language must hold."""

from app.languages import Language, languages
from app.resources.schema import Resource

WHOLE = ("pl", "ne", "ro", "bn", "pt-PT", "es", "fr", "it", "de", "fa-AF")
"""Languages with drafts of everything."""

FIRST = (
    "after-my-baby-is-born",
    "babys-movements",
    "folic-acid",
    "my-birth-preferences",
    "my-health-and-wellbeing",
    "pregnant-refer-yourself",
    "urgent-signs-after-birth",
    "urgent-signs-in-pregnancy",
    "your-right-to-an-interpreter",
)
"""What the others have whole, beside the interface and the messages."""
LATER = (
    "after-my-baby-is-born",
    "folic-acid",
    "my-health-and-wellbeing",
    "your-right-to-an-interpreter",
)
"""Of these, what they have in its standard version alone."""


def is_whole(resource: Resource, language: Language) -> bool:
    """Whether the language has drafts of every segment of this resource."""
    always = resource.kind in ("interface", "message")
    later = resource.slug in LATER and resource.reading_version != "standard"
    return language.tag in WHOLE or always or (resource.slug in FIRST and not later)


def drafted() -> tuple[Language, ...]:
    """Every language but English, in the registry's order."""
    return tuple(language for language in languages() if not language.is_source)
