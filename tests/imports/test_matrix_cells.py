"""What the cells of a response matrix mean."""

from datetime import date

import pytest

from mmsp.imports.deadlines import read_deadline
from recommendations.models import NoDateReason


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1 Aug 2025", date(2025, 8, 1)),
        ("1 Aug, 2023", date(2023, 8, 1)),
        ("August 1st, 2025", date(2025, 8, 1)),
        ("2025-08-01", date(2025, 8, 1)),
        ("01/08/2025", date(2025, 8, 1)),
        ("by 31 December 2024 at the latest", date(2024, 12, 31)),
        ("February 2024", date(2024, 2, 29)),
        ("Q3 2025", date(2025, 9, 30)),
        ("4th quarter of 2025", date(2025, 12, 31)),
        ("2025", date(2025, 12, 31)),
    ],
)
def test_a_day_is_found_however_it_is_written(cell, day):
    assert read_deadline(cell, "")[:2] == (day, "")


@pytest.mark.parametrize(
    ("cell", "remarked", "reason"),
    [
        ("This was done before the evaluation.", "", NoDateReason.DONE_BEFORE),
        ("N/A", "We do not foresee any fund.", NoDateReason.NO_FUNDING),
        ("N/A", "The topic is quite sensitive.", NoDateReason.SENSITIVE),
        ("When funding is found", "", NoDateReason.NO_FUNDING),
        ("Continuously", "", NoDateReason.OTHER),
        ("", "", NoDateReason.OTHER),
        ("31 Feb 2025", "", NoDateReason.OTHER),
        ("1 Aug 2025 or 1 Aug 2026", "", NoDateReason.OTHER),
    ],
)
def test_what_is_no_day_gets_the_reason_that_the_words_give(cell, remarked, reason):
    said = read_deadline(cell, remarked)
    assert (said.due_on, said.reason) == (None, reason)
    assert said.note
    assert said.done


def test_a_plain_day_needs_no_remark_and_a_guess_has_one():
    assert read_deadline("1 Aug 2025", "").done == ""
    assert read_deadline("03/04/2025", "").done == "read as 2025-04-03"
