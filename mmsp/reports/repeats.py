"""What was recommended before: a hint of pre-flight to whoever writes, as far as they may see it."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from evaluations.models import Evaluation
from evaluations.similar.said import repeated_in
from mmsp.reports.preflight import Level, Remark


def repeats(evaluation: Evaluation, user: Any, on: datetime.date) -> Iterator[Remark]:
    """A recommendation and where it stood before, in as many queries for few as for many."""
    rows = list(evaluation.recommendations.select_related("evaluation").order_by("number"))
    repeated = repeated_in(rows, user, on=on)
    for row in rows:
        for said in repeated.get(row.pk, [])[:1]:
            message = _("R%(n)s says as good as the same as R%(m)s of “%(evaluation)s”.") % {
                "n": row.number, "m": said.row.number, "evaluation": said.row.evaluation,
            }  # fmt: skip
            yield Remark(Level.DOUBTFUL, message, row.get_absolute_url())
