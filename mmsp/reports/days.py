"""Days as the language of a paper writes them: 5 Mar 2019, 1er mars 2019, 2019年3月5日."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language


def day(on: datetime.date | None) -> str:
    """A day in a table or a line; "" for none."""
    return _written(on, "DATE_FORMAT") if on else ""


def long_day(on: datetime.date | None) -> str:
    """A day in full: in English with its whole month."""
    return _written(on, "j F Y" if _speaks("en") else "DATE_FORMAT") if on else ""


def moment(at: datetime.datetime) -> str:
    """A day with its hour, of a time that is local already."""
    return _written(at, "DATETIME_FORMAT")


def _written(on: datetime.date, form: str) -> str:
    said = date_format(on, form)
    is_first = on.day == 1 and _speaks("fr") and said.startswith("1 ")
    return f"1er {said[2:]}" if is_first else said


def _speaks(language: str) -> bool:
    return (get_language() or "en").startswith(language)
