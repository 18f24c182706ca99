from django.http import HttpRequest, HttpResponse

from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from evaluations.fetch import get_entry, get_evaluation, with_entry
from evaluations.forms.people import TeamMemberForm
from evaluations.models import TeamMember
from evaluations.views.frame import framed

FORM = "evaluations/form.html"


def team_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The evaluators as the cover names them."""
    evaluation = get_evaluation(request.user, slug)
    team = with_entry(evaluation.team.select_related("organisation"))
    return framed(request, "evaluations/team_list.html", evaluation, team=team)


def team_member_new(request: HttpRequest, slug: str) -> HttpResponse:
    fixed = {"evaluation": get_evaluation(request.user, slug)}
    return create_page(request, TeamMember, TeamMemberForm, FORM, fixed=fixed, user=request.user)


def team_member_edit(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    member = get_entry(TeamMember, request.user, slug, entry)
    return edit_page(request, member, TeamMemberForm, FORM, user=request.user)


def team_member_remove(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    member = get_entry(TeamMember, request.user, slug, entry)
    return remove_page(request, member, then=member.get_absolute_url())


def team_member_history(request: HttpRequest, slug: str, entry: int) -> HttpResponse:
    return history_page(request, get_entry(TeamMember, request.user, slug, entry))
