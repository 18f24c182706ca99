from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.filters import OrganisationFilter
from accounts.forms import OrganisationForm
from accounts.models import Organisation, User
from editing.history import history_page
from editing.pages import create_page, edit_page
from editing.permissions import may

FORM = "accounts/organisation_form.html"


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    asked = OrganisationFilter(request.GET, Organisation.objects.visible_to(request.user))
    context = {
        "filter": asked,
        "page": Paginator(asked.qs, 50).get_page(request.GET.get("page")),
        "may_add": may(request.user, "add", Organisation()),
    }
    return render(request, "accounts/organisation_list.html", context)


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = _organisation(request, slug)
    people = User.objects.visible_to(request.user).filter(organisation=organisation, is_active=True)
    context = {
        "organisation": organisation,
        "page": Paginator(people, 50).get_page(request.GET.get("page")),
        "may_edit": may(request.user, "change", organisation),
    }
    return render(request, "accounts/organisation_detail.html", context)


def organisation_new(request: HttpRequest) -> HttpResponse:
    context = {"back": reverse("accounts:organisation-list")}
    return create_page(request, Organisation, OrganisationForm, FORM, fixed={}, context=context)


def organisation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = _organisation(request, slug)
    context = {"back": organisation.get_absolute_url(), "was": str(organisation)}
    return edit_page(request, organisation, OrganisationForm, FORM, context=context)


@require_safe
def organisation_history(request: HttpRequest, slug: str) -> HttpResponse:
    return history_page(request, _organisation(request, slug))


def _organisation(request: HttpRequest, slug: str) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
