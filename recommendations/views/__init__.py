from recommendations.views.actions import (
    action_edit,
    action_history,
    action_list,
    action_new,
    action_remove,
    action_update,
    my_action_list,
)
from recommendations.views.matrices import (
    matrix_complete,
    matrix_detail,
    matrix_edit,
    matrix_history,
    matrix_list,
    matrix_new,
    matrix_submit,
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

__all__ = [
    "action_edit",
    "action_history",
    "action_list",
    "action_new",
    "action_remove",
    "action_update",
    "matrix_complete",
    "matrix_detail",
    "matrix_edit",
    "matrix_history",
    "matrix_list",
    "matrix_new",
    "matrix_submit",
    "my_action_list",
    "recommendation_detail",
    "recommendation_edit",
    "recommendation_history",
    "recommendation_list",
    "recommendation_new",
    "recommendation_remove",
    "remark_new",
    "response_edit",
    "response_history",
]
