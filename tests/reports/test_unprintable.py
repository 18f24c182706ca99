"""What the press would refuse or spoil, told to the writers before anybody prints."""

from dataclasses import replace

import pytest

from mmsp.reports.preflight import Level, check
from mmsp.reports.shapes import Abbreviation
from tests.reports import sample


def told(content):
    """The remarks on tables and letters; other rules have tests of their own."""
    return [
        (remark.level, remark.message, remark.url)
        for remark in check(content)
        if "table" in remark.message or "letters" in remark.message
    ]


def table(rows, columns, *, cell="<td>1</td>"):
    return f"<table><tbody>{f'<tr>{cell * columns}</tr>' * rows}</tbody></table>"


def with_lesson(text, **changes):
    content = sample.report()
    lesson = replace(content.lessons[0], text=text, **changes)
    return replace(content, lessons=(lesson,))


AT = "/evaluations/river-crossings/lessons/1/"


def test_a_table_that_a_page_has_room_for_is_left_alone():
    assert told(with_lesson(table(100, 12))) == []


@pytest.mark.parametrize(
    ("text", "level", "message"),
    [
        (table(3, 20), Level.DOUBTFUL, "L1 has a table of 20 columns; a page has room for about 12."),
        (table(1, 3, cell='<td colspan="7">x</td>'), Level.DOUBTFUL, "L1 has a table of 21 columns"),
        (table(2, 300), Level.BLOCKING, "L1 has a table of 300 columns, which cannot be printed."),
        (table(1_000, 8), Level.DOUBTFUL, "L1 has a table of 8,000 cells. Keep what the reader needs"),
        (table(9, 9, cell=f"<td>{table(9, 9)}</td>"), Level.DOUBTFUL, "L1 has a table of 6,642 cells."),
    ],
)  # fmt: skip
def test_a_table_that_is_too_large_is_named_where_it_is_mended(text, level, message):
    [(said, words, url)] = told(with_lesson(text))
    assert (said, url) == (level, AT)
    assert words.startswith(message)


def test_all_tables_together_are_counted_and_the_largest_is_named():
    texts = table(900, 10) + "<p>and</p>" + table(1_000, 10)
    blocking = [each for each in told(with_lesson(texts)) if each[0] == Level.BLOCKING]
    assert blocking == [
        (
            Level.BLOCKING,
            "The tables of the report have more than 16,000 cells, which cannot be printed. "
            "The largest has 10,000 and stands in L1.",
            AT,
        )
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (with_lesson("<p>x</p>", heading="\N{GRINNING FACE} at work"), "L1"),
        (with_lesson("<p>ܫܠܡܐ</p>"), "L1"),
        (replace(sample.report(), abbreviations=(Abbreviation("X", "\N{GRINNING FACE}"),)),
         "The list of abbreviations"),
        (replace(sample.report(), cover=replace(sample.report().cover, title="नमस्ते")), "The cover"),
    ],
)  # fmt: skip
def test_letters_without_a_typeface_are_named_wherever_they_are_printed(content, place):
    [(level, message, url)] = told(content)
    assert level == Level.BLOCKING
    assert message.startswith(f"{place} has letters the paper cannot print: ")
    assert url.startswith("/evaluations/river-crossings/")
