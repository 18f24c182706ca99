"""A list as a file: the same rows, the same columns and the same words as on its page."""

import io
from datetime import date

import pytest
import time_machine
from lxml import html as lxml_html
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from editing import versions
from mmsp.exports import lists, sheet, urls
from tests import factories as make
from tests.exports.conftest import body, book_of, csv_of, sheet_of
from tests.follow_up import PROMISE

RECOMMENDATIONS = "/recommendations/list."
ACTIONS = "/actions/list."
FORMULA = "=HYPERLINK(1)"
EVERY_LIST = [
    ("recommendations", "/recommendations/"), ("actions", "/actions/"),
    ("my-actions", "/my/actions/"), ("evaluations", "/evaluations/"),
    ("activities", "/activities/MMSP/"),
]  # fmt: skip


def test_every_list_of_the_house_can_be_taken_along():
    assert set(urls.PLACES) == set(lists.LISTS) == {name for name, _page in EVERY_LIST}


@pytest.mark.parametrize("who", ["eud", "pm"])
@pytest.mark.parametrize(("name", "page"), EVERY_LIST)
def test_sheet_csv_and_page_have_the_same_heads_and_as_many_rows(
    as_, request, follow_up, world, name, page, who
):
    make.ActivityFactory(project=world.project, number=1, title="A seminar")
    client = as_(request.getfixturevalue(who))
    shown = client.get(page)
    tree = lxml_html.fromstring(shown.content)
    heads = [
        " ".join(head.text_content().split())
        for head in tree.xpath("//main//table[1]/thead//th[not(span)]")
    ]
    rows = len(shown.context["page"].object_list)
    sheet_rows, csv_rows = (
        sheet_of(client.get(f"{page}list.xlsx")),
        csv_of(client.get(f"{page}list.csv")),
    )
    if rows:
        assert heads == list(sheet_rows[0]) == list(csv_rows[0])
    assert len(sheet_rows) == len(csv_rows) == rows + 1


@time_machine.travel("2026-11-22 12:00")
def test_the_filter_of_the_page_feeds_the_sheet_and_names_it(as_, eud, follow_up):
    answer = as_(eud).get(f"{RECOMMENDATIONS}xlsx?priority=1&columns=priority,due")
    assert answer["Content-Disposition"] == (
        'attachment; filename="recommendations-priority-1-high-2026-11-22.xlsx"'
    )
    assert "no-store" in answer["Cache-Control"]
    head, *rows = sheet_of(answer)
    assert head == ("Recommendation", "Priority", "Next due")
    [(name, priority, due)] = rows
    assert (name, priority, due.date()) == ("R3 Keep the memory", 1, date(2021, 6, 30))


def test_numbers_and_days_stay_what_they_are(as_, pm, follow_up):
    versions.revise(follow_up.action, base_version=1, fields={"cost": "1200.50"}, by=None)
    answer = as_(pm).get(f"{ACTIONS}xlsx?columns=due,cost")
    cells = next(book_of(answer).active.iter_rows(min_row=2))
    assert [cell.data_type for cell in cells] == ["s", "d", "n"]
    assert cells[2].value == 1200.5
    assert csv_of(as_(pm).get(f"{ACTIONS}csv?columns=due,cost"))[1][1:] == ("2021-06-30", "1200.50")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_word_becomes_a_formula(as_, eud, follow_up, start):
    fields = {"heading": f"{start}HYPERLINK(1)\x0b"}
    versions.revise(follow_up.recommendation, base_version=1, fields=fields, by=None)
    versions.revise(follow_up.evaluation, base_version=1, fields={"title": FORMULA}, by=None)
    client = as_(eud)
    cells = next(
        book_of(client.get(f"{RECOMMENDATIONS}xlsx?priority=1")).active.iter_rows(min_row=2)
    )
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert cells[1].value == FORMULA
    assert cells[1].quotePrefix
    assert csv_of(client.get(f"{RECOMMENDATIONS}csv?priority=1"))[1][1] == f"'{FORMULA}"


def test_control_a_plain_cell_would_be_a_formula():
    """Without `as_text` the library makes one of it, so the test above can fail."""
    book = Workbook(write_only=True)
    book.create_sheet().append([FORMULA])
    file = io.BytesIO()
    book.save(file)
    assert load_workbook(file).active["A1"].data_type == "f"


def test_a_word_longer_than_a_cell_and_letters_no_file_holds_are_no_fault():
    file = io.BytesIO()
    columns = lists.LISTS["evaluations"].table.columns[:1]
    sheet.write_xlsx(file, "A/B: [everything]?", columns, [["x" * 40_000 + "\x00"], ["\ufffe"]])
    cells = [row[0].value for row in load_workbook(file).active.rows]
    assert cells[0] == "Evaluation"
    assert cells[1].endswith("…")


