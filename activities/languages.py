"""The languages into which the texts of a project are put: those that our fonts can write."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

# Of the Union and of its partners, beside those in which all papers are written.
OTHERS = (
    "bg", "bs", "cs", "da", "de", "el", "es", "et", "fi", "ga", "hr", "hu", "id", "is", "it", "ja",
    "kk", "ky", "lt", "lv", "mk", "mn", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr",
    "sv", "tg", "tk", "tr", "uk", "uz", "vi", "zh-hant",
)  # fmt: skip


def called(code: str) -> str:
    """What its speakers call it; the code where nobody told us."""
    return str(LANG_INFO.get(code, {}).get("name_local", code))


def offered(*, besides: Collection[str] = (), own: str = "") -> list[tuple[str, Any]]:
    """Choices of a form, without the languages that are there already; `own` always is one."""
    papers = [code for code, _name in settings.CONTENT_LANGUAGES if code != settings.LANGUAGE_CODE]
    others = [*OTHERS, own] if own and own not in (*papers, *OTHERS) else OTHERS
    groups = ((_("Languages of all papers"), papers), (_("Other languages"), others))
    shown = (
        (name, sorted(map(_choice, set(codes) - set(besides)), key=_label))
        for name, codes in groups
    )
    return [("", _("Choose a language")), *((name, choices) for name, choices in shown if choices)]


def _choice(code: str) -> tuple[str, str]:
    """By its name in the language of the reader, and by its own."""
    name, own = _(LANG_INFO.get(code, {}).get("name", code)), called(code)
    return code, name if name.casefold() == own.casefold() else f"{name} ({own})"


def _label(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
