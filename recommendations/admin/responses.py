from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editing.admin import AdminForm, Step, VersionedAdmin, VersionedInline, under
from editing.models import Versioned
from evaluations.models import Evaluation, Membership
from recommendations.actions import ask_for_response, submit_matrix
from recommendations.admin.action_forms import ActionInlineForm
from recommendations.forms import SignForm
from recommendations.models import KeyAction, ManagementResponse, Remark, ResponseMatrix


class InMatrix:
    """Rights come from answering for the organisation of the matrix at the end of `rests_on`."""

    model: type[Versioned]
    rests_on = "matrix"

    def might_hold(self, user: Any) -> Iterable[Versioned]:
        held = Membership.objects.of(user).valid().values("evaluation")
        matrices = (
            ResponseMatrix(evaluation=evaluation, organisation=user.organisation)
            for evaluation in Evaluation.objects.filter(pk__in=held)
            if user.organisation
        )
        return [under(self.model, self.rests_on, matrix) for matrix in matrices]


class ResponseForm(AdminForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        matrix, recommendation = cleaned.get("matrix"), cleaned.get("recommendation")
        if matrix and recommendation and matrix.evaluation_id != recommendation.evaluation_id:
            said = _("This recommendation belongs to another evaluation than the matrix.")
            raise ValidationError({"recommendation": said})
        return cleaned


class ResponseInline(InMatrix, VersionedInline):
    model = ManagementResponse
    fields = ("recommendation", "decision", "reason")
    readonly_fields = ("recommendation",)
    list_select_related = ("recommendation",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Every recommendation has its answer from the day the matrix was opened."""
        return False


class KeyActionInline(InMatrix, VersionedInline):
    """What was promised; dates and words change on the action's own page, status by its reports."""

    model = KeyAction
    rests_on = "response__matrix"
    form = ActionInlineForm
    list_select_related = ("response__recommendation",)
    fields = ("number", "text", "responsible_units", "responsible_person", "due_on",
              "no_date_reason", "promised_on", "status")  # fmt: skip
    readonly_fields = ("number", "promised_on", "status")


class RemarkInline(InMatrix, VersionedInline):
    """The remarks beside an answer, to read here and written on their own page."""

    model = Remark
    rests_on = "response__matrix"
    fields = readonly_fields = ("position", "author_name", "text", "answers")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MatrixForm(AdminForm):
    """A matrix is opened by asking for it: every recommendation gets its pending answer."""

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> ResponseMatrix:
        asked = {name: fields[name] for name in ("evaluation", "organisation", "due_on")}
        return ask_for_response(**asked, by=by)


SIGNATURES = (
    "submitted_at", "submitted_by", "endorsed_at", "endorsed_by", "agreed_at", "agreed_by",
)  # fmt: skip


def _submit(form: Any, matrix: ResponseMatrix, user: Any) -> None:
    submit_matrix(matrix=matrix, base_version=form.cleaned_data["base_version"], by=user)


@admin.register(ResponseMatrix)
class MatrixAdmin(InMatrix, VersionedAdmin):
    form = MatrixForm
    rests_on = ""
    parents = ("evaluation", "organisation")
    list_display = ("evaluation", "organisation", "due_on", "submitted_at", "submitted_by")
    list_display_links = ("organisation",)
    list_filter = ("evaluation", "organisation", ("submitted_at", admin.EmptyFieldListFilter))
    list_select_related = ("evaluation", "organisation", "submitted_by")
    search_fields = ("evaluation__title", "organisation__name", "organisation__acronym",
                     "completed_by")  # fmt: skip
    date_hierarchy = "due_on"
    readonly_fields = SIGNATURES
    inlines = (ResponseInline,)
    steps = (
        Step(
            "submit",
            _("Hand over"),
            "submit",
            lambda data, matrix, user: SignForm(data, initial={"base_version": matrix.version}),
            _submit,
        ),
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The answer itself begins once the matrix is there."""
        asked = ("evaluation", "organisation", "due_on")
        said = ("completed_by", "overall_comment", *SIGNATURES)
        return (*asked, *said) if obj else asked

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple:
        return self.inlines if obj else ()

    def choice_label(self, row: ResponseMatrix) -> str:
        return f"{row.evaluation.slug}: {row}"


@admin.register(ManagementResponse)
class ResponseAdmin(InMatrix, VersionedAdmin):
    form = ResponseForm
    parents = ("matrix", "recommendation")
    list_display = ("matrix", "recommendation", "decision")
    list_display_links = ("recommendation",)
    list_filter = ("matrix__evaluation", "decision")
    list_select_related = ("matrix__evaluation", "matrix__organisation", "recommendation")
    search_fields = ("recommendation__heading", "reason", "matrix__organisation__name")
    fields = ("matrix", "recommendation", "decision", "reason")
    inlines = (KeyActionInline, RemarkInline)

    def choice_label(self, row: ManagementResponse) -> str:
        return f"{row.matrix.evaluation.slug}, {row.matrix.organisation}: {row}"


@admin.register(Remark)
class RemarkAdmin(InMatrix, VersionedAdmin):
    rests_on = "response__matrix"
    parents = family = ("response",)
    list_display = ("response", "position", "author_name", "text")
    list_display_links = ("text",)
    list_filter = ("response__matrix__evaluation",)
    list_select_related = ("response__matrix__evaluation", "response__matrix__organisation",
                           "response__recommendation", "author")  # fmt: skip
    search_fields = ("text", "author_name")
    fields = ("response", "position", "author_name", "author", "text", "answers")
