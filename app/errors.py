"""The one family of errors that somebody meets, on a page, as JSON or on the command line. Each
kind stands where it is raised; how pages answer them is in `web.frame.handlers`, and what is wrong
with a disk or a database in `faults`. No route raises FastAPI's HTTPException.
"""


class ExpectedError(Exception):
    """What was asked for is not done. The message says why and what to do, in words for whoever
    asked; it never holds what a person wrote about herself.

    `status` is how HTTP says it; with 500 the words are for whoever runs the service alone.
    `seconds`, where there are any, is after how long to ask again.
    """

    status: int = 500
    seconds: int = 0
