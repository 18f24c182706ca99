"""What a report on a key action must bring along, by the status it moves the action to.

How many words and how many kinds of proof are settings (`FOLLOW_UP`): an action of the first
priority is not closed on a word alone.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing.richtext import words
from recommendations.models import KeyAction
from recommendations.status import MEANINGS, ActionStatus, Meaning, moves_from

POINTERS = ("evidence_file", "evidence_url", "document", "activity")
Said = dict[str, Any]
Mistakes = dict[str, str]


def require_move(action: KeyAction, said: Said) -> None:
    """Raises ValidationError, by field, for a move that is not allowed or lacks what it needs."""
    if said["status"] not in moves_from(action.status):
        raise ValidationError({"status": _("This status cannot follow the present one.")})
    meaning = MEANINGS[ActionStatus(said["status"])]
    mistakes = _words(meaning, said) | _money(meaning, said) | _date(action, said)
    if meaning.needs_evidence:
        mistakes |= _evidence(action, said)
    if mistakes:
        raise ValidationError(mistakes)


def _words(meaning: Meaning, said: Said) -> Mistakes:
    if meaning.needs_words and not said.get("what_was_done", "").strip():
        return {"what_was_done": _("Say what was done, or why.")}
    return {}


def _money(meaning: Meaning, said: Said) -> Mistakes:
    if meaning.needs_amount and not said.get("funding_gap"):
        return {"funding_gap": _("Say how much money is missing.")}
    return {}


def _date(action: KeyAction, said: Said) -> Mistakes:
    """A date that was promised moves with a reason only; the first one needs none."""
    moves = action.due_on and said.get("new_due_on") and said["new_due_on"] != action.due_on
    if moves and not said.get("date_reason", "").strip():
        return {"date_reason": _("Say why the date changes.")}
    return {}


def _evidence(action: KeyAction, said: Said) -> Mistakes:
    note, least = said.get("evidence", ""), settings.FOLLOW_UP["evidence_words"]
    kinds = sum(bool(said.get(name)) for name in POINTERS) + is_of_substance(note)
    needed = kinds_needed(action)
    if kinds >= needed:
        return {}
    if needed > 1:
        return {"evidence": _more_kinds(action, needed)}
    if note.strip():
        said_of_note = ngettext(
            "Say more: a note proves something from %(n)s word on. Or add a file, a link, a document "
            "or an activity.",
            "Say more: a note proves something from %(n)s words on. Or add a file, a link, a document "
            "or an activity.",
            least,
        )
        return {"evidence": said_of_note % {"n": least}}
    said_of_none = _("Completed needs evidence: a note, a file, a link, a document or an activity.")
    return {"evidence": said_of_none}


def is_of_substance(note: str) -> bool:
    """Whether a note says enough to prove something; a Chinese character counts as a word."""
    return words(note) >= settings.FOLLOW_UP["evidence_words"]


def _more_kinds(action: KeyAction, needed: int) -> str:
    return _(
        "An action of priority %(priority)s needs %(n)s kinds of evidence to be completed: for example "
        "a note of substance and a file."
    ) % {"priority": action.response.recommendation.priority, "n": needed}


def kinds_needed(action: KeyAction) -> int:
    """How many kinds of proof close this action."""
    by_priority: dict[int, int] = settings.FOLLOW_UP["evidence_kinds"]
    return by_priority.get(action.response.recommendation.priority or 0, 1)
