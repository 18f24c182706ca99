"""The other side of the desk: what the workers do with an ordered paper, and what is done when one dies."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Min, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_noop
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from accounts.models import PaperOrder, PaperState
from mmsp.orders import spool
from mmsp.reports import publish, slots
from mmsp.reports.pdf import UNTOLD, PrintCancelled, PrintRefused
from mmsp.reports.warm import Progress

log = logging.getLogger("papers")
BACKEND = "default"
# For so long an order may wait in the queue before somebody looks whether it is still in there.
QUEUED = timedelta(minutes=5)
# A worker that dies over a paper may do so twice.
TRIES = 3
# For so many days an order stands in "my files".
KEPT_DAYS = 14
TELL_SECONDS, ASK_SECONDS = 2.0, 0.7
# How long a worker waits for a place at the press before it takes up something else.
PATIENCE = 120.0
LOST = gettext_noop("This paper was not kept. Ask for it again.")

# Set when this process is to end: what is being printed goes back into the queue.
stopping = threading.Event()


@task
def print_paper(key: str) -> None:
    """Prints the paper that waits under this key, unless that is done, or nobody wants it, or all who want
    it have their share of the presses: then its turn comes when one of theirs has ended."""
    began = timezone.now()
    if _begin(key, began):
        _print(key)
        _call_next(key, began)


def _print(key: str) -> None:
    watch = Watch(key)
    try:
        paper, audience = spool.read(key)
        publish.printed(
            paper,
            audience,
            wait_seconds=PATIENCE,
            on_progress=watch.tell,
            is_cancelled=watch.is_over,
        )
    except PrintRefused as refusal:
        settle(
            key, PaperState.REFUSED, sentence=refusal.marked[:500], named=refusal.named,
            place=refusal.heading[:300], anchor=refusal.anchor[:100],
        )  # fmt: skip
    except (PrintCancelled, publish.PressBusy):
        # Nobody wants it; or it waits again, through no fault of its own.
        again = Greatest(F("tries") - 1, 0)
        put_back(PaperOrder.objects.open().of(key), timezone.now(), tries=again)
    except spool.NotKept:
        settle(key, PaperState.REFUSED, sentence=LOST)
    except Exception:
        log.exception("The paper %s was not printed.", key)
        settle(key, PaperState.REFUSED, sentence=UNTOLD)
    else:
        settle(key, PaperState.READY, pages=watch.most)


def share() -> int:
    """How many papers of one person are printed at a time: one press is always left to others."""
    return max(1, slots.how_many() - 1)


def _begin(key: str, at: datetime) -> bool:
    """Takes the paper for this worker; false where it is not to be printed now."""
    waiting = PaperOrder.objects.open().of(key)
    with transaction.atomic():
        rows = list(waiting.select_for_update())
        if any(row.state == PaperState.PRINTING and row.lease_until > at for row in rows):
            return False
        if rows and max(row.tries for row in rows) >= TRIES:
            settle(key, PaperState.REFUSED, sentence=UNTOLD)
            return False
        people = {row.person_id for row in rows}
        if not people - _served(people, key, at):
            return False
        waiting.update(
            state=PaperState.PRINTING, started_at=at, lease_until=at + lease(), step="", page=0,
            tries=F("tries") + 1,
        )  # fmt: skip
        return True


def _served(people: set[int], key: str, at: datetime) -> set[int]:
    """Those of whom as many other papers are at the press as one person may have there."""
    busy = PaperOrder.objects.filter(
        person__in=people, state=PaperState.PRINTING, lease_until__gt=at
    ).exclude(key=key)
    counts = Counter(busy.values_list("person", flat=True))
    return {person for person, count in counts.items() if count >= share()}


def _call_next(key: str, since: datetime) -> None:
    """Puts the next paper of each who waited for this one into the queue, where it may be already: it is
    printed once."""
    ended = PaperOrder.objects.of(key).filter(Q(finished_at=None) | Q(finished_at__gte=since))
    for person in set(ended.values_list("person", flat=True)):
        waiting = PaperOrder.objects.filter(person=person, state=PaperState.WAITING)
        if first := waiting.order_by("turn", "asked_at", "pk").first():
            enqueue(first.key, first.turn)


class Watch:
    """Tells those who wait how far it is, seldom, and asks whether anybody still does. A long paper is
    printed by two threads, both of which tell and ask."""

    def __init__(self, key: str) -> None:
        self.key, self.last, self.most = key, Progress("", 0, 0), 0
        self.told_at = self.asked_at = time.monotonic()
        self.home, self.lock, self.is_unwanted = threading.get_ident(), threading.Lock(), False

    def tell(self, progress: Progress) -> None:
        with self._alone():
            self.most = max(self.most, progress.page)
            quiet = time.monotonic() - self.told_at
            is_news = progress != self.last or quiet > settings.PAPER_LEASE / 3
            if quiet < TELL_SECONDS or not is_news:
                return
            self.last, self.told_at = progress, time.monotonic()
            PaperOrder.objects.open().of(self.key).update(
                state=PaperState.PRINTING, step=progress.step, page=progress.page,
                pages=progress.most, lease_until=timezone.now() + lease(),
            )  # fmt: skip

    def is_over(self) -> bool:
        if stopping.is_set():
            return True
        with self._alone():
            if time.monotonic() - self.asked_at > ASK_SECONDS:
                self.asked_at = time.monotonic()
                self.is_unwanted = not PaperOrder.objects.open().of(self.key).exists()
            return self.is_unwanted

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A thread that only helps leaves no connection behind."""
        with self.lock:
            yield
        if threading.get_ident() != self.home:
            connection.close()


def lease() -> timedelta:
    """For so long a worker has a paper for itself unless it says that it is still at it."""
    return timedelta(seconds=settings.PAPER_LEASE)


def enqueue(key: str, turn: int) -> None:
    """Who waits for fewer papers comes first."""
    print_paper.using(priority=-min(turn, 100)).enqueue(key)


def settle(key: str, state: PaperState, **fields: Any) -> None:
    """Tells all who wait for the paper what became of it."""
    PaperOrder.objects.open().of(key).update(state=state, finished_at=timezone.now(), **fields)
    spool.forget(key)


def put_back(orders: Any, at: datetime, **fields: Any) -> int:
    """Puts papers that nobody is working on into the queue again; how many."""
    keys = list(orders.values_list("key").annotate(Min("turn")))
    for key, turn in keys:
        with transaction.atomic():
            PaperOrder.objects.open().of(key).update(
                state=PaperState.WAITING, lease_until=at + QUEUED, **fields
            )
            enqueue(key, turn)
    return len(keys)


def put_back_left_alone(at: datetime) -> int:
    return put_back(PaperOrder.objects.left_alone(at), at)


def forget_old(at: datetime) -> int:
    """Orders that ended long ago, what their tasks left, and files that nobody waits for; how many orders."""
    before = at - timedelta(days=KEPT_DAYS)
    count, _each = PaperOrder.objects.filter(finished_at__lt=before).delete()
    done = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(status__in=done, finished_at__lt=at - timedelta(days=1)).delete()
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    left.filter(started_at__lt=at - timedelta(days=1)).delete()
    wanted = PaperOrder.objects.open().values_list("key", flat=True)
    spool.forget_all_but(wanted, seconds=3600)
    return count
