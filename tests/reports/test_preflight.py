"""What is found before the report is sent; every rule is silent on a report that is in order."""

from dataclasses import replace

import pytest

from mmsp.reports.preflight import Level, check
from mmsp.reports.shapes import Abbreviation, Conclusion, Evidence, Section
from tests.reports import sample

LONG = (
    "<p>"
    + "A sentence that nobody would write twice by chance, least of all this long. " * 2
    + "</p>"
)


@pytest.fixture
def ready():
    """A report without a fault."""
    content = sample.report()
    return replace(
        content,
        sections=tuple(s for s in content.sections if s.kind != "leftovers"),
        abbreviations=(Abbreviation("HLD", "High-level dialogue"),),
        lessons=content.lessons[:1],
        conclusions=(
            Conclusion(1, "The HLD works", "<p>It does.</p>", findings=(1,)),
        ),
    )  # fmt: skip


def said(content):
    return [(remark.level, remark.message) for remark in check(content)]


def with_finding(content, **changes):
    criterion = content.criteria[0]
    question = criterion.questions[0]
    finding = replace(question.findings[0], **changes)
    question = replace(question, findings=(finding,))
    criterion = replace(criterion, questions=(question, *criterion.questions[1:]))
    return replace(content, criteria=(criterion, *content.criteria[1:]))


def test_a_report_in_order_gets_no_remark(ready):
    assert said(ready) == []


def test_a_report_without_summary_is_not_sent(ready):
    sections = tuple(s for s in ready.sections if s.kind != "executive_summary")
    missing = (Level.BLOCKING, "The report has no executive summary.")
    assert said(replace(ready, sections=sections)) == [missing]
    empty = Section("executive_summary", 1, "Summary", "<p> </p>")
    assert missing in said(replace(ready, sections=(empty, *sections)))


def test_a_question_needs_a_finding(ready):
    criterion = ready.criteria[0]
    bare = replace(criterion.questions[0], findings=())
    criteria = (replace(criterion, questions=(bare, *criterion.questions[1:])), *ready.criteria[1:])
    assert (Level.BLOCKING, "EQ 1 has no finding.") in said(replace(ready, criteria=criteria))


def test_a_finding_needs_evidence_and_a_short_answer(ready):
    assert said(with_finding(ready, evidence=Evidence())) == [
        (Level.BLOCKING, "F1 names no evidence.")
    ]
    assert said(with_finding(ready, short_answer=" ")) == [
        (Level.DOUBTFUL, "F1 has no short answer.")
    ]


def test_a_conclusion_needs_a_finding(ready):
    loose = replace(ready.conclusions[0], findings=())
    assert said(replace(ready, conclusions=(loose,))) == [
        (Level.BLOCKING, "C1 rests on no finding.")
    ]


def test_a_recommendation_needs_conclusion_addressee_and_priority(ready):
    loose = replace(
        ready.recommendations[0], conclusions=(), addressees=(), addressee_note="", priority=None
    )
    assert said(replace(ready, recommendations=(loose,))) == [
        (Level.BLOCKING, "R1 rests on no conclusion."),
        (Level.BLOCKING, "R1 is addressed to nobody."),
        (Level.DOUBTFUL, "R1 has no priority."),
    ]


def test_an_empty_text_is_pointed_out(ready):
    assert said(with_finding(ready, text="<p></p>")) == [(Level.DOUBTFUL, "F1 has no text.")]


def test_text_that_was_not_placed_is_pointed_out(ready):
    left = Section("leftovers", 99, "Not placed", "<p>Somewhere.</p>")
    assert said(replace(ready, sections=(*ready.sections, left))) == [
        (Level.DOUBTFUL, "“Not placed” holds text that was not placed.")
    ]


def test_a_paragraph_that_stands_twice_is_found_with_both_places(ready):
    repeated = with_finding(ready, text=LONG + "<p>Other.</p>")
    repeated = replace(
        repeated, lessons=(replace(ready.lessons[0], text=LONG.replace("<p>A ", "<p>a  ")),)
    )
    ((level, message),) = said(repeated)
    assert level == Level.DOUBTFUL
    assert "2 times (F1, L1)" in message


def test_short_lines_may_repeat(ready):
    short = "<p>See above.</p>"
    repeated = with_finding(ready, text=short)
    assert said(replace(repeated, lessons=(replace(ready.lessons[0], text=short),))) == []


def test_abbreviations_are_listed_and_used(ready):
    text = "<p>The NIA of the HLD and the EU, in phase II (EQ 4), ref. PSF/2019/411 and ARES-2015-1.</p>"
    listed = (
        *ready.abbreviations,
        Abbreviation("ABC", "Never"),
        Abbreviation("MS", "Member States"),
    )
    content = replace(with_finding(ready, text=text + "<p>MSs agree.</p>"), abbreviations=listed)
    assert said(content) == [
        (Level.DOUBTFUL, "EU is used but not in the list of abbreviations."),
        (Level.DOUBTFUL, "NIA is used but not in the list of abbreviations."),
        (Level.DOUBTFUL, "ABC is listed but not used."),
    ]


def test_letters_that_no_font_has_are_found_before_they_print_as_boxes(ready):
    assert said(with_finding(ready, text="<p>渡口 Ωμέγα Москва naïve ½ „x“</p>")) == []
    ((level, message),) = said(with_finding(ready, text="<p>ภาษา</p>"))
    assert level == Level.BLOCKING
    assert "ภ" in message


def test_blocking_remarks_come_first(ready):
    content = with_finding(ready, evidence=Evidence(), text="<p></p>")
    assert [level for level, _message in said(content)] == [Level.BLOCKING, Level.DOUBTFUL]


def test_every_remark_leads_to_the_place_where_it_is_mended(ready):
    (remark,) = check(with_finding(ready, evidence=Evidence()))
    assert remark.url == "/evaluations/river-crossings/findings/1/"
