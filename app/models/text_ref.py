"""Which text is meant: one reading version of a resource in one language."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class TextRef:
    """`reading_version` is `standard` or `easy_read`, `language` a tag of the registry."""

    slug: str
    reading_version: str
    language: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """What functions and addresses take one by one, in their order."""
        return self.slug, self.reading_version, self.language
