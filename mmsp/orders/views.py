from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import PaperOrder
from mmsp.orders import desk, worker
from mmsp.orders.desk import Offer
from mmsp.orders.handing_out import ask_again, gone_on_at, hand_out, mended_at, unsigned
from mmsp.orders.work import KEPT_DAYS

SHOWN = 100
# How soon the page asks again: a short paper is there before its reader wonders, a long one is long.
SOON, LATER, SOON_IS_OVER = 1, 3, timedelta(seconds=8)


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """What I asked for of late: to fetch, on the way, or refused with the reason."""
    mine = PaperOrder.objects.visible_to(request.user)[:SHOWN]
    context = {"orders": mine, "days": KEPT_DAYS, "most": desk.MOST_OPEN}
    return _fresh(render(request, "orders/paper_list.html", context))


@require_POST
def paper_new(request: HttpRequest) -> HttpResponse:
    """Orders the paper of the page that offered it, if that page would still show it."""
    address = unsigned(request.POST.get("asked", ""), request.user.pk)

    def ordered(offer: Offer) -> HttpResponse:
        order = desk.order(offer=offer, address=address, by=request.user)  # type: ignore[arg-type]
        return _go(request, f"{order.get_absolute_url()}?waited=1")

    try:
        return ask_again(request, address, ordered)
    except desk.TooMany:
        said = _("You wait for %(most)s papers already. Ask again when some of them are ready.")
        messages.warning(request, said % {"most": desk.MOST_OPEN})
        return _go(request, "orders:paper-list")


@require_safe
def paper_detail(request: HttpRequest, token: str) -> HttpResponse:
    """How far the paper is; the page asks again by itself, and fetches the file when it is there."""
    order = _order(request, token)
    is_new = timezone.now() - order.asked_at < SOON_IS_OVER
    context = {
        "order": order,
        "before": desk.place_in_queue(order) if order.is_open else 0,
        "said": desk.said_of(order),
        "pages": desk.pages_expected(order) if order.is_open else 0,
        "is_reckoned": desk.is_reckoned(order),
        "is_worker_away": order.is_open and not worker.is_at_work(),
        "pace": SOON if is_new else LATER,
        "mended_at": mended_at(order.address, order.anchor, order.audience),
        "gone_on_at": gone_on_at(order),
        "waited": "waited" in request.GET,
    }
    is_part = request.htmx  # type: ignore[attr-defined]
    template = "orders/_state.html" if is_part else "orders/paper_detail.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return _fresh(response)


@require_safe
def paper_file(request: HttpRequest, token: str) -> HttpResponse:
    """The file that was ordered, if its page would still offer one to this reader."""
    order = _order(request, token)
    if not order.is_ready:
        return redirect(order)
    if request.htmx:  # type: ignore[attr-defined]
        return _go(request, request.path)
    return ask_again(request, order.address, hand_out(order))


@require_POST
def paper_cancel(request: HttpRequest, token: str) -> HttpResponse:
    order = _order(request, token)
    desk.cancel(order=order)
    return redirect(order)


def _order(request: HttpRequest, token: str) -> PaperOrder:
    return get_object_or_404(PaperOrder.objects.visible_to(request.user), token=token)


def _go(request: HttpRequest, to: str) -> HttpResponse:
    """Sends the browser there, whether it asked for a page or for a part of one."""
    there = redirect(to)
    if not request.htmx:  # type: ignore[attr-defined]
        return there
    return HttpResponse(status=204, headers={"HX-Redirect": there.url})


def _fresh(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
