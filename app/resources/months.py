"""Months, each by its first day, as lists and counts of prints name them. Pure."""

from datetime import date, timedelta

from app.languages import ENGLISH, format_date


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_before(first: date) -> date:
    """The first day of the month before this one, itself a first day."""
    return month_of(first - timedelta(days=1))


def month_after(first: date) -> date:
    """The first day of the next month."""
    return month_of(first + timedelta(days=31))


def newest_months(day: date, number: int) -> tuple[date, ...]:
    """The month of a day and those before it, so many in all, newest first."""
    found = [month_of(day)]
    while len(found) < number:
        found.append(month_before(found[-1]))
    return tuple(found)


def month_name(first: date) -> str:
    """“November 2026”, for staff."""
    return format_date(first, ENGLISH).removeprefix("1 ")
