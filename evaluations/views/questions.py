from django.http import HttpRequest, HttpResponse

from editing.history import history_page
from editing.pages import remove_page
from editing.references import with_references
from evaluations.evidence import with_evidence
from evaluations.fetch import get_edited, get_evaluation, get_part, neighbours_of
from evaluations.forms.questions import QuestionForm
from evaluations.models import EvaluationQuestion
from evaluations.standing import edit_part, new_part
from evaluations.views.frame import framed

FORM = "evaluations/part_form.html"


def question_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The question with what was found, what that rests on, and by what it is judged."""
    question = get_part(EvaluationQuestion, request.user, slug, number=number)
    findings = with_evidence(question.findings.all(), question.evaluation, request.user)
    return framed(
        request,
        "evaluations/question_detail.html",
        question.evaluation,
        focus=question,
        question=question,
        findings=with_references(findings, question.evaluation, request.user),
        matrix=question.judgement_criteria.prefetch_related("indicators"),
        neighbours=neighbours_of(question, question.evaluation.questions),
    )


def question_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    return new_part(request, EvaluationQuestion, QuestionForm, FORM, fixed=fixed, user=request.user)


def question_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    question = get_edited(EvaluationQuestion, request, slug, number=number)
    return edit_part(request, question, QuestionForm, FORM, user=request.user)


def question_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    question = get_part(EvaluationQuestion, request.user, slug, number=number)
    return remove_page(request, question, then=question.evaluation.get_absolute_url())


def question_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, get_part(EvaluationQuestion, request.user, slug, number=number))
