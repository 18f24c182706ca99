"""The evidence that findings rest on, read once: activities, documents, and how many were heard."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum
from django.utils.text import slugify

from activities.models import Activity, Confidentiality, Document, Participation
from evaluations.models import Evaluation, Finding
from mmsp.reports.shapes import Audience, Event, Evidence, Reference, Source

READABLE = {
    Audience.INTERNAL: set(Confidentiality),
    Audience.RESTRICTED: {Confidentiality.RESTRICTED, Confidentiality.PUBLIC},
    Audience.PUBLIC: {Confidentiality.PUBLIC},
}


@dataclass(frozen=True)
class Register:
    """Rows of the annexes by key, in their order, and which finding points at which of them."""

    events: dict[int, Event]
    sources: dict[int, Source]
    activities: dict[int, list[int]] = field(default_factory=dict)
    documents: dict[int, list[int]] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)

    def evidence_of(self, finding: Finding) -> Evidence:
        linked_events = set(self.activities.get(finding.pk, ()))
        linked_sources = set(self.documents.get(finding.pk, ()))
        return Evidence(
            activities=tuple(e.reference for pk, e in self.events.items() if pk in linked_events),
            documents=tuple(s.reference for pk, s in self.sources.items() if pk in linked_sources),
            people=self.people.get(finding.pk, 0),
        )


def read_register(evaluation: Evaluation, audience: Audience) -> Register:
    """Six queries: the rows, the persons counted, and three tables of links."""
    heard = _links(evaluation, "interviews")
    return Register(
        events=_events(evaluation),
        sources=_sources(evaluation, audience),
        activities=_links(evaluation, "activities"),
        documents=_links(evaluation, "documents"),
        people={finding: len(interviews) for finding, interviews in heard.items()},
    )


def _links(evaluation: Evaluation, name: str) -> dict[int, list[int]]:
    """Keys of live linked rows by the key of the finding."""
    target = f"{name}__pk"
    rows = Finding.objects.filter(
        **{"evaluation": evaluation, f"{name}__isnull": False, f"{name}__deleted_at": None}
    )
    links = defaultdict(list)
    for finding, linked in rows.order_by("pk", target).values_list("pk", target):
        links[finding].append(linked)
    return dict(links)


def _linked(rows: QuerySet, evaluation: Evaluation) -> QuerySet:
    """The rows some live finding of the evaluation points at, in the order of the register."""
    findings = Finding.objects.filter(evaluation=evaluation)
    return rows.filter(findings__in=findings).select_related("project").distinct()


def _events(evaluation: Evaluation) -> dict[int, Event]:
    rows = _linked(Activity.objects.order_by("project__code", "number"), evaluation)
    counted = {
        each["activity"]: each
        for each in Participation.objects.filter(activity__in=rows.order_by().values("pk"))
        .order_by()
        .values("activity")
        .annotate(women=Sum("women"), men=Sum("men"), total=Sum("total"))
    }
    return {row.pk: _event(row, counted.get(row.pk, {})) for row in rows}


def _event(row: Activity, counted: dict[str, int | None]) -> Event:
    return Event(
        reference=_reference("activity", row),
        title=row.title,
        type_label=str(row.get_type_display()),
        held=(row.starts_on, row.ends_on),
        place=row.place,
        women=counted.get("women"),
        men=counted.get("men"),
        total=counted.get("total"),
    )


def _sources(evaluation: Evaluation, audience: Audience) -> dict[int, Source]:
    readable = Document.objects.filter(confidentiality__in=READABLE[audience])
    rows = _linked(readable.order_by("project__code", "number"), evaluation)
    return {
        row.pk: Source(
            reference=_reference("document", row),
            title=row.title,
            author=row.author,
            issued_on=row.issued_on,
            type_label=str(row.get_type_display()),
            url=row.url,
        )
        for row in rows
    }


def _reference(kind: str, row: Activity | Document) -> Reference:
    code = row.project.code
    return Reference(f"{kind}-{slugify(code)}-{row.number}", f"{code} {row.number}")
