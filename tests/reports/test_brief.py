"""The evaluation brief: two pages whatever the report holds, and a word on what they leave out."""

from dataclasses import replace
from datetime import date

import pytest

from mmsp.reports import brief, html, products, shortening
from mmsp.reports.shapes import Audience, Section
from tests import factories as make
from tests.reports import rows, sample
from tests.reports.conftest import open_pdf

PREVIEW, PDF = "/evaluations/final/report/brief/", "/evaluations/final/report/brief.pdf"
TODAY = date(2024, 5, 6)
QUERIES = 49
TEXTS = {
    "sentences": "The Action Fiche names more objectives than the period allowed for. " * 60,
    "chinese": "该项目的目标过于宽泛，没有人能够在规定期限内实现这些目标。" * 90,
    "capitals": "THE ACTION FICHE NAMES MANY OBJECTIVES. " * 90,
    "one word": "m" * 5000,
}


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def overfull(text):
    """A report of which everything is too long, with 50 conclusions and 300 recommendations."""
    whole, rich = sample.report(is_draft=True), f"<p>{text}</p>" * 3
    kinds = enumerate(("context", "introduction", "methodology"), 1)
    return replace(
        whole,
        cover=replace(whole.cover, title=text[:300], disclaimer=text, commissioned_by=text[:200]),
        sections=tuple(Section(kind, n, kind, rich) for n, kind in kinds),
        conclusions=tuple(replace(c, heading=text[:200], text=rich) for c in whole.conclusions * 5),
        recommendations=tuple(
            replace(r, heading=text[:200], text=rich, addressees=(text[:150],) * 4)
            for r in whole.recommendations * 30
        ),
    )


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_brief_of_an_overfull_report_fits_two_pages(evaluation, monkeypatch, text):
    monkeypatch.setattr(brief.content, "build", lambda *_row, **_for: overfull(text))
    built = brief.build_brief(evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    file = open_pdf(html.brief(built))
    assert len(file.pages) == 2
    said = [remark.message for remark in built.left_out]
    assert "The brief leaves out the end of “Methodology”." in said
    assert any("of 300 recommendations" in each for each in said), said
    assert "Key recommendations" in file.pages[1].extract_text()


def test_an_evaluation_with_nothing_in_it_has_a_brief_of_two_pages(evaluation):
    paper = products.evaluation_brief(evaluation, audience=Audience.PUBLIC, as_of=TODAY)
    file = open_pdf(paper)
    assert len(file.pages) == 2
    assert "The report has no conclusions yet." in file.pages[1].extract_text()


def test_the_brief_says_who_asked_who_manages_and_what_is_recommended(world, eud):
    rows.fill(world)
    paper = products.evaluation_brief(world.evaluation, audience=Audience.INTERNAL, as_of=TODAY)
    first, second = (page.extract_text() for page in open_pdf(paper).pages)
    for words in ("Evaluation brief", "Expert 0 (", "Managed by", "EUD", "MMSP", "Draft: Review"):
        assert words in first
    for words in ("Yes, by and large.", "It follows.", "Do it. (IOM)"):
        assert words in second


def test_the_public_is_told_which_organisation_manages_not_who(world, eud):
    def managed(audience):
        built = brief.build_brief(world.evaluation, audience=audience, as_of=TODAY)
        return next(fact.value for fact in built.evaluation if fact.label == "Managed by")

    assert managed(Audience.INTERNAL).startswith(eud.name)
    assert managed(Audience.PUBLIC) == str(world.delegation)


def test_the_same_report_gives_the_same_bytes(world):
    rows.fill(world)
    first, second = (
        products.evaluation_brief(world.evaluation, audience=Audience.INTERNAL, as_of=TODAY)
        for _time in range(2)
    )
    assert first == second


def test_writers_see_what_is_left_out_and_others_do_not(as_, ev, reviewer, world):
    make.SectionFactory(
        evaluation=world.evaluation, kind="methodology", text=f"<p>{TEXTS['sentences'] * 2}</p>"
    )
    left_out = "The brief leaves out the end of “Methodology”."
    assert left_out in as_(ev).get(PREVIEW).content.decode()
    page = as_(reviewer).get(PREVIEW).content.decode()
    assert "Key findings" in page
    assert left_out not in page


@pytest.mark.parametrize("address", [PREVIEW, PDF])
def test_a_stranger_has_no_such_paper(as_, stranger, evaluation, address):
    assert as_(stranger).get(address).status_code == 404


def test_the_pdf_is_a_file_that_the_browser_may_keep(as_, ev, evaluation):
    answer = as_(ev).get(PDF)
    assert b"".join(answer).startswith(b"%PDF")
    again = as_(ev).get(PDF, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("times", [1, 8])
def test_a_long_report_costs_no_more_queries(world, times, django_assert_max_num_queries):
    rows.fill(world, times)
    with django_assert_max_num_queries(QUERIES):
        brief.build_brief(world.evaluation, audience=Audience.INTERNAL, as_of=TODAY)


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("One is short. Two is rather longer than that. Three.", 38, "One is short. Two is rather longer than that."),
        ("Costs were 1.5 million. They fell afterwards to less.", 30, "Costs were 1.5 million."),
        ("目标过于宽泛。没有人能够实现。", 20, "目标过于宽泛。"),
        ("A sentence without any end", 10, ""),
    ],
)  # fmt: skip
def test_a_text_is_shortened_at_the_end_of_a_sentence(text, most, kept):
    assert shortening.shortened(text, lambda part: shortening.width(part) <= most) == kept


def test_what_needs_little_gets_it_and_the_rest_is_shared():
    assert shortening.shares([1, 10, 10], 11) == [1, 5, 5]
    assert shortening.shares([2, 3], 100) == [2, 3]
    assert shortening.shares([], 5) == []
