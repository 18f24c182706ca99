"""Where everything that a text of an evaluation can refer to stands in its report."""

from typing import Any

from editing.references import Kind, kinds_of
from evaluations.models import Evaluation
from mmsp.reports.citations import Citations
from mmsp.reports.shapes import Audience, Reference
from mmsp.reports.witnesses import Register


def read_citations(evaluation: Evaluation, register: Register, audience: Audience) -> Citations:
    """One query a kind. Of activities and papers, those that the annexes list for this audience."""
    annexed = {
        **{f"activity:{pk}": event.reference for pk, event in register.events.items()},
        **{f"document:{pk}": source.reference for pk, source in register.sources.items()},
    }
    places: dict[str, Reference | None] = {}
    for kind in kinds_of(evaluation).values():
        for row in kind.rows(evaluation):
            key = f"{kind.key}:{row.pk}"
            places[key] = _place(kind, row, annexed.get(key))
    return Citations(places, marks_lost=audience == Audience.INTERNAL)


def _place(kind: Kind, row: Any, annexed: Reference | None) -> Reference | None:
    if kind.key in ("activity", "document"):
        return Reference(annexed.anchor, kind.label(row)) if annexed else None
    number = row.position if kind.key == "section" else row.number
    return Reference(f"{kind.key}-{number}", kind.label(row))
