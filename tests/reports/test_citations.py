"""“See F2, page 9”: what a reference becomes on paper, for whom, and what is said when it is lost."""

import re
from datetime import date

import pytest

from editing import versions
from mmsp.reports import content, html, preflight, responses
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports import rows
from tests.reports.conftest import open_pdf

TODAY = date(2024, 11, 2)
INTERNAL, RESTRICTED, PUBLIC = Audience
SECRET = "QXSECRET"


def ref(kind, row, label="old words"):
    return f'<span class="xref" data-ref="{kind}:{row.pk}">{label}</span>'


def build(evaluation, audience=INTERNAL):
    return content.build(evaluation, audience=audience, as_of=TODAY)


def printed(evaluation, audience=INTERNAL):
    return html.report(build(evaluation, audience)).body


@pytest.fixture
def evaluation(world):
    """A report with three questions, an introduction of some pages, and a response."""
    rows.fill(world, times=3)
    return world.evaluation


@pytest.fixture
def write(evaluation):
    """`write(text)`: the introduction says this."""

    def revise(text):
        row = evaluation.sections.get(kind="introduction")
        return versions.revise(row, base_version=row.version, fields={"text": text}, by=None)

    return revise


def page_and_words(reader):
    """The words that the introduction prints, and where each anchor of the paper stands."""
    places = {
        name: reader.get_destination_page_number(place) + 1
        for name, place in reader.named_destinations.items()
    }
    words = " ".join(page.extract_text() for page in reader.pages)
    return places, " ".join(words.split())


def test_a_reference_prints_the_page_of_its_target(evaluation, write):
    finding = evaluation.findings.last()
    annex = evaluation.sections.get(kind="annex")
    write(f"<p>See {ref('finding', finding)}; {ref('section', annex)}.</p>")
    places, words = page_and_words(open_pdf(html.report(build(evaluation))))
    page = places[f"finding-{finding.number}"]
    assert page > places["introduction"]
    assert f"See F{finding.number}, page {page};" in words
    assert f"{annex.title}, page {places[f'section-{annex.position}']}." in words
    assert "old words" not in words


def test_every_kind_of_part_has_its_place_on_paper(evaluation, write):
    kinds = {
        "section": evaluation.sections, "question": evaluation.questions,
        "finding": evaluation.findings, "conclusion": evaluation.conclusions,
        "lesson": evaluation.lessons, "recommendation": evaluation.recommendations,
    }  # fmt: skip
    wanted = [(kind, row) for kind, several in kinds.items() for row in several.all()]
    activities = evaluation.findings.first().activities.all()
    wanted += [("activity", row) for row in activities]
    write("".join(f"<p>{ref(kind, row)}</p>" for kind, row in wanted))
    links = re.findall(r'<a class="xref" href="#([^"]+)"', printed(evaluation))
    assert len(links) == len(wanted)
    assert "old words" not in printed(evaluation)


def test_what_is_not_in_the_annexes_is_words(world, evaluation, write):
    activity = make.ActivityFactory(project=world.project, title=SECRET)
    write(f"<p>See {ref('activity', activity, 'the study tour')}.</p>")
    assert "<p>See the study tour.</p>" in printed(evaluation)
    assert SECRET not in printed(evaluation)


def test_an_internal_paper_is_words_in_a_public_report(world, evaluation, write):
    paper = make.DocumentFactory(project=world.project, confidentiality="internal", title=SECRET)
    finding = evaluation.findings.first()
    versions.revise(finding, base_version=1, fields={"documents": [paper]}, by=None)
    write(f"<p>See {ref('document', paper, 'the minutes')}.</p>")
    assert f"document MMSP {paper.number}</a>" in printed(evaluation, INTERNAL)
    assert "<p>See the minutes.</p>" in printed(evaluation, PUBLIC)
    assert SECRET not in printed(evaluation, PUBLIC)


def test_the_matrix_alone_has_no_findings_to_lead_to(evaluation):
    row, finding = evaluation.recommendations.first(), evaluation.findings.first()
    versions.revise(
        row, base_version=1, fields={"text": f"<p>{ref('finding', finding)}</p>"}, by=None
    )
    matrix = evaluation.matrices.get()
    body = html.matrix(responses.build_matrix(matrix, audience=PUBLIC, as_of=TODAY)).body
    assert f"<p>F{finding.number}</p>" in body


def remarks(evaluation):
    found = preflight.check(build(evaluation))
    return {remark.message: remark for remark in found if "refers to" in remark.message}


def test_a_lost_reference_holds_the_report_back(evaluation, write):
    conclusion = evaluation.conclusions.first()
    section = write(f"<p>See {ref('conclusion', conclusion, 'C1 &amp; more')}.</p>")
    assert remarks(evaluation) == {}
    versions.remove(conclusion, base_version=1, by=None)
    (remark,) = remarks(evaluation).values()
    assert remark.message == f"{section.title} refers to “C1 & more”, which is not there."
    assert (remark.level, remark.url) == (preflight.Level.BLOCKING, section.get_absolute_url())
    assert 'data-lost="reference lost">C1 &amp; more</span>' in printed(evaluation)
    assert "xref-lost" not in printed(evaluation, PUBLIC)


def test_a_forged_reference_prints_nothing_of_another_evaluation(evaluation, write):
    other = make.EvaluationFactory(slug="other", title=SECRET)
    finding = make.FindingFactory(
        evaluation=other, question=make.QuestionFactory(evaluation=other), short_answer=SECRET
    )
    write(f"<p>See {ref('finding', finding, 'this')}.</p>")
    assert SECRET not in printed(evaluation)
    assert f"F{finding.number}</a>" not in printed(evaluation)
    assert "See this." in printed(evaluation, RESTRICTED)
    assert len(remarks(evaluation)) == 1
