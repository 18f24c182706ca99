"""Forms of what was found, concluded and learnt."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from activities.models import Activity, Document
from editing.forms import PairsField
from evaluations.forms.parts import LinkedRowsField, NumberField, PartForm
from evaluations.models import (
    Conclusion,
    Criterion,
    EvidenceStrength,
    Finding,
    Indicator,
    Interview,
    Lesson,
)
from evaluations.models.membership import Role
from evaluations.permissions import roles_of
from evaluations.strength import KINDS, kinds_of, strength_of

MATRIX_ORDER = (
    "judgement_criterion__question__number", "judgement_criterion__number", "number",
)  # fmt: skip


class PagesField(PairsField):
    how = _lazy("Write each line as document, colon, pages: MMSP 12: pp. 4–6")


class FindingForm(PartForm):
    class Meta:
        model = Finding
        fields = [
            "question", "number", "short_answer", "text", "evidence_strength", "evidence_reason",
            "rating", "activities", "documents", "document_pages", "interviews", "indicators",
        ]  # fmt: skip
        field_classes = {
            "number": NumberField,
            "activities": LinkedRowsField,
            "documents": LinkedRowsField,
            "document_pages": PagesField,
            "interviews": LinkedRowsField,
            "indicators": LinkedRowsField,
        }
        widgets = {
            "short_answer": forms.Textarea(attrs={"rows": 3}),
            "evidence_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].queryset = self.parent.questions.all()
        self.fields["question"].label_from_instance = _question
        self._offer_evidence()

    @property
    def evidence(self) -> list[forms.BoundField]:
        return [self[name] for name in KINDS]

    @property
    def suggestion(self) -> str:
        """The strength that the links suggest, in words; empty where nothing is linked. What was sent
        counts as far as it makes sense, whatever else in the form does not."""
        if self.is_bound:
            self.errors  # noqa: B018 - asked for, the form is checked
            kinds = self._kinds_chosen()
        else:
            kinds = 0 if self.is_new else kinds_of(self.instance)
        return str(dict(EvidenceStrength.choices).get(strength_of(kinds), ""))

    def _kinds_chosen(self) -> int:
        return sum(bool(self.cleaned_data.get(kind)) for kind in KINDS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._ask_for_reason(cleaned)
        self._find_cited(cleaned)
        return cleaned

    def _ask_for_reason(self, cleaned: dict[str, Any]) -> None:
        """Whoever judges the evidence otherwise than its links suggest says why; older words stay."""
        said, suggested = cleaned.get("evidence_strength"), strength_of(self._kinds_chosen())
        is_judged_now = {"evidence_strength", "evidence_reason", *KINDS} & set(self.changed_data)
        if said and said != suggested and is_judged_now and not cleaned.get("evidence_reason"):
            words = dict(EvidenceStrength.choices).get(suggested, _("nothing, for none is linked"))
            asked = _("The sources suggest: %(words)s. Say why you judge otherwise.")
            self.add_error("evidence_reason", ValidationError(asked % {"words": words}))

    def _find_cited(self, cleaned: dict[str, Any]) -> None:
        """Pages are named of documents that the finding rests on."""
        chosen = {document.reference for document in cleaned.get("documents", ())}
        if unknown := sorted((cleaned.get("document_pages") or {}).keys() - chosen):
            said = _("Not among the documents ticked: %(which)s.") % {"which": ", ".join(unknown)}
            self.add_error("document_pages", ValidationError(said))
        elif "document_pages" in cleaned:
            cleaned["document_pages"] = cleaned["document_pages"] | self.unseen_pages

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

        judged = Indicator.objects.filter(judgement_criterion__question__evaluation=self.parent)
        self.fields["indicators"].offer(
            judged.select_related("judgement_criterion__question").order_by(*MATRIX_ORDER),
            linked=None, heading=lambda row: str(row.judgement_criterion.question), label=_indicator,
        )  # fmt: skip

        self._set_unseen_pages_aside()

    def _set_unseen_pages_aside(self) -> None:
        """Pages of papers that the person may not see stay as they are, unseen like the papers."""
        seen = {document.reference for document in self.fields["documents"].queryset}
        pages = self.instance.document_pages
        self.unseen_pages = {name: said for name, said in pages.items() if name not in seen}
        self.initial["document_pages"] = {
            name: said for name, said in pages.items() if name in seen
        }

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


def _indicator(indicator: Any) -> str:
    return f"{indicator}: {Truncator(indicator.observed or indicator.text).chars(110)}"


def _by_name(interview: Any) -> str:
    """How evaluators know whom they met, whatever may be printed."""
    who = ", ".join(filter(None, [interview.name, interview.organisation_label]))
    return f"I{interview.number} {who or interview.printed_as}"
