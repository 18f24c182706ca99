"""What `make test` says at its end."""

import pytest

from tools import suite
from tools.suite import Account, Phase, counted

SUITE = Phase("suite on SQLite", [], {})


def test_closing_lines_are_counted():
    closing = "===== 1 failed, 20 passed, 2 skipped, 1 warning, 3 errors in 4.20s ====="
    expected = {"failed": 1, "passed": 20, "skipped": 2, "warnings": 1, "errors": 3}
    assert counted(closing) == expected


def test_the_last_line_has_the_form_of_pytest_and_counts_every_phase():
    account = Account()
    account.add(SUITE, "=== 20 passed, 2 skipped in 4.20s ===", 0)
    account.add(Phase("suite on PostgreSQL", [], {}), "=== 18 passed in 5.00s ===", 0)
    last = account.text(9.5).splitlines()[-1]
    assert last.strip("=") == " 38 passed, 2 skipped in 9.50s "
    assert not account.failed


@pytest.mark.parametrize(
    ("closing", "code"),
    [("=== 1 failed, 2 passed in 1.00s ===", 1), ("", 4), ("=== no tests ran in 0.1s ===", 5)],
)
def test_one_failed_phase_fails_the_whole(closing, code):
    account = Account()
    account.add(SUITE, closing, code)
    account.add(Phase("browser tests", [], {}), "=== 3 passed in 1.00s ===", 0)
    assert account.failed
    assert "At least one part failed." in account.text(1)


def test_what_was_left_out_is_told_with_its_reason():
    account = Account(left_out=["suite on PostgreSQL. It needs postgresql."])
    account.add(SUITE, "=== 3 passed in 1.00s ===", 0)
    assert "suite on PostgreSQL. It needs postgresql." in account.text(1)


def test_a_machine_without_postgresql_and_chromium_runs_the_rest(monkeypatch):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(suite.machine, "obtain", lambda needs, why: f"{why} needs something.")
    lacking = suite.what_is_missing()
    assert lacking[suite.POSTGRES] == "The suite on PostgreSQL needs something."
    assert [phase.title for phase in suite.phases("var", lacking)] == ["suite on SQLite"]


def test_a_given_database_is_used_as_it_is(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://somebody@db.example/tests")
    monkeypatch.setattr(suite.machine, "obtain", lambda needs, why: "")
    phases = {phase.title: phase for phase in suite.phases("var", suite.what_is_missing())}
    given = phases["suite on PostgreSQL"].settings["DATABASE_URL"]
    assert given == "postgres://somebody@db.example/tests"
    assert "browser tests" in phases
