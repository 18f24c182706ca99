"""Who recommends, who answers, who reports progress."""

from typing import Any

from editing.permissions import rule
from evaluations.models import Role
from evaluations.models.evaluation import Stage
from evaluations.permissions import can_read_draft, can_write_report, is_manager, roles_of
from recommendations.models import (
    FollowUpRules,
    KeyAction,
    ManagementResponse,
    PartAnswer,
    ProgressUpdate,
    Recommendation,
    RecommendationPart,
    Remark,
    ResponseMatrix,
    Verification,
)

ANSWERING = Stage.from_on(Stage.REVIEW)


@rule(*(f"recommendations.{verb}_recommendation" for verb in ("add", "change", "delete")))
def can_edit_recommendation(user: Any, recommendation: Recommendation) -> bool:
    """Part of the report, so its writers', until the report is final."""
    return can_write_report(user, recommendation.evaluation)


@rule(*(f"recommendations.{verb}_recommendationpart" for verb in ("add", "change", "delete")))
def can_edit_part(user: Any, part: RecommendationPart) -> bool:
    return can_write_report(user, part.recommendation.evaluation)


def answers_for(user: Any, matrix: ResponseMatrix) -> bool:
    """Respondents of the very organisation that the matrix belongs to."""
    return (
        matrix.organisation_id == user.organisation_id
        and Role.RESPONDENT in roles_of(user, matrix.evaluation)
        and matrix.evaluation.stage in ANSWERING
    )


@rule("recommendations.add_responsematrix", "recommendations.delete_responsematrix")
def can_ask_for_response(user: Any, matrix: ResponseMatrix) -> bool:
    """The manager decides who is asked to answer; a submitted answer is never removed."""
    return is_manager(user, matrix.evaluation) and matrix.submitted_at is None


def is_writing(user: Any, matrix: ResponseMatrix) -> bool:
    """What was handed over stands as it is, until it is sent back."""
    return matrix.submitted_at is None and answers_for(user, matrix)


@rule("recommendations.change_responsematrix")
def can_edit_matrix(user: Any, matrix: ResponseMatrix) -> bool:
    return is_writing(user, matrix) or is_manager(user, matrix.evaluation)


@rule("recommendations.submit_responsematrix")
def can_submit_matrix(user: Any, matrix: ResponseMatrix) -> bool:
    return is_writing(user, matrix)


def heads(user: Any, matrix: ResponseMatrix) -> bool:
    return user.pk is not None and matrix.organisation.head_id == user.pk


@rule("recommendations.endorse_responsematrix")
def can_endorse_matrix(user: Any, matrix: ResponseMatrix) -> bool:
    """The head of the organisation, who did not hand it over."""
    waits = matrix.submitted_at is not None and matrix.endorsed_at is None
    return waits and heads(user, matrix) and matrix.submitted_by_id != user.pk


@rule("recommendations.agree_responsematrix")
def can_agree_matrix(user: Any, matrix: ResponseMatrix) -> bool:
    """A manager of the commissioning side, never of the organisation that answers."""
    waits = matrix.endorsed_at is not None and matrix.agreed_at is None
    signed = {matrix.submitted_by_id, matrix.endorsed_by_id}
    return waits and user.pk not in signed and _commissions(user, matrix)


@rule("recommendations.reopen_responsematrix")
def can_reopen_matrix(user: Any, matrix: ResponseMatrix) -> bool:
    """The organisation takes back what nobody endorsed; its head and the managers send it back."""
    if matrix.submitted_at is None:
        return False
    if matrix.endorsed_at is None and (answers_for(user, matrix) or heads(user, matrix)):
        return True
    return is_manager(user, matrix.evaluation)


def _commissions(user: Any, matrix: ResponseMatrix) -> bool:
    other_side = user.organisation_id != matrix.organisation_id
    return other_side and is_manager(user, matrix.evaluation)


@rule(*(f"recommendations.{verb}_managementresponse" for verb in ("add", "change", "delete")))
def can_edit_response(user: Any, response: ManagementResponse) -> bool:
    return is_writing(user, response.matrix)


@rule(*(f"recommendations.{verb}_partanswer" for verb in ("add", "change", "delete")))
def can_answer_part(user: Any, answer: PartAnswer) -> bool:
    return is_writing(user, answer.response.matrix)


