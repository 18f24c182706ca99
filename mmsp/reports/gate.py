"""Pre-flight at the gate: what blocks a report keeps it from becoming final."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from evaluations.conditions import Gap, condition
from evaluations.models import Evaluation
from mmsp.reports import content, preflight
from mmsp.reports.shapes import Audience


@condition("preflight", gettext_lazy("Pre-flight finds nothing that blocks."))
def passes_preflight(evaluation: Evaluation, user: Any) -> Iterator[Gap]:
    built = content.build(evaluation, audience=Audience.INTERNAL, as_of=timezone.localdate())
    for remark in preflight.check(built):
        if remark.level == preflight.Level.BLOCKING:
            yield Gap(remark.message, remark.url)
