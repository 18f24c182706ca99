"""The reading process: what it may not do, and what is said when it dies."""

import functools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mmsp.imports import guard, sandbox, word
from mmsp.imports.guard import Refused
from mmsp.reports import slots
from tests.imports.papers import report

pytestmark = pytest.mark.once

DATA = report().bytes()


def python(code: str, wall_seconds: float = 20.0) -> bytes:
    """Runs code where the reader would run; its language arrives as an argument and is ignored."""
    return sandbox._run([sys.executable, "-c", code], b"", wall_seconds)


def test_the_process_understands_what_is_understood_here():
    assert sandbox.parse_report(DATA, "report.docx") == word.parse(DATA)


def test_a_file_is_read_from_its_path(tmp_path: Path):
    path = tmp_path / "report.docx"
    path.write_bytes(DATA)
    assert len(sandbox.parse_report(path).questions) == 3


def test_a_missing_file_gets_a_sentence(tmp_path: Path):
    with pytest.raises(Refused, match="cannot be opened: No such file"):
        sandbox.parse_report(tmp_path / "nowhere.docx")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch):
    path = tmp_path / "report.docx"
    path.write_bytes(DATA)
    monkeypatch.setattr(guard, "LARGEST_FILE", 100)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(Refused, match="larger than"):
        sandbox.parse_report(path)


def test_who_comes_while_others_are_read_is_asked_to_come_again(monkeypatch, settings, tmp_path):
    """Each holds a page while it is read, and pages are few."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(sandbox, "PATIENCE", 0.1)
    place = functools.partial(slots.one_of, "reader", sandbox.READERS, 0)
    with place(), place(), pytest.raises(Refused, match="again in a minute"):
        sandbox.parse_report(DATA, "report.docx")
    assert sandbox.parse_report(DATA, "report.docx").questions


def test_nothing_of_our_environment_gets_in(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "do-not-tell")
    seen = python("import os; print(sorted(os.environ))")
    assert b"SECRET_KEY" not in seen
    assert (
        b"SECRET_KEY"
        in subprocess.run(
            [sys.executable, "-c", "import os; print(sorted(os.environ))"],
            capture_output=True,
            check=True,
        ).stdout
    )


def test_the_process_is_killed_when_its_time_is_up():
    assert python("print(1, flush=True); import time; time.sleep(60)", wall_seconds=0.5) == b""
    assert python("print(1)") == b"1\n"


def test_memory_is_limited():
    greedy = "from mmsp.imports.worker import limit; {}; print(len(bytearray(2_000_000_000)))"
    assert python(greedy.format("limit()")) == b""
    assert python(greedy.format("pass")) == b"2000000000\n"


def test_the_answer_is_limited():
    wordy = "from mmsp.imports.worker import limit; {}; print('a' * 41_000_000)"
    assert python(wordy.format("limit()")) == b""
    assert len(python(wordy.format("pass"))) == 41_000_001


@pytest.mark.parametrize("answer", [b"", b"not json", b"[]", b"{}", b'{"report": "{}"}'])
def test_a_process_that_died_means_a_sentence(answer: bytes):
    with pytest.raises(Refused, match="more time or memory than a report should"):
        sandbox._understood(answer)


def test_a_mistake_of_ours_is_a_sentence_for_the_person_and_a_trace_for_the_log(
    monkeypatch, capsys
):
    from mmsp.imports import worker

    def broken(data: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(word, "parse", broken)
    assert worker.answer(DATA, "report")["refused"].startswith(
        "The parts of this document do not fit"
    )
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_the_reader_needs_no_database():
    """It knows the closed tag set and no table, and runs without a settings module."""
    assert "DJANGO_SETTINGS_MODULE" in os.environ
    code = (
        "import sys; from mmsp.imports import worker; worker.speak('en-gb');"
        f"worker.answer({DATA!r}, 'report');"
        "print([name for name in sys.modules if name.startswith(('editing', 'evaluations'))])"
    )
    assert python(code) == b"['editing', 'editing.richtext']\n"


def test_sentences_speak_the_persons_language(settings):
    """The process is told the language; here it proves that the argument arrives."""
    assert python("import sys; print(sys.argv[-1])") == b"en-gb\n"
