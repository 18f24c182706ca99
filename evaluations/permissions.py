"""Who may do what in an evaluation: roles, stages, and nothing that is not declared here."""

from typing import Any

from editing.permissions import rule
from evaluations.models import (
    Comment,
    CommentThread,
    Criterion,
    Evaluation,
    Indicator,
    Interview,
    JudgementCriterion,
    Membership,
    Role,
)
from evaluations.models.evaluation import Stage
from evaluations.models.membership import READS_FROM

WRITERS = {Role.MANAGER, Role.EVALUATOR}
DRAFT_READERS = {*WRITERS, Role.REVIEWER}
REPORT_NOUNS = (
    "abbreviation", "conclusion", "evaluationquestion", "finding", "lesson", "reportsection",
    "teammember",
)  # fmt: skip


def roles_of(user: Any, evaluation: Evaluation) -> set[str]:
    """The roles that the person holds today in the evaluation; asked of the database once a request."""
    held: dict[int, set[str]] | None = getattr(user, "_roles_held", None)
    if held is None:
        held = {}
        for evaluation_id, role in (
            Membership.objects.of(user).valid().values_list("evaluation_id", "role")
        ):
            held.setdefault(evaluation_id, set()).add(role)
        user._roles_held = held
    return held.get(evaluation.pk, set())


def can_write_report(user: Any, evaluation: Evaluation) -> bool:
    """Managers and evaluators, until the report is final."""
    return not evaluation.is_frozen and bool(roles_of(user, evaluation) & WRITERS)


def can_read_draft(user: Any, evaluation: Evaluation) -> bool:
    """Who may follow how the report came about: what is missing, who changed what, earlier wordings."""
    return user.is_staff or bool(roles_of(user, evaluation) & DRAFT_READERS)


def is_manager(user: Any, evaluation: Evaluation) -> bool:
    return Role.MANAGER in roles_of(user, evaluation)


@rule("evaluations.add_evaluation")
def can_open_evaluations(user: Any, evaluation: Evaluation) -> bool:
    return user.is_staff


@rule("evaluations.change_evaluation")
def can_edit_evaluation(user: Any, evaluation: Evaluation) -> bool:
    """The title page is the manager's; evaluators help until the report is final."""
    return is_manager(user, evaluation) or can_write_report(user, evaluation)


@rule(
    "evaluations.move_evaluation", "evaluations.set_stage_evaluation",
    "evaluations.set_published_at_evaluation",
)  # fmt: skip
def can_move_evaluation(user: Any, evaluation: Evaluation) -> bool:
    """The manager decides when the next stage begins."""
    return is_manager(user, evaluation)


@rule("evaluations.delete_evaluation")
def can_remove_evaluation(user: Any, evaluation: Evaluation) -> bool:
    return is_manager(user, evaluation) and evaluation.stage == Stage.PLANNED


@rule(
    *(f"evaluations.{verb}_{noun}" for verb in ("add", "change", "delete") for noun in REPORT_NOUNS)
)
def can_edit_report_part(user: Any, part: Any) -> bool:
    return can_write_report(user, part.evaluation)


@rule(*(f"evaluations.{verb}_judgementcriterion" for verb in ("add", "change", "delete")))
def can_edit_judgement_criterion(user: Any, criterion: JudgementCriterion) -> bool:
    return can_write_report(user, criterion.question.evaluation)


@rule(*(f"evaluations.{verb}_indicator" for verb in ("add", "change", "delete")))
def can_edit_indicator(user: Any, indicator: Indicator) -> bool:
    return can_write_report(user, indicator.judgement_criterion.question.evaluation)


@rule(*(f"evaluations.{verb}_criterion" for verb in ("add", "change", "delete")))
def can_edit_criterion(user: Any, criterion: Criterion) -> bool:
    """An evaluation's own criteria are its writers'; the standard ones are support staff's."""
    if criterion.evaluation is None:
        return user.is_staff
    return can_write_report(user, criterion.evaluation)


@rule(*(f"evaluations.read_history_{noun}" for noun in REPORT_NOUNS))
def can_read_history_of_part(user: Any, part: Any) -> bool:
    return can_read_draft(user, part.evaluation)


