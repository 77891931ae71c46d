"""Why somebody gets no print: what all such errors have in common, and the kinds that more than one
module raises or tells apart. Each of the others stands where it is raised.
"""

from app.errors import ExpectedError


class PrintError(ExpectedError):
    """A print that is not given; each line says what is wrong and what to do."""

    status = 503


class Unprintable(PrintError):
    """A document that must not be printed as it stands."""


class CannotPrint(PrintError):
    """Nothing can be printed at the moment, whatever the document; says why and the mend."""


class NoSuchPrint(PrintError):
    """There is no such print, and never was."""

    status = 404
