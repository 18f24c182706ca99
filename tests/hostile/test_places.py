"""What was refused or too big is told with its place in the paper, and with a link for who can mend it."""

from dataclasses import replace

import pytest

from mmsp.reports import html, pdf, publish
from mmsp.reports.pdf import Limits, PrintRefused
from mmsp.reports.shapes import Audience
from mmsp.reports.survey import Survey, heaviest, place_of
from tests import factories as make
from tests.reports import sample

TABLE = "<table><tbody>{}</tbody></table>"
PARTS = '<h2>Method</h2><p>a</p><h2>Findings</h2><div id="finding-4">{}</div><h2>Annex</h2><p>b</p>'


def refusal(body, **limits):
    with pytest.raises(PrintRefused) as said:
        pdf.refuse_excess(body, Limits(**limits))
    return said.value


def test_a_table_is_refused_with_its_heading_and_its_row():
    cells = TABLE.format("<tr><td>1</td></tr>" * 50)
    said = refusal(PARTS.format(cells), cells=40)
    assert (said.place, said.anchor) == ("Findings", "finding-4")


@pytest.mark.parametrize(
    "row",
    [
        '<tr><td colspan="1000000000">1</td></tr>',
        "<tr>" + "<td>1</td>" * 201 + "</tr>",
        '<colgroup><col span="999999"></colgroup>',
    ],
)
def test_a_table_wider_than_any_page_is_refused(row):
    said = refusal(PARTS.format(TABLE.format(row)))
    assert "more than 200 columns" in said.sentence
    assert said.anchor == "finding-4"


def test_cells_that_claim_more_than_they_fill_count_in_full():
    said = refusal(PARTS.format(TABLE.format('<tr><td colspan="60">1</td></tr>' * 300)))
    assert "16,000 cells" in said.sentence


def test_rows_without_cells_are_counted_too():
    assert refusal(PARTS.format(TABLE.format("<tr></tr>" * 17_000))).place == "Findings"


def test_who_looks_a_paper_over_stops_where_a_limit_is_passed():
    survey = Survey(cells=10, columns=9, depth=9)
    survey.read("<table>" + "<tr><td>1</td></tr>" * 100_000)
    assert survey.rows == 11


@pytest.mark.parametrize("span", ["", "x", "-3", "0", "²", " 7 ", "9" * 5_000])
def test_what_is_no_number_of_columns_harms_nothing(span):
    pdf.refuse_excess(
        TABLE.format(f'<tr><td colspan="{span}">1</td></tr>'), Limits(columns=10**9, cells=10**9)
    )


def test_a_paper_that_costs_too_much_names_its_largest_part():
    body = PARTS.format("<p>word</p>" * 500)
    assert heaviest(body).heading == "Findings"
    assert str(heaviest("")) == "the beginning"


def test_an_address_is_found_where_it_is_asked_for():
    address = "file:///etc/passwd"
    assert place_of(PARTS.format(f'<img src="{address}">'), address).anchor == "finding-4"
    assert str(place_of("<p>x</p>", address)) == "the beginning"


def test_a_paper_that_is_not_whole_is_neither_kept_nor_handed_out(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    paper = html.matrix(sample.matrix_paper())
    spoilt = replace(
        paper, document=paper.document.replace("</h2>", '</h2><img src="file:///etc/x.png">', 1)
    )
    with pytest.raises(PrintRefused, match="which papers may not fetch") as said:
        publish.printed(spoilt, Audience.INTERNAL)
    assert "file:///etc/x.png" in said.value.sentence
    assert said.value.place == "Recommendations and responses"
    assert not list((tmp_path / "papers").glob("*.pdf"))


@pytest.fixture
def too_large(evaluation, monkeypatch):
    """A report whose third finding has a larger table than may be printed."""
    monkeypatch.setattr(Limits, "__init__", lambda limits: None)
    for name, value in {"cells": 50, "columns": 9, "depth": 99}.items():
        monkeypatch.setattr(Limits, name, value)
    question = make.QuestionFactory(evaluation=evaluation)
    text = TABLE.format("<tr><td>1</td><td>2</td></tr>" * 40)
    return make.FindingFactory(evaluation=evaluation, question=question, text=text)


@pytest.mark.parametrize(("who", "is_led"), [("ev", True), ("eud", True), ("reader", False)])
def test_who_can_mend_it_is_led_there(as_, request, too_large, who, is_led):
    page = as_(request.getfixturevalue(who)).get("/evaluations/final/report/final.pdf")
    told = page.content.decode()
    if not is_led:
        assert f"/findings/{too_large.number}/" not in told
        return
    assert page.status_code == 422
    assert "more than 50 cells" in told
    assert f'href="/evaluations/final/findings/{too_large.number}/"' in told
