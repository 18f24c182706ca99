"""The scene of `tests.load.mails`, set and read in processes of their own.

`prepare N` fills an empty database with N people, each responsible for one overdue action; `ask N` says
what the application remembers of them afterwards.
"""

import json
import os
import sys
from datetime import date, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import models  # noqa: E402

from accounts.models import Mail, User  # noqa: E402
from recommendations.models import KeyAction, Reminder  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.load.rows import write  # noqa: E402


def prepare(count: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    before = forget_the_last_round()
    home = make.OrganisationFactory(acronym=f"HOME{before}")
    evaluation = make.EvaluationFactory(slug=f"round-{before}")
    make.MembershipFactory(evaluation=evaluation, organisation=home, role="respondent")
    matrix = make.MatrixFactory(evaluation=evaluation, organisation=home)
    response = make.ResponseFactory(matrix=matrix)
    people = write(
        User(
            email=f"reader{number}@example.org", name="Reader", organisation=home,
            mail_rhythm="daily", mail_at_weekends=True,
        )
        for number in range(before, before + count)
    )  # fmt: skip
    due = date.today() - timedelta(days=9)  # noqa: DTZ011 - days of notice are no matter here
    write(
        KeyAction(
            response=response, number=number, text="Hold a working meeting.", due_on=due,
            promised_on=due, responsible_person=person,
        )
        for number, person in enumerate(people, 1)
    )  # fmt: skip
    return {}


def forget_the_last_round() -> int:
    """People of an earlier round hear nothing more; how many there were."""
    Mail.objects.all().delete()
    return models.QuerySet.update(User.objects.all(), mail_rhythm="never")


def ask(_count: int) -> dict[str, Any]:
    told = Reminder.objects.values("action", "kind", "due_on", "person")
    twice = told.annotate(times=models.Count("pk")).filter(times__gt=1)
    waiting = Mail.objects.unsettled().count()
    return {"reminders": Reminder.objects.count(), "twice": twice.count(), "waiting": waiting}


if __name__ == "__main__":
    does = {"prepare": prepare, "ask": ask}[sys.argv[1]]
    print(json.dumps(does(int(sys.argv[2]))))  # noqa: T201
