"""What helps whoever answers or reports, said beside the field; nothing here keeps anybody from saving.

The words that give a text away are data (`settings.TEXT_HINTS`). Each function takes what was said by the
name of its field, as a form has it or a row, and returns the hints by field. Who is done hears nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from editing.richtext import words
from recommendations.models import Decision, NoDateReason

Said = Mapping[str, Any]
Hints = dict[str, list[str]]

_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[.!?;。！？；\n]+")
_POINT = re.compile(r"^\s*(?:[-•*–]|\d{1,2}[.)]|[a-z][.)])\s", re.M)
_SEMICOLON = re.compile(r"[;；]\s*\S")


def of_action(said: Said) -> Hints:
    """What, who and when of a key action; nothing before it is begun."""
    text = _text(said, "text")
    if not text:
        return {}
    exactly = _("What exactly? Say what is done, and how one will see that it was.")
    found: Hints = {"text": [*_short(text, exactly), *_several(text)]}
    if not _text(said, "responsible_units") and not said.get("responsible_person"):
        found["responsible_units"] = [_("Who does it? Name a unit or a person.")]
    if not said.get("due_on") and not said.get("no_date_reason"):
        found["due_on"] = [_("By when? Give a date, or say why there is none.")]
    if said.get("no_date_reason") == NoDateReason.OTHER and not _text(said, "no_date_note"):
        found["no_date_note"] = [_("Say in a few words why there is no date.")]
    return found


def of_response(said: Said) -> Hints:
    """The reason of an answer; `actions` is how many key actions follow from it, where that is known."""
    reason, found = _text(said, "reason"), Hints()
    if reason:
        found["reason"] = _short(
            reason, _("This reason is very short. Would somebody who was not there understand it?")
        )
    accepted = said.get("decision") in (Decision.ACCEPTED, Decision.PARTIALLY_ACCEPTED)
    if accepted and said.get("actions") == 0:
        found["decision"] = [_("No key action says yet who does what, and by when.")]
    return found


def of_progress(said: Said) -> Hints:
    """What was done, if it only tells what is to be done."""
    told = _text(said, "what_was_done")
    sentences = [each for each in _SENTENCE.split(told) if each.strip()]
    if sentences and all(map(_only_promises, sentences)):
        return {"what_was_done": [_(
            "This says what will happen. Say what has happened, and put what comes next under “Next step”."
        )]}  # fmt: skip
    return {}


# By what a form is about: what may be said of it, and at which of its fields.
OF: dict[str, tuple[Callable[[Said], Hints], tuple[str, ...]]] = {
    "action": (of_action, ("text", "responsible_units", "due_on", "no_date_note")),
    "response": (of_response, ("reason",)),
    "progress": (of_progress, ("what_was_done",)),
}


def flat(found: Hints) -> list[str]:
    return [hint for hints in found.values() for hint in hints]


def _text(said: Said, name: str) -> str:
    return str(said.get(name) or "").strip()


def _short(text: str, hint: str) -> list[str]:
    return [hint] if words(text) < settings.TEXT_HINTS["least_words"] else []


def _several(text: str) -> list[str]:
    is_list = len(_POINT.findall(text)) > 1 or len(_SEMICOLON.findall(text)) > 1
    if is_list or _says("several", text):
        return [_("These look like several actions. One each is easier to follow up.")]
    return []


def _only_promises(sentence: str) -> bool:
    return _says("promises", sentence) and not _says("done", sentence)


def _says(what: str, text: str) -> bool:
    languages = [each for each in settings.TEXT_HINTS.values() if isinstance(each, dict)]
    terms = tuple(term for language in languages for term in language[what])
    return bool(_any_of(terms).search(text))


@lru_cache(maxsize=16)
def _any_of(terms: Iterable[str]) -> re.Pattern[str]:
    """Whole words; Chinese has no room between them."""
    said = (re.escape(each) if _HAN.search(each) else rf"\b{re.escape(each)}\b" for each in terms)
    return re.compile("|".join(said), re.I)
