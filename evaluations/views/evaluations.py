from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.lists import look_at
from editing.history import history_page
from editing.pages import create_page, edit_page
from editing.permissions import may
from editing.versions import Stale
from evaluations.actions import move_stage
from evaluations.completeness import outline_of, waiting_in
from evaluations.conditions import offers_of
from evaluations.course import amendments_of
from evaluations.fetch import get_evaluation
from evaluations.forms.evaluations import EvaluationForm, StageForm
from evaluations.forms.findings import FindingForm
from evaluations.models import Evaluation, Membership, Stage
from evaluations.permissions import can_import_report, can_read_inside
from evaluations.reading import reading_of
from evaluations.stages import next_move_of
from evaluations.tables import EVALUATIONS, evaluations_asked
from evaluations.views.frame import framed

FORM = "evaluations/evaluation_form.html"
A_PAGE = 50


def evaluation_list(request: HttpRequest) -> HttpResponse:
    look = look_at(request, EVALUATIONS)
    if look.detour:
        return redirect(look.detour)
    asked = evaluations_asked(request, request.GET, look.columns)
    page = Paginator(asked.found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "look": look,
        "filter": asked.filter,
        "page": page,
        "rows": asked.rows(page.object_list),
        "may_add": may(request.user, "add", Evaluation()),
        "may_import": can_import_report(request.user),
    }
    return render(request, "evaluations/evaluation_list.html", context)


def evaluation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The workspace: the report as it reads, with what it still lacks and who works on it."""
    evaluation = get_evaluation(request.user, slug)
    outline = outline_of(evaluation, request.user)
    return framed(
        request,
        "evaluations/evaluation_detail.html",
        evaluation,
        outline=outline,
        in_report=True,
        waiting=waiting_in(outline),
        stages=Stage.choices,
        form_media=FindingForm.base_fields["text"].widget.media,  # for any form that opens here
        reading=reading_of(evaluation, request.user),
        open_comments=evaluation.comment_threads.visible_to(request.user).open(),
        projects=evaluation.projects.all(),
        team=evaluation.team.select_related("organisation"),
        members=evaluation.memberships.select_related("user", "organisation"),
        takes_part=may(request.user, "view", Membership(evaluation=evaluation)),
        is_inside=can_read_inside(request.user, evaluation),
        may_change=may(request.user, "change", evaluation),
        may_move=may(request.user, "move", evaluation),
        next_move=next_move_of(evaluation.stage),
        amendments=amendments_of(evaluation),
    )


def evaluation_new(request: HttpRequest) -> HttpResponse:
    return create_page(request, Evaluation, EvaluationForm, FORM, fixed={}, user=request.user)


def evaluation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_evaluation(request.user, slug)
    return edit_page(request, evaluation, EvaluationForm, FORM, user=request.user)


def evaluation_history(request: HttpRequest, slug: str) -> HttpResponse:
    return history_page(request, get_evaluation(request.user, slug))


def evaluation_move(request: HttpRequest, slug: str) -> HttpResponse:
    """Says which moves there are, who makes them and what is missing, and makes one on POST."""
    evaluation = get_evaluation(request.user, slug)
    if not may(request.user, "move", evaluation):
        raise PermissionDenied
    form = StageForm(request.POST or None, evaluation=evaluation, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            moved = move_stage(evaluation=evaluation, by=request.user, **form.cleaned_data)
        except Stale:
            form.add_error(
                None, _("Somebody changed the evaluation meanwhile. Look again, then decide.")
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("Moved to: %(stage)s.") % {"stage": moved.get_stage_display()}
            )
            return redirect(moved)
    offers = offers_of(evaluation, request.user)
    context = {
        "evaluation": evaluation,
        "form": form,
        "stages": Stage.choices,
        "offers": offers,
        "next_move": next_move_of(evaluation.stage),
        "next_gaps": offers[0].gaps,
    }
    status = 422 if form.errors else 200
    return render(request, "evaluations/evaluation_move.html", context, status=status)
