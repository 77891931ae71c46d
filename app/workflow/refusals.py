"""How the workflow says no: in words that the person who asked can act on."""

from app.errors import ExpectedError


class Refused(ExpectedError):
    """The step is not allowed; the message says why and what to do instead."""

    status = 403


class Unfilled(Refused):
    """Something that a form asks for is missing, or is not what it asks for; `field` is its name
    there."""

    status = 422

    def __init__(self, message: str, field: str = "why") -> None:
        super().__init__(message)
        self.field = field


class Missing(Refused):
    """There is no such thing."""

    status = 404


class Conflict(Refused):
    """Someone else saved since the page was opened. Nothing was overwritten; both texts are
    kept here."""

    status = 409

    def __init__(self, mine: str, theirs: str, version: int) -> None:
        super().__init__(
            "Someone else saved this text after you opened it. "
            "Both texts are below: choose, or write a new one."
        )
        self.mine = mine
        self.theirs = theirs
        self.version = version
