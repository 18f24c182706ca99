"""Standard criteria and quality grids are rows with English names; a paper says them in its language."""

from django.utils.translation import gettext as _

from evaluations.models import Criterion


def criterion_name(criterion: Criterion) -> str:
    """An evaluation's own criterion is named in the language of its report already."""
    return criterion.name if criterion.evaluation_id else called(criterion.name)


def called(name: str) -> str:
    """The name of a standard, or a word of its grid, as the paper says it; as it is where nobody has
    translated it."""
    return _(name) if name else ""
