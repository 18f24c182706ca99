from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may
from evaluations.fetch import get_entry, get_evaluation, with_entry
from evaluations.forms.people import MembershipForm
from evaluations.models import Membership
from evaluations.views.frame import framed

FORM = "evaluations/form.html"


def membership_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part, for those who do."""
    evaluation = get_evaluation(request.user, slug)
    nobody = Membership(evaluation=evaluation)
    if not may(request.user, "view", nobody):
        raise PermissionDenied
    return framed(
        request,
        "evaluations/membership_list.html",
        evaluation,
        members=with_entry(evaluation.memberships.select_related("user", "organisation")),
        may_manage=may(request.user, "add", nobody),
    )


def membership_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    return create_page(request, Membership, MembershipForm, FORM, fixed=fixed, user=request.user)


def membership_edit(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    member = get_entry(Membership, request.user, slug, entry)
    return edit_page(request, member, MembershipForm, FORM, user=request.user)


def membership_remove(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    member = get_entry(Membership, request.user, slug, entry)
    return remove_page(request, member, then=member.get_absolute_url())


def membership_history(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    return history_page(request, get_entry(Membership, request.user, slug, entry))
