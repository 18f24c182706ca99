"""How the follow-up in figures fares over a hundred thousand key actions."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, User
from editing import versions
from evaluations.models import Conclusion, Criterion, Evaluation, Membership
from recommendations.models import (
    KeyAction,
    ManagementResponse,
    ProgressUpdate,
    Recommendation,
    ResponseMatrix,
)
from recommendations.status import CLOSED, ActionStatus
from tests.load import rows
from tests.load.frame import Values, measure, one_run, seconds

PAGE = "/follow-up/"
FEW, MANY = 1_000, 100_000
A_REPORT = 100  # actions, ten for each recommendation
STATUSES = list(ActionStatus)
TIMES = 5


@measure
def dashboard() -> Values:
    """The follow-up in figures over 100,000 key actions, compared with 1,000."""
    client, reader = Client(), rows.officer()
    client.force_login(reader)
    few = _measured(client, range(FEW // A_REPORT), reader)
    many = _measured(client, range(FEW // A_REPORT, MANY // A_REPORT), reader)
    for name, bound in (("asked again", 3), ("after a write", 3), ("the first time", None)):
        yield f"dashboard {name}, {FEW} actions", few[name] * 1000, "ms", None
        yield f"dashboard {name}, {MANY} actions", many[name] * 1000, "ms", None
        yield f"dashboard {name}, {MANY} / {FEW}", many[name] / few[name], "times", bound


def _measured(client: Client, reports: range, reader: User) -> dict[str, float]:
    fill(reports, reader=reader)
    first = one_run(lambda: answered(client))
    again = seconds(lambda: answered(client), TIMES)
    return {
        "the first time": first,
        "asked again": again,
        "after a write": min(one_run(_written_first(client)) for _each in range(TIMES)),
    }


def _written_first(client: Client) -> Callable[[], None]:
    """Writes something of one evaluation, which is not measured, and returns what asks anew."""
    action = KeyAction.objects.latest("pk")
    text = f"Hold a working meeting, at {datetime.now(UTC):%f}."
    versions.revise(action, base_version=action.version, fields={"text": text}, by=None)
    return lambda: answered(client)


def answered(client: Client) -> None:
    """An error page would be fast as well, so it ends the measure."""
    response = client.get(PAGE)
    if response.status_code != 200 or b"Closure rate" not in response.content:
        raise RuntimeError(f"{PAGE} answered {response.status_code} without figures")


def fill(reports: range, *, reader: User) -> None:
    """A hundred actions for each report, in all states, answered by one of ten organisations in one
    of forty units, under all criteria."""
    bodies = _organisations()
    evaluations = rows.write(_evaluation(number) for number in reports)
    rows.write(
        Membership(evaluation=each, organisation=reader.organisation, role="manager")
        for each in evaluations
    )
    matrices = rows.write(
        ResponseMatrix(evaluation=each, organisation=bodies[n % len(bodies)], due_on=date(2025, 6, 1),
                       submitted_at=datetime(2025, 5 + n % 3, 1, tzinfo=UTC))
        for n, each in enumerate(evaluations)
    )  # fmt: skip
    actions = rows.write(_actions(_answers(evaluations, matrices)))
    rows.write(_word(action) for action in actions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a database does by itself once rows have come bit by bit


def _organisations() -> list[Organisation]:
    known = list(Organisation.objects.filter(slug__startswith="body-"))
    return known or rows.write(
        Organisation(name=f"Body {n}", slug=f"body-{n}", kind="other") for n in range(10)
    )


def _evaluation(number: int) -> Evaluation:
    row = rows.evaluation(number)
    row.themes = [f"Theme {number % 8}", f"Theme {number % 5}"]
    return row


def _answers(evaluations: list[Any], matrices: list[Any]) -> list[ManagementResponse]:
    made = rows.write(
        rows.recommendation(evaluations, n) for n in range(len(evaluations) * rows.A_REPORT)
    )
    criteria = list(Criterion.objects.filter(evaluation=None))
    conclusions = rows.write(
        Conclusion(evaluation=row.evaluation, number=row.number, heading="It follows.",
                   criterion=criteria[n % len(criteria)])
        for n, row in enumerate(made)
    )  # fmt: skip
    link = Recommendation.conclusions.through
    link.objects.bulk_create(
        (link(recommendation=row, conclusion=each) for row, each in zip(made, conclusions, strict=True)),
        batch_size=500,
    )  # fmt: skip
    decisions = ("accepted", "partially_accepted", "rejected", "pending")
    return rows.write(
        ManagementResponse(matrix=matrices[n // rows.A_REPORT], recommendation=row,
                           decision=decisions[n % 4], reason="For now.")
        for n, row in enumerate(made)
    )  # fmt: skip


def _actions(answers: list[ManagementResponse]) -> Any:
    today, numbers = timezone.localdate(), count()
    for answer in answers:
        for number in range(1, A_REPORT // rows.A_REPORT + 1):
            n = next(numbers)
            due = today - timedelta(days=n * 7 % 1500 - 200)
            yield KeyAction(
                response=answer, number=number, text="Hold a working meeting.", promised_on=due,
                due_on=due, status=STATUSES[n % len(STATUSES)], responsible_units=f"Unit {n % 40}",
                funding_gap=1000,
            )  # fmt: skip


def _word(action: KeyAction) -> ProgressUpdate:
    """The last word, of before yesterday or of long ago; what is closed has been proven."""
    said = timezone.now() - timedelta(days=action.pk * 11 % 400 + 1)
    proof = "The minutes are signed." if action.status in CLOSED and action.pk % 3 else ""
    return ProgressUpdate(key_action=action, status=action.status, made_at=said, evidence=proof)
