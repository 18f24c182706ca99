"""An institution lets a text be so long: the writer is told, the text is kept."""

import pytest

from editing import limits, versions
from editing.limits import Limit
from tests import factories as make

OPSYS = {
    "field": "evaluations.finding.text", "most": 20, "unit": "characters", "asked_by": "OPSYS", "hard": True,
}  # fmt: skip
EDIT = "/evaluations/final/findings/4/edit/"


def limit(most, unit, **more):
    return Limit(field="evaluations.finding.text", most=most, unit=unit, asked_by="OPSYS", **more)


@pytest.mark.parametrize(
    ("most", "unit", "text", "over"),
    [
        (3, "characters", "abc", 0), (3, "characters", "abcd", 1), (3, "characters", "a\r\nb", 0),
        (3, "characters", " 移民政 ", 0), (1, "characters", "e\u0301", 0), (3, "words", "a b c", 0),
        (3, "words", "EU 移民", 0), (3, "words", "EU移民政", 1), (1, "pages", "w " * 300, 0),
        (1, "pages", "w " * 301, 1), (1, "characters", "", 0),
    ],
)  # fmt: skip
def test_how_much_is_too_much(most, unit, text, over):
    assert limit(most, unit).over(text) == over


def test_limits_are_said_as_people_say_them():
    assert limit(3000, "characters").allowance(2640) == "2,640 of 3,000 characters"
    assert limit(5, "pages").allowance(412) == "412 of 1,500 words (5 pages)"
    assert limit(1, "pages").allowance(1) == "1 of 300 words (1 page)"
    assert limit(3, "words", hard=True).complaint(1, 1) == "1 word more than OPSYS takes"
    assert limit(3, "characters").complaint(640, 640) == "640 characters more than OPSYS advises"


def test_a_limit_holds_for_its_field_and_its_kind(settings, evaluation):
    section = {
        "field": "evaluations.reportsection.text",
        "most": 1,
        "unit": "words",
        "asked_by": "us",
    }
    settings.TEXT_LIMITS = [section | {"kind": "context"}]
    context, other = (
        make.SectionFactory.build(evaluation=evaluation, kind=kind) for kind in ("context", "other")
    )
    assert len(limits.of(context, "text")) == 1
    assert limits.of(other, "text") == limits.of(context, "title") == []
    assert list(limits.complaints(context)) == ["“text” has 3 words more than us advises."]


@pytest.mark.parametrize(
    "wrong",
    [
        {"field": "evaluations.finding.nothing"}, {"field": "nothing.finding.text"}, {"field": "text"},
        {"unit": "lines"}, {"most": 0}, {"colour": "red"},
    ],
)  # fmt: skip
def test_a_limit_that_would_never_be_noticed_is_an_error(settings, wrong):
    settings.TEXT_LIMITS = [OPSYS]
    assert limits.check_limits() == []
    settings.TEXT_LIMITS = [OPSYS | wrong]
    assert [error.id for error in limits.check_limits()] == ["editing.E001"]


def test_the_form_counts_and_an_over_long_text_is_saved_with_a_warning(settings, as_, eud, finding):
    settings.TEXT_LIMITS = [OPSYS]
    page = as_(eud).get(EDIT).content.decode()
    assert "34 of 20 characters" in page
    assert "14 characters more than OPSYS takes" in page
    sent = {"question": finding.question_id, "number": 4, "short_answer": "Yes.", "base_version": 1}
    text = "<p>Rather more than twenty characters.</p>"
    answer = as_(eud).post(EDIT, sent | {"text": text}, follow=True)
    assert versions.current(finding).text == text
    assert "“finding” has 15 characters more than OPSYS takes." in answer.content.decode()


def test_a_plain_text_area_is_counted_too(as_, eud, finding):
    versions.revise(finding, base_version=1, fields={"short_answer": "One, two, three."}, by=None)
    assert ">3 words<" in as_(eud).get(EDIT).content.decode()
