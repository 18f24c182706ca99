"""The day that the deadline cell of a form means, or why there is none."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from mmsp import matrix_words
from recommendations.models import NoDateReason

_MONTH = rf"(?P<month>{'|'.join(matrix_words.MONTHS)})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er)?"
# The first that fits counts: those with a day before those without one.
_WRITTEN = [
    re.compile(rf"\b{pattern}\b", re.I)
    for pattern in (
        rf"{_YEAR}-(?P<number>[01]?\d)-(?P<day>[0-3]?\d)",
        rf"{_YEAR} ?年 ?(?P<number>[01]?\d) ?月 ?(?P<day>[0-3]?\d) ?日",
        rf"{_DAY} ?(?:of )?{_MONTH},? ?{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"(?P<day>[0-3]?\d)[./-](?P<number>[01]?\d)[./-]{_YEAR}",
        rf"{_YEAR} ?年 ?(?P<number>[01]?\d) ?月",
        rf"{_MONTH},? ?{_YEAR}",
        rf"(?:Q(?P<quarter>[1-4])|(?P<q>[1-4])(?:st|nd|rd|th) quarter),? ?(?:of )?{_YEAR}",
        _YEAR,
    )
]
SAYS_NOTHING = {
    "",
    "n/a",
    "na",
    "n.a",
    "none",
    "nil",
    "tbd",
    "tbc",
    "-",
    "–",
    "—",
    "not applicable",
    "s.o",
    "s/o",
    "néant",
    "无",
}


class Deadline(NamedTuple):
    """Either a day or a reason; `done` says what was made of the cell, "" where it was plain."""

    due_on: date | None
    reason: str = ""
    note: str = ""
    done: str = ""


def says_nothing(words: str) -> bool:
    return words.strip(" .").casefold() in SAYS_NOTHING


def reason_in(words: str) -> str:
    """Why there is no date, as far as the words say."""
    return matrix_words.hinted(words)


def read_deadline(cell: str, remarked: str) -> Deadline:
    """`remarked` are the comments on the cell, which may say what the cell does not."""
    words = matrix_words.PROMISED.sub("", " ".join(cell.split())).strip()
    if matrix_words.begun("before", words) == "no_date":
        return _no_date(matrix_words.without("before", "no_date", words))
    if not says_nothing(words) and (found := _day(words)):
        return found
    if not says_nothing(words):
        reason = reason_in(words) or NoDateReason.OTHER
        done = _("no day in it; no date because: %(reason)s")
        return Deadline(None, reason, words, done % {"reason": NoDateReason(reason).label})
    reason = reason_in(remarked)
    if reason:
        done = _("no date because: %(reason)s, as the comments in Word say")
        done %= {"reason": NoDateReason(reason).label}
        return Deadline(None, reason, remarked, done)
    done = _("no date and no reason; “Other” until somebody says why")
    return Deadline(None, NoDateReason.OTHER, words or _("The form gives no date."), done)


def _no_date(words: str) -> Deadline:
    """“No date: no funding. We asked twice.”, as our own papers say it."""
    if reason := matrix_words.begun("no_date", words):
        note = matrix_words.without("no_date", reason, words).lstrip(".: ")
        return Deadline(None, reason, note)
    done = _("no day in it; no date because: %(reason)s")
    done %= {"reason": NoDateReason.OTHER.label}
    return Deadline(None, NoDateReason.OTHER, words, done)


def _day(words: str) -> Deadline | None:
    for pattern in _WRITTEN:
        found = list(pattern.finditer(words))
        if not found:
            continue
        days = {day for each in found if (day := _meant(each.groupdict()))}
        if len(days) != 1:
            return None
        day = days.pop()
        is_plain = found[0][0] == words and found[0].groupdict().get("day")
        is_sure = is_plain and not re.search(r"[,/]|\d\.\d", words)
        done = "" if is_sure else _("read as %(day)s") % {"day": day.isoformat()}
        return Deadline(day, done=done)
    return None


def _meant(parts: dict[str, str | None]) -> date | None:
    """The day, or the last one of the month, quarter or year; None for one that is in no calendar."""
    year, quarter = int(parts["year"] or 0), parts.get("quarter") or parts.get("q")
    if name := parts.get("month"):
        month = _month(name)
    elif number := parts.get("number"):
        month = int(number)
    else:
        month = 3 * int(quarter) if quarter else 12
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(parts.get("day") or last)
    return date(year, month, day) if 1 <= day <= last else None


def _month(name: str) -> int:
    fits = (re.fullmatch(month, name.strip("."), re.I) for month in matrix_words.MONTHS)
    return next(number for number, found in enumerate(fits, start=1) if found)
