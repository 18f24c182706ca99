"""Sixteen editors on one finding, in processes and threads of their own, on a database of their own.

Plain load-set-save, the way a framework saves by itself, acknowledges edits that are gone a moment
later. Through `editing.versions` every acknowledged edit is a version, and every refused one is kept.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import chain

import pytest
from django.conf import settings

from tests.databases import migrated_database

ROOT = settings.BASE_DIR
PROCESSES, EDITORS, WORDS = 4, 16, 5
ASK = """
from editing.models import RejectedEdit, Revision
from evaluations.models import Finding
import json
finding = Finding.objects.get()
about = {"content_type__model": "finding", "object_id": finding.pk}
print(json.dumps({
    "version": finding.version, "text": finding.text,
    "versions": list(Revision.objects.filter(**about).values_list("version", flat=True)),
    "kept": list(RejectedEdit.objects.filter(**about).values_list("content__text", flat=True)),
}))
"""


@pytest.fixture
def own_database(tmp_path, django_db_setup, django_db_blocker):
    with migrated_database(tmp_path, django_db_blocker) as url:
        yield url


@pytest.fixture
def run(own_database, tmp_path):
    env = os.environ | {
        "DATABASE_URL": own_database,
        "VAR_DIR": str(tmp_path),
        "LOG_LEVEL": "ERROR",
    }
    options = {"cwd": ROOT, "env": env, "text": True, "stdout": subprocess.PIPE}

    def start(*arguments):
        return subprocess.Popen([sys.executable, *arguments], **options)

    return start


@pytest.fixture
def work(run, tmp_path):
    """`work(how)`: lets everybody edit at once; (acknowledged, refused, what the database says)."""

    def together(how):
        first = run("-m", "tests.editing.editors", "prepare")
        first.communicate(timeout=120)
        assert first.returncode == 0
        names = [f"editor{number}" for number in range(EDITORS)]
        go = tmp_path / "go"
        teams = [
            run("-m", "tests.editing.editors", "edit", how, str(go), *names[start::PROCESSES])
            for start in range(PROCESSES)
        ]
        go.touch()
        told = [json.loads(team.communicate(timeout=180)[0].splitlines()[-1]) for team in teams]
        assert [team.returncode for team in teams] == [0] * PROCESSES
        said = run("manage.py", "shell", "--verbosity", "0", "-c", ASK).communicate(timeout=60)[0]
        acknowledged, refused = (list(chain(*parts)) for parts in zip(*told, strict=True))
        return acknowledged, refused, json.loads(said.splitlines()[-1])

    return together


def last_word(text):
    return text.rpartition("<p>")[2].removesuffix("</p>")


def test_no_acknowledged_and_no_refused_word_is_lost(work):
    acknowledged, refused, said = work("with versions")
    assert len(acknowledged) == EDITORS * WORDS
    assert [word for word in acknowledged if f"<p>{word}</p>" not in said["text"]] == []
    assert said["version"] == 1 + len(acknowledged)
    assert sorted(said["versions"]) == list(range(1, said["version"] + 1))
    assert refused, "nobody collided, so nothing was shown"
    assert Counter(map(last_word, said["kept"])) == Counter(refused)


def test_control_load_set_save_loses_acknowledged_words(work):
    acknowledged, _refused, said = work("load-set-save")
    lost = [word for word in acknowledged if f"<p>{word}</p>" not in said["text"]]
    assert len(acknowledged) == EDITORS * WORDS
    assert len(lost) > len(acknowledged) / 4
