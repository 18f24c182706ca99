"""What the stories of writing need: a finding that two people share, and a real browser."""

from typing import Any

import pytest

from tests import factories as make
from tests.browser import chromium, tab_of

__all__ = ["chromium", "tab_of"]


@pytest.fixture
def finding(evaluation: Any) -> Any:
    question = make.QuestionFactory(evaluation=evaluation, number=4)
    return make.FindingFactory(evaluation=evaluation, question=question, number=4)
