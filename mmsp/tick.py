"""All periodic work, in steps that do not wait for each other: whatever breaks one of them, the others are
done. Every step may run at any time, again, and in several processes at once."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from accounts.outbox import send_waiting
from editing.drafts import forget_drafts
from mmsp.orders.work import forget_old, put_back_left_alone
from mmsp.publication.downloads import count_downloads
from recommendations.digests import write_digests
from recommendations.letters import compose
from recommendations.links import forget_links

log = logging.getLogger("tick")


@dataclass(frozen=True)
class Done:
    """What a step did, in words; nothing where it broke."""

    step: str
    said: str | None


def digests(at: datetime) -> str:
    return f"{write_digests(at)} written"


def mails(at: datetime) -> str:
    done = send_waiting(compose)
    return ", ".join(f"{done[name]} {name}" for name in ("sent", "failed", "given up"))


def links(at: datetime) -> str:
    return f"{forget_links(at)} expired ones forgotten"


def drafts(at: datetime) -> str:
    return f"{forget_drafts(at)} old ones forgotten"


def downloads(at: datetime) -> str:
    return f"{count_downloads()} counted"


def papers(at: datetime) -> str:
    return f"{put_back_left_alone(at)} back in the queue, {forget_old(at)} old ones forgotten"


STEPS: tuple[Callable[[datetime], str], ...] = (digests, mails, links, drafts, downloads, papers)


def tick(at: datetime) -> Iterator[Done]:
    """Takes one step after the other and says what each did."""
    for step in STEPS:
        try:
            yield Done(step.__name__, step(at))
        except Exception:
            log.exception("The step %s broke.", step.__name__)
            yield Done(step.__name__, None)
