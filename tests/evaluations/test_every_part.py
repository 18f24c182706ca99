"""What holds for every part of a report: who writes it, who only reads, and that no word is lost."""

from dataclasses import dataclass
from typing import Any

import pytest

from editing import versions
from editing.models import RejectedEdit, Versioned
from evaluations.models import (
    Abbreviation,
    Conclusion,
    Criterion,
    EvaluationQuestion,
    Finding,
    Indicator,
    Interview,
    JudgementCriterion,
    Lesson,
    ReportSection,
    Stage,
    TeamMember,
)
from tests import factories as make
from tests.evaluations.conftest import filled, now, without_tokens


@dataclass(frozen=True)
class Part:
    """One noun: where its rows stand, what a new one says, and which field tells two texts apart."""

    model: type[Versioned]
    folder: str
    place: str
    text: str
    new: dict[str, Any]
    needs: str = ""
    own_page: bool = True

    def __str__(self) -> str:
        return self.model._meta.model_name

    @property
    def address(self) -> str:
        return f"/evaluations/final/{self.folder}/{self.place}/"

    @property
    def new_address(self) -> str:
        return f"/evaluations/final/{self.folder}/new/"


JUDGED = "questions/4/judged"
PARTS = [
    Part(EvaluationQuestion, "questions", "4", "text", {"criterion": "relevance", "text": "New text"}, "text"),
    Part(Finding, "findings", "4", "text", {"question": 4, "text": "<p>New text</p>"}, "question"),
    Part(ReportSection, "sections", "1", "text", {"title": "Y", "kind": "other", "text": "<p>New text</p>"}, "title"),
    Part(Conclusion, "conclusions", "1", "text", {"heading": "Well", "text": "<p>New text</p>"}, "heading"),
    Part(Lesson, "lessons", "1", "text", {"heading": "Learn", "text": "<p>New text</p>"}, "heading"),
    Part(Abbreviation, "abbreviations", "1", "meaning", {"short": "X", "meaning": "New text"}, "short", own_page=False),
    Part(TeamMember, "team", "1", "name", {"name": "New text", "role": "Expert"}, "role", own_page=False),
    Part(Criterion, "criteria", "own", "name", {"name": "New text", "code": "new-one"}, "name", own_page=False),
    Part(JudgementCriterion, JUDGED, "1", "text", {"text": "New text"}, "text", own_page=False),
    Part(Indicator, f"{JUDGED}/1/indicators", "1", "text", {"text": "New text"}, "text", own_page=False),
]  # fmt: skip
INTERVIEW = Part(Interview, "interviews", "1", "category", {"category": "New text"}, "kind")
each_part = pytest.mark.parametrize("part", PARTS, ids=str)
each_with_interview = pytest.mark.parametrize("part", [*PARTS, INTERVIEW], ids=str)


@pytest.fixture
def report(evaluation, finding, question):
    """One row of every noun."""
    make.SectionFactory(evaluation=evaluation, position=1, title="Opening")
    make.ConclusionFactory(evaluation=evaluation, number=1)
    make.LessonFactory(evaluation=evaluation, number=1)
    make.InterviewFactory(evaluation=evaluation, number=1)
    make.CriterionFactory(evaluation=evaluation, code="own")
    for model, fields in (
        (Abbreviation, {"evaluation": evaluation, "short": "EUD", "meaning": "EU Delegation"}),
        (TeamMember, {"evaluation": evaluation, "name": "A. Moya", "role": "Team leader"}),
        (JudgementCriterion, {"question": question, "number": 1, "text": "Judged by"}),
    ):
        row = versions.create(model, fields=fields, by=None)
    versions.create(
        Indicator, fields={"judgement_criterion": row, "number": 1, "text": "Counted"}, by=None
    )
    return evaluation


def only(part):
    return (
        part.model.objects.exclude(evaluation=None).get()
        if part.model is Criterion
        else part.model.objects.get()
    )


def answered(part, question):
    """The new row's fields as a form sends them: keys for what it points to."""
    keys = {"question": question.pk, "criterion": question.criterion_id}
    return {name: keys.get(name, value) for name, value in part.new.items()}


@each_with_interview
def test_the_evaluator_writes_a_new_one(as_, ev, report, question, part):
    browser, before = as_(ev), set(part.model.objects.all())
    page = browser.get(part.new_address)
    sent = filled(page, **answered(part, question))
    assert browser.post(part.new_address, sent).status_code == 302
    [row] = set(part.model.objects.all()) - before
    assert "New text" in getattr(row, part.text)
    assert versions.revisions_of(row).get().by == ev


@each_part
def test_pressing_twice_makes_one(as_, eud, report, question, part):
    browser, before = as_(eud), part.model.objects.count()
    sent = filled(browser.get(part.new_address), **answered(part, question))
    for _press in range(2):
        assert browser.post(part.new_address, sent).status_code == 302
    assert part.model.objects.count() == before + 1


@each_with_interview
def test_what_is_missing_is_said_at_its_field_and_the_text_kept(as_, ev, report, question, part):
    browser = as_(ev)
    sent = filled(browser.get(part.new_address), **(answered(part, question) | {part.needs: ""}))
    if part.text != part.needs:
        sent[part.text] = "Kept as typed"
    page = browser.post(part.new_address, sent)
    assert page.status_code == 422
    assert part.needs in page.context["form"].errors
    assert page.context["form"][part.text].value() == sent[part.text]


