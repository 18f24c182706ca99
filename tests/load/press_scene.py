"""The scene of `tests.load.measure_press`, set in a process of its own: `N` reports as long as a real one, each
with a person who will ask for it, and people who browse in the first. Prints addresses and cookies."""

import json
import os
import sys
from types import SimpleNamespace
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import models, transaction  # noqa: E402

from evaluations.models import Finding  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.load.scene import editor_of as person_of  # noqa: E402
from tests.reports import rows, sample  # noqa: E402

QUESTIONS = 19  # as in the final evaluation of the MMSP
BROWSERS = 4


def prepare(count: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    evaluations = [_report(number) for number in range(count)]
    first = f"/evaluations/{evaluations[0].slug}/"
    finding = evaluations[0].findings.first().number
    return {
        "reports": [f"/evaluations/{each.slug}/report/final.pdf" for each in evaluations],
        "readers": [person_of(each) for each in evaluations],
        "browsers": [person_of(evaluations[0]) for _each in range(BROWSERS)],
        "pages": [
            "/", "/evaluations/", first, f"{first}findings/{finding}/edit/", "/recommendations/",
        ],
    }  # fmt: skip


def _report(number: int) -> Any:
    evaluation = make.EvaluationFactory(slug=f"press-{number}", title=f"Evaluation {number}")
    project = make.ProjectFactory(code=f"P{number}")
    iom = make.OrganisationFactory(acronym=f"IOM{number}")
    world = SimpleNamespace(evaluation=evaluation, project=project, iom=iom)
    with transaction.atomic():
        rows.fill(world, times=QUESTIONS)
        for finding in Finding.objects.filter(evaluation=evaluation):
            text = sample.prose(finding.number + number, 4, note=finding.number % 4 == 0)
            models.QuerySet.update(Finding.objects.filter(pk=finding.pk), text=text)
    return evaluation


if __name__ == "__main__":
    print(json.dumps(prepare(int(sys.argv[1]))))  # noqa: T201