@rule(*(f"recommendations.{verb}_keyaction" for verb in ("add", "change", "delete")))
def can_edit_action(user: Any, action: KeyAction) -> bool:
    return is_writing(user, action.response.matrix)


@rule("recommendations.update_keyaction")
def can_report_on(user: Any, action: KeyAction) -> bool:
    """The answering organisation, and whoever is responsible by name."""
    return answers_for(user, action.response.matrix) or (
        action.responsible_person_id is not None and action.responsible_person_id == user.pk
    )


@rule("recommendations.pass_on_keyaction")
def can_hand_over(user: Any, action: KeyAction) -> bool:
    """Whoever holds it, and of the answering organisation those who report for it and its head."""
    return can_report_on(user, action) or heads(user, action.response.matrix)


@rule("recommendations.take_back_keyaction")
def can_take_back(user: Any, action: KeyAction) -> bool:
    """What one changed at one stroke; also of an action that one gave away with it."""
    return can_hand_over(user, action) or _gave_away(user, action)


def _gave_away(user: Any, action: KeyAction) -> bool:
    given = action.updates.filter(withdrawn_at=None, handed_to__isnull=False).first()
    is_where_it_went = given is not None and given.handed_to_id == action.responsible_person_id
    return given is not None and is_where_it_went and given.by_id == user.pk


@rule("recommendations.add_progressupdate")
def can_update_progress(user: Any, update: ProgressUpdate) -> bool:
    if update.handed_to_id:
        return can_hand_over(user, update.key_action)
    return can_report_on(user, update.key_action)


@rule("recommendations.withdraw_progressupdate")
def can_withdraw_update(user: Any, update: ProgressUpdate) -> bool:
    """Its writer; it stays in the log."""
    is_own = update.by_id is not None and update.by_id == user.pk
    return is_own and can_take_back(user, update.key_action)


@rule("recommendations.add_verification")
def can_verify(user: Any, verification: Verification) -> bool:
    """Somebody of the commissioning side; nobody judges what they were to do themselves."""
    action = verification.key_action
    is_own = action.responsible_person_id is not None and action.responsible_person_id == user.pk
    return not is_own and _commissions(user, action.response.matrix)


@rule(*(
    f"recommendations.{verb}_followuprules" for verb in ("add", "change", "delete", "read_history")
))  # fmt: skip
def can_set_rules(user: Any, rules: FollowUpRules) -> bool:
    return is_manager(user, rules.evaluation)


@rule("recommendations.add_remark")
def can_remark(user: Any, remark: Remark) -> bool:
    """Managers and the answering organisation talk beside the answer."""
    matrix = remark.response.matrix
    return is_manager(user, matrix.evaluation) or answers_for(user, matrix)


@rule("recommendations.read_history_recommendation")
def can_read_history_of_recommendation(user: Any, recommendation: Recommendation) -> bool:
    return can_read_draft(user, recommendation.evaluation)


def negotiates(user: Any, matrix: ResponseMatrix) -> bool:
    """Earlier wordings stay between the answering organisation and the managers."""
    own = user.organisation_id is not None and matrix.organisation_id == user.organisation_id
    return user.is_staff or own or is_manager(user, matrix.evaluation)


@rule("recommendations.read_history_responsematrix")
def can_read_history_of_matrix(user: Any, matrix: ResponseMatrix) -> bool:
    return negotiates(user, matrix)


@rule("recommendations.read_history_managementresponse")
def can_read_history_of_response(user: Any, response: ManagementResponse) -> bool:
    return negotiates(user, response.matrix)


@rule("recommendations.read_history_recommendationpart")
def can_read_history_of_part(user: Any, part: RecommendationPart) -> bool:
    return can_read_draft(user, part.recommendation.evaluation)


@rule("recommendations.read_history_partanswer")
def can_read_history_of_part_answer(user: Any, answer: PartAnswer) -> bool:
    return negotiates(user, answer.response.matrix)


@rule("recommendations.read_history_keyaction")
def can_read_history_of_action(user: Any, action: KeyAction) -> bool:
    return negotiates(user, action.response.matrix)