@rule("evaluations.read_history_evaluation")
def can_read_history_of_evaluation(user: Any, evaluation: Evaluation) -> bool:
    return can_read_draft(user, evaluation)


@rule("evaluations.read_history_judgementcriterion")
def can_read_history_of_judgement_criterion(user: Any, criterion: JudgementCriterion) -> bool:
    return can_read_draft(user, criterion.question.evaluation)


@rule("evaluations.read_history_indicator")
def can_read_history_of_indicator(user: Any, indicator: Indicator) -> bool:
    return can_read_draft(user, indicator.judgement_criterion.question.evaluation)


@rule("evaluations.read_history_criterion")
def can_read_history_of_criterion(user: Any, criterion: Criterion) -> bool:
    return criterion.evaluation is not None and can_read_draft(user, criterion.evaluation)


@rule(*(
    f"evaluations.{verb}_interview"
    for verb in ("add", "change", "delete", "read_minutes", "read_history")
))  # fmt: skip
def can_handle_interview(user: Any, interview: Any) -> bool:
    """What was said in confidence stays with the evaluators."""
    return Role.EVALUATOR in roles_of(user, interview.evaluation)


@rule("evaluations.view_membership", "evaluations.view_interview")
def can_see_who_took_part(user: Any, row: Membership | Interview) -> bool:
    """Those who take part know each other and whom they consulted, as far as each consent goes. The
    public of a report reads of both what the report prints."""
    return user.is_staff or bool(roles_of(user, row.evaluation))


@rule(*(f"evaluations.{verb}_membership" for verb in ("add", "change", "delete", "read_history")))
def can_manage_members(user: Any, membership: Membership) -> bool:
    """Managers choose who takes part; support staff name the first manager."""
    return user.is_staff or is_manager(user, membership.evaluation)


def works_on_draft(user: Any, evaluation: Evaluation) -> bool:
    """Whether a role other than mere reading opens the evaluation to the person by now."""
    roles = roles_of(user, evaluation) - {Role.READER}
    return any(evaluation.stage in Stage.from_on(READS_FROM[Role(role)]) for role in roles)


def can_read_comments(user: Any, evaluation: Evaluation) -> bool:
    """As `CommentThread.objects.visible_to`, for one evaluation that may have no comments yet."""
    return user.is_staff or works_on_draft(user, evaluation)


def can_talk(user: Any, evaluation: Evaluation) -> bool:
    """Everybody who works on the draft comments on it until it is final, also who cannot edit."""
    return not evaluation.is_frozen and works_on_draft(user, evaluation)


@rule("evaluations.add_commentthread")
def can_open_thread(user: Any, thread: CommentThread) -> bool:
    return can_talk(user, thread.evaluation)


@rule("evaluations.answer_commentthread")
def can_answer_thread(user: Any, thread: CommentThread) -> bool:
    """Whoever writes the report says what becomes of a comment."""
    return can_write_report(user, thread.evaluation)


@rule("evaluations.resolve_commentthread")
def can_resolve_thread(user: Any, thread: CommentThread) -> bool:
    """The writers, and who opened the thread."""
    is_own = thread.author_id is not None and thread.author_id == user.pk
    return can_write_report(user, thread.evaluation) or (
        is_own and can_talk(user, thread.evaluation)
    )


@rule("evaluations.read_history_commentthread")
def can_read_history_of_thread(user: Any, thread: CommentThread) -> bool:
    return can_read_draft(user, thread.evaluation)


@rule("evaluations.add_comment")
def can_comment(user: Any, comment: Comment) -> bool:
    return can_talk(user, comment.thread.evaluation)


@rule("evaluations.change_comment")
def can_reword_comment(user: Any, comment: Comment) -> bool:
    """People mend their own words, never those of others."""
    is_own = comment.author_id is not None and comment.author_id == user.pk
    return is_own and can_talk(user, comment.thread.evaluation)


@rule("evaluations.read_history_comment")
def can_read_history_of_comment(user: Any, comment: Comment) -> bool:
    return can_read_draft(user, comment.thread.evaluation)
