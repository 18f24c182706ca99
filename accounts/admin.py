"""People and organisations, for support staff."""

import logging
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import SetPasswordMixin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import Mail, Organisation, PaperOrder, User
from accounts.outbox import try_again
from editing import versions
from editing.admin import AdminForm, VersionedAdmin

log = logging.getLogger("accounts")


@admin.register(Organisation)
class OrganisationAdmin(VersionedAdmin):
    list_display = ("name", "acronym", "kind", "country")
    list_filter = ("kind",)
    search_fields = ("name", "acronym", "slug")
    prepopulated_fields = {"slug": ("acronym",)}
    fields = ("name", "acronym", "slug", "kind", "country", "head")


class NewPersonForm(SetPasswordMixin, AdminForm):
    """An account; without a password its owner sets one by the link on the sign-in page."""

    password1, password2 = SetPasswordMixin.create_password_fields()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields[name].required = False
        self.fields["password1"].help_text = _(
            "Leave it empty to let the person choose one by “Forgot your password?”."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("password1") != cleaned.get("password2"):
            self.add_error("password2", _("The two passwords are not the same."))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.cleaned_data.get("password1"):
            self.validate_password_for_user(self.instance, "password1")

    def create(self, fields: dict[str, Any], by: Any, request_key: Any) -> User:
        person = versions.create(User, fields=fields, by=by, request_key=request_key)
        person.set_password(self.cleaned_data["password1"] or None)
        person.save(update_fields=["password"])
        return person


@admin.register(User)
class PersonAdmin(VersionedAdmin, UserAdmin):
    list_display = ("name", "email", "organisation", "job_title", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "is_superuser", "language")
    list_select_related = ("organisation",)
    search_fields = ("name", "email", "organisation__name", "organisation__acronym")
    ordering = ("name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "password_page")
    add_form = NewPersonForm
    add_form_template = None
    fieldsets = (
        (None, {"fields": ("email", "name", "organisation", "job_title", "password_page")}),
        (_("Settings"), {"fields": ("language", "time_zone")}),
        (_("Mails"), {"fields": User.MAIL_FIELDS}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "last_login")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "organisation", "job_title")}),
        (_("Settings"), {"fields": ("language", "time_zone", "is_staff", "is_superuser")}),
        (_("Password"), {"fields": ("password1", "password2")}),
    )

    def choice_label(self, row: User) -> str:
        return f"{row} ({row.organisation or row.email})"

    @admin.display(description=_("password"))
    def password_page(self, person: User) -> SafeString:
        return format_html('<a href="../password/">{}</a>', _("Set a new password"))

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> None:
        """Called for a new password only, which no revision holds."""
        log.info("Person %s set the password of person %s.", request.user.pk, obj.pk)


class ReadOnlyAdmin(admin.ModelAdmin):
    """What machinery writes, for support staff to look at."""

    list_per_page = 50
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_staff)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(PaperOrder)
class PaperOrderAdmin(ReadOnlyAdmin):
    """Who waits for a paper, and why one was not printed; never the paper."""

    list_display = ("asked_at", "person", "file_name", "state", "tries", "sentence")
    list_filter = ("state",)
    list_select_related = ("person",)
    search_fields = ("person__name", "person__email", "file_name", "sentence")
    fields = (
        "person", "file_name", "audience", "state", "tries", "asked_at", "started_at", "finished_at",
        "sentence",
    )  # fmt: skip


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    """The outbox, to read: who gets a mail, when it left, or why it did not."""

    list_display = ("day", "person", "state", "tries", "next_try_at", "fault")
    list_filter = ("day",)
    list_select_related = ("person",)
    search_fields = ("person__name", "person__email", "message_id", "fault")
    fields = (
        "person", "day", "state", "tries", "next_try_at", "sent_at", "given_up_at", "fault",
        "message_id",
    )  # fmt: skip
    readonly_fields = ("state",)
    actions = ("try_again",)

    @admin.display(description=_("state"))
    def state(self, mail: Mail) -> str:
        if mail.sent_at:
            return str(_("Sent"))
        return str(_("Given up") if mail.given_up_at else _("Waiting"))

    @admin.action(description=_("Try again what was given up"), permissions=["view"])
    def try_again(self, request: HttpRequest, mails: Any) -> None:
        count = try_again(mails, timezone.now())
        self.message_user(request, _("Mails that wait for another try: %(n)s.") % {"n": count})
