"""A queue as in production, a press that prints the HTML itself, and a worker that works when told to."""

import re
from typing import Any
from unittest.mock import patch

import pytest
from django_tasks_db.management.commands.db_worker import Worker

from mmsp.orders import work
from mmsp.reports import pdf
from tests.reports import rows

REPORT = "/evaluations/final/report/final.pdf"
EVALUATIONS = "/evaluations/list.pdf"
ASKED = re.compile(r'name="asked" value="([^"]+)"')
DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def queue(settings: Any, tmp_path: Any) -> None:
    settings.TASKS = DATABASE
    settings.VAR_DIR = tmp_path


@pytest.fixture
def report(world: Any) -> Any:
    rows.fill(world)
    return world.evaluation


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Counts what is printed."""
    printed: list[str] = []

    def write(document: str, **job: Any) -> pdf.Printed:
        printed.append(document)
        return pdf.Printed(document.encode(), 1, 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", write)
    return printed


def order(client: Any, address: str = REPORT) -> str:
    """Asks for a paper as a person without scripts does; the address of the order."""
    page = client.get(address).content.decode()
    found = ASKED.search(page)
    assert found, "The page offers no paper to order."
    return str(client.post("/my/files/new/", {"asked": found[1]})["Location"]).split("?")[0]


def work_off() -> None:
    """Does what waits in the queue, as the worker would; the connection is that of the test."""
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        Worker(
            queue_names=["default"], interval=0, batch=True, backend_name=work.BACKEND,
            startup_delay=False, max_tasks=None, worker_id="w", excluded_queue_names=[],
        ).run()  # fmt: skip


def body(response: Any) -> str:
    return b"".join(response.streaming_content).decode()
