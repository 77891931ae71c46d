"""When a text must be looked at again: the one rule for pages, prints' status and people's work."""

from datetime import date


def is_overdue(review_by: date, today: date) -> bool:
    """Whether the day by which a text must be reviewed has passed; that day itself still counts."""
    return review_by < today


def today() -> date:
    """The day where the service stands: a day on a leaflet, not a moment."""
    return date.today()  # noqa: DTZ011
