from recommendations.actions.key_actions import save_action, update_progress
from recommendations.actions.matrices import (
    agree_matrix,
    ask_for_response,
    complete_matrix,
    endorse_matrix,
    reopen_matrix,
    submit_matrix,
    withdraw_matrix,
)
from recommendations.actions.responses import answer_part
from recommendations.actions.verification import verify

__all__ = [
    "agree_matrix",
    "answer_part",
    "ask_for_response",
    "complete_matrix",
    "endorse_matrix",
    "reopen_matrix",
    "save_action",
    "submit_matrix",
    "update_progress",
    "verify",
    "withdraw_matrix",
]
