"""What a posted form about a translation said. What is done with it is in `posted_step`."""

from dataclasses import dataclass

from starlette.datastructures import FormData

from app.web.frame.sent_values import LONGEST_SEARCH, number


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A posted form. `version` is that of the segment when the page was opened, `english` the mark
    of its English then."""

    path: str
    text: str
    version: int
    why: str
    show: str
    then: str
    seen: str
    q: str
    kind: str
    """The kind of work that the person is in, which goes on after the step."""
    event: int
    known: str
    key: str
    engine: str = ""
    english: str = ""
    strings: tuple[tuple[str, int], ...] = ()
    """The segments that were ticked, where a step is for many: path, and the version seen."""
    person: int | None = None
    due_on: str = ""
    read_twice: bool = False
    """Whether the reviser says that they read the text a second time."""

    @classmethod
    def of(cls, data: FormData) -> "Typed":
        given = {key: str(value) for key, value in data.items()}
        person = number(given.get("person", ""))
        return cls(
            path=given.get("path", ""),
            text=given.get("text", ""),
            version=number(given.get("version", "")),
            why=given.get("why", ""),
            show=given.get("show", ""),
            then=given.get("then", ""),
            seen=given.get("seen", ""),
            q=given.get("q", "")[:LONGEST_SEARCH],
            kind=given.get("kind", ""),
            event=number(given.get("event", "")),
            known=given.get("known", ""),
            key=given.get("key", ""),
            engine=given.get("engine", ""),
            english=given.get("english", ""),
            strings=tuple(_ticked(str(value)) for value in data.getlist("strings")),
            person=person if person >= 0 else None,
            due_on=given.get("due_on", ""),
            read_twice=given.get("read_twice") == "yes",
        )


def _ticked(value: str) -> tuple[str, int]:
    """Path and version of a ticked segment: “3 title”."""
    version, _, path = value.partition(" ")
    return path, number(version)
