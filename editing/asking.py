"""Asking before something is done to a row that needs no more than a yes and perhaps a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from editing.forms import ReasonForm
from editing.models import Versioned
from editing.versions import Stale


@dataclass(frozen=True)
class Answer:
    """The form to show again, or the row once it is `done`."""

    form: ReasonForm
    status: int = 200
    done: Versioned | None = None


def answer_to(
    request: HttpRequest, row: Versioned, act: Callable[..., Versioned], *, stale: str
) -> Answer:
    """On POST calls `act(base_version=, reason=)`. Where somebody was quicker says so in the words of
    `stale`, and asks again about the row as it is now."""
    form = ReasonForm(request.POST or None, initial={"base_version": row.version})
    if request.method != "POST" or not form.is_valid():
        return Answer(form, 422 if form.errors else 200)
    try:
        return Answer(form, done=act(**form.cleaned_data))
    except Stale as moved_on:
        messages.warning(request, stale)
        again = ReasonForm(initial={"base_version": moved_on.row.version})
        return Answer(again, 409)
    except ValidationError as error:
        form.add_error(None, error)
        return Answer(form, 422)
