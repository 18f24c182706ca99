"""What the pages of all parts of an evaluation have in common."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editing.admin import under
from editing.models import Versioned
from evaluations.models import Evaluation, Membership


class InEvaluation:
    """Rights come from the roles that a person holds in the evaluation that governs the row."""

    model: type[Versioned]

    def might_hold(self, user: Any) -> Iterable[Versioned]:
        held = Membership.objects.of(user).valid().values("evaluation")
        rows = Evaluation.objects.filter(pk__in=held)
        return [under(self.model, self.model.governed_by, evaluation) for evaluation in rows]


class OfEvaluation(InEvaluation):
    """A row with a number of its own in the evaluation it belongs to."""

    parents: tuple[str, ...] = ("evaluation",)
    family: tuple[str, ...] = ("evaluation",)
    list_select_related: tuple[str, ...] = ("evaluation",)
    list_filter: tuple[Any, ...] = ("evaluation",)

    @admin.display(description=_("evaluation"), ordering="evaluation__slug")
    def of_evaluation(self, row: Any) -> str:
        return row.evaluation.slug

    def choice_label(self, row: Any) -> str:
        return f"{row.evaluation.slug}: {row}"
