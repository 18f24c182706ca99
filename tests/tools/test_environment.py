"""The second start installs nothing; a changed lock is noticed."""

from types import SimpleNamespace

import pytest

from tools import environment


@pytest.fixture
def pip_runs(tmp_path, monkeypatch):
    """A project with one lock and a finished `.venv`; the runs of pip are kept, none happens."""
    runs = []

    def run(command, **_):
        runs.append(command)
        return SimpleNamespace(returncode=pip_runs.code)

    pip_runs = SimpleNamespace(list=runs, code=0, lock=tmp_path / "requirements.lock")
    pip_runs.lock.write_text("django==5.2.19\n")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "is_alive", lambda: True)
    monkeypatch.setattr(environment.subprocess, "run", run)
    return pip_runs


def test_an_unchanged_lock_is_installed_once(pip_runs):
    environment.install("requirements.lock")
    environment.install("requirements.lock")
    assert len(pip_runs.list) == 1
    assert "--require-hashes" in pip_runs.list[0]


def test_a_changed_lock_is_installed_again(pip_runs):
    environment.install("requirements.lock")
    pip_runs.lock.write_text("django==5.2.20\n")
    environment.install("requirements.lock")
    assert len(pip_runs.list) == 2


def test_a_failed_installation_is_tried_again(pip_runs, capsys):
    pip_runs.code = 1
    with pytest.raises(SystemExit):
        environment.install("requirements.lock")
    assert "could not be installed" in capsys.readouterr().err
    pip_runs.code = 0
    environment.install("requirements.lock")
    assert len(pip_runs.list) == 2
