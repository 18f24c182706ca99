from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may
from evaluations.fetch import get_edited, get_evaluation, get_part, neighbours_of
from evaluations.forms.people import InterviewForm
from evaluations.models import Interview
from evaluations.views.frame import framed

FORM = "evaluations/interview_form.html"


def interview_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was consulted: evaluators know by name, others read what consent allows to print."""
    evaluation = get_evaluation(request.user, slug)
    anybody = Interview(evaluation=evaluation)
    if not may(request.user, "view", anybody):
        raise PermissionDenied
    return framed(
        request,
        "evaluations/interview_list.html",
        evaluation,
        interviews=evaluation.interviews.select_related("organisation"),
        knows_names=may(request.user, "read_minutes", anybody),
    )


def interview_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    interview = get_part(Interview, request.user, slug, number=number)
    if not may(request.user, "view", interview):
        raise PermissionDenied
    knows_names = may(request.user, "read_minutes", interview)
    return framed(
        request,
        "evaluations/interview_detail.html",
        interview.evaluation,
        focus=interview if knows_names else None,
        interview=interview,
        knows_names=knows_names,
        findings=interview.findings.select_related("evaluation"),
        neighbours=neighbours_of(interview, interview.evaluation.interviews),
    )


def interview_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    return create_page(request, Interview, InterviewForm, FORM, fixed=fixed, user=request.user)


def interview_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    interview = get_edited(Interview, request, slug, number=number)
    return edit_page(request, interview, InterviewForm, FORM, user=request.user)


def interview_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    interview = get_part(Interview, request.user, slug, number=number)
    return remove_page(request, interview, then=reverse("evaluations:interview-list", args=[slug]))


def interview_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, get_part(Interview, request.user, slug, number=number))
