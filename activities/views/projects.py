from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.lists import look_at
from activities.filters import is_narrowed
from activities.forms import ProjectAccessForm, ProjectForm
from activities.models import Activity, Document, Participation, Project
from activities.tables import ACTIVITIES, activities_asked
from editing.history import history_page
from editing.pages import create_page, edit_page
from editing.permissions import may
from editing.references import with_references

FORM = "activities/project_form.html"


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    projects = Project.objects.visible_to(request.user).with_facts()
    counted = projects.with_counts_of(
        activities=Activity.objects.visible_to(request.user),
        documents=Document.objects.visible_to(request.user),
    )
    page = Paginator(counted, 50).get_page(request.GET.get("page"))
    context = {"page": page, "may_add": may(request.user, "add", Project())}
    return render(request, "activities/project_list.html", context)


@require_safe
def project_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The project and the activities that were asked for, with the sum of who took part in them."""
    project = get_object_or_404(Project.objects.visible_to(request.user).with_facts(), code=code)
    look = look_at(request, ACTIVITIES, code)
    if look.detour:
        return redirect(look.detour)
    with_references([project], project, request.user)
    asked = activities_asked(project, request.GET, look.columns)
    rows = asked.filter.qs
    participations = Participation.objects.visible_to(request.user).filter(activity__in=rows)
    page = Paginator(asked.found, 50).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "look": look,
        "filter": asked.filter,
        "is_narrowed": is_narrowed(request.GET),
        "page": page,
        "rows": asked.rows(page.object_list),
        "totals": participations.totals(),
        "may_edit": may(request.user, "change", project),
        "may_keep": may(request.user, "add", Activity(project=project)),
    }
    return render(request, "activities/project_detail.html", context)


def project_new(request: HttpRequest) -> HttpResponse:
    return create_page(
        request,
        Project,
        ProjectAccessForm,
        FORM,
        fixed={},
        context={"back": reverse("activities:project-list")},
    )


def project_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Support staff also say whose register it is; its keepers say all the rest."""
    project = get_object_or_404(Project.objects.visible_to(request.user), code=code)
    form = ProjectAccessForm if request.user.is_staff else ProjectForm
    context = {"back": project.get_absolute_url(), "was": project.code}
    return edit_page(request, project, form, FORM, context=context)


@require_safe
def project_history(request: HttpRequest, code: str) -> HttpResponse:
    return history_page(
        request, get_object_or_404(Project.objects.visible_to(request.user), code=code)
    )
