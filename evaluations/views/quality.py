"""The quality grid of an evaluation: read as one table, each row opening where it stands."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from editing.forms import VersionedForm
from editing.history import history_page
from editing.in_place import in_place
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may
from editing.versions import Stale
from evaluations.fetch import get_evaluation, get_part
from evaluations.forms.quality import (
    AssessmentForm,
    HandOverForm,
    OverallForm,
    OverallReplyForm,
    ReplyForm,
    ScoreForm,
)
from evaluations.models import AssessedReport, Evaluation, QualityAssessment, QualityScore
from evaluations.permissions import can_read_quality
from evaluations.quality import (
    grid_of,
    hand_over_assessment,
    missing_in,
    take_back_assessment,
    withdraw_assessment,
)

FORM = "evaluations/quality_form.html"


@require_safe
def quality_grid(request: HttpRequest, slug: str) -> HttpResponse:
    return _grid(request, _evaluation(request, slug))


def quality_assessment_new(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    evaluation = _evaluation(request, slug)
    if report not in AssessedReport:
        raise Http404
    fixed = {"evaluation": evaluation, "report": report}
    return create_page(
        request, QualityAssessment, AssessmentForm, "evaluations/form.html", fixed=fixed
    )


@in_place
def quality_assessment_edit(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    return _edit(request, _assessment(request, slug, report), OverallForm)


@in_place
def quality_assessment_reply(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    return _edit(request, _assessment(request, slug, report), OverallReplyForm)


@in_place
def quality_score_edit(request: HttpRequest, slug: str, report: str, number: int) -> HttpResponse:
    return _edit(request, _score(request, slug, report, number), ScoreForm)


@in_place
def quality_score_reply(request: HttpRequest, slug: str, report: str, number: int) -> HttpResponse:
    return _edit(request, _score(request, slug, report, number), ReplyForm)


def quality_assessment_remove(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    assessment = _assessment(request, slug, report)
    remove = partial(withdraw_assessment, assessment=assessment)
    return remove_page(request, assessment, then=assessment.get_absolute_url(), remove=remove)


@require_POST
def quality_assessment_hand_over(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    said = _("The assessment is handed over. Its evaluators can read it and reply.")
    return _settle(request, _assessment(request, slug, report), hand_over_assessment, said)


@require_POST
def quality_assessment_take_back(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    said = _("The assessment is taken back. Only managers see it until it is handed over again.")
    return _settle(request, _assessment(request, slug, report), take_back_assessment, said)


def quality_assessment_history(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    return history_page(request, _assessment(request, slug, report))


def quality_score_history(
    request: HttpRequest, slug: str, report: str, number: int
) -> HttpResponse:
    return history_page(request, _score(request, slug, report, number))


def _evaluation(request: HttpRequest, slug: str) -> Evaluation:
    """The evaluation, for who may open its quality grid; for others there is no such page."""
    evaluation = get_evaluation(request.user, slug)
    if not can_read_quality(request.user, evaluation):
        raise Http404
    return evaluation


def _assessment(request: HttpRequest, slug: str, report: str) -> QualityAssessment:
    return get_part(QualityAssessment, request.user, slug, report=report)


def _score(request: HttpRequest, slug: str, report: str, number: int) -> QualityScore:
    rows = QualityScore.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("assessment__evaluation", "assessment__standard", "criterion"),
        assessment__evaluation__slug=slug, assessment__report=report, criterion__number=number,
    )  # fmt: skip


def _edit(request: HttpRequest, row: Any, form_class: type[VersionedForm]) -> HttpResponse:
    """The form of one cell of the grid; its boxes are named after the row they stand in."""
    names = f"{row._meta.model_name}-{row.pk}-%s"
    return edit_page(request, row, form_class, FORM, auto_id=names)


def _settle(
    request: HttpRequest, assessment: QualityAssessment, action: Callable[..., Any], said: str
) -> HttpResponse:
    if not may(request.user, "hand_over", assessment):
        raise PermissionDenied
    form = HandOverForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        action(assessment=assessment, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        return _grid(request, assessment.evaluation, errors=error.messages)
    except Stale:
        messages.warning(request, _("Somebody changed it meanwhile. Look again."))
    else:
        messages.success(request, said)
    return redirect(assessment)


def _grid(
    request: HttpRequest, evaluation: Evaluation, errors: list[str] | tuple[str, ...] = ()
) -> HttpResponse:
    user = request.user
    grid = grid_of(evaluation, QualityAssessment.objects.visible_to(user))
    states = {each.pk: _state(user, each) for each in grid.assessments}
    context = {
        "evaluation": evaluation,
        "grid": grid,
        "errors": errors,
        "states": states.values(),
        "blocks": [
            (criterion, [(score, states[score.assessment_id]) for score in scores])
            for criterion, scores in grid.rows.items()
        ],
        "has_actions": any(state["may_change"] or state["may_reply"] for state in states.values()),
        "to_begin": _to_begin(user, evaluation),
    }
    status = 422 if errors else 200
    return render(request, "evaluations/quality_grid.html", context, status=status)


def _state(user: Any, assessment: QualityAssessment) -> dict[str, Any]:
    """Where an assessment stands, and what the person may do with all of it."""
    may_change = may(user, "change", assessment)
    return {
        "assessment": assessment,
        "may_change": may_change,
        "may_reply": may(user, "reply", assessment),
        "may_hand_over": may(user, "hand_over", assessment),
        "may_read_history": may(user, "read_history", assessment),
        "missing": missing_in(assessment) if may_change else [],
    }


def _to_begin(user: Any, evaluation: Evaluation) -> list[AssessedReport]:
    """The reports that the person may begin to assess."""
    begun = evaluation.quality_assessments.values_list("report", flat=True)
    waiting = [report for report in AssessedReport if report not in set(begun)]
    return [
        report for report in waiting
        if may(user, "add", QualityAssessment(evaluation=evaluation, report=report))
    ]  # fmt: skip