@each_part
def test_the_officer_edits_it(as_, eud, report, part):
    browser, row = as_(eud), only(part)
    sent = filled(
        browser.get(f"{part.address}edit/"), **{part.text: "Said otherwise", "reason": "clearer"}
    )
    assert browser.post(f"{part.address}edit/", sent).status_code == 302
    assert "Said otherwise" in getattr(now(row), part.text)
    assert versions.revisions_of(row).first().reason == "clearer"


@each_with_interview
def test_saving_and_staying_leads_back_to_the_form(as_, ev, report, part):
    browser = as_(ev)
    sent = filled(
        browser.get(f"{part.address}edit/"), **{part.text: "Said otherwise", "stay": "yes"}
    )
    answer = browser.post(f"{part.address}edit/", sent)
    assert answer["Location"] == f"{part.address}edit/"


@each_part
def test_two_at_once_both_see_both_texts_and_none_is_lost(as_, ev, eud, report, part):
    first, second, row = as_(ev), as_(eud), only(part)
    address = f"{part.address}edit/"
    forms = [browser.get(address) for browser in (first, second)]
    first.post(address, filled(forms[0], **{part.text: "First wording"}))
    page = second.post(address, filled(forms[1], **{part.text: "Second wording"}))
    assert page.status_code == 409
    said = page.content.decode()
    assert "First wording" in said
    assert "Second wording" in said
    assert "First wording" in getattr(now(row), part.text)
    assert "Second wording" in RejectedEdit.objects.get().content[part.text]


@each_part
def test_the_conflict_page_settles_it_with_one_more_save(as_, ev, eud, report, part):
    first, second, row = as_(ev), as_(eud), only(part)
    address = f"{part.address}edit/"
    forms = [browser.get(address) for browser in (first, second)]
    first.post(address, filled(forms[0], **{part.text: "First wording"}))
    page = second.post(address, filled(forms[1], **{part.text: "Second wording"}))
    settled = filled(page, **{part.text: "Both wordings"})
    assert second.post(address, settled).status_code == 302
    assert "Both wordings" in getattr(now(row), part.text)
    assert now(row).version == 3


@each_with_interview
def test_the_reviewer_reads_it_and_may_not_touch_it(as_, reviewer, report, part):
    browser = as_(reviewer)
    if part.own_page:
        assert browser.get(part.address).status_code == 200
    for door in (f"{part.address}edit/", f"{part.address}remove/", part.new_address):
        assert browser.get(door).status_code == 403
        assert browser.post(door, {}).status_code == 403


@each_part
def test_nobody_writes_in_a_report_that_is_final(as_, eud, report, part):
    versions.revise(report, base_version=1, fields={"stage": Stage.FINAL}, by=None)
    browser = as_(eud)
    for door in (f"{part.address}edit/", f"{part.address}remove/", part.new_address):
        assert browser.get(door).status_code == 403


@each_with_interview
def test_a_stranger_gets_the_same_answer_as_for_nothing(as_, stranger, report, part):
    browser = as_(stranger)
    doors = ["edit/", "remove/", "history/", *([""] if part.own_page else [])]
    for here in [f"{part.address}{door}" for door in doors] + [part.new_address]:
        there = here.replace("/final/", "/nowhere/")
        foreign, absent = browser.get(here), browser.get(there)
        assert (foreign.status_code, absent.status_code) == (404, 404)
        assert without_tokens(foreign, here) == without_tokens(absent, there)


@each_part
def test_the_stranger_test_sees_a_page_that_is_there(as_, eud, report, part):
    """The control: for a member the two answers differ."""
    here = f"{part.address}edit/"
    page, absent = as_(eud).get(here), as_(eud).get(here.replace("/final/", "/nowhere/"))
    assert without_tokens(page) != without_tokens(absent)


@each_part
def test_a_row_of_another_evaluation_is_not_found_here(as_, eud, report, part, stranger):
    other = make.EvaluationFactory(slug="other")
    make.MembershipFactory(evaluation=other, user=eud, role="manager")
    assert as_(eud).get(f"{part.address}edit/".replace("/final/", "/other/")).status_code == 404


@pytest.mark.parametrize(
    "part",
    [part for part in PARTS if part.model not in (EvaluationQuestion, JudgementCriterion)],
    ids=str,
)
def test_the_officer_removes_it_and_its_history_stays(as_, eud, report, part):
    browser, row = as_(eud), only(part)
    asked = browser.get(f"{part.address}remove/")
    assert row in part.model.objects.all()  # asking removes nothing
    sent = filled(asked, reason="twice in the list")
    assert browser.post(f"{part.address}remove/", sent).status_code == 302
    assert row not in part.model.objects.all()
    assert [revision.kind for revision in versions.revisions_of(row)] == ["removed", "created"]


@each_part
def test_the_history_tells_who_changed_what_and_why(as_, ev, reviewer, report, part):
    row = only(part)
    said = {
        part.text: "<p>A clearer sentence</p>"
        if "<p>" in getattr(row, part.text)
        else "A clearer sentence"
    }
    versions.revise(row, base_version=1, fields=said, by=ev, reason="asked for by the Delegation")
    page = as_(reviewer).get(f"{part.address}history/").content.decode()
    for word in ("EV", "version 2, changed", "asked for by the Delegation", "<ins>", "clearer"):
        assert word in page


@each_part
def test_the_history_of_a_draft_is_not_for_its_respondents(as_, pm, report, part):
    assert as_(pm).get(f"{part.address}history/").status_code == 403
