"""Looks for what was said before among few and among many texts, in a process with its own database.

Prints in seconds the least time of a look-up among FEW texts and among MANY; the words are drawn as
they come in a language, the commonest in nearly every text and most of them hardly ever.
"""

import json
import os
import random
import time
from datetime import date
from itertools import accumulate
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from accounts.models import User  # noqa: E402
from evaluations.models import IndexedText, Membership  # noqa: E402
from evaluations.similar.index import SEARCHED, indexed_words  # noqa: E402
from evaluations.similar.said import said_before  # noqa: E402
from recommendations.models import Recommendation  # noqa: E402
from tests.load import rows  # noqa: E402

FEW, MANY, STEP = 1_000, 100_000, 1_000
A_REPORT, LENGTH, WORDS, TIMES = 20, 100, 30_000, 7
CHANCE = random.Random(4)
VOCABULARY = [
    "".join(CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=CHANCE.randint(3, 11)))
    for _word in range(WORDS)
]
WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))


def text() -> str:
    return " ".join(CHANCE.choices(VOCABULARY, cum_weights=WEIGHTS, k=LENGTH))


def main() -> dict[str, float]:
    call_command("migrate", verbosity=0)
    reader, asked = rows.officer(), [text() for _each in range(3)]
    write(range(FEW), asked, reader)
    few = seconds(asked, reader)
    for first in range(FEW, MANY, STEP):
        write(range(first, first + STEP), [], reader)
    return {"few": few, "many": seconds(asked, reader)}


def write(numbers: range, also: list[str], reader: User) -> None:
    """Recommendations with these numbers and their words; `also` are said by the first of them."""
    said = iter(also)
    reports = rows.write(rows.evaluation(n // A_REPORT) for n in numbers[::A_REPORT])
    rows.write(
        Membership(evaluation=each, organisation=reader.organisation, role="manager")
        for each in reports
    )
    made = rows.write(
        Recommendation(
            evaluation=reports[n // A_REPORT], number=n % A_REPORT + 1, heading=f"Advice {n}",
            text=next(said, None) or text(),
        )
        for n in range(len(numbers))
    )  # fmt: skip
    kind = SEARCHED["recommendation"].content_type
    IndexedText.objects.bulk_create(
        IndexedText(
            evaluation_id=row.evaluation_id, content_type=kind, object_id=row.pk,
            words=indexed_words(row),
        )
        for row in made
    )  # fmt: skip


def seconds(asked: list[str], reader: User) -> float:
    """By the clock, for a database server works outside of this process."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its autovacuum does after a while
    return min(one_look(asked, reader.pk) for _time in range(TIMES)) / len(asked)


def one_look(asked: list[str], reader: Any) -> float:
    """Nothing found would be fast as well, so it ends the measure."""
    person = User.objects.get(pk=reader)
    started = time.perf_counter()
    found = [said_before(each, person, on=date(2024, 5, 6)) for each in asked]
    taken = time.perf_counter() - started
    if not all(said and said[0].is_same for said in found):
        raise RuntimeError("What stands there word by word was not found.")
    return taken


if __name__ == "__main__":
    print(json.dumps(main()))  # noqa: T201
