"""Forms of what was found, concluded and learnt."""

from typing import Any

from django import forms
from django.utils.text import Truncator

from activities.models import Activity, Document
from evaluations.forms.parts import LinkedRowsField, NumberField, PartForm
from evaluations.models import Conclusion, Criterion, Finding, Interview, Lesson
from evaluations.models.membership import Role
from evaluations.permissions import roles_of


class FindingForm(PartForm):
    class Meta:
        model = Finding
        fields = [
            "question", "number", "short_answer", "text", "evidence_strength", "rating",
            "activities", "documents", "interviews",
        ]  # fmt: skip
        field_classes = {
            "number": NumberField,
            "activities": LinkedRowsField,
            "documents": LinkedRowsField,
            "interviews": LinkedRowsField,
        }
        widgets = {"short_answer": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].queryset = self.parent.questions.all()
        self.fields["question"].label_from_instance = _question
        self._offer_evidence()

    @property
    def evidence(self) -> list[forms.BoundField]:
        return [self[name] for name in ("activities", "documents", "interviews")]

    def _offer_evidence(self) -> None:
        """What the projects of the evaluation did and wrote, and whom the evaluators met."""
        of_projects = {"project__in": self.parent.projects.all()}
        rows = {
            "activities": Activity.objects.visible_to(self.user).filter(**of_projects),
            "documents": Document.objects.visible_to(self.user).filter(**of_projects),
        }
        for name, offered in rows.items():
            self.fields[name].offer(
                offered.select_related("project"), linked=self._linked(name),
                heading=lambda row: str(row.project), label=lambda row: f"{row.number}. {row}",
            )  # fmt: skip
        met = Interview.objects.filter(evaluation=self.parent).select_related("organisation")
        knows = Role.EVALUATOR in roles_of(self.user, self.parent)
        self.fields["interviews"].offer(
            met, linked=self._linked("interviews"), label=_by_name if knows else str
        )

    def _linked(self, name: str) -> Any:
        return None if self.is_new else getattr(self.instance, name).all()


class ClaimForm(PartForm):
    """A heading, a text, and the findings it rests on."""

    class Meta:
        fields = ["number", "heading", "text", "findings"]
        field_classes = {"number": NumberField, "findings": LinkedRowsField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        findings = self.parent.findings.select_related("question__criterion")
        self.fields["findings"].offer(
            findings.order_by("question__number", "number"), linked=None,
            heading=lambda finding: finding.question.criterion.name, label=_finding,
        )  # fmt: skip


class ConclusionForm(ClaimForm):
    class Meta(ClaimForm.Meta):
        model = Conclusion
        fields = ["number", "heading", "text", "criterion", "findings"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].queryset = Criterion.objects.offered_to(self.parent)


class LessonForm(ClaimForm):
    class Meta(ClaimForm.Meta):
        model = Lesson


def _question(question: Any) -> str:
    return f"{question}: {Truncator(question.text).chars(110)}"


def _finding(finding: Any) -> str:
    return f"{finding} ({finding.question}): {Truncator(finding.short_answer).chars(110)}"


def _by_name(interview: Any) -> str:
    """How evaluators know whom they met, whatever may be printed."""
    who = ", ".join(filter(None, [interview.name, interview.organisation_label]))
    return f"I{interview.number} {who or interview.printed_as}"
