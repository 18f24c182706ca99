"""Who prints what was ordered: as many hands as there are presses, in a process beside the server."""

import fcntl
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from mmsp.orders import work
from mmsp.reports import slots, warm

log = logging.getLogger("papers")
AWAKE_SECONDS = 0.2
LOOK_SECONDS = 1.0
MEND_SECONDS = 10.0
AFTER_A_FAULT = 5.0
STOP_SECONDS = 10.0


def is_at_work() -> bool:
    """Whether any worker of this machine lives: each holds a lock that its end lets go."""
    with (slots.folder() / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def at_work() -> Iterator[None]:
    with (slots.folder() / "worker.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def run(is_over: Callable[[], bool]) -> None:
    """Prints until `is_over`, which is asked every now and then."""
    with at_work():
        hands = [threading.Thread(target=_hand) for _ in range(slots.how_many())]
        hands.append(threading.Thread(target=_repeat, args=[_mend, MEND_SECONDS]))
        for hand in hands:
            hand.start()
        while not is_over():
            time.sleep(AWAKE_SECONDS)
        work.stopping.set()
        for hand in hands:
            hand.join(STOP_SECONDS)
    warm.let_go()


def _hand() -> None:
    """Takes one task after the other; looks for them without a lock, so that nobody waits for that."""
    worker = Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME], interval=0, batch=True, backend_name=work.BACKEND,
        startup_delay=False, max_tasks=1, worker_id=get_random_string(32), excluded_queue_names=[],
    )  # fmt: skip

    def look() -> None:
        while not work.stopping.is_set() and DBTaskResult.objects.ready().exists():
            worker.run()

    _repeat(look, LOOK_SECONDS)


def _mend() -> None:
    if count := work.put_back_left_alone(timezone.now()):
        log.warning("Papers that nobody was working on are in the queue again: %s.", count)


def _repeat(step: Callable[[], None], seconds: float) -> None:
    """Until the end; a fault, as of a database that is away, is logged and waited out."""
    pause = 0.0
    while not work.stopping.wait(pause):
        pause = seconds
        try:
            close_old_connections()
            step()
        except Exception:
            log.exception("The worker met a fault.")
            pause = AFTER_A_FAULT
            with suppress(Exception):
                connection.close()
    connection.close()
