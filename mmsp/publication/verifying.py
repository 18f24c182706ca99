"""Whether a file is one that was published here, told by its hash alone."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from evaluations.models import PublishedReport
from evaluations.models.published import CODE_LENGTH


@dataclass(frozen=True)
class Verdict:
    """A published report with this hash, and the edition of it that stands now, if another does.
    `by_code` is a code from the foot of a page: it names a content, and proves no file."""

    report: PublishedReport
    latest: PublishedReport | None
    by_code: bool

    @property
    def is_latest(self) -> bool:
        return not self.report.withdrawn_at and self.latest == self.report


def verdicts_on(asked: str, reader: Any) -> list[Verdict]:
    """What the reader may know of files with this hash, the newest first; nothing tells them apart from
    files that were never here."""
    rows = PublishedReport.objects.visible_to(reader).published()
    of_files = Q(sha256=asked) | Q(beside_sha256=asked)
    known = of_files if len(asked) > CODE_LENGTH else Q(content_hash__startswith=asked)
    found = rows.filter(known).select_related("evaluation").order_by("-published_at")
    return [Verdict(each, _latest(rows, each), len(asked) <= CODE_LENGTH) for each in found]


def _latest(rows: Any, report: PublishedReport) -> PublishedReport | None:
    """Asked of the published rows alone, also where the evaluation is gone from sight."""
    latest: PublishedReport | None = rows.of_series(report).standing().order_by("-edition").first()
    return latest
