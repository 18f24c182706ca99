"""The evidence that findings rest on, read once: activities, documents, and how many were heard."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet, Sum
from django.utils.text import slugify

from activities.models import Activity, Confidentiality, Document, Participation
from editing.richtext import plain_text
from evaluations.models import Evaluation, Finding, Indicator
from mmsp.reports import headcount
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
    indicators: dict[int, tuple[Reference, ...]] = field(default_factory=dict)
    cited: dict[int, str] = field(default_factory=dict)

    def evidence_of(self, finding: Finding) -> Evidence:
        linked_events = set(self.activities.get(finding.pk, ()))
        linked_sources = set(self.documents.get(finding.pk, ()))
        unseen = len(linked_sources - self.sources.keys())
        return Evidence(
            activities=tuple(e.reference for pk, e in self.events.items() if pk in linked_events),
            documents=tuple(
                _with_pages(source.reference, finding.document_pages.get(self.cited[pk], ""))
                for pk, source in self.sources.items()
                if pk in linked_sources
            ),
            people=self.people.get(finding.pk, 0),
            unseen=unseen,
            indicators=self.indicators.get(finding.pk, ()),
        )


def _with_pages(reference: Reference, pages: str) -> Reference:
    return replace(reference, label=f"{reference.label} ({pages})") if pages else reference


def read_register(evaluation: Evaluation, audience: Audience) -> Register:
    """Seven queries: the rows, the persons counted, and four tables of links."""
    activities = list(_linked(Activity.objects.all(), evaluation))
    readable = Document.objects.filter(confidentiality__in=READABLE[audience])
    documents = list(_linked(readable, evaluation))
    several = len({row.project_id for row in (*activities, *documents)}) > 1
    counted, heard = _counted(evaluation), _links(evaluation, "interviews")
    return Register(
        events={row.pk: _event(row, counted.get(row.pk, {}), several) for row in activities},
        sources={row.pk: _source(row, several) for row in documents},
        activities=_links(evaluation, "activities"),
        documents=_links(evaluation, "documents"),
        people={finding: len(interviews) for finding, interviews in heard.items()},
        indicators=_indicators(evaluation),
        cited={row.pk: row.reference for row in documents},
    )


def _indicators(evaluation: Evaluation) -> dict[int, tuple[Reference, ...]]:
    """The indicators that each finding rests on, by their labels, as rows of the evaluation matrix."""
    rows = Indicator.objects.filter(findings__in=Finding.objects.filter(evaluation=evaluation))
    numbers = ("judgement_criterion__question__number", "judgement_criterion__number", "number")
    found: dict[int, tuple[Reference, ...]] = {}
    for finding, *label in rows.order_by(*numbers).values_list("findings", *numbers):
        reference = Reference("evaluation-matrix", ".".join(map(str, label)))
        found[finding] = (*found.get(finding, ()), reference)
    return found


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
    rows = rows.filter(findings__in=findings).select_related("project").distinct()
    return rows.order_by("project__code", "number")


def _counted(evaluation: Evaluation) -> dict[int, dict[str, int | None]]:
    """Women, men and all participants by activity."""
    findings = Finding.objects.filter(evaluation=evaluation)
    rows = Participation.objects.filter(activity__in=Activity.objects.filter(findings__in=findings))
    sums = (
        rows.order_by()
        .values("activity")
        .annotate(women=Sum("women"), men=Sum("men"), total=Sum("total"))
    )
    return {
        each["activity"]: {name: each[name] for name in ("women", "men", "total")} for each in sums
    }


def _event(row: Activity, counted: dict[str, int | None], several: bool) -> Event:
    account = f"{plain_text(row.summary)}\n{plain_text(row.key_observations)}"
    return Event(
        reference=_reference("activity", row, several),
        title=row.title,
        type_label=str(row.get_type_display()),
        held=(row.starts_on, row.ends_on),
        place=row.place,
        stated=headcount.stated(account),
        page=row.get_absolute_url(),
        **counted,
    )


def _source(row: Document, several: bool) -> Source:
    return Source(
        reference=_reference("document", row, several),
        title=row.title,
        author=row.author,
        issued_on=row.issued_on,
        type_label=str(row.get_type_display()),
        url=row.url,
    )


def _reference(kind: str, row: Activity | Document, several: bool) -> Reference:
    """Named by its number; where several projects are evaluated, by its project as well."""
    code = row.project.code
    label = f"{code} {row.number}" if several else str(row.number)
    return Reference(f"{kind}-{slugify(code)}-{row.number}", label)
