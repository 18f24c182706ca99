"""How a printed paper reaches its reader: at once where it is stored, else by an order.

A page of a paper finds the row among those that its reader may see, makes the paper for the audience
that the reader belongs to, and ends in `download`. To order the paper, and again to fetch it later, the
very same page is asked in the name of the reader: so nothing can be fetched that its page would not show.
"""

import copy
from collections.abc import Callable
from http import HTTPStatus
from typing import BinaryIO, cast
from urllib.parse import urlencode, urlsplit

from django.core import signing
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.cache import get_conditional_response, patch_cache_control

from accounts.models import PaperOrder
from accounts.models.paper_order import LONGEST_ADDRESS
from mmsp.orders import desk, remembered
from mmsp.orders.desk import Offer
from mmsp.orders.remembered import Known, Question
from mmsp.reports import html, publish
from mmsp.reports.pdf import PrintRefused
from mmsp.reports.places import ActivityPlaces, Places
from mmsp.reports.shapes import Audience

PDF = "application/pdf"
Wish = Callable[[Offer], HttpResponse]


def download(
    request: HttpRequest, paper: html.Paper, audience: Audience, name: str, *, is_own: bool = False
) -> HttpResponse:
    """304 to whoever holds this very paper already; else the stored file; else a page to order it.

    `is_own` for a paper made of what this reader sees, instead of what an audience may see.
    """
    offer = Offer(paper, audience, name, publish.key_of(paper, audience), is_own)
    if wish := getattr(request, "paper_wish", None):
        answer: HttpResponse = wish(offer)
        return answer
    if unchanged := get_conditional_response(request, etag=_etag(offer.key)):
        return _revalidated(unchanged, offer.key)
    if desk.prints_at_once():
        return _printed_now(request, offer)
    if file := publish.opened(offer.key):
        return _file(file, offer.key, name)
    return _to_be_ordered(request, offer)


def download_again(
    request: HttpRequest, question: Question, make: Callable[[], tuple[html.Paper, str]]
) -> HttpResponse:
    """As `download`, of a paper and its name that are only made where something was written since the
    last time. Whether this reader may have it must be known before."""
    asked = question.asked_now()
    known = None if hasattr(request, "paper_wish") else remembered.find(asked)
    if known and (file := publish.opened(known.key)):
        if unchanged := get_conditional_response(request, etag=_etag(known.key)):
            file.close()
            return _revalidated(unchanged, known.key)
        return _file(file, known.key, known.name)
    paper, name = make()
    audience = Audience(question.audience)
    remembered.keep(asked, Known(publish.key_of(paper, audience), name))
    return download(request, paper, audience, name)


def ask_again(request: HttpRequest, address: str, wish: Wish) -> HttpResponse:
    """Has the page at `address` answer for this reader, with what `wish` makes of its paper.

    Raises what the page raises: Http404 where its row is not for this reader, PermissionDenied.
    """
    where = urlsplit(address)
    inner = copy.copy(request)
    inner.method, inner.path, inner.path_info = "GET", where.path, where.path
    inner.GET = QueryDict(where.query)
    inner.META = request.META | {"PATH_INFO": where.path, "QUERY_STRING": where.query}
    inner.resolver_match = match = resolve(where.path)
    inner.paper_wish = wish  # type: ignore[attr-defined]
    answer: HttpResponse = match.func(inner, *match.args, **match.kwargs)
    return answer


def hand_out(order: PaperOrder) -> Wish:
    """The file that was ordered, to whom its page offers a paper for the same audience today."""

    def handed(offer: Offer) -> HttpResponse:
        if offer.audience != order.audience:
            raise Http404
        is_same = offer.key == order.key or not offer.is_own
        file = publish.opened(order.key) if is_same else None
        return _file(file, order.key, order.file_name) if file else redirect(order.address)

    return handed


def mended_at(address: str, anchor: str, audience: str) -> str:
    """Where the part is that could not be printed, for those who work on it."""
    page = resolve(urlsplit(address).path)
    if audience != Audience.INTERNAL:
        return ""
    if page.view_name.startswith("activity_reports:workshop"):
        return ActivityPlaces(**page.kwargs).of(anchor)
    slug = page.kwargs.get("slug")
    return Places(slug).of(anchor) if slug else ""


def gone_on_at(order: PaperOrder) -> str:
    """Where the file that was printed to be published is proposed; "" for every other."""
    if resolve(urlsplit(order.address).path).view_name != "publication:published-new":
        return ""
    return f"{order.address}&{urlencode({'order': order.token})}"


def signed(address: str, person: int | None) -> str:
    """The address as a form may carry it: nobody can have another page asked."""
    return signing.dumps([address, person], salt="paper", compress=True)


def unsigned(text: str, person: int | None) -> str:
    """Raises Http404 for what was not signed for this person."""
    try:
        address, signed_for = signing.loads(text, salt="paper")
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    if signed_for != person:
        raise Http404
    return str(address)


def _to_be_ordered(request: HttpRequest, offer: Offer) -> HttpResponse:
    """A page with a form that sends itself: looking at an address orders nothing, a person does.

    Nothing is printed within a request, however long its address: all of the site would wait with it.
    """
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        return render(request, "orders/paper_too_long.html", status=HTTPStatus.REQUEST_URI_TOO_LONG)
    asked = signed(address, request.user.pk)
    context = {"label": offer.paper.label, "name": offer.name, "asked": asked}
    response = render(request, "orders/paper_asked.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _printed_now(request: HttpRequest, offer: Offer) -> HttpResponse:
    try:
        stored = publish.printed(offer.paper, offer.audience)
    except PrintRefused as refusal:
        mended = mended_at(request.path, refusal.anchor, offer.audience)
        context = {"refusal": refusal, "mended_at": mended}
        return render(request, "reports/paper_refused.html", context, status=422)
    except publish.PressBusy:
        response = render(request, "reports/paper_refused.html", {"refusal": None}, status=503)
        response["Retry-After"] = "30"
        return response
    return _file(stored.path.open("rb"), offer.key, offer.name)


def _file(file: BinaryIO, key: str, name: str) -> HttpResponse:
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=PDF)
    return _revalidated(cast("HttpResponse", answer), key)


def _etag(key: str) -> str:
    return f'"{key}"'


def _revalidated(response: HttpResponse, key: str) -> HttpResponse:
    """The browser may keep the file, but asks each time whether its reader may still see it."""
    response["ETag"] = _etag(key)
    patch_cache_control(response, private=True, no_cache=True)
    return response
