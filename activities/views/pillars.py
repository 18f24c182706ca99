from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from activities.forms import PillarForm
from activities.models import Pillar, Project
from activities.views.context import as_it_stands
from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page

FORM = "activities/pillar_form.html"


def pillar_new(request: HttpRequest, code: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), code=code)
    context = {"back": project.get_absolute_url()}
    return create_page(
        request, Pillar, PillarForm, FORM, fixed={"project": project}, context=context
    )


def pillar_edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    pillar = _pillar(request, code, number)
    return edit_page(request, pillar, PillarForm, FORM, context=as_it_stands(pillar, request.user))


def pillar_remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    pillar = _pillar(request, code, number)
    return remove_page(request, pillar, then=pillar.project.get_absolute_url())


@require_safe
def pillar_history(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return history_page(request, _pillar(request, code, number))


def _pillar(request: HttpRequest, code: str, number: int) -> Pillar:
    open_to_me = Pillar.objects.visible_to(request.user).select_related("project")
    return get_object_or_404(open_to_me, project__code=code, number=number)
