"""What the next phase makes of a lesson, in the row of the sheet."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from activities.models import Project
from editing.forms import VersionedForm
from evaluations.models import Evaluation, Lesson, LessonUptake, Uptake
from evaluations.models.uptake import SAYS_HOW_OR_WHY
from evaluations.uptake import decide_on_lesson

ASKED = {
    Uptake.ADAPTED: _lazy("Say how the lesson is adapted."),
    Uptake.DECLINED: _lazy("Say why the lesson is declined."),
}


class UptakeForm(VersionedForm):
    """Adopted, adapted or declined."""

    columns = 5
    also_changes = "#next-phase-state"

    class Meta:
        model = LessonUptake
        fields = ["decision", "explanation", "phase", "project"]
        widgets = {"decision": forms.RadioSelect, "explanation": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = Uptake.choices
        seen = Project.objects.visible_to(user)
        if self.instance.project_id:  # a project chosen by somebody else stays
            seen |= Project.objects.filter(pk=self.instance.project_id)
        self.fields["project"].queryset = seen.distinct()
        if self.is_new:
            self._take_over(user)

    def _take_over(self, user: Any) -> None:
        """The next phase is mostly the same one as for the other lessons."""
        others = LessonUptake.objects.visible_to(user).filter(lesson__evaluation=self.evaluation)
        if last := others.order_by("-pk").first():
            self.initial.setdefault("phase", last.phase)
            self.initial.setdefault("project", last.project_id)

    @property
    def lesson(self) -> Lesson:
        return self.instance.lesson

    @property
    def evaluation(self) -> Evaluation:
        return self.lesson.evaluation

    @property
    def purpose(self) -> str:
        return _("Lesson %(number)s in the next phase") % {"number": self.lesson.number}

    @property
    def grid_url(self) -> str:
        return reverse("evaluations:next-phase", args=[self.evaluation.slug])

    @property
    def block(self) -> str:
        return f"l{self.lesson.number}"

    @property
    def back(self) -> str:
        return f"{self.grid_url}#{self.block}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision in SAYS_HOW_OR_WHY and not cleaned.get("explanation"):
            self.add_error("explanation", str(ASKED[Uptake(decision)]))
        return cleaned

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> LessonUptake:
        return self._decide(fields, by, None, request_key)

    def revise(self, fields: dict[str, Any], by: Any, base_version: int) -> LessonUptake:
        return self._decide(fields, by, base_version)

    def _decide(
        self, fields: dict[str, Any], by: Any, base_version: int | None, request_key: Any = None
    ) -> LessonUptake:
        return decide_on_lesson(
            uptake=self.instance, fields=fields, base_version=base_version,
            on=timezone.localdate(), by=by, request_key=request_key,
            reason=self.cleaned_data.get("reason", ""),
        )  # fmt: skip
