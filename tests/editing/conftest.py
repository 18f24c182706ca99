"""What the stories of writing need: a finding that two people share, and a real browser."""

from typing import Any

import pytest
from django.conf import settings

from tests import factories as make


def pytest_configure() -> None:
    """Who is where stays in memory."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES["presence"] = {"BACKEND": memory, "LOCATION": "presence"}


@pytest.fixture
def finding(evaluation: Any) -> Any:
    question = make.QuestionFactory(evaluation=evaluation, number=4)
    return make.FindingFactory(evaluation=evaluation, question=question, number=4)
