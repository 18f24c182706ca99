"""What every page inside an evaluation shows around its own content."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editing.references import with_references
from editing.versions import revisions_of
from evaluations.completeness import outline_of
from evaluations.models import Evaluation
from evaluations.permissions import can_read_comments, can_read_draft, can_write_report
from evaluations.talk import talk_about

RECENT = 4


def framed(
    request: HttpRequest,
    template: str,
    evaluation: Evaluation,
    *,
    focus: Any = None,
    **context: Any,
) -> HttpResponse:
    """Renders the template beside the outline. Those who follow the draft see how complete the
    parts are, and what lately became of the row in `focus`; who comments sees what is said of it."""
    user = request.user
    reads_draft = can_read_draft(user, evaluation)
    frame = {
        "evaluation": evaluation,
        "can_write": can_write_report(user, evaluation),
        "reads_draft": reads_draft,
        "reads_comments": can_read_comments(user, evaluation),
        "here": request.path,
    }
    if "outline" not in context:
        frame["outline"] = outline_of(evaluation, user)
    if focus and reads_draft:
        frame["recent"] = revisions_of(focus)[:RECENT]
    if focus:
        with_references([focus], evaluation, user)
        frame["talk"] = talk_about(focus, user)
    return render(request, template, frame | context)
