import csv
import io

import pytest
from openpyxl import load_workbook

from tests.follow_up import follow_up, rival, submitted

__all__ = ["follow_up", "rival", "submitted"]


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def body(answer):
    """The whole file of an answer, read to its end as a browser would."""
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)


def sheet_of(answer):
    """The rows of a sheet as tuples of values."""
    return [tuple(cell.value for cell in row) for row in book_of(answer).active.rows]


def book_of(answer):
    return load_workbook(io.BytesIO(body(answer)))


def csv_of(answer):
    text = body(answer).decode("utf-8-sig")
    return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))]
