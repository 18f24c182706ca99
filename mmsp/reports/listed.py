"""A list as it is printed: plain words in rows. Frozen, and free of models."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ListContent:
    """`asked` says in words what the list was narrowed to; `widths` are shares of the page."""

    lang: str
    title: str
    as_of: date
    asked: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    reader: str
