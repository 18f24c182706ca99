"""The follow-up as it stood at the end of a day.

What was here on that day is told as it stood then, by the versions of its rows and by the reports
written until then: so what is told of a day does not change with what happens later. A response that
was carried over to here only afterwards is told by its log: what it promised, with the status that its
reports give it on that day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation, User
from editing.past import as_they_stood
from recommendations.models import (
    KeyAction,
    ManagementResponse,
    ProgressUpdate,
    Recommendation,
    Timeliness,
)
from recommendations.models.recommendation import criteria_of
from recommendations.status import CLOSED, ActionStatus

RESPONSE = ("matrix", "recommendation", "decision")
ACTION = (
    "response", "number", "text", "responsible_units", "responsible_person", "status",
    "promised_on", "due_on",
)  # fmt: skip
PROOFS = ("evidence", "evidence_url", "evidence_file", "document", "activity")


@dataclass(frozen=True)
class Sight:
    """What is looked at: evaluations, the responses in them with those that were removed since, and of
    these the ones that a reader sees before they are submitted."""

    evaluations: QuerySet
    matrices: QuerySet
    drafts: QuerySet


@dataclass(frozen=True, slots=True)
class Told:
    """An evaluation."""

    slug: str
    title: str
    themes: list[str]
    report_date: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Answering:
    """A response matrix; `is_carried` says that it came here after the day."""

    pk: int
    evaluation: int
    organisation: str
    name: str
    submitted_at: datetime | None
    due_on: date | None
    is_carried: bool

    @property
    def came_at(self) -> datetime | None:
        """When what was carried over was promised."""
        return self.submitted_at if self.is_carried else None

    def timeliness(self, on: date) -> Timeliness:
        if self.submitted_at is None:
            return Timeliness.OVERDUE if self.due_on and self.due_on < on else Timeliness.AWAITED
        if self.due_on is None:
            return Timeliness.UNDATED
        came = timezone.localdate(self.submitted_at)
        return Timeliness.ON_TIME if came <= self.due_on else Timeliness.LATE


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation with the codes of the criteria that it stands under today."""

    pk: int
    evaluation: int
    number: int
    heading: str
    criteria: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    matrix: Answering
    recommendation: Asked
    decision: str


@dataclass(frozen=True, slots=True)
class Word:
    """A report on an action."""

    made_at: datetime
    status: str
    what_was_done: str
    new_due_on: date | None
    has_proof: bool


@dataclass(frozen=True, slots=True)
class Promised:
    """A key action; `heard_at` is when something was said of it last, or when it was promised."""

    pk: int
    answer: Answer
    number: int
    text: str
    unit: str
    person: str
    status: str
    promised_on: date | None
    due_on: date | None
    heard_at: datetime
    said: tuple[Word, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.answer.recommendation.number}.{self.number}"

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED

    @property
    def has_proof(self) -> bool:
        return any(word.has_proof for word in self.said)

    @property
    def closed_on(self) -> date | None:
        """The day of the first report of those that have called it closed ever since."""
        if self.is_open:
            return None
        first = None
        for word in reversed(self.said):
            if word.status not in CLOSED:
                break
            first = word
        return timezone.localdate(first.made_at) if first else None

    def days_late(self, on: date) -> int:
        """Days since the first promised date while it is open."""
        if self.promised_on is None or not self.is_open:
            return 0
        return max(0, (on - self.promised_on).days)

    def is_overdue(self, on: date) -> bool:
        return bool(self.is_open and self.due_on and self.due_on < on)


@dataclass(frozen=True)
class Past:
    """The follow-up at the end of a day, in the order of evaluations, organisations and numbers."""

    on: date
    evaluations: dict[int, Told]
    recommendations: tuple[Asked, ...]
    matrices: tuple[Answering, ...]
    answers: tuple[Answer, ...]
    actions: tuple[Promised, ...]


def read_past(sight: Sight, on: date) -> Past:
    """A number of queries that does not grow."""
    return _Reading(sight, on).past()


