"""What must hold of the follow-up before an evaluation is closed."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.conditions import Gap, condition
from evaluations.models import Evaluation
from recommendations.models import ManagementResponse, ResponseMatrix


@condition(
    "answers",
    gettext_lazy("Every recommendation has its answer, or the time to answer it has passed."),
)
def is_answered(evaluation: Evaluation, user: Any) -> Iterator[Gap]:
    today = timezone.localdate()
    awaited = ResponseMatrix.objects.filter(evaluation=evaluation).awaited()
    for matrix in awaited.exclude(due_on__lt=today).select_related("evaluation", "organisation"):
        yield Gap(_("%(response)s is awaited.") % {"response": matrix}, matrix.get_absolute_url())
    asked = ManagementResponse.objects.filter(matrix__evaluation=evaluation)
    unasked = evaluation.recommendations.exclude(pk__in=asked.values("recommendation"))
    for each in unasked.select_related("evaluation"):
        said = _("Nobody was asked to answer R%(number)s.") % {"number": each.number}
        yield Gap(said, each.get_absolute_url())
