"""The activities of a project as a list: its columns, and what was asked of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.filters import ActivityFilter
from activities.models import Project
from activities.models.activity import REPORT_TEXTS
from editing.richtext import plain_text
from editing.tables import SORT, Column, Listing, Table, in_order

CELLS = "activities/cells/"

ACTIVITIES = Table("activities", _("Activities"), (
    Column("title", _("Activity"), lambda row: row.title, f"{CELLS}title.html", order="title",
           width=70),
    Column("number", _("No."), lambda row: row.number, order="number", width=12, is_number=True,
           is_usual=False),
    Column("type", _("Type"), lambda row: row.get_type_display(), order="type", is_usual=False),
    Column("place", _("Place"), lambda row: row.place, order="place", is_usual=False),
    Column("starts_on", _("When"), lambda row: row.starts_on, f"{CELLS}period.html",
           order="starts_on"),
    Column("ends_on", _("Until"), lambda row: row.ends_on, order="ends_on", is_usual=False),
    Column("participants", _("Participants"), lambda row: row.participants,
           f"{CELLS}participants.html", order="participants", width=18, is_number=True),
    Column("women", _("Women"), lambda row: row.women, order="women", width=14, is_number=True,
           is_usual=False),
    Column("men", _("Men"), lambda row: row.men, order="men", width=14, is_number=True,
           is_usual=False),
    Column("organisers", _("Organisers"), lambda row: "; ".join(map(str, row.organisers.all())),
           width=30, is_usual=False),
    Column("outcome", _("Outcome"), lambda row: str(row.outcome or ""), width=40, is_usual=False),
    Column("status", _("Status"), lambda row: row.get_status_display(), f"{CELLS}status.html",
           order="status"),
    Column("summary", _("Summary"), lambda row: plain_text(row.summary), f"{CELLS}summary.html",
           reads="summary", width=80, is_usual=False),
))  # fmt: skip


def activities_asked(project: Project, asked: Any, columns: tuple[Column, ...]) -> Listing:
    """The activities of a project that the person may see, by number."""
    filters = ActivityFilter(asked, project=project)
    found = filters.qs.with_participants().select_related("outcome").prefetch_related("organisers")
    found = in_order(found, asked.get(SORT, ""), ACTIVITIES.orders, ("number",))
    unread = (*REPORT_TEXTS, *ACTIVITIES.unread(columns))
    return Listing(ACTIVITIES, columns, filters, found.defer(*unread))
