"""Why a paper is not printed, in the language of whoever reads it. The press and those who work it know
nobody's language: they hand on the sentence as it stands in the code, and what it names."""

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext

from mmsp.reports.survey import BEGINNING

Named = Mapping[str, str | int]


def told(sentence: str, named: Named) -> str:
    """The sentence, which was marked with `gettext_noop`, and in it what it names."""
    if not named:
        return gettext(sentence)
    return gettext(sentence) % {key: _written(value) for key, value in named.items()}


def placed(heading: str) -> str:
    """The heading stands in the language of the paper, unless it is none."""
    return gettext(heading) if heading == BEGINNING else heading


def _written(value: str | int) -> str:
    return number_format(value, force_grouping=True) if isinstance(value, int) else value
