"""What the walks through all doors share."""

from typing import Any

import pytest

from mmsp.reports.pdf import Printed


@pytest.fixture
def papers_as_words(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    """A paper is what goes into the press: nothing comes out of it that did not go in."""
    settings.VAR_DIR = tmp_path
    written = lambda html, **_given: Printed(html.encode(), 1, 0, 0)  # noqa: E731
    monkeypatch.setattr("mmsp.reports.pdf.write", written)
