"""Who lets a report go out, takes it back, and says why none is there."""

from typing import Any

from editing.permissions import rule
from evaluations.models import PublishedReport, Unpublished
from evaluations.models.published import State
from evaluations.permissions import (
    WRITERS,
    can_read_draft,
    can_read_inside,
    is_manager,
    roles_of,
)


@rule("evaluations.add_publishedreport")
def can_propose_publication(user: Any, report: PublishedReport) -> bool:
    """Whoever wrote or manages the evaluation, once it is final."""
    evaluation = report.evaluation
    return evaluation.is_frozen and bool(roles_of(user, evaluation) & WRITERS)


@rule("evaluations.confirm_publishedreport")
def can_confirm_publication(user: Any, report: PublishedReport) -> bool:
    """A manager, but never who prepared it."""
    is_waiting = report.state == State.PROPOSED and report.evaluation.is_frozen
    return is_waiting and report.made_by_id != user.pk and is_manager(user, report.evaluation)


@rule("evaluations.send_back_publishedreport")
def can_send_back_publication(user: Any, report: PublishedReport) -> bool:
    """A manager, and who prepared it."""
    is_theirs = report.made_by_id == user.pk and bool(roles_of(user, report.evaluation) & WRITERS)
    return report.state == State.PROPOSED and (is_theirs or is_manager(user, report.evaluation))


@rule("evaluations.withdraw_publishedreport")
def can_withdraw_publication(user: Any, report: PublishedReport) -> bool:
    return report.state == State.PUBLISHED and is_manager(user, report.evaluation)


@rule("evaluations.read_history_publishedreport")
def can_read_history_of_published(user: Any, report: PublishedReport) -> bool:
    return can_read_inside(user, report.evaluation)


@rule("evaluations.add_unpublished")
def can_say_why_unpublished(user: Any, row: Unpublished) -> bool:
    return row.evaluation.is_frozen and is_manager(user, row.evaluation)


@rule("evaluations.change_unpublished", "evaluations.delete_unpublished")
def can_reword_why_unpublished(user: Any, row: Unpublished) -> bool:
    """Also once the report is amended: what everybody reads must be right at any time."""
    return is_manager(user, row.evaluation)


@rule("evaluations.read_history_unpublished")
def can_read_history_of_unpublished(user: Any, row: Unpublished) -> bool:
    return can_read_draft(user, row.evaluation)
