"""What keeps a response matrix from being published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from evaluations.models import PublishedProduct, PublishedReport
from evaluations.publishing import hinders
from recommendations.models import ResponseMatrix


@hinders
def is_not_submitted(report: PublishedReport) -> Iterator[str]:
    if report.product != PublishedProduct.RESPONSE_MATRIX:
        return
    known = ResponseMatrix.objects.filter(
        evaluation=report.evaluation, organisation__slug=report.part
    )
    if not known.filter(submitted_at__isnull=False).exists():
        yield _("This response has not been submitted yet.")
