from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from editing.history import history_page
from editing.pages import remove_page
from editing.permissions import may
from evaluations.evidence import with_evidence
from evaluations.fetch import get_edited, get_evaluation, get_part, neighbours_of
from evaluations.forms.findings import FindingForm
from evaluations.models import EvaluationQuestion, Finding
from evaluations.standing import edit_part, new_part
from evaluations.views.frame import framed

FORM = "evaluations/finding_form.html"


def finding_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The finding with what it rests on and what was made of it."""
    finding = get_part(Finding, request.user, slug, number=number)
    with_evidence([finding], finding.evaluation, request.user)
    return framed(
        request,
        "evaluations/finding_detail.html",
        finding.evaluation,
        focus=finding,
        here=finding.question.get_absolute_url(),
        finding=finding,
        conclusions=finding.conclusions.select_related("evaluation"),
        lessons=finding.lessons.select_related("evaluation"),
        recommendations=finding.recommendations.visible_to(request.user).select_related(
            "evaluation"
        ),
        neighbours=neighbours_of(finding, finding.evaluation.findings),
    )


def finding_new(request: HttpRequest, slug: str, asked: int | None = None) -> HttpResponse:
    """With the number of a question, the finding starts as an answer to it."""
    evaluation = get_evaluation(request.user, slug)
    question = asked and get_part(EvaluationQuestion, request.user, slug, number=asked)
    return new_part(
        request, Finding, FindingForm, FORM, slot=asked or "",
        fixed={"evaluation": evaluation}, user=request.user, initial={"question": question},
        context={"question": question},
    )  # fmt: skip


def finding_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    finding = get_edited(Finding, request, slug, number=number)
    context = {"question": finding.question}
    return edit_part(request, finding, FindingForm, FORM, user=request.user, context=context)


@require_POST
def finding_strength(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """What the evidence ticked so far suggests; nothing is saved. Without a number: for a new one."""
    started: dict[str, Any]
    if number is None:
        started = {"fixed": {"evaluation": get_evaluation(request.user, slug)}}
        finding = Finding(**started["fixed"])
    else:
        finding = get_part(Finding, request.user, slug, number=number)
        started = {"instance": finding}
    if not may(request.user, "change" if number else "add", finding):
        raise PermissionDenied
    form = FindingForm(request.POST, user=request.user, **started)
    return render(request, "evaluations/_suggestion.html", {"strength": form.suggestion})


def finding_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    finding = get_part(Finding, request.user, slug, number=number)
    return remove_page(request, finding, then=finding.question.get_absolute_url())


def finding_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, get_part(Finding, request.user, slug, number=number))
