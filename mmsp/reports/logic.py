"""The intervention logic of the projects evaluated: objectives, expected results, what served them."""

from django.db.models import Count, Q

from activities.models import Activity, ActivityStatus
from evaluations.models import Evaluation
from mmsp.reports.annex_shapes import Intervention, Result


def interventions(evaluation: Evaluation) -> tuple[Intervention, ...]:
    """At most four queries. Of activities the numbers alone: what they were is told where findings rest on them."""
    projects = list(evaluation.projects.prefetch_related("outcomes", "pillars"))
    counted = _counted(evaluation) if any(row.outcomes.all() for row in projects) else {}
    found = (
        Intervention(
            row.code,
            row.title,
            row.objectives,
            tuple(
                Result(each.number, each.text, *counted.get(each.pk, (0, 0)))
                for each in sorted(row.outcomes.all(), key=lambda each: each.number)
            ),
            tuple(
                Result(each.number, each.title)
                for each in sorted(row.pillars.all(), key=lambda each: each.number)
            ),
        )
        for row in projects
    )
    return tuple(each for each in found if each)


def _counted(evaluation: Evaluation) -> dict[int, tuple[int, int]]:
    """Activities held, and foreseen, by the result that they serve."""
    rows = Activity.objects.filter(project__in=evaluation.projects.all(), outcome__isnull=False)
    held = Count("pk", filter=Q(status=ActivityStatus.IMPLEMENTED))
    counts = rows.order_by().values("outcome").annotate(held=held, foreseen=Count("pk"))
    return {each["outcome"]: (each["held"], each["foreseen"]) for each in counts}
