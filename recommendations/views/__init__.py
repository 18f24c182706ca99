from recommendations.views.actions import (
    action_edit,
    action_history,
    action_list,
    action_new,
    action_remove,
    action_update,
    action_verify,
    evidence_file,
)
from recommendations.views.bulk import bulk_undo, bulk_update
from recommendations.views.calendars import calendar_feed, calendar_of_evaluation, calendar_own
from recommendations.views.follow_up import evaluation_follow_up, follow_up, response_list
from recommendations.views.hand_over import hand_over
from recommendations.views.hints import hints
from recommendations.views.links import link_update
from recommendations.views.mail import mail_edit, mail_mute
from recommendations.views.matrices import (
    matrix_complete,
    matrix_detail,
    matrix_edit,
    matrix_history,
    matrix_list,
    matrix_new,
    matrix_remove,
)
from recommendations.views.my_actions import my_action_list
from recommendations.views.parts import (
    part_answer_edit,
    part_answer_history,
    part_edit,
    part_history,
    part_new,
    part_remove,
)
from recommendations.views.recommendations import (
    recommendation_detail,
    recommendation_edit,
    recommendation_history,
    recommendation_list,
    recommendation_new,
    recommendation_remove,
)
from recommendations.views.responses import remark_new, response_edit, response_history
from recommendations.views.rules import rules_edit, rules_history
from recommendations.views.sign_off import (
    matrix_agree,
    matrix_endorse,
    matrix_reopen,
    matrix_submit,
)

__all__ = [
    "action_edit",
    "action_history",
    "action_list",
    "action_new",
    "action_remove",
    "action_update",
    "action_verify",
    "bulk_undo",
    "bulk_update",
    "calendar_feed",
    "calendar_of_evaluation",
    "calendar_own",
    "evaluation_follow_up",
    "evidence_file",
    "follow_up",
    "hand_over",
    "hints",
    "link_update",
    "mail_edit",
    "mail_mute",
    "matrix_agree",
    "matrix_complete",
    "matrix_detail",
    "matrix_edit",
    "matrix_endorse",
    "matrix_history",
    "matrix_list",
    "matrix_new",
    "matrix_remove",
    "matrix_reopen",
    "matrix_submit",
    "my_action_list",
    "part_answer_edit",
    "part_answer_history",
    "part_edit",
    "part_history",
    "part_new",
    "part_remove",
    "recommendation_detail",
    "recommendation_edit",
    "recommendation_history",
    "recommendation_list",
    "recommendation_new",
    "recommendation_remove",
    "remark_new",
    "response_edit",
    "response_history",
    "response_list",
    "rules_edit",
    "rules_history",
]
