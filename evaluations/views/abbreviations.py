from django.http import HttpRequest, HttpResponse

from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from evaluations.fetch import get_entry, get_evaluation, with_entry
from evaluations.forms.sections import AbbreviationForm
from evaluations.models import Abbreviation
from evaluations.views.frame import framed

FORM = "evaluations/form.html"


def abbreviation_list(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_evaluation(request.user, slug)
    return framed(
        request,
        "evaluations/abbreviation_list.html",
        evaluation,
        abbreviations=with_entry(evaluation.abbreviations.all()),
    )


def abbreviation_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    return create_page(
        request, Abbreviation, AbbreviationForm, FORM, fixed=fixed, user=request.user
    )


def abbreviation_edit(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    abbreviation = get_entry(Abbreviation, request.user, slug, entry)
    return edit_page(request, abbreviation, AbbreviationForm, FORM, user=request.user)


def abbreviation_remove(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    abbreviation = get_entry(Abbreviation, request.user, slug, entry)
    return remove_page(request, abbreviation, then=abbreviation.get_absolute_url())


def abbreviation_history(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    return history_page(request, get_entry(Abbreviation, request.user, slug, entry))
