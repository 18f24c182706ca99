"""Project codes in addresses, as contracts write them: MMSP, PO.0105."""

from django.core.validators import RegexValidator
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

CODE = r"(?!new$|new/)[A-Za-z0-9][A-Za-z0-9._-]{0,39}"

valid_code = RegexValidator(
    rf"^{CODE}\Z",
    _("Use letters, digits, dots, hyphens and underscores, and begin with a letter or a digit."),
)


class ProjectCode:
    regex = CODE

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Makes `<code:...>` known to every urls.py."""
    register_converter(ProjectCode, "code")
