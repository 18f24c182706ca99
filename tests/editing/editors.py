"""Sixteen people at one finding: run by `test_concurrency.py` in processes of their own.

`prepare` fills a new database; `edit HOW GO NAMES` waits for the file GO, lets each named editor
add paragraphs to the finding, and prints what was acknowledged and what was refused.
"""

import json
import os
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402

from accounts.models import User  # noqa: E402
from editing import versions  # noqa: E402
from evaluations.models import Finding, Role  # noqa: E402
from tests import factories as make  # noqa: E402

WORDS = 5
PATIENCE = 500


def prepare() -> None:
    call_command("migrate", verbosity=0)
    finding = make.FindingFactory(number=4, text="")
    for number in range(16):
        person = make.UserFactory(email=f"editor{number}@example.org")
        make.MembershipFactory(evaluation=finding.evaluation, user=person, role=Role.EVALUATOR)


def edit(how: str, go: str, names: list[str]) -> None:
    with ThreadPoolExecutor(len(names)) as pool:
        told = list(pool.map(lambda name: _sit_down(how, Path(go), name), names))
    print(json.dumps([list(chain(*parts)) for parts in zip(*told, strict=True)]))  # noqa: T201


def _sit_down(how: str, go: Path, name: str) -> tuple[list[str], list[str]]:
    person = User.objects.get(email=f"{name}@example.org")
    while not go.exists():
        time.sleep(0.005)
    try:
        done = [HOW[how](f"{name}-{word}", person) for word in range(WORDS)]
    finally:
        connection.close()
    return [word for word, _refused in done], [word for _word, refused in done for word in refused]


def _read(word: str) -> tuple[Finding, str]:
    """The finding as the person sees it, and what they would like to save a moment later."""
    finding = Finding.objects.get()
    time.sleep(random.uniform(0.001, 0.02))
    return finding, f"{finding.text}<p>{word}</p>"


def _with_versions(word: str, person: Any) -> tuple[str, list[str]]:
    """Until it is taken: reads again, adds the word again."""
    refused: list[str] = []
    while len(refused) < PATIENCE:
        finding, text = _read(word)
        try:
            fields = {"text": text}
            versions.revise(finding, base_version=finding.version, fields=fields, by=person)
        except versions.Stale:
            refused.append(word)
        else:
            return word, refused
    raise RuntimeError(f"{word} was never taken")


def _load_set_save(word: str, person: Any) -> tuple[str, list[str]]:
    finding, finding.text = _read(word)
    models.Model.save(finding)
    return word, []


HOW = {"with versions": _with_versions, "load-set-save": _load_set_save}

if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    else:
        edit(*sys.argv[2:4], sys.argv[4:])
