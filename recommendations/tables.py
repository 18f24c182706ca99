"""The lists of the follow-up: their columns, and what was asked of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from editing.richtext import plain_text
from editing.tables import SORT, Column, Listing, Table, in_order
from recommendations.filters import ActionFilter, MyActionFilter, RecommendationFilter
from recommendations.models import KeyAction, ManagementResponse, Recommendation
from recommendations.rows import ActionRow, RecommendationRow, with_log

Columns = tuple[Column, ...]
CELLS = "recommendations/cells/"
NEWEST = F("evaluation__report_date").desc(nulls_first=True)
SOONEST = F("due_on").asc(nulls_last=True)


def _names(rows: Iterable[Any]) -> str:
    return "; ".join(map(str, rows))


def _answers(row: RecommendationRow) -> str:
    return "; ".join(f"{who}: {state.label}" for who, state in row.answers)


def _closed(row: RecommendationRow) -> str:
    if not row.actions:
        return ""
    return _g("%(done)s of %(total)s closed") % {"done": row.done, "total": len(row.actions)}


RECOMMENDATIONS = Table("recommendations", _("Recommendations"), (
    Column("recommendation", _("Recommendation"), lambda row: str(row.recommendation),
           f"{CELLS}recommendation.html", order="heading", width=60),
    Column("evaluation", _("Evaluation"), lambda row: str(row.recommendation.evaluation),
          f"{CELLS}evaluation.html", order="evaluation__title", width=40),
    Column("priority", _("Priority"), lambda row: row.recommendation.priority,
           order="priority", width=14, is_number=True),
    Column("horizon", _("Horizon"), lambda row: row.recommendation.get_horizon_display(),
           order="horizon", is_usual=False),
    Column("addressees", _("Addressed to"), lambda row: _names(row.recommendation.addressees.all()),
           width=28),
    Column("response", _("Response"), _answers, f"{CELLS}response.html", width=34),
    Column("actions", _("Actions"), _closed, width=22),
    Column("due", _("Next due"), lambda row: row.next and row.next.action.due_on,
           f"{CELLS}next_due.html", order="next_due"),
    Column("text", _("Text"), lambda row: plain_text(row.recommendation.text),
           f"{CELLS}text.html", reads="text", width=80, is_usual=False),
))  # fmt: skip


def _last_word(row: ActionRow) -> date | None:
    return timezone.localdate(row.last.update.made_at) if row.last else None


def _said(row: ActionRow) -> str:
    return row.last.update.what_was_done if row.last else ""


def _verified(row: ActionRow) -> str:
    return row.verified.state.label if row.verified else ""


def _responsible(row: ActionRow) -> str:
    named = (row.action.responsible_person, row.action.responsible_units)
    return _names(each for each in named if each)


ACTION = Column("action", _("Key action"), lambda row: str(row.action), f"{CELLS}action.html",
                order="text", width=60)  # fmt: skip
EVALUATION = Column(
    "evaluation", _("Evaluation"), lambda row: str(row.action.response.matrix.evaluation),
    f"{CELLS}evaluation.html", order="response__matrix__evaluation__title", width=36,
)  # fmt: skip
RESPONSIBLE = Column("responsible", _("Responsible"), _responsible, f"{CELLS}responsible.html",
                     order="responsible_units", width=30)  # fmt: skip
DUE = Column("due", _("Due"), lambda row: row.action.due_on, f"{CELLS}due.html", order="due_on")
DETAILS = (
    Column("promised", _("First promised"), lambda row: row.action.promised_on, order="promised_on",
           is_usual=False),
    Column("late", _("Days late"), lambda row: row.late_days or None, width=14, is_number=True,
           is_usual=False),
    Column("no_date", _("No date because"), lambda row: row.action.get_no_date_reason_display(),
           is_usual=False),
    Column("organisation", _("Organisation"), lambda row: str(row.action.response.matrix.organisation),
           order="response__matrix__organisation__name", is_usual=False),
    Column("cost", _("Cost in EUR"), lambda row: row.action.cost, order="cost", is_number=True,
           is_usual=False),
    Column("funding", _("Funding"), lambda row: row.action.get_funding_display(), order="funding",
           is_usual=False),
    Column("verified", _("Verified"), _verified, f"{CELLS}verified.html", is_usual=False),
)  # fmt: skip
STATUS = Column("status", _("Status"), lambda row: row.state.label, f"{CELLS}status.html",
                order="status", width=24)  # fmt: skip
SAID = Column("said", _("What was done"), _said, width=60, is_usual=False)

ACTIONS = Table("actions", _("Key actions"), (
    ACTION, EVALUATION, RESPONSIBLE, DUE,
    Column("last_word", _("Last word"), _last_word, f"{CELLS}last_word.html"),
    STATUS, *DETAILS, SAID,
))  # fmt: skip

MY_ACTIONS = Table("my-actions", _("My actions"), (
    ACTION, EVALUATION, DUE, STATUS,
    Column("last_word", _("Last word"), _last_word, f"{CELLS}my_last_word.html"),
    *DETAILS, SAID,
))  # fmt: skip


def recommendations_asked(
    request: HttpRequest, asked: Any, columns: Columns, *, on: date
) -> Listing:
    """The recommendations open to the person, the newest evaluation first, drafts before reports."""
    visible = Recommendation.objects.visible_to(request.user)
    filters = RecommendationFilter(asked, request=request, queryset=visible, on=on)
    found, sort = filters.qs, asked.get(SORT, "")
    if sort.removeprefix("-") == "due":
        found = found.with_next_due(filters.actions.open())
    found = in_order(found, sort, RECOMMENDATIONS.orders, (NEWEST, "evaluation_id", "number"))
    found = with_answers(found.select_related("evaluation"), request.user)
    unread = RECOMMENDATIONS.unread(columns)
    return Listing(
        RECOMMENDATIONS, columns, filters, found.defer("evaluation__disclaimer", *unread),
        lambda record: RecommendationRow(record, on),
    )  # fmt: skip


def with_answers(recommendations: QuerySet[Recommendation], user: Any) -> QuerySet[Recommendation]:
    """With addressees and the answers that the person may see, in three queries more."""
    responses = ManagementResponse.objects.visible_to(user).prefetch_related("actions")
    seen = Prefetch(
        "responses",
        responses.select_related("matrix__organisation").order_by("matrix__organisation"),
        to_attr="seen_responses",
    )
    return recommendations.prefetch_related("addressees", seen)


def actions_asked(request: HttpRequest, asked: Any, columns: Columns, *, on: date) -> Listing:
    """The key actions open to the person, overdue ones first."""
    visible = KeyAction.objects.visible_to(request.user)
    filters = ActionFilter(asked, request=request, queryset=visible, on=on)
    return _actions(ACTIONS, request, asked, columns, filters, on)


def my_actions_asked(request: HttpRequest, asked: Any, columns: Columns, *, on: date) -> Listing:
    """What waits for the person, overdue first."""
    visible = KeyAction.objects.visible_to(request.user)
    mine = visible.responsibility_of(request.user).open()
    filters = MyActionFilter(asked, request=request, queryset=mine, on=on)
    return _actions(MY_ACTIONS, request, asked, columns, filters, on)


def _actions(
    table: Table, request: HttpRequest, asked: Any, columns: Columns, filters: Any, on: date
) -> Listing:
    found = in_order(
        filters.qs.with_addresses(), asked.get(SORT, ""), table.orders, (SOONEST, "pk")
    )
    return Listing(
        table, columns, filters, with_log(found, request.user),
        lambda record: ActionRow(record, on),
    )  # fmt: skip