@dataclass
class _Reading:
    sight: Sight
    on: date
    end: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.end = timezone.make_aware(datetime.combine(self.on + timedelta(days=1), time.min))

    def past(self) -> Past:
        names = ("slug", "title", "themes", "report_date", "created_at")
        rows = self.sight.evaluations.order_by().values_list("pk", *names)
        evaluations = {pk: Told(*told) for pk, *told in rows}
        matrices = dict(self._matrices(evaluations))
        asked = self._recommendations(evaluations, matrices)
        answers = dict(self._answers(matrices, asked))
        return Past(
            on=self.on,
            evaluations=evaluations,
            recommendations=_in_order(asked.values(), evaluations),
            matrices=tuple(matrices.values()),
            answers=tuple(sorted(answers.values(), key=lambda each: _place_of(each, evaluations))),
            actions=tuple(
                sorted(self._actions(answers), key=lambda each: _place(each, evaluations))
            ),
        )

    def _stood(
        self, rows: Any, fields: tuple[str, ...]
    ) -> Iterator[tuple[int, bool, dict[str, Any]]]:
        """What was here, then what came afterwards, with whether it did."""
        for key, content in as_they_stood(rows, self.end, fields).items():
            yield key, False, content
        later = rows.filter(created_at__gte=self.end, deleted_at=None).order_by()
        for content in later.values("pk", *fields):
            yield content.pop("pk"), True, content

    def _matrices(self, evaluations: dict[int, Told]) -> Iterator[tuple[int, Answering]]:
        """Those that had been submitted, and drafts for whom they are open to."""
        drafts = set(self.sight.drafts.order_by().values_list("pk", flat=True))
        fields = ("evaluation", "organisation", "submitted_at", "due_on")
        stood = list(self._stood(self.sight.matrices, fields))
        named = Organisation.objects.in_bulk({each["organisation"] for *_, each in stood})
        for key, is_carried, told in stood:
            at, by = told["submitted_at"], named.get(told["organisation"])
            is_submitted = at is not None and at < self.end
            is_told = is_submitted or (key in drafts and not is_carried)
            if is_told and by and told["evaluation"] in evaluations:
                yield key, Answering(
                    key, told["evaluation"], by.slug, str(by), at if is_submitted else None,
                    told["due_on"], is_carried,
                )  # fmt: skip

    def _recommendations(
        self, evaluations: dict[int, Told], matrices: dict[int, Answering]
    ) -> dict[int, Asked]:
        """Those that stood here; all of a report that was carried over, once it had come out."""
        rows = Recommendation.everything.filter(evaluation__in=self.sight.evaluations.values("pk"))
        answered = {each.evaluation for each in matrices.values() if each.is_carried}
        codes = _codes(rows)
        found = {}
        for key, is_late, told in self._stood(rows, ("evaluation", "number", "heading")):
            evaluation = told["evaluation"]
            if (
                is_late
                and evaluation not in answered
                and not self._came_out(evaluations[evaluation])
            ):
                continue
            found[key] = Asked(
                key, evaluation, told["number"], told["heading"], frozenset(codes.get(key, ()))
            )
        return found

    def _came_out(self, told: Told) -> bool:
        is_carried = told.created_at >= self.end
        return bool(is_carried and told.report_date and told.report_date <= self.on)

    def _answers(
        self, matrices: dict[int, Answering], asked: dict[int, Asked]
    ) -> Iterator[tuple[int, Answer]]:
        rows = ManagementResponse.everything.filter(matrix__in=self.sight.matrices.values("pk"))
        for key, is_late, told in self._stood(rows, RESPONSE):
            matrix, of = matrices.get(told["matrix"]), asked.get(told["recommendation"])
            if matrix and of and matrix.is_carried == is_late:
                yield key, Answer(matrix, of, told["decision"])

    def _actions(self, answers: dict[int, Answer]) -> Iterator[Promised]:
        matrices = self.sight.matrices.values("pk")
        rows = KeyAction.everything.filter(response__matrix__in=matrices)
        stood = [
            (key, is_late, told)
            for key, is_late, told in self._stood(rows, ACTION)
            if told["response"] in answers
            and answers[told["response"]].matrix.is_carried == is_late
        ]
        promised = dict(rows.order_by().values_list("pk", "created_at"))
        people = User.everything.in_bulk(
            {told["responsible_person"] for *_, told in stood} - {None}
        )
        words = self._words()
        for key, is_late, told in stood:
            answer = answers[told["response"]]
            said = tuple(
                word for entered, word in words.get(key, ()) if is_late or entered < self.end
            )
            yield Promised(
                pk=key, answer=answer, number=told["number"], text=told["text"],
                unit=told["responsible_units"],
                person=str(people.get(told["responsible_person"], "")),
                promised_on=told["promised_on"], said=said,
                heard_at=said[-1].made_at if said else answer.matrix.came_at or promised[key],
                **(_by_log(told, said) if is_late else _as_it_stood(told)),
            )  # fmt: skip

    def _words(self) -> dict[int, list[tuple[datetime, Word]]]:
        """By action the reports that stood on that day, each with the moment it was written here."""
        stood = Q(withdrawn_at=None) | Q(withdrawn_at__gte=self.end)
        rows = ProgressUpdate.objects.filter(
            stood, handed_to=None, made_at__lt=self.end,
            key_action__response__matrix__in=self.sight.matrices.values("pk"),
        )  # fmt: skip
        told: dict[int, list[tuple[datetime, Word]]] = defaultdict(list)
        for action, entered, at, status, done, due, *proofs in rows.order_by(
            "made_at", "pk"
        ).values_list(
            "key_action", "created_at", "made_at", "status", "what_was_done", "new_due_on", *PROOFS
        ):
            told[action].append((entered, Word(at, status, done, due, any(proofs))))
        return told


def _as_it_stood(told: dict[str, Any]) -> dict[str, Any]:
    return {"status": told["status"], "due_on": told["due_on"]}


def _by_log(told: dict[str, Any], said: tuple[Word, ...]) -> dict[str, Any]:
    """What the reports until that day say; before the first, nothing was begun."""
    moved = [word.new_due_on for word in said if word.new_due_on]
    due_on = moved[-1] if moved else told["promised_on"] or told["due_on"]
    return {"status": said[-1].status if said else ActionStatus.NOT_INITIATED, "due_on": due_on}


def _codes(rows: Any) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for links in criteria_of():
        judged = links.filter(recommendation__in=rows.values("pk"), code__isnull=False)
        for recommendation, code in judged.values_list("recommendation", "code"):
            found[recommendation].add(code)
    return found


def _in_order(asked: Iterable[Asked], evaluations: dict[int, Told]) -> tuple[Asked, ...]:
    return tuple(
        sorted(asked, key=lambda each: (evaluations[each.evaluation].title, each.number, each.pk))
    )


def _place(each: Promised, evaluations: dict[int, Told]) -> tuple[Any, ...]:
    return *_place_of(each.answer, evaluations), each.number, each.pk


def _place_of(answer: Answer, evaluations: dict[int, Told]) -> tuple[Any, ...]:
    of, matrix = answer.recommendation, answer.matrix
    return evaluations[of.evaluation].title, of.number, of.pk, matrix.name, matrix.pk
