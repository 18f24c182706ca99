"""A response matrix as rows of a sheet, one a key action, in words that the import reads. Knows no model."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from editing.richtext import plain_text
from mmsp import matrix_words
from mmsp.reports.shapes import Action, MatrixContent, Response

Value = str | int | Decimal | datetime.date
Row = dict[str, Value]
# By what they say, in the order of the sheet. The first tells rows apart when they come in again.
COLUMNS = tuple(matrix_words.keys("columns"))


def heads(lang: str) -> list[str]:
    return [matrix_words.said("columns", name, lang) for name in COLUMNS]


def rows_of(content: MatrixContent, lang: str) -> Iterator[Row]:
    """The answers with their actions; one without an action has room for the first."""
    for response in content.matrix.responses:
        number = response.recommendation.number
        actions = [{"number": number, **_action(each, lang)} for each in response.actions]
        first, *more = actions or [{"reference": str(number), "number": number}]
        yield {**first, **_answer(response, lang)}
        yield from more


def _answer(response: Response, lang: str) -> Row:
    each = response.recommendation
    return {
        "heading": each.heading,
        "recommended": plain_text(each.text),
        "addressee": addressed(response),
        "priority": each.priority or "",
        "decision": matrix_words.said("decision", response.decision, lang),
        "reason": response.reason,
    }


def addressed(response: Response) -> str:
    """The addressees by name, and what the report says of them in detail."""
    each = response.recommendation
    return ": ".join(filter(None, ("; ".join(each.addressees), each.addressee_note)))


def _action(action: Action, lang: str) -> Row:
    last = action.updates[0] if action.updates else None
    return {
        "reference": action.number,
        "text": action.text,
        "deadline": action.due_on or "",
        "no_date": matrix_words.said("no_date", action.no_date, lang) if action.no_date else "",
        "no_date_note": action.no_date_note,
        "unit": action.unit,
        "person": action.person,
        "done": last.what_was_done if last else "",
        "evidence": last.evidence if last else "",
        "status": matrix_words.said("status", action.status, lang),
        "gap": action.gap or "",
        "donor": action.donor,
    }
