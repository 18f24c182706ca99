"""Who may do what in an evaluation: roles, stages, and nothing that is not declared here."""

from typing import Any

from activities.permissions import keeps_register
from editing.permissions import Predicate, rule
from evaluations.models import (
    Comment,
    CommentThread,
    Criterion,
    Evaluation,
    Indicator,
    Interview,
    JudgementCriterion,
    LessonUptake,
    Membership,
    Outcome,
    QualityAssessment,
    QualityScore,
    Role,
    Suggestion,
)
from evaluations.models.evaluation import Stage
from evaluations.models.membership import READS_FROM
from evaluations.stages import Move, move_between, moves_from

WRITERS = {Role.MANAGER, Role.EVALUATOR}
DRAFT_READERS = {*WRITERS, Role.REVIEWER}
REPORT_NOUNS = (
    "abbreviation", "conclusion", "evaluationquestion", "finding", "lesson", "reportsection",
    "teammember",
)  # fmt: skip


def _roles_held(user: Any) -> dict[int, set[str]]:
    """By evaluation, the roles that the person holds today; asked of the database once a request."""
    held: dict[int, set[str]] | None = getattr(user, "_roles_held", None)
    if held is None:
        held = {}
        for evaluation_id, role in (
            Membership.objects.of(user).valid().values_list("evaluation_id", "role")
        ):
            held.setdefault(evaluation_id, set()).add(role)
        user._roles_held = held
    return held


def roles_of(user: Any, evaluation: Evaluation) -> set[str]:
    """The roles that the person holds today in the evaluation."""
    return _roles_held(user).get(evaluation.pk, set())


def can_import_report(user: Any) -> bool:
    """Support staff, who may open evaluations, and whoever manages one today."""
    return user.is_staff or any(Role.MANAGER in roles for roles in _roles_held(user).values())


def can_write_report(user: Any, evaluation: Evaluation) -> bool:
    """Managers and evaluators, until the report is final."""
    return not evaluation.is_frozen and bool(roles_of(user, evaluation) & WRITERS)


def can_read_draft(user: Any, evaluation: Evaluation) -> bool:
    """Who may follow how the report came about: what is missing, who changed what, earlier wordings."""
    return user.is_staff or bool(roles_of(user, evaluation) & DRAFT_READERS)


def can_read_inside(user: Any, evaluation: Evaluation) -> bool:
    """Whoever writes the report, at any stage, reads all that it is made of."""
    return user.is_staff or bool(roles_of(user, evaluation) & WRITERS)


def is_manager(user: Any, evaluation: Evaluation) -> bool:
    return Role.MANAGER in roles_of(user, evaluation)


@rule("evaluations.add_evaluation")
def can_open_evaluations(user: Any, evaluation: Evaluation) -> bool:
    return user.is_staff


@rule("evaluations.change_evaluation")
def can_edit_evaluation(user: Any, evaluation: Evaluation) -> bool:
    """The title page is the manager's; evaluators help until the report is final."""
    return is_manager(user, evaluation) or can_write_report(user, evaluation)


@rule("evaluations.move_evaluation")
def can_move_evaluation(user: Any, evaluation: Evaluation) -> bool:
    """Whoever may make one of the moves that are declared from here."""
    return any(_is_theirs(user, evaluation, move) for move in moves_from(evaluation.stage))


def _can_move_to(stage: Stage) -> Predicate:
    def can_move(user: Any, evaluation: Evaluation) -> bool:
        move = move_between(evaluation.stage, stage)
        return move is not None and _is_theirs(user, evaluation, move)

    return can_move


def _is_theirs(user: Any, evaluation: Evaluation, move: Move) -> bool:
    return not roles_of(user, evaluation).isdisjoint(move.who)


for _stage in Stage:
    rule(f"evaluations.move_to_{_stage}_evaluation")(_can_move_to(_stage))


@rule(*(f"evaluations.set_{field}_evaluation" for field in ("stage", "published_at", "edition")))
def is_moved_only(user: Any, evaluation: Evaluation) -> bool:
    """No form writes what a move decides."""
    return False


@rule(*(f"evaluations.set_{field}_evaluation" for field in Evaluation.PRINTED))
def can_edit_what_is_printed(user: Any, evaluation: Evaluation) -> bool:
    """The title page freezes with the report; who may read the report is still the manager's to say."""
    return evaluation._state.adding or can_write_report(user, evaluation)


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


def is_author(user: Any, said: CommentThread | Comment) -> bool:
    return said.author_id is not None and said.author_id == user.pk


@rule("evaluations.add_commentthread")
def can_open_thread(user: Any, thread: CommentThread) -> bool:
    return can_talk(user, thread.evaluation)


@rule("evaluations.answer_commentthread")
def can_answer_thread(user: Any, thread: CommentThread) -> bool:
    """Whoever writes the report says what becomes of a comment, unless it was taken back."""
    return thread.outcome != Outcome.WITHDRAWN and can_write_report(user, thread.evaluation)


