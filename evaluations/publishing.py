"""How a report goes out: one person prepares it, another confirms it, and a reason withdraws it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Confidentiality
from editing import versions
from editing.governed import hold
from evaluations.models import Evaluation, PublishedReport


def propose_report(
    *, evaluation: Evaluation, file: bytes, data: bytes, fields: dict[str, Any], by: Any,
    beside: tuple[str, bytes] | None = None, at: datetime | None = None,
    request_key: UUID | None = None,
) -> PublishedReport:  # fmt: skip
    """Keeps the printed file and its data as they are, to be confirmed by somebody else. `fields` is
    what was found out about both, `beside` a file to work on by its ending.

    Raises ValidationError for a report that is not final, is not open to its audience, or says
    nothing new, and what `editing.versions.create` raises.
    """
    proposed = PublishedReport(evaluation=evaluation, **fields)
    if said := list(hindrances(proposed)):
        raise ValidationError(said)
    kept = {
        "evaluation": evaluation,
        "slug": slug_in_register(evaluation),
        "file": ContentFile(file, name="report.pdf"),
        "data": ContentFile(data, name="data.json"),
        "beside": ContentFile(beside[1], name=f"paper.{beside[0]}") if beside else "",
        "made_by": by,
        "made_at": at or timezone.now(),
    }
    with versions.together():
        hold(proposed)
        last = evaluation.published_reports.aggregate(Max("number"))["number__max"] or 0
        return versions.create(
            PublishedReport, fields={**fields, **kept, "number": last + 1}, by=by,
            request_key=request_key,
        )  # fmt: skip


Hindering = Callable[[PublishedReport], Iterator[str]]
HINDERING: list[Hindering] = []


def hinders(check: Hindering) -> Hindering:
    """Declares what keeps a paper in the house, where the facts of it live."""
    HINDERING.append(check)
    return check


def hindrances(report: PublishedReport) -> list[str]:
    """Why this cannot go out, whatever it says; a sentence each."""
    evaluation, said = report.evaluation, []
    if not evaluation.is_frozen:
        said.append(_("Only a final report can be published."))
    is_for_all = report.audience == Confidentiality.PUBLIC
    if is_for_all and evaluation.confidentiality != Confidentiality.PUBLIC:
        said.append(
            _("The evaluation is not marked public. Mark it so first, or publish for fewer people.")
        )
    return said + [each for check in HINDERING for each in check(report)]


def slug_in_register(evaluation: Evaluation) -> str:
    """The address it has had from its first edition on. Raises ValidationError where another
    evaluation's reports stand there."""
    first = evaluation.published_reports.published().order_by("number").first()
    slug = first.slug if first else evaluation.slug
    others = PublishedReport.objects.exclude(evaluation=evaluation).published()
    if others.filter(slug=slug).exists():
        raise ValidationError(
            _("Reports of another evaluation are published under this short name. Choose another.")
        )
    return slug


def confirm_report(
    *, report: PublishedReport, base_version: int, by: Any, at: datetime | None = None
) -> PublishedReport:
    """Publishes what somebody else prepared, as the next edition, unchanged.

    Raises ValidationError where the evaluation has changed so that it may not go out any more, and
    what `editing.versions.revise` raises.
    """
    with versions.together():
        hold(report)
        if said := [*hindrances(report), *_outdated(report)]:
            raise ValidationError(said)
        before = PublishedReport.objects.of_series(report).aggregate(Max("edition"))
        fields = {
            "confirmed_by": by,
            "published_at": at or timezone.now(),
            "edition": (before["edition__max"] or 0) + 1,
        }
        return versions.revise(
            report, base_version=base_version, fields=fields, by=by, right="confirm"
        )


def _outdated(report: PublishedReport) -> list[str]:
    if report.report_number == report.evaluation.report_number:
        return []
    said = _("The report is at version %(now)s by now. Send this back and prepare it anew.")
    return [said % {"now": report.evaluation.report_number}]


def send_back_report(
    *, report: PublishedReport, base_version: int, by: Any, reason: str,
    at: datetime | None = None,
) -> PublishedReport:  # fmt: skip
    """Ends a proposal that was not confirmed. Raises as `withdraw_report`."""
    return _end(report, base_version, by, reason, at, right="send_back")


def withdraw_report(
    *, report: PublishedReport, base_version: int, by: Any, reason: str,
    at: datetime | None = None,
) -> PublishedReport:  # fmt: skip
    """Takes a published file out of reach; its place says why. Raises ValidationError without a
    reason, and what `editing.versions.revise` raises."""
    return _end(report, base_version, by, reason, at, right="withdraw")


def _end(
    report: PublishedReport, base_version: int, by: Any, reason: str, at: datetime | None, right: str
) -> PublishedReport:  # fmt: skip
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    fields = {
        "withdrawn_by": by, "withdrawn_at": at or timezone.now(), "withdrawn_reason": reason.strip()
    }  # fmt: skip
    return versions.revise(
        report, base_version=base_version, fields=fields, by=by, reason=reason, right=right
    )
