"""The tables under the charts: a row for each part, and a column for each figure of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from recommendations.dashboard import UNANSWERED, By, Dashboard, Figure, Group, Share
from recommendations.measures import AGEING, band_labels
from recommendations.models import Decision
from recommendations.status import ActionStatus

SHOWN = 25  # parts; the rest is one press away


@dataclass(frozen=True)
class Cell:
    """A figure, a share of two, or the median of what a figure counts."""

    label: str
    figure: Figure | None = None
    share: Share | None = None
    days: int | None = None
    is_delay: bool = False


Column = tuple[str, Callable[[Group], Cell]]


@dataclass(frozen=True)
class Table:
    title: str
    heads: list[str]
    rows: list[tuple[str, list[Cell]]]


def tables(dashboard: Dashboard, by: str, most: int | None = SHOWN) -> tuple[list[Table], int]:
    """Shares and delays, decisions, statuses, each narrow enough to be read; and how many parts are left
    out."""
    groups = dashboard.groups(by)
    shown = groups[:most]
    titles = [
        (_("Shares and delays"), _rates(dashboard, by)),
        (_("Responses to recommendations"), _decisions(by)),
        (_("Status and delay of key actions"), _statuses()),
    ]
    drawn = [_table(title, columns, shown) for title, columns in titles if columns]
    return drawn, len(groups) - len(shown)


def _table(title: str, columns: list[Column], groups: list[Group]) -> Table:
    rows = [(group.label, [cell(group) for _head, cell in columns]) for group in groups]
    return Table(title, [head for head, _cell in columns], rows)


def _number(key: str, label: Any) -> Column:
    label = str(label)
    return label, lambda group: Cell(label, figure=group.figure(key, label))


def _share(name: str, label: str) -> Column:
    return label, lambda group: Cell(label, share=group.share(name))


def _delay(group: Group) -> Cell:
    return Cell(_("Median delay"), figure=group.delay, days=group.summary.delay, is_delay=True)


def _rates(dashboard: Dashboard, by: str) -> list[Column]:
    closure = _("Closure rate %(year)s") % {"year": dashboard.year}
    columns = [
        _number("actions", _("Key actions")),
        _number("open", _("Open")),
        _number("overdue", _("Overdue")),
        _share("closure", closure),
        (_("Median delay"), _delay),
        _share("evidence", _("With evidence")),
        _share("staleness", _("Stale share")),
    ]
    has_responses = by not in (By.UNIT, By.CRITERION) and not dashboard.has_units_or_criteria
    return columns + ([_share("on_time", _("Responses on time"))] if has_responses else [])


def _decisions(by: str) -> list[Column]:
    """None by unit, which only an action has."""
    if by == By.UNIT:
        return []
    decisions = [_number(each.value, each.label) for each in Decision]
    unanswered = _number(UNANSWERED, _("No response yet"))
    return decisions if by == By.ORGANISATION else [*decisions, unanswered]


def _statuses() -> list[Column]:
    bands = band_labels()
    statuses = [_number(each.value, each.label) for each in ActionStatus]
    return [*statuses, *(_number(key, bands[key]) for key in AGEING)]
