"""A part of the draft as printed: what its writers see of it before the report is printed."""

import re
from datetime import UTC, datetime

import pytest

from editing import versions
from evaluations.models import Finding
from mmsp.reports import html, pdf
from mmsp.reports.fragments import excerpt
from tests.orders.conftest import DATABASE
from tests.reports import rows, sample

PART = "/evaluations/final/report/parts/{}.pdf"


@pytest.fixture
def press(monkeypatch, settings, tmp_path):
    """Prints the HTML itself."""
    settings.VAR_DIR = tmp_path
    write = lambda document, **_job: pdf.Printed(document.encode(), 1, 0.0, 0.0)  # noqa: E731
    monkeypatch.setattr(pdf, "write", write)


@pytest.fixture
def report(world):
    rows.fill(world, times=2)
    return world.evaluation


@pytest.fixture
def findings(report):
    return list(Finding.objects.filter(evaluation=report).order_by("number"))


@pytest.fixture
def part(findings):
    return PART.format(f"finding-{findings[0].number}")


def body(response):
    return b"".join(response.streaming_content).decode()


def test_a_writer_gets_the_question_with_this_finding_alone(as_, ev, findings, part, press):
    one, other = findings
    response = as_(ev).get(part)
    assert response["Content-Type"] == "application/pdf"
    assert f"finding-{one.number}" in response["Content-Disposition"]
    paper = body(response)
    assert f'id="finding-{one.number}"' in paper
    assert f'id="finding-{other.number}"' not in paper
    assert "p-cover" not in paper
    assert re.search(r'data-head="[^"]* · excerpt"', paper)
    assert "Draft" in paper


def test_it_is_known_by_its_part_among_ones_files(ev, as_, findings, part, settings):
    settings.TASKS = DATABASE
    page = as_(ev).get(part).content.decode()
    assert f"Final report, F{findings[0].number}: Final evaluation" in page


def test_who_may_not_read_the_draft_gets_no_part_of_it(as_, stranger, report, part, press):
    assert as_(stranger).get(part).status_code == 404
    assert as_(None).get(part).status_code == 302
    versions.revise(
        report, base_version=report.version, by=None,
        fields={"stage": "final", "confidentiality": "public",
                "published_at": datetime(2024, 1, 1, tzinfo=UTC)},
    )  # fmt: skip
    assert as_(stranger).get(part).status_code == 403


@pytest.mark.parametrize("other", ["finding-9999", "contents", "traceability", "finding-x"])
def test_what_is_no_part_of_the_report_is_not_there(as_, ev, report, press, other):
    assert as_(ev).get(PART.format(other)).status_code == 404


def test_it_is_offered_where_the_part_is_written_and_read(as_, ev, report, findings, part):
    client = as_(ev)
    assert part in client.get("/evaluations/final/").content.decode()
    page = client.get(f"{findings[0].get_absolute_url()}edit/").content.decode()
    assert part in page
    assert "Preview the saved text as printed" in page
    recommendation = report.recommendations.first()
    page = client.get(f"{recommendation.get_absolute_url()}edit/").content.decode()
    assert PART.format(f"recommendation-{recommendation.number}") in page


def test_a_new_part_has_nothing_to_preview(as_, ev, report):
    page = as_(ev).get("/evaluations/final/findings/new/").content.decode()
    assert "Preview the saved text" not in page


@pytest.fixture(scope="module")
def paper():
    return html.report(sample.report())


def part_of(paper, anchor):
    return excerpt.of(paper.document, paper.css, anchor, "excerpt")


@pytest.mark.once
def test_a_chapter_comes_without_the_sections_below_it(paper):
    part = part_of(paper, "introduction")
    assert 'id="introduction"' in part.document
    assert part.document.count("<h2") == 1
    assert "<h3" not in part.document
    assert part.document.count("<section") == part.document.count("</section>") == 1


@pytest.mark.once
def test_it_says_what_stands_before_it_in_the_whole(paper):
    part = part_of(paper, "finding-5")
    assert 'data-chapter="2 Answered questions and findings"' in part.document
    assert "counter-reset: footnote 2" in part.css
    assert part_of(paper, "lesson-1").css.count("counter-reset: footnote") == 0


@pytest.mark.once
def test_it_is_printed_on_its_own_pages(paper):
    part = part_of(paper, "finding-5")
    printed = pdf.write(part.document, css=part.css, assets=paper.assets)
    assert 0 < printed.pages < 4
