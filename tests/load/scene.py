"""The scene of `tests.load.editors`, set and read in processes of their own.

`prepare N` fills an empty database with two findings and N people who may edit them, and prints the
cookies of their sessions; `ask NUMBER` prints what became of the words in one of the findings.
"""

import json
import os
import re
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from editing.models import RejectedEdit, Revision  # noqa: E402
from evaluations.models import Finding, Role  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.load.editors import WORD  # noqa: E402


def prepare(count: int) -> dict[str, Any]:
    """Everybody is signed in already: what is measured is writing."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    evaluation = make.EvaluationFactory(slug="together")
    question = make.QuestionFactory(evaluation=evaluation, number=1)
    for number in (1, 2):
        make.FindingFactory(evaluation=evaluation, question=question, number=number, text="")
    return {"question": question.pk, "cookies": [editor_of(evaluation) for _each in range(count)]}


def editor_of(evaluation: Any) -> str:
    person = make.UserFactory()
    make.MembershipFactory(evaluation=evaluation, user=person, role=Role.EVALUATOR)
    browser = Client()
    browser.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def ask(number: int) -> dict[str, Any]:
    """The words that stand in the finding, in its versions and in the refused edits of it."""
    finding = Finding.objects.get(number=number)
    about = {
        "content_type": ContentType.objects.get_for_model(Finding), "object_id": finding.pk
    }  # fmt: skip
    versions = Revision.objects.filter(**about)
    return {
        "current": _words([finding.text]),
        "history": _words(versions.values_list("content__text", flat=True)),
        "kept": _words(
            RejectedEdit.objects.filter(**about).values_list("content__text", flat=True)
        ),
        "version": finding.version,
        "versions": sorted(versions.values_list("version", flat=True)),
    }


def _words(texts: Any) -> list[str]:
    return sorted({word for text in texts for word in re.findall(WORD, text)})


if __name__ == "__main__":
    does = {"prepare": prepare, "ask": ask}[sys.argv[1]]
    print(json.dumps(does(int(sys.argv[2]))))  # noqa: T201
