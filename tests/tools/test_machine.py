"""A machine that lacks something: install it where we may, say what to run where we may not."""

import pytest

from tools import machine

ABSENT = machine.Need("libnothing1", lambda: False)
PRESENT = machine.Need("libc6", lambda: machine.loads("libc.so.6"))


@pytest.fixture
def commands(monkeypatch):
    """Instead of running commands, keep them; each of them succeeds."""
    kept = []
    monkeypatch.setattr(machine, "succeeds", lambda command, **_: kept.append(command) or True)
    monkeypatch.setattr(machine, "program", lambda *names: f"/bin/{names[0]}")
    monkeypatch.delenv("NO_APT", raising=False)
    return kept


def test_nothing_happens_when_everything_is_there(commands):
    assert machine.obtain([PRESENT], "Printing reports") == ""
    assert commands == []


def test_without_permission_the_exact_command_is_given(commands, monkeypatch):
    monkeypatch.setenv("NO_APT", "1")
    answer = machine.obtain([ABSENT], "Printing reports")
    assert answer == "Printing reports needs libnothing1. Run: sudo apt-get install libnothing1"
    assert commands == []


def test_root_installs(commands, monkeypatch):
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    checks = iter([False, True])
    need = machine.Need("libpaper1", lambda: next(checks))
    assert machine.obtain([need], "Printing reports") == ""
    assert commands[-1][0] == "env"
    assert commands[-1][-1] == "libpaper1"


def test_somebody_with_sudo_installs_through_it(commands, monkeypatch):
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    machine.obtain([ABSENT], "Printing reports")
    assert commands[0] == ["sudo", "-n", "true"]
    assert commands[1][:2] == ["sudo", "-n"]


def test_an_installation_that_changes_nothing_is_not_believed(commands, monkeypatch):
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    assert "could not install" in machine.obtain([ABSENT], "Printing reports")


def test_what_is_required_and_missing_ends_the_command(monkeypatch, capsys):
    monkeypatch.setenv("NO_APT", "1")
    with pytest.raises(SystemExit):
        machine.require([ABSENT], "Printing reports")
    assert "libnothing1" in capsys.readouterr().err


def test_a_library_that_does_not_exist_does_not_load():
    assert machine.loads("libc.so.6")
    assert not machine.loads("libnothing.so.1")
