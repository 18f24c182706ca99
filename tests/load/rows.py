"""Many rows at once, written below the write path: measures need the rows, not their history."""

from collections.abc import Iterable
from datetime import date

from django.db import models

from accounts.models import Organisation, User
from evaluations.models import Evaluation, Membership
from evaluations.models.evaluation import Stage
from recommendations.models import KeyAction, ManagementResponse, Recommendation, ResponseMatrix

A_REPORT = 10  # recommendations, as in the final evaluation of the MMSP


def write(rows: Iterable[models.Model]) -> list:
    """The rows with their keys."""
    rows = list(rows)
    everything = type(rows[0]).everything.all()
    return models.QuerySet.bulk_create(everything, rows, batch_size=500)


def officer() -> User:
    """Somebody at a Delegation."""
    delegation = Organisation(name="EU Delegation", acronym="EUD", slug="eud", kind="eu_delegation")
    return User.objects.create_user(
        "officer@example.org", name="Officer", organisation=write([delegation])[0]
    )


def recommendations(reports: range, *, reader: User) -> None:
    """Ten recommendations for each report, answered and with a key action; the organisation of the
    reader manages every evaluation and responds to it."""
    evaluations = write(evaluation(number) for number in reports)
    write(
        Membership(evaluation=each, organisation=reader.organisation, role="manager")
        for each in evaluations
    )
    matrices = write(
        ResponseMatrix(evaluation=each, organisation=reader.organisation) for each in evaluations
    )
    count = len(evaluations) * A_REPORT
    rows = write(recommendation(evaluations, number) for number in range(count))
    address(rows, reader.organisation)
    answers = write(
        ManagementResponse(matrix=matrices[n // A_REPORT], recommendation=row, decision="accepted")
        for n, row in enumerate(rows)
    )
    write(action(answer, n) for n, answer in enumerate(answers))


def evaluation(number: int) -> Evaluation:
    """A final evaluation of its own year."""
    return Evaluation(
        slug=f"evaluation-{number}",
        title=f"Final evaluation of programme {number}",
        stage=Stage.FINAL,
        report_date=date(2010 + number % 15, 12, 1),
    )


def recommendation(evaluations: list[Evaluation], number: int) -> Recommendation:
    """The next recommendation of its report."""
    return Recommendation(
        evaluation=evaluations[number // A_REPORT],
        number=number % A_REPORT + 1,
        heading=f"Agree on the data to be shared, part {number}",
        text="<p>Both sides should agree on what is counted, by whom and when.</p>",
        priority=number % 3 + 1,
        horizon="short",
    )


def address(rows: list[Recommendation], organisation: Organisation) -> None:
    """Every recommendation is addressed to the organisation."""
    link = Recommendation.addressees.through
    link.objects.bulk_create(
        (link(recommendation=row, organisation=organisation) for row in rows), batch_size=500
    )


def action(answer: ManagementResponse, number: int) -> KeyAction:
    """One action a response, due in different months, some of them long ago."""
    due = date(2024 + number % 4, number % 12 + 1, 15)
    return KeyAction(
        response=answer, number=1, text="Hold a working meeting.", promised_on=due, due_on=due
    )
