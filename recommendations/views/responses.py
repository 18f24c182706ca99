from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from editing.history import history_page
from editing.in_place import Spot, in_place
from editing.pages import create_page, edit_page
from recommendations.fetch import get_response
from recommendations.forms import RemarkForm, ResponseForm
from recommendations.models import ManagementResponse, Remark


def place_of(response: ManagementResponse, heading: str) -> dict:
    """What a form of the matrix says of where it stands."""
    return {
        "heading": heading,
        "recommendation": response.recommendation,
        "matrix": response.matrix,
        "evaluation": response.matrix.evaluation,
        "back": response.get_absolute_url(),
        "spot": Spot(
            "closest tbody", f"r{response.recommendation.number}", "#matrix-state",
            response.matrix.get_absolute_url(), columns=6,
        ),
    }  # fmt: skip


@in_place
def response_edit(request: HttpRequest, slug: str, organisation: str, number: int) -> HttpResponse:
    response = get_response(request.user, slug, organisation, number)
    heading = _("Response to recommendation %(number)s") % {"number": number}
    return edit_page(
        request, response, ResponseForm, "recommendations/response_form.html",
        auto_id=f"r{number}-%s",
        context={**place_of(response, heading), "history_url": response.url_for("response-history")},
    )  # fmt: skip


@in_place
def remark_new(request: HttpRequest, slug: str, organisation: str, number: int) -> HttpResponse:
    response = get_response(request.user, slug, organisation, number)
    author = {"author": request.user, "author_name": str(request.user)}
    last = Remark.objects.visible_to(request.user).filter(response=response).last()
    position = last.position + 1 if last else 1
    return create_page(
        request, Remark, RemarkForm, "recommendations/remark_form.html",
        fixed={"response": response, "position": position, **author},
        context=place_of(response, _("Remark on recommendation %(number)s") % {"number": number}),
        auto_id=f"r{number}-remark-%s",
    )  # fmt: skip


def response_history(
    request: HttpRequest, slug: str, organisation: str, number: int
) -> HttpResponse:
    return history_page(request, get_response(request.user, slug, organisation, number))
