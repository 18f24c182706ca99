"""How much room the words of a row, a part or an annex take on paper, before anything is set."""

import dataclasses
from typing import Any

A_LINE, SHORT = 40, 8  # bytes


def room_of(value: Any) -> int:
    """The bytes of all texts, so that wide letters count more, and something for each line."""
    if isinstance(value, str):
        lines = 1 + value.count("\n") + value.count("<")
        return len(value.encode()) + lines * (A_LINE if len(value) > SHORT else A_LINE // 2)
    if isinstance(value, tuple):
        return sum(map(room_of, value))
    if dataclasses.is_dataclass(value):
        return sum(room_of(getattr(value, each.name)) for each in dataclasses.fields(value))
    return 0
