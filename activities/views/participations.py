from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from activities.forms import ParticipationForm
from activities.models import Activity, Participation
from activities.views.context import as_it_stands
from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page

FORM = "activities/participation_form.html"


def participation_new(request: HttpRequest, code: str, number: int) -> HttpResponse:
    open_to_me = Activity.objects.visible_to(request.user).select_related("project")
    activity = get_object_or_404(open_to_me, project__code=code, number=number)
    context = {"back": activity.get_absolute_url()}
    return create_page(
        request,
        Participation,
        ParticipationForm,
        FORM,
        fixed={"activity": activity},
        context=context,
    )


def participation_edit(request: HttpRequest, code: str, number: int, position: int) -> HttpResponse:
    row = _participation(request, code, number, position)
    return edit_page(request, row, ParticipationForm, FORM, context=as_it_stands(row, request.user))


def participation_remove(
    request: HttpRequest, code: str, number: int, position: int
) -> HttpResponse:
    row = _participation(request, code, number, position)
    return remove_page(request, row, then=row.get_absolute_url())


@require_safe
def participation_history(
    request: HttpRequest, code: str, number: int, position: int
) -> HttpResponse:
    return history_page(request, _participation(request, code, number, position))


def _participation(request: HttpRequest, code: str, number: int, position: int) -> Participation:
    open_to_me = Participation.objects.visible_to(request.user).with_position()
    rows = open_to_me.filter(activity__project__code=code, activity__number=number)
    return get_object_or_404(rows.select_related("activity__project"), position=position)
