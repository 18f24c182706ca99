"""How one person looks at a list: the columns they chose, and the filters kept for it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import ColumnChoice, SavedFilter
from editing.tables import COLUMNS, Column, Table

# What the address of a list says of itself besides what it asks: no part of a filter.
SAVED, PAGE = "saved", "page"
FILES = {"xlsx": _("Sheet (xlsx)"), "csv": _("CSV"), "pdf": _("Quick PDF")}


def columns_for(request: HttpRequest, table: Table) -> tuple[Column, ...]:
    """Those in the address, else those that the person remembered, else the usual ones."""
    return columns_asked(request.GET, table, request.user)


def columns_asked(asked: QueryDict, table: Table, person: Any) -> tuple[Column, ...]:
    """As `columns_for`, of a list at another address."""
    if COLUMNS in asked:
        return table.chosen(str(asked[COLUMNS]))
    mine = ColumnChoice.objects.filter(person=person.pk, table=table.name)
    return table.chosen(mine.values_list("columns", flat=True).first() or "")


@dataclass(frozen=True)
class Look:
    """A list as its page offers it to one person."""

    table: Table
    place: str
    columns: tuple[Column, ...]
    saved: list[SavedFilter]
    asked: QueryDict
    person: Any

    @property
    def detour(self) -> str:
        """The address of the person's default filter, where the bare list was opened."""
        mine = (each for each in self.saved if each.is_default and each.owner_id == self.person.pk)
        default = None if self.asked else next(mine, None)
        return default.get_absolute_url() if default else ""

    @property
    def current(self) -> SavedFilter | None:
        """The saved filter that was opened."""
        token = self.asked.get(SAVED)
        return next((each for each in self.saved if each.token == token), None)

    @cached_property
    def query(self) -> str:
        """What the list is asked for now, its columns among it."""
        asked = self.asked.copy()
        asked.pop(PAGE, None)
        asked[COLUMNS] = ",".join(column.name for column in self.columns)
        return asked.urlencode(safe=",")

    @property
    def files(self) -> list[tuple[Any, str]]:
        """(label, address) of the list as a file."""
        where = [self.place] if self.place else []
        return [
            (label, f"{reverse(f'exports:{self.table.name}-{ending}', args=where)}?{self.query}")
            for ending, label in FILES.items()
        ]

    @property
    def picker(self) -> list[tuple[Column, bool]]:
        """The columns that may be left out, and whether each is shown."""
        return [(column, column in self.columns) for column in self.table.columns[1:]]

    @property
    def columns_url(self) -> str:
        return f"{reverse('column-choice')}?{self._this_list}"

    @property
    def save_url(self) -> str:
        return f"{reverse('saved-filter-new')}?{self._this_list}"

    @property
    def change_url(self) -> str:
        """Where one's own filter that was opened takes over what is asked now."""
        if self.current is None or self.current.owner_id != self.person.pk:
            return ""
        edit = reverse("saved-filter-edit", args=[self.current.token])
        return f"{edit}?{urlencode({'query': self.query})}"

    @property
    def _this_list(self) -> str:
        return urlencode({"list": self.table.name, "place": self.place, "query": self.query})


def look_at(request: HttpRequest, table: Table, place: str = "") -> Look:
    """`place` is the code of the project whose list it is, where each project has its own."""
    saved = SavedFilter.objects.visible_to(request.user).of(table.name, place)
    return Look(table, place, columns_for(request, table), list(saved), request.GET, request.user)
