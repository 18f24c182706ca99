"""A list as a table that is declared once: its page, its sheet and its paper have the same columns."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet
from django.utils.formats import date_format, number_format

# What the address of a list may say besides its filters.
SORT, COLUMNS = "sort", "columns"

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """`name` is its word in addresses, `value` what a sheet holds of a row.

    `cell` is the template of its cell where a page says it otherwise, `order` the field that it is
    sorted by, and `reads` a long field that is fetched only where the column is shown.
    """

    name: str
    label: Any
    value: Callable[[Any], Value]
    cell: str = "components/cell.html"
    order: str = ""
    reads: str = ""
    width: int = 25  # a share of the paper and the sheet, in millimetres
    is_usual: bool = True
    is_fact: bool = False  # stays on the card that a row becomes on a telephone
    is_number: bool = False


def spoken(value: Value) -> str:
    """The value as people read it on a page and on paper."""
    if value is None:
        return ""
    if isinstance(value, date):
        return date_format(value)
    return value if isinstance(value, str) else number_format(value, force_grouping=True)


@dataclass(frozen=True)
class Table:
    """A list and its columns; the first one says what a row is, and is always shown."""

    name: str
    label: Any
    columns: tuple[Column, ...]

    @property
    def first(self) -> Column:
        return self.columns[0]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def chosen(self, names: str) -> tuple[Column, ...]:
        """The columns of a list such as `status,due`, in that order and behind the first one.
        Names of no column are left out; where none is left, the usual columns."""
        known = [self.by_name[name] for name in names.split(",") if name in self.by_name]
        if not known:
            return tuple(column for column in self.columns if column.is_usual)
        return tuple(dict.fromkeys((self.first, *known)))

    def unread(self, columns: Iterable[Column]) -> list[str]:
        """The long fields that none of these columns shows."""
        shown = {column.reads for column in columns}
        return [
            column.reads for column in self.columns if column.reads and column.reads not in shown
        ]

    @property
    def orders(self) -> dict[str, str]:
        """What `?sort=` may ask for, with the field behind each word."""
        return {column.name: column.order for column in self.columns if column.order}


def in_order(
    rows: QuerySet, asked: str, orders: Mapping[str, str], usual: tuple[Any, ...]
) -> QuerySet:
    """The rows as `?sort=` asks, `-` before the word for the other way round; what has no value comes
    last. A word that is not among `orders` is left out."""
    field = orders.get(asked.removeprefix("-"))
    if field is None:
        return rows.order_by(*usual)
    order = F(field).desc if asked.startswith("-") else F(field).asc
    return rows.order_by(order(nulls_last=True), *usual)


@dataclass(frozen=True)
class Listing:
    """What was asked of a list: its filter, and the records that fit, in order. `row` makes of a record
    what the columns are asked of; it asks the database nothing more."""

    table: Table
    columns: tuple[Column, ...]
    filter: Any
    found: QuerySet
    row: Callable[[Any], Any] = lambda record: record

    def rows(self, records: Iterable[Any]) -> list[Any]:
        return [self.row(record) for record in records]
