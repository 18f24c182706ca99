from recommendations.actions.bulk import change_many, undo_many, undoing_of
from recommendations.actions.key_actions import hand_over, save_action, update_progress
from recommendations.actions.mail import mute, renew_calendar, revoke_calendar, unmute
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
    "change_many",
    "complete_matrix",
    "endorse_matrix",
    "hand_over",
    "mute",
    "renew_calendar",
    "reopen_matrix",
    "revoke_calendar",
    "save_action",
    "submit_matrix",
    "undo_many",
    "undoing_of",
    "unmute",
    "update_progress",
    "verify",
    "withdraw_matrix",
]
