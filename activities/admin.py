"""The register of projects, activities and documents, for support staff."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import FileField
from django.utils.translation import gettext_lazy as _

from activities import uploads
from activities.actions import set_status
from activities.models import (
    Activity,
    ActivitySession,
    Document,
    Newsletter,
    NewsletterItem,
    NewsletterStatus,
    Outcome,
    Participation,
    Pillar,
    Project,
    ProjectText,
)
from editing.admin import AdminForm, Step, VersionedAdmin, VersionedInline, under
from editing.forms import ReasonForm
from editing.models import Versioned


class InRegister:
    """Rights come from the organisation that keeps the register of the project."""

    model: type[Versioned]

    def might_hold(self, user: Any) -> Iterable[Versioned]:
        kept = Project.objects.filter(kept_by=user.organisation_id or 0)
        return [under(self.model, self.model.governed_by, project) for project in kept]


class OfProject(InRegister):
    parents = ("project",)
    family = ("project",)

    @admin.display(description=_("project"), ordering="project__code")
    def of_project(self, row: Any) -> str:
        return row.project.code

    def choice_label(self, row: Any) -> str:
        return f"{row.project.code}: {row.number}. {row.title}"


class PillarInline(InRegister, VersionedInline):
    model = Pillar
    fields = ("number", "title", "description")


class OutcomeInline(InRegister, VersionedInline):
    model = Outcome
    fields = ("number", "text")


class ParticipationInline(InRegister, VersionedInline):
    model = Participation
    fields = ("group", "kind", "country", "women", "men", "total")


@admin.register(Project)
class ProjectAdmin(VersionedAdmin):
    list_display = ("code", "title", "donor", "starts_on", "ends_on")
    list_filter = ("donor",)
    list_select_related = ("donor",)
    search_fields = ("code", "title", "contract_reference", "decision_reference")
    date_hierarchy = "starts_on"
    inlines = (PillarInline, OutcomeInline)
    fieldsets = (
        (None, {"fields": ("code", "title", "other_titles", "objectives", "geographic_scope")}),
        (_("Contract"), {"fields": ("contract_reference", "decision_reference", "instrument",
                                    "donor", "implementing_partners", "starts_on", "ends_on")}),
        (_("Visibility"), {"fields": ("funding_line", "house_style", "contact", "disclaimer")}),
        (_("Access"), {"fields": ("kept_by", "shared_with")}),
    )  # fmt: skip


@admin.register(Pillar)
class PillarAdmin(OfProject, VersionedAdmin):
    list_display = ("of_project", "number", "title")
    list_display_links = ("title",)
    list_filter = ("project",)
    list_select_related = ("project",)
    search_fields = ("title", "description", "project__code")
    fields = ("project", "number", "title", "description")


@admin.register(Outcome)
class OutcomeAdmin(OfProject, VersionedAdmin):
    list_display = ("of_project", "number", "text")
    list_display_links = ("text",)
    list_filter = ("project",)
    list_select_related = ("project",)
    search_fields = ("text", "project__code")
    fields = ("project", "number", "text")

    def choice_label(self, row: Outcome) -> str:
        return f"{row.project.code}: {row}"


@admin.register(Activity)
class ActivityAdmin(OfProject, VersionedAdmin):
    list_display = ("of_project", "number", "title", "type", "status", "starts_on", "place")
    list_display_links = ("title",)
    list_filter = ("project", "type", "status")
    list_select_related = ("project",)
    search_fields = ("title", "local_title", "place", "experts", "project__code")
    date_hierarchy = "starts_on"
    inlines = (ParticipationInline,)
    fieldsets = (
        (None, {"fields": ("project", "number", "title", "local_title", "type")}),
        (_("Status"), {"fields": ("status", "status_reason")}),
        (_("When and where"), {"fields": ("starts_on", "ends_on", "place", "venue", "country")}),
        (_("Framework"), {"fields": ("outcome", "pillars", "topics")}),
        (_("People"), {"fields": ("organisers", "experts")}),
        (_("What happened"), {"fields": ("summary", "key_observations")}),
        (_("Summary report"), {"fields": ("opening_remarks", "final_findings", "challenges",
                                          "way_forward", "feedback", "language",
                                          "is_report_final")}),
    )  # fmt: skip


@admin.register(Participation)
class ParticipationAdmin(InRegister, VersionedAdmin):
    parents = ("activity",)
    list_display = ("activity", "group", "kind", "country", "women", "men", "total")
    list_display_links = ("group",)
    list_filter = ("activity__project", "kind")
    list_select_related = ("activity__project",)
    search_fields = ("group", "activity__title")
    fields = ("activity", "group", "kind", "country", "women", "men", "total")


@admin.register(ActivitySession)
class ActivitySessionAdmin(InRegister, VersionedAdmin):
    parents = ("activity",)
    list_display = ("activity", "number", "title", "kind", "held_on")
    list_display_links = ("title",)
    list_filter = ("activity__project", "kind")
    list_select_related = ("activity__project",)
    search_fields = ("title", "speakers", "activity__title")
    fieldsets = (
        (None, {"fields": ("activity", "number", "title", "kind")}),
        (_("When"), {"fields": ("held_on", "starts_at", "ends_at")}),
        (_("Who"), {"fields": ("speakers",)}),
        (_("What happened"), {"fields": ("text", "key_observations")}),
    )


class DocumentForm(AdminForm):
    """A document; its file passes the same checks as everywhere."""

    without_file = forms.BooleanField(label=_("take the file away"), required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return uploads.accepted(file) if "file" in self.changed_data and file else file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("without_file") and "file" not in self.changed_data:
            cleaned["file"] = False
        return cleaned


@admin.register(Document)
class DocumentAdmin(OfProject, VersionedAdmin):
    form = DocumentForm
    list_display = ("of_project", "number", "title", "type", "language", "confidentiality")
    list_display_links = ("title",)
    list_filter = ("project", "type", "confidentiality", "language")
    list_select_related = ("project",)
    search_fields = ("title", "author", "project__code")
    date_hierarchy = "issued_on"
    # The file itself is behind the page of the document, which asks who may read it.
    formfield_overrides = {FileField: {"widget": forms.FileInput}}
    fieldsets = (
        (None, {"fields": ("project", "number", "title", "type", "language", "confidentiality")}),
        (_("Where it is"), {"fields": ("file", "without_file", "url")}),
        (_("Origin"), {"fields": ("issued_on", "author", "activity")}),
    )


@admin.register(ProjectText)
class ProjectTextAdmin(OfProject, VersionedAdmin):
    list_display = ("of_project", "language")
    list_display_links = ("language",)
    list_filter = ("project", "language")
    list_select_related = ("project",)
    search_fields = ("project__code", "language")
    fieldsets = (
        (None, {"fields": ("project", "language", "objectives", "pillars", "outcomes")}),
        (_("Who and where"), {"fields": ("names", "geographic_scope")}),
        (_("On its papers"), {"fields": ("funding_line", "contact", "disclaimer")}),
    )

    def choice_label(self, row: ProjectText) -> str:
        return str(row)


class StatusForm(ReasonForm):
    """Asks for a yes; the form of a step is told who asks."""

    def __init__(self, data: Any, newsletter: Newsletter) -> None:
        super().__init__(data, initial={"base_version": newsletter.version})


def _set_status(form: Any, newsletter: Newsletter, user: Any) -> None:
    to = NewsletterStatus.FINAL if newsletter.is_draft else NewsletterStatus.DRAFT
    set_status(newsletter=newsletter, status=to, by=user, **form.cleaned_data)


@admin.register(Newsletter)
class NewsletterAdmin(OfProject, VersionedAdmin):
    list_display = ("of_project", "number", "title", "issued_on", "status")
    list_display_links = ("title",)
    list_filter = ("project", "status", "language")
    list_select_related = ("project",)
    search_fields = ("title", "project__code")
    date_hierarchy = "issued_on"
    readonly_fields = ("status",)
    steps = (
        Step(
            "issue", _("Issue it or take it back"), "issue",
            lambda data, newsletter, user: StatusForm(data, newsletter), _set_status,
        ),
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("project", "number", "title", "language", "status")}),
        (_("Dates"), {"fields": ("issued_on", "period_from", "period_to")}),
        (_("Foreword"), {"fields": ("foreword", "foreword_by")}),
    )


class NewsletterItemForm(AdminForm):
    """An item; its picture passes the same checks as everywhere."""

    def clean_picture(self) -> Any:
        file = self.cleaned_data["picture"]
        is_new = "picture" in self.changed_data and file
        return uploads.accepted_picture(file) if is_new else file


@admin.register(NewsletterItem)
class NewsletterItemAdmin(InRegister, VersionedAdmin):
    form = NewsletterItemForm
    parents = ("newsletter",)
    list_display = ("newsletter", "number", "kind", "heading", "activity", "document")
    list_display_links = ("number",)
    list_filter = ("newsletter__project", "kind")
    list_select_related = ("newsletter__project", "activity__project", "document__project")
    search_fields = ("heading", "newsletter__title")
    formfield_overrides = {FileField: {"widget": forms.FileInput}}
    fieldsets = (
        (None, {"fields": ("newsletter", "number", "kind", "activity", "document")}),
        (_("Text"), {"fields": ("heading", "text", "url")}),
        (_("Picture"), {"fields": ("picture", "picture_alt", "picture_caption", "picture_credit")}),
    )

    def choice_label(self, row: NewsletterItem) -> str:
        return f"{row.newsletter}: {row.number}. {row}"
