"""What the database itself refuses, whichever door a row comes through."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError

from tests import factories as make

NUMBERED = [
    (make.FindingFactory, "number"),
    (make.SectionFactory, "position"),
    (make.ActivityFactory, "number"),
    (make.RecommendationFactory, "number"),
]


@pytest.mark.parametrize(("factory", "field"), NUMBERED)
@pytest.mark.parametrize("number", [0, 1_000_000])
def test_a_number_that_no_address_can_carry_is_refused(
    db: Any, factory: Any, field: str, number: int
) -> None:
    with pytest.raises((ValidationError, DataError)):
        factory(**{field: number})


@pytest.mark.parametrize(("factory", "field"), NUMBERED)
def test_the_smallest_number_has_an_address(db: Any, factory: Any, field: str) -> None:
    assert "/1/" in factory(**{field: 1}).get_absolute_url()
