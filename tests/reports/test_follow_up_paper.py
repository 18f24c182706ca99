"""The follow-up status report: the figures of the page on paper, as its reader sees them."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from mmsp.reports import html
from mmsp.reports.follow_up import build_follow_up
from recommendations.dashboard import Dashboard
from recommendations.models import ResponseMatrix
from recommendations.scope import DashboardFilter
from tests import factories as make
from tests.follow_up import follow_up, submitted

__all__ = ["follow_up", "submitted"]


def content_for(rf, person, query="", evaluation=None):
    request = rf.get(f"/follow-up/?{query}")
    request.user = person
    asked = DashboardFilter(
        request.GET, request=request, within=evaluation,
        queryset=ResponseMatrix.objects.visible_to(person),
    )  # fmt: skip
    dashboard = Dashboard(asked, date(2026, 1, 31))
    return build_follow_up(dashboard, reader=person, evaluation=evaluation)


def test_the_paper_says_whose_sight_and_which_day_it_is(rf, eud, follow_up):
    content = content_for(rf, eud, "organisation=iom")
    paper = html.follow_up(content)
    assert "State of 31 Jan 2026" in paper.body
    assert "As EUD may see it" in paper.body
    assert "Answered by: Organisation IOM" in paper.body


def test_charts_are_pictures_with_all_they_say_as_text(rf, eud, follow_up):
    content = content_for(rf, eud)
    paper = html.follow_up(content)
    assert set(paper.assets) >= {f"asset:{each.key}.svg" for each in content.pictures}
    assert 'alt="Not initiated: 0; Initiated: 1;' in paper.body
    assert b"Initiated" in paper.assets["asset:statuses.svg"]


def test_the_paper_counts_what_its_reader_sees(rf, reviewer, eud, follow_up):
    hidden, seen = content_for(rf, reviewer), content_for(rf, eud)
    assert [content.numbers[1].value for content in (hidden, seen)] == ["0", "1"]


def test_a_name_that_looks_like_markup_is_printed_as_it_is(rf, eud, follow_up):
    make.ActionFactory(response=follow_up.response, responsible_units="<b>Unit & co</b>")
    assert "&lt;b&gt;Unit &amp; co&lt;/b&gt;" in html.follow_up(content_for(rf, eud)).body


@pytest.mark.once
def test_it_is_downloaded_as_a_tagged_pdf(as_, eud, stranger, submitted):
    page = as_(eud).get("/evaluations/final/follow-up/status.pdf")
    assert page["Content-Disposition"].startswith('attachment; filename="final-follow-up-')
    pdf = PdfReader(BytesIO(b"".join(page.streaming_content)))
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    assert "Follow-up status report" in pdf.pages[0].extract_text()
    assert as_(stranger).get("/evaluations/final/follow-up/status.pdf").status_code == 404
