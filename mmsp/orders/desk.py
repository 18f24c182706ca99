"""The desk where papers are ordered: who waits for what, since when, and who comes first."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task_backends
from django_tasks.backends.immediate import ImmediateBackend

from accounts.models import PaperOrder, PaperState, User
from mmsp.orders import spool, work
from mmsp.reports import publish
from mmsp.reports.html import Paper
from mmsp.reports.shapes import Audience

# So many papers one person may wait for at a time.
MOST_OPEN = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper as its page made it for one reader. `is_own`: it was made of what this reader sees, so that
    another day, or for another reader, it may have to be another one."""

    paper: Paper
    audience: Audience
    name: str
    key: str
    is_own: bool = False


class TooMany(Exception):
    """The person waits for `MOST_OPEN` papers already."""


def prints_at_once() -> bool:
    """Whether there is no queue, as in tests: who asks for a paper waits for it."""
    return isinstance(task_backends[work.BACKEND], ImmediateBackend)


def order(*, offer: Offer, address: str, by: User) -> PaperOrder:
    """The person's order of this paper, new unless one is open; printed once for all who want it.

    Raises TooMany.
    """
    mine = PaperOrder.objects.visible_to(by).open()
    if found := mine.of(offer.key).first():
        return found
    if (turn := mine.count()) >= MOST_OPEN:
        raise TooMany
    now = timezone.now()
    new = PaperOrder(
        person=by, address=address, audience=offer.audience.value, key=offer.key, turn=turn,
        file_name=offer.name, label=offer.paper.label[:400], asked_at=now,
        lease_until=now + work.QUEUED,
    )  # fmt: skip
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:  # a double click; the first one stands
        return mine.of(offer.key).get()
    # After the row, which tells whoever cancels the same paper just now that somebody still waits for it.
    spool.keep(offer.key, offer.paper, offer.audience)
    if publish.path_of(offer.key).exists():
        work.settle(offer.key, PaperState.READY)
        new.refresh_from_db()
    elif not _is_queued(new):
        work.enqueue(offer.key, turn)
    return new


def _is_queued(order: PaperOrder) -> bool:
    """Whether somebody waits for the same paper already, and no less near to the front."""
    others = PaperOrder.objects.open().of(order.key).exclude(pk=order.pk)
    return others.filter(turn__lte=order.turn).exists()


def cancel(*, order: PaperOrder) -> None:
    """Nothing where it has ended meanwhile. The press stops once nobody else waits for the paper, and what
    was to be printed is forgotten: who orders and cancels all day fills no disk."""
    waiting = PaperOrder.objects.open()
    waiting.filter(pk=order.pk).update(state=PaperState.CANCELLED, finished_at=timezone.now())
    if not waiting.of(order.key).exists():
        spool.forget(order.key)


def place_in_queue(order: PaperOrder) -> int:
    """How many papers are printed before this one."""
    return PaperOrder.objects.before(order).values("key").distinct().count()


def pages_expected(order: PaperOrder) -> int:
    """How many pages the paper has, or had when it was last printed for this address; 0 if nobody knows."""
    if order.pages:
        return order.pages
    ready = PaperOrder.objects.filter(address=order.address, state=PaperState.READY)
    pages = ready.values_list("pages", flat=True).first() or 0
    return pages if pages > order.page else 0


def is_reckoned(order: PaperOrder) -> bool:
    """Whether the pages expected are as many as the paper seems to have, or had once."""
    return order.step == "sections" or not order.pages


def said_of(order: PaperOrder) -> str:
    """What is happening to it, in words."""
    if order.state == PaperState.PRINTING:
        return {
            "setting": _("The pages are being set."),
            "sections": _("The pages are being set, section by section."),
            "numbering": _("The page numbers are being set."),
            "writing": _("The file is being written."),
        }.get(order.step, _("The printer is reading the paper."))
    return ""
