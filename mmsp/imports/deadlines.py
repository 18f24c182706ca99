"""The day that the deadline cell of a form means, or why there is none."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from recommendations.models import NoDateReason

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
# The first that fits counts: those with a day before those without one.
_WRITTEN = [
    re.compile(rf"\b{pattern}\b", re.I)
    for pattern in (
        rf"{_YEAR}-(?P<number>[01]?\d)-(?P<day>[0-3]?\d)",
        rf"{_DAY} ?(?:of )?{_MONTH},? ?{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"(?P<day>[0-3]?\d)[./-](?P<number>[01]?\d)[./-]{_YEAR}",
        rf"{_MONTH},? ?{_YEAR}",
        rf"(?:Q(?P<quarter>[1-4])|(?P<q>[1-4])(?:st|nd|rd|th) quarter),? ?(?:of )?{_YEAR}",
        _YEAR,
    )
]
_REASONS = (
    (NoDateReason.DONE_BEFORE, r"\b(?:done|completed|finished|implemented)\b.*\b(?:before|prior)\b|\balready\b"),
    (NoDateReason.NO_FUNDING, r"\bfund(?:s|ing|ed)?\b|\bbudget\b|\bdonors?\b"),
    (NoDateReason.COUNTERPART, r"\bcounterparts?\b.*\bdecid|\bdecision of\b|\bgovernment\b.*\bdecid"),
    (NoDateReason.SENSITIVE, r"\bsensitiv"),
)  # fmt: skip
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
    found = (reason for reason, said in _REASONS if re.search(said, words, re.I | re.S))
    return next(found, "")


def read_deadline(cell: str, remarked: str) -> Deadline:
    """`remarked` are the comments on the cell, which may say what the cell does not."""
    words = " ".join(cell.split())
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
        month = _MONTHS.index(name[:3].lower()) + 1
    elif number := parts.get("number"):
        month = int(number)
    else:
        month = 3 * int(quarter) if quarter else 12
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(parts.get("day") or last)
    return date(year, month, day) if 1 <= day <= last else None