@rule("evaluations.accept_commentthread")
def can_accept_suggestion(user: Any, thread: CommentThread) -> bool:
    """Whoever writes the report takes up an edit, but not their own: those they simply write."""
    return can_answer_thread(user, thread) and not is_author(user, thread)


@rule("evaluations.withdraw_commentthread")
def can_withdraw_suggestion(user: Any, thread: CommentThread) -> bool:
    return is_author(user, thread) and can_talk(user, thread.evaluation)


@rule("evaluations.add_suggestion")
def can_suggest(user: Any, suggestion: Suggestion) -> bool:
    """Whoever may comment, also who cannot edit."""
    return can_talk(user, suggestion.thread.evaluation)


@rule("evaluations.resolve_commentthread")
def can_resolve_thread(user: Any, thread: CommentThread) -> bool:
    """The writers, and who opened the thread."""
    return can_write_report(user, thread.evaluation) or (
        is_author(user, thread) and can_talk(user, thread.evaluation)
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
    return is_author(user, comment) and can_talk(user, comment.thread.evaluation)


@rule("evaluations.read_history_comment")
def can_read_history_of_comment(user: Any, comment: Comment) -> bool:
    return can_read_draft(user, comment.thread.evaluation)


@rule(*(
    f"evaluations.{verb}_quality{noun}"
    for verb in ("add", "change", "delete") for noun in ("standard", "criterion", "level")
))  # fmt: skip
def can_edit_quality_standard(user: Any, row: Any) -> bool:
    """Institutions set the standards; support staff write them down."""
    return bool(user.is_staff)


def can_read_quality(user: Any, evaluation: Evaluation) -> bool:
    """Who opens the page of the quality grid; what stands in it says `visible_to`."""
    return can_read_draft(user, evaluation)


def may_judge(user: Any, evaluation: Evaluation) -> bool:
    """A manager who did not write the report: nobody assesses their own work."""
    return is_manager(user, evaluation) and Role.EVALUATOR not in roles_of(user, evaluation)


@rule("evaluations.add_qualityassessment", "evaluations.hand_over_qualityassessment")
def can_assess(user: Any, assessment: QualityAssessment) -> bool:
    """From the first draft on there is something to judge."""
    evaluation = assessment.evaluation
    return evaluation.stage in Stage.from_on(Stage.DRAFTING) and may_judge(user, evaluation)


@rule("evaluations.change_qualityassessment", "evaluations.delete_qualityassessment")
def can_edit_assessment(user: Any, assessment: QualityAssessment) -> bool:
    """What was handed over stands, unless it is taken back."""
    return not assessment.is_handed_over and can_assess(user, assessment)


@rule(*(f"evaluations.{verb}_qualityscore" for verb in ("add", "change", "delete")))
def can_score(user: Any, score: QualityScore) -> bool:
    return can_edit_assessment(user, score.assessment)


@rule("evaluations.reply_qualityassessment")
def can_reply_to_assessment(user: Any, assessment: QualityAssessment) -> bool:
    """The evaluators say what they think of the judgement, once they know it."""
    return assessment.is_handed_over and Role.EVALUATOR in roles_of(user, assessment.evaluation)


@rule("evaluations.reply_qualityscore")
def can_reply_to_score(user: Any, score: QualityScore) -> bool:
    return can_reply_to_assessment(user, score.assessment)


@rule("evaluations.read_history_qualityassessment")
def can_read_history_of_assessment(user: Any, assessment: QualityAssessment) -> bool:
    """Earlier scores were never handed over, so they stay with those who gave them."""
    return user.is_staff or may_judge(user, assessment.evaluation)


@rule("evaluations.read_history_qualityscore")
def can_read_history_of_score(user: Any, score: QualityScore) -> bool:
    return can_read_history_of_assessment(user, score.assessment)


@rule(*(f"evaluations.{verb}_lessonuptake" for verb in ("add", "change", "delete")))
def can_decide_on_lesson(user: Any, uptake: LessonUptake) -> bool:
    """From the review on: the managers, who else of the commissioning side takes part, and whoever
    keeps the register of the next project."""
    evaluation = uptake.lesson.evaluation
    if evaluation.stage not in Stage.from_on(Stage.REVIEW):
        return False
    next_one = uptake.project
    return (
        is_manager(user, evaluation)
        or _is_of_commissioning_side(user, evaluation)
        or (next_one is not None and keeps_register(user, next_one))
    )


def _is_of_commissioning_side(user: Any, evaluation: Evaluation) -> bool:
    commissioner = evaluation.commissioned_by_id
    is_theirs = commissioner is not None and commissioner == user.organisation_id
    return is_theirs and works_on_draft(user, evaluation)


@rule("evaluations.read_history_lessonuptake")
def can_read_history_of_uptake(user: Any, uptake: LessonUptake) -> bool:
    return can_read_draft(user, uptake.lesson.evaluation)
