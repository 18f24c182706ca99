from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from activities.forms import ActivityForm
from activities.models import Activity, ActivitySession, Document, Participation, Project
from activities.views.context import as_it_stands, leads_to
from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may
from editing.references import with_references

FORM = "activities/activity_form.html"


@require_safe
def activity_detail(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return detail_page(request, _activity(request, code, number))


def detail_page(request: HttpRequest, activity: Activity, status: int = 200) -> HttpResponse:
    participations = Participation.objects.visible_to(request.user).filter(activity=activity)
    documents = Document.objects.visible_to(request.user).filter(activity=activity)
    with_references([activity], activity.project, request.user)
    context = {
        "activity": activity,
        "sessions": ActivitySession.objects.visible_to(request.user).filter(activity=activity),
        "participations": participations.with_position(),
        "totals": participations.totals(),
        "documents": documents.select_related("project"),
        "findings": leads_to(activity, request.user),
        "may_edit": may(request.user, "change", activity),
    }
    return render(request, "activities/activity_detail.html", context, status=status)


def activity_new(request: HttpRequest, code: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), code=code)
    context = {"back": project.get_absolute_url()}
    return create_page(
        request, Activity, ActivityForm, FORM, fixed={"project": project}, context=context
    )


def activity_edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    activity = _activity(request, code, number)
    return edit_page(
        request, activity, ActivityForm, FORM, context=as_it_stands(activity, request.user)
    )


def activity_remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    activity = _activity(request, code, number)
    return remove_page(request, activity, then=activity.project.get_absolute_url())


@require_safe
def activity_history(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return history_page(request, _activity(request, code, number))


def _activity(request: HttpRequest, code: str, number: int) -> Activity:
    open_to_me = Activity.objects.visible_to(request.user).with_facts()
    return get_object_or_404(open_to_me, project__code=code, number=number)
