"""The forms of allauth in the words of the house."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "remember": _("Stay signed in on this device"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password again"),
}


class InOurWords:
    """Names the fields, and leaves out placeholders: they vanish while somebody types."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS[name]
            field.widget.attrs.pop("placeholder", None)


class SignInForm(InOurWords, forms.LoginForm):
    pass


class ChangePasswordForm(InOurWords, forms.ChangePasswordForm):
    pass


class ForgottenPasswordForm(InOurWords, forms.ResetPasswordForm):
    pass


class NewPasswordForm(InOurWords, forms.ResetPasswordKeyForm):
    pass


class ConfirmForm(InOurWords, forms.ReauthenticateForm):
    pass
