"""A file to be published is printed like any other paper: ordered, printed by and by, then taken from the
shelf under its key, which is the hash of all that it is made of."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from accounts.models import PaperOrder
from editing.file_names import file_name
from evaluations.models.published import place_of
from mmsp.orders import desk
from mmsp.orders.desk import Offer
from mmsp.orders.handing_out import download
from mmsp.publication.papers import Draft
from mmsp.reports import publish
from mmsp.reports.shapes import Audience


def ordered(request: HttpRequest, drafted: Draft, place: str) -> str:
    """Where to wait for the file; nothing where it is there already, or printed at once.

    Raises desk.TooMany.
    """
    audience = Audience(drafted.fields["audience"])
    key = publish.key_of(drafted.paper, audience)
    if desk.prints_at_once() or publish.path_of(key).exists():
        return ""
    asked = {"product": place, "audience": audience.value}
    offer = Offer(drafted.paper, audience, name_of(drafted), key)
    address = f"{request.path}?{urlencode(asked)}"
    order = desk.order(offer=offer, address=address, by=request.user)  # type: ignore[arg-type]
    return f"{request.path}?{urlencode(asked | {'order': order.token})}"


def order_of(request: HttpRequest) -> PaperOrder | None:
    """The order that the page waits for."""
    mine = PaperOrder.objects.visible_to(request.user)
    found: PaperOrder | None = mine.filter(token=request.GET.get("order", "")).first()
    return found


def as_offered(request: HttpRequest, drafted: Draft) -> HttpResponse:
    """For the desk of orders, which asks the page again in the name of its reader."""
    audience = Audience(drafted.fields["audience"])
    return download(request, drafted.paper, audience, name_of(drafted))


def name_of(drafted: Draft) -> str:
    known, day = drafted.fields, drafted.paper.attachments[0].day
    return file_name(
        drafted.slug, place_of(known["product"], known["part"]), day, audience=known["audience"],
        version=known["report_number"], lang=known["language"],
    )  # fmt: skip
