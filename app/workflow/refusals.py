"""How the workflow says no: in words that the person who asked can act on."""


class Refused(Exception):
    """The step is not allowed; the message says why and what to do instead."""


class Missing(Refused):
    """There is no such thing."""


class Conflict(Refused):
    """Someone else saved since the page was opened. Nothing was overwritten; both texts are
    kept here."""

    def __init__(self, mine: str, theirs: str, version: int) -> None:
        super().__init__(
            "Someone else saved this text after you opened it. "
            "Both texts are below: choose, or write a new one."
        )
        self.mine = mine
        self.theirs = theirs
        self.version = version
