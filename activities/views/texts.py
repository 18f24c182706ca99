from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from activities.forms import ProjectTextForm
from activities.models import Project, ProjectText
from activities.views.context import as_it_stands
from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page

FORM = "activities/text_form.html"


def text_new(request: HttpRequest, code: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), code=code)
    context = {"back": project.get_absolute_url(), "project": project}
    return create_page(
        request, ProjectText, ProjectTextForm, FORM, fixed={"project": project}, context=context
    )


def text_edit(request: HttpRequest, code: str, language: str) -> HttpResponse:
    text = _text(request, code, language)
    context = {**as_it_stands(text, request.user), "project": text.project}
    return edit_page(request, text, ProjectTextForm, FORM, context=context)


def text_remove(request: HttpRequest, code: str, language: str) -> HttpResponse:
    text = _text(request, code, language)
    return remove_page(request, text, then=text.project.get_absolute_url())


@require_safe
def text_history(request: HttpRequest, code: str, language: str) -> HttpResponse:
    return history_page(request, _text(request, code, language))


def _text(request: HttpRequest, code: str, language: str) -> ProjectText:
    open_to_me = ProjectText.objects.visible_to(request.user).select_related("project")
    return get_object_or_404(open_to_me, project__code=code, language=language)
