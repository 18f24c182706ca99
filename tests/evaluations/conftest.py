"""What the stories of this floor start from: a question with its finding, and forms filled in."""

import re
from typing import Any

import pytest

from editing import versions
from tests import factories as make

# What differs between two answers to the same question: one-time tokens and nonces.
ONE_TIME = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')


def filled(page: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends back: the page's form as it came, with these changes."""
    values = {field.html_name: _sent(field.value()) for field in page.context["form"]}
    return {name: value for name, value in (values | changes).items() if value is not None}


def _sent(value: Any) -> Any:
    return [str(item) for item in value] if isinstance(value, list) else value and str(value)


def without_tokens(page: Any, *addresses: str) -> bytes:
    """The page without what only repeats the question."""
    content = ONE_TIME.sub(b"", page.content)
    for address in addresses:
        content = content.replace(address.encode(), b"")
    return content


def now(row: Any) -> Any:
    """The row as the database has it."""
    return versions.current(row)


@pytest.fixture
def question(evaluation: Any) -> Any:
    return make.QuestionFactory(
        evaluation=evaluation, number=4, text="How far were the goals reached?",
        sub_questions=["For legal migration?", "For irregular migration?"],
    )  # fmt: skip


@pytest.fixture
def finding(evaluation: Any, question: Any) -> Any:
    return make.FindingFactory(evaluation=evaluation, question=question, number=4)


@pytest.fixture
def summary(evaluation: Any) -> Any:
    """What an otherwise empty report lacks before pre-flight lets it pass."""
    return make.SectionFactory(
        evaluation=evaluation, kind="executive_summary", title="Executive summary"
    )
