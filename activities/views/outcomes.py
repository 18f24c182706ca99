from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from activities.forms import OutcomeForm
from activities.models import Outcome, Project
from activities.views.context import as_it_stands
from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page

FORM = "activities/outcome_form.html"


def outcome_new(request: HttpRequest, code: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), code=code)
    context = {"back": project.get_absolute_url()}
    return create_page(
        request, Outcome, OutcomeForm, FORM, fixed={"project": project}, context=context
    )


def outcome_edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    outcome = _outcome(request, code, number)
    return edit_page(
        request, outcome, OutcomeForm, FORM, context=as_it_stands(outcome, request.user)
    )


def outcome_remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    outcome = _outcome(request, code, number)
    return remove_page(request, outcome, then=outcome.project.get_absolute_url())


@require_safe
def outcome_history(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return history_page(request, _outcome(request, code, number))


def _outcome(request: HttpRequest, code: str, number: int) -> Outcome:
    open_to_me = Outcome.objects.visible_to(request.user).select_related("project")
    return get_object_or_404(open_to_me, project__code=code, number=number)
