"""What a resource needs from outside itself before anyone reads it: numbers and pictures that
exist.
An unresolved one blocks the English at the door and the release at the end (H17, H22).
"""

import re
from collections.abc import Iterator

from app.pictures import pictures
from app.resources import inline
from app.resources.schema import Contact, Resource, all_parts
from app.resources.segments import extract
from app.services import ServiceData
from app.workflow.refusals import Refused


class Unresolved(Refused):
    """Something that a resource asks for does not exist. `for_authors` says so without ids and
    files, for whoever reads it beside the form."""

    def __init__(self, message: str, for_authors: str) -> None:
        super().__init__(message)
        self.for_authors = for_authors


def refuse_unresolved(resource: Resource, services: ServiceData) -> None:
    """Raises Unresolved that names the first block whose number or picture does not exist."""
    for problem, for_authors in _unresolved(resource, services):
        raise Unresolved(f"{resource.slug}: {problem}", for_authors)


def _unresolved(resource: Resource, services: ServiceData) -> Iterator[tuple[str, str]]:
    """(problem, the same for authors) of each."""
    yield from _values(resource)
    for block, contact in _contacts(resource):
        for service in services.services:
            if contact not in service.contacts:
                known = ", ".join(service.contacts)
                everywhere = (
                    f"{{phone.{each}}}"
                    for each in service.contacts
                    if all(each in other.contacts for other in services.services)
                )
                yield (
                    f"block {block!r} asks for the contact {contact!r}, which {service.name} does "
                    f"not have. Write one of {known}, or add the number to services.yaml.",
                    f"{service.name} has no number called “{re.sub('[_-]', ' ', contact)}”. Use "
                    f"one that every hospital has ({', '.join(everywhere)}), or ask whoever runs "
                    "this service to add it.",
                )
    approved = {picture.id for picture in pictures()}
    for part in all_parts(resource):
        shown = getattr(part, "picture", None)
        if shown is not None and shown not in approved:
            yield (
                f"block {part.id!r} shows the picture {shown!r}, which is not on the "
                "approved list (pictures.yaml). Choose one that is.",
                "A picture is not on the list of approved ones any more. Choose another.",
            )


def _values(resource: Resource) -> Iterator[tuple[str, str]]:
    for segment in extract(resource).segments if resource.kind != "interface" else ():
        for token in segment.tokens:
            if token.ref.startswith("value."):
                said = (
                    f"{{{token.ref}}}, which only the words around a text have. Write "
                    "{phone.triage}, {hours.triage} or {name}."
                )
                yield f"block {segment.block!r} asks for {said}", f"The text asks for {said}"


def _contacts(resource: Resource) -> Iterator[tuple[str, str]]:
    """(block, contact id) of every number that a resource asks for."""
    for part in all_parts(resource):
        if isinstance(part, Contact):
            yield part.id, part.contact
    for segment in extract(resource).segments:
        yield from ((segment.block, contact) for contact in _facts(segment.tokens))


def _facts(tokens: tuple[inline.Token, ...]) -> Iterator[str]:
    for token in tokens:
        kind, _, contact = token.ref.partition(".")
        if token.kind == "fact" and kind in ("phone", "hours"):
            yield contact
