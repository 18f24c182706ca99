"""What is found before the report is sent; every rule is silent on a report that is in order."""

import time
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


def test_a_text_longer_than_its_limit_is_found_and_where_a_form_takes_no_more_it_blocks(
    ready, settings
):
    limit = {
        "field": "evaluations.conclusion.text",
        "most": 1,
        "unit": "words",
        "asked_by": "OPSYS",
    }
    first, *others = ready.conclusions
    long = replace(ready, conclusions=(replace(first, text="<p>One too many.</p>"), *others))

    def of_opsys():
        remarks = [each for each in check(long) if "OPSYS" in each.message]
        return [(each.level, each.message) for each in remarks if each.message.startswith("C1 ")]

    settings.TEXT_LIMITS = [limit]
    assert of_opsys() == [(Level.DOUBTFUL, "C1 has 2 words more than OPSYS advises.")]
    settings.TEXT_LIMITS = [limit | {"hard": True}]
    assert of_opsys() == [(Level.BLOCKING, "C1 has 2 words more than OPSYS takes.")]
    settings.TEXT_LIMITS = [limit | {"most": 3}]
    assert of_opsys() == []


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


def test_a_word_of_capitals_as_long_as_a_text_takes_no_time_worth_mentioning(ready):
    started = time.process_time()
    assert said(with_finding(ready, text=f"<p>{'A' * 50_000}a</p>")) == []
    assert time.process_time() - started < 5


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


def test_a_question_whose_findings_say_nothing_has_no_answer(ready):
    silent = with_finding(ready, short_answer=" ", text="<p> </p>")
    assert (Level.BLOCKING, "EQ 1 has no answer yet.") in said(silent)


def counted(ready, told, **changes):
    """A finding that tells a number, and rests on the activities of the sample."""
    first, *others = ready.events
    first = replace(first, **{"total": 55, "women": 20, "men": 35, **changes})
    evidence = Evidence(activities=(first.reference,))
    content = with_finding(ready, text=f"<p>{told}</p>", evidence=evidence)
    return replace(content, events=(first, *(replace(each, total=None) for each in others)))


@pytest.mark.parametrize(
    "told",
    ["Of the 55 participants many came.", "35 participants were men.", "Some 60 participants came.",
     "More than 50 participants came.", "It had 48 Chinese participants.",
     "Between 40 and 60 people.", "Up to 60 participants were planned.",
     f"{'9' * 5_000} participants came.", f"{'9' * 5_000}名参加者"],
)  # fmt: skip
def test_numbers_that_agree_or_are_rounded_are_left_alone(ready, told):
    assert said(counted(ready, told)) == []


@pytest.mark.parametrize(
    "told", ["60 participants came.", "It had 1,452 participants.", "60名参加者"]
)
def test_a_number_of_participants_that_is_not_in_the_register(ready, told):
    ((level, message),) = said(counted(ready, told))
    assert level == Level.DOUBTFUL
    assert message.startswith("F1 speaks of ")
    assert message.endswith("the register counts 55 at its activities.")


def test_the_account_of_an_activity_agrees_with_its_rows(ready):
    content = counted(ready, "None.", stated=(55, 60), page="/activities/MMSP/1/")
    label = content.events[0].reference.label
    (remark,) = check(content)
    assert remark.message == (
        f"The account of activity {label} speaks of 60 participants; the register counts 55."
    )
    assert remark.url == "/activities/MMSP/1/"


def test_where_nobody_counted_nothing_is_said(ready):
    assert said(counted(ready, "60 participants came.", total=None, stated=(60,))) == []
