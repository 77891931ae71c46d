"""What every page about one translation says of it: its title, its language and its address."""

from dataclasses import dataclass

from app.languages import Language
from app.web.frame.addresses import address
from app.web.frame.staff_presenters import with_version
from app.workflow.translation.desk import Desk
from app.workflow.translation.english_seen import english_mark


def title(desk: Desk) -> str:
    name = with_version(desk.resource.title, desk.reading_version)
    return f"{name} in {desk.language.english_name}"


@dataclass(frozen=True, kw_only=True)
class DeskPage:
    """A page about one translation. It is drawn once the session is closed (ADR 26), so that what
    the database knows is read when the page is made, and the desk is asked for nothing more."""

    desk: Desk

    @property
    def title(self) -> str:
        return title(self.desk)

    @property
    def language(self) -> Language:
        return self.desk.language

    @property
    def address(self) -> str:
        return address(*self.desk.ref.parts)


@dataclass(frozen=True, kw_only=True)
class SegmentPage(DeskPage):
    """A page about one segment of it, with forms about that."""

    @property
    def path(self) -> str:
        raise NotImplementedError

    @property
    def english(self) -> str:
        """The mark of the English that stands on the page."""
        return english_mark(self.desk, self.path)
