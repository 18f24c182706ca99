"""The worker begins and ends with the server, whatever the server is started by; and what an order may
ask for reaches the application."""

import os
import runpy
import subprocess
import sys

import pytest

from accounts.models.paper_order import LONGEST_ADDRESS
from tools.terminal import ROOT

pytestmark = pytest.mark.once


@pytest.fixture
def started(monkeypatch):
    """Commands that the server started, each a process that only waits."""
    seen = []
    true_popen = subprocess.Popen

    def popen(command, **options):
        seen.append((command, true_popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)))
        return seen[-1][1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    yield seen
    for _command, process in seen:
        process.kill()
        process.communicate()


def server(monkeypatch, **env):
    monkeypatch.delenv("READY_TEXT", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(os.fspath(ROOT / "gunicorn.conf.py"))


def test_it_comes_and_goes_with_the_server(started, monkeypatch):
    hooks = server(monkeypatch)
    hooks["when_ready"](None)
    [(command, process)] = started
    assert command[-2:] == ["print_papers", "--with-parent"]
    assert process.poll() is None
    hooks["on_reload"](None)
    assert process.poll() is not None
    assert len(started) == 2
    hooks["on_exit"](None)
    assert [each.poll() is None for _command, each in started] == [False, False]


def test_it_may_be_a_service_of_its_own(started, monkeypatch):
    hooks = server(monkeypatch, PAPER_WORKER="no")
    hooks["when_ready"](None)
    hooks["on_exit"](None)
    assert started == []


def test_an_address_that_is_too_long_for_an_order_is_answered_by_our_own_page(monkeypatch):
    """The server would cut it short with a page of its own, which says nothing of filters."""
    assert server(monkeypatch)["limit_request_line"] > LONGEST_ADDRESS + 1000