@pytest.mark.parametrize("who", ["reviewer", "rival", "stranger"])
@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
def test_a_promise_that_was_not_submitted_is_in_no_file(as_, request, follow_up, who, ending):
    client = as_(request.getfixturevalue(who))
    for place in ("/actions/", "/my/actions/", "/recommendations/"):
        answer = client.get(f"{place}list.{ending}?columns=said,responsible,response,due")
        assert PROMISE not in text_of(answer, ending)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
def test_control_who_negotiates_finds_it_in_every_file(as_, pm, follow_up, ending):
    assert PROMISE in text_of(as_(pm).get(f"{ACTIONS}{ending}"), ending)


def text_of(answer, ending):
    if ending == "xlsx":
        return str(sheet_of(answer))
    if ending == "csv":
        return str(csv_of(answer))
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(body(answer))).pages)


def test_activities_of_a_project_that_is_not_open_are_not_there(as_, stranger, pm, world):
    make.ActivityFactory(project=world.project, number=1, title="A seminar")
    assert as_(stranger).get("/activities/MMSP/list.xlsx").status_code == 404
    assert as_(stranger).get("/activities/NOWHERE/list.xlsx").status_code == 404
    assert sheet_of(as_(pm).get("/activities/MMSP/list.xlsx"))[1][0] == "A seminar"


def test_the_quick_paper_lies_on_its_side_and_says_what_was_asked(as_, eud, follow_up):
    answer = as_(eud).get(f"{RECOMMENDATIONS}pdf?priority=1")
    reader = PdfReader(io.BytesIO(body(answer)))
    box = reader.pages[0].mediabox
    text = " ".join(reader.pages[0].extract_text().split())
    assert box.width > box.height
    assert "Keep the memory" in text
    assert "Write indicators" not in text
    assert "Priority: 1 (high)" in text
    assert "As EUD may see it" in text


def test_a_list_too_long_for_paper_is_offered_as_a_sheet(as_, eud, follow_up, settings):
    settings.LISTS = {"paper_cells": 5, "sheet_cells": 100}
    answer = as_(eud).get(f"{RECOMMENDATIONS}pdf?priority=2")
    assert answer.status_code == 422
    assert b"too long for a quick PDF" in answer.content
    assert b"/recommendations/list.xlsx?priority=2" in answer.content
    settings.LISTS = {"paper_cells": 5, "sheet_cells": 5}
    answer = as_(eud).get(f"{RECOMMENDATIONS}xlsx")
    assert answer.status_code == 422
    assert len(csv_of(as_(eud).get(f"{RECOMMENDATIONS}csv"))) == 3


@pytest.mark.parametrize(
    "query",
    ["columns=password", "columns=" + "x," * 900, "columns=due,due,due", "sort=password",
     "sort=--due", "sort=%ED%A0%80", "priority=" + "9" * 40, "saved=%27"],
)  # fmt: skip
def test_garbage_is_left_out(as_, eud, follow_up, query):
    for ending in ("xlsx", "csv"):
        answer = as_(eud).get(f"{RECOMMENDATIONS}{ending}?{query}")
        assert len(body(answer)) > 0


def test_sorting_the_sheet_is_sorting_the_page(as_, eud, follow_up):
    names = [row[0] for row in csv_of(as_(eud).get(f"{RECOMMENDATIONS}csv?sort=-recommendation"))]
    assert names[1:] == ["R4 Write indicators", "R3 Keep the memory"]


@pytest.mark.parametrize(
    "path", ["/actions/list.csv?columns=said,verified,last_word,organisation",
             "/recommendations/list.csv?columns=text,response,due"],
)  # fmt: skip
def test_the_number_of_queries_does_not_grow_with_the_rows(
    as_, pm, follow_up, django_assert_max_num_queries, path
):
    client = as_(pm)
    for number in range(10, 40):
        row = make.RecommendationFactory(evaluation=follow_up.evaluation, number=number)
        response = make.ResponseFactory(matrix=follow_up.matrix, recommendation=row)
        make.ActionFactory(response=response, number=1)
        if number in (12, 39):
            with django_assert_max_num_queries(13):
                assert len(csv_of(client.get(path))) > number - 10


def test_nobody_takes_a_list_along_without_signing_in(as_, follow_up):
    assert as_(None).get(f"{ACTIONS}xlsx").status_code == 302
