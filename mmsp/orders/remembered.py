"""Which paper the rows make as they stand now, remembered in the memory of each process: whoever asks again
before anybody has written anything gets the stored bytes without the paper being made.

Every row that a paper shows is written with a `Revision` (ADR 1), so where there is no new one, there is no
other paper. Who may see it is never remembered.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.core.cache import caches
from django.utils import timezone, translation

from activities.models import Activity
from editing.models import Revision
from evaluations.models import Evaluation
from recommendations.models import ResponseMatrix

SECONDS = 60 * 60 * 24
# A transaction that was begun long ago may end after later ones: it is among so many latest revisions.
LATEST = 10_000


class Known(NamedTuple):
    """The key of a paper, and the name of its file."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which paper is meant: what kind, of what, for whom."""

    kind: str
    row: Evaluation | ResponseMatrix | Activity
    audience: str

    def asked_now(self) -> str:
        """Stands for the question and everything that its answer depends on."""
        said = (
            self.kind, self.row.pk, _state_of(self.row), self.audience, *_written(),
            timezone.localdate(), timezone.get_current_timezone_name(), translation.get_language(),
        )  # fmt: skip
        return "paper:" + ":".join(map(str, said)).replace(" ", "_")


def _state_of(row: Evaluation | ResponseMatrix | Activity) -> object:
    """Another value where the table was changed behind the back of everything, as far as a row tells."""
    if isinstance(row, Activity):
        return row.version
    return (row.evaluation if isinstance(row, ResponseMatrix) else row).stamp


def _written() -> tuple[object, ...]:
    """Another value after every write. A number alone would come back with a backup that is put back."""
    last = Revision.objects.order_by("-pk").values_list("pk", "at").first()
    if last is None:
        return ()
    return (*last, Revision.objects.filter(pk__gt=last[0] - LATEST).count())


def find(asked: str) -> Known | None:
    said = caches["figures"].get(asked)
    return Known(*said) if said else None


def keep(asked: str, known: Known) -> None:
    caches["figures"].set(asked, tuple(known), SECONDS)
