"""Support edits in the admin: through versions, beside others, and never past them."""

import pytest
from django.contrib.admin.models import LogEntry

from editing import versions
from editing.models import RejectedEdit, Revision
from evaluations.models import EvaluationQuestion, Finding, Indicator, JudgementCriterion
from tests import factories as make
from tests.admin.conftest import page_of, posted


@pytest.fixture
def finding(evaluation):
    return make.FindingFactory(evaluation=evaluation, number=4)


@pytest.fixture
def question(evaluation):
    """Question 4 with two judgement criteria."""
    question = make.QuestionFactory(evaluation=evaluation, number=4)
    for number in (1, 2):
        fields = {"question": question, "number": number, "text": f"Criterion {number}"}
        versions.create(JudgementCriterion, fields=fields, by=None)
    return question


def now(row):
    return versions.current(row)


def test_support_edits_a_finding(back_office, support, finding):
    page = back_office.get(page_of(finding))
    sent = posted(page, short_answer="Mostly.", change_reason="asked by the Delegation")
    answer = back_office.post(page_of(finding), sent, follow=True)
    assert answer.status_code == 200
    assert now(finding).short_answer == "Mostly."
    revision = versions.revisions_of(finding).first()
    assert (revision.version, revision.by) == (2, support)
    assert revision.reason == "asked by the Delegation"
    assert not LogEntry.objects.exists()


def test_saving_without_a_change_makes_no_version(back_office, finding):
    back_office.post(page_of(finding), posted(back_office.get(page_of(finding))))
    assert now(finding).version == 1


def test_links_are_part_of_the_version(back_office, finding, world):
    activity = make.ActivityFactory(project=world.project)
    page = back_office.get(page_of(finding))
    back_office.post(page_of(finding), posted(page, activities=[activity.pk]))
    revision = versions.revisions_of(finding).first()
    assert (revision.version, revision.content["activities"]) == (2, [activity.pk])
    assert list(now(finding).activities.all()) == [activity]


def test_two_people_edit_at_once_and_nothing_is_lost(back_office, support, eud, finding):
    page = back_office.get(page_of(finding))
    versions.revise(finding, base_version=1, fields={"short_answer": "The officer's."}, by=eud)
    answer = back_office.post(page_of(finding), posted(page, short_answer="Support's."))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "The officer&#x27;s." in shown
    assert "Support&#x27;s." in shown
    assert "Yes, by and large." in shown
    assert now(finding).short_answer == "The officer's."
    kept = RejectedEdit.objects.get()
    assert (kept.by, kept.content["short_answer"]) == (support, "Support's.")


def test_the_conflict_page_is_saved_with_one_more_press(back_office, eud, finding):
    page = back_office.get(page_of(finding))
    first, second = "<p>First paragraph.</p>", "<p>Second paragraph.</p>"
    versions.revise(finding, base_version=1, fields={"text": f"{first}<p>Theirs.</p>"}, by=eud)
    conflict = back_office.post(page_of(finding), posted(page, text=f"<p>Mine.</p>{second}"))
    assert conflict.status_code == 409
    sent = posted(conflict)
    assert (sent["base_version"], sent["text"]) == ("2", "<p>Mine.</p><p>Theirs.</p>")
    assert back_office.post(page_of(finding), sent).status_code == 302
    assert now(finding).text == "<p>Mine.</p><p>Theirs.</p>"


def test_a_field_the_other_did_not_touch_is_no_quarrel(back_office, eud, finding):
    page = back_office.get(page_of(finding))
    versions.revise(finding, base_version=1, fields={"rating": "satisfactory"}, by=eud)
    conflict = back_office.post(page_of(finding), posted(page, short_answer="Mine."))
    assert conflict.status_code == 409
    back_office.post(page_of(finding), posted(conflict))
    assert (now(finding).rating, now(finding).short_answer) == ("satisfactory", "Mine.")


def test_who_changed_nothing_meets_no_conflict(back_office, eud, finding):
    page = back_office.get(page_of(finding))
    versions.revise(finding, base_version=1, fields={"short_answer": "Other."}, by=eud)
    assert back_office.post(page_of(finding), posted(page)).status_code == 302
    assert now(finding).version == 2


@pytest.mark.parametrize("forged", [{}, {"base_version": ""}, {"base_version": "x"}])
def test_a_form_without_its_version_is_not_taken(back_office, finding, forged):
    sent = posted(back_office.get(page_of(finding)), short_answer="Forged.")
    del sent["base_version"]
    answer = back_office.post(page_of(finding), sent | forged)
    assert answer.status_code == 200
    assert "does not say what it was based on" in answer.content.decode()
    assert now(finding).short_answer == "Yes, by and large."


def test_control_with_its_version_the_same_form_is_taken(back_office, finding):
    sent = posted(back_office.get(page_of(finding)), short_answer="Honest.")
    assert back_office.post(page_of(finding), sent).status_code == 302
    assert now(finding).short_answer == "Honest."


def test_a_row_removed_meanwhile_is_said_and_the_text_kept(back_office, eud, finding):
    page = back_office.get(page_of(finding))
    versions.remove(finding, base_version=1, by=eud)
    answer = back_office.post(page_of(finding), posted(page, short_answer="Too late."))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Removed by EUD on" in shown
    assert "Too late." in shown
    assert 'name="_save"' not in shown
    assert RejectedEdit.objects.get(content__short_answer="Too late.")
    assert now(finding).deleted_at


def test_a_new_finding_sent_twice_is_one_finding(back_office, support, evaluation, question):
    page = back_office.get(page_of(Finding, "add"))
    sent = posted(
        page, evaluation=evaluation.pk, question=question.pk, number=9, text="<p>New.</p>"
    )
    for _press in range(2):
        assert back_office.post(page_of(Finding, "add"), sent).status_code == 302
    [finding] = Finding.objects.filter(evaluation=evaluation, number=9)
    assert versions.revisions_of(finding).get().by == support


def test_a_taken_number_is_said_at_the_form(back_office, evaluation, finding):
    other = make.FindingFactory(evaluation=evaluation, number=5)
    answer = back_office.post(page_of(other), posted(back_office.get(page_of(other)), number=4))
    assert answer.status_code == 200
    assert "This number is taken." in answer.content.decode()
    assert now(other).number == 5


def test_a_number_taken_between_check_and_write_is_said_too(
    back_office, evaluation, finding, monkeypatch
):
    """The check of the form races; the promise of the table does not."""
    other = make.FindingFactory(evaluation=evaluation, number=5)
    sent = posted(back_office.get(page_of(other)), number=4)
    asked = []
    honest = Finding.validate_constraints

    def blind_at_first(row, exclude=None):
        asked.append(row)
        if len(asked) > 1:
            honest(row, exclude)

    monkeypatch.setattr(Finding, "validate_constraints", blind_at_first)
    answer = back_office.post(page_of(other), sent)
    assert answer.status_code == 200
    assert "This number is taken." in answer.content.decode()
    assert now(other).number == 5


def test_links_to_another_evaluation_are_refused(back_office, finding):
    foreign = make.QuestionFactory()
    sent = posted(back_office.get(page_of(finding)), question=foreign.pk)
    answer = back_office.post(page_of(finding), sent)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["question"]
    assert now(finding).question_id == finding.question_id


def test_a_finding_does_not_move_to_another_evaluation(back_office, finding):
    sent = posted(back_office.get(page_of(finding)), evaluation=make.EvaluationFactory().pk)
    back_office.post(page_of(finding), sent)
    assert now(finding).evaluation_id == finding.evaluation_id


def line(index, **fields):
    return {f"judgement_criteria-{index}-{name}": value for name, value in fields.items()}


def test_lines_of_a_question_are_written_with_it(back_office, support, question):
    first, second = question.judgement_criteria.order_by("number")
    page = back_office.get(page_of(question))
    sent = posted(page, text="Reworded?", **line(0, text="Better"), **line(1, DELETE="on"))
    sent |= line(2, number=3, text="Third") | {"judgement_criteria-TOTAL_FORMS": 3}
    assert back_office.post(page_of(question), sent).status_code == 302
    assert now(question).text == "Reworded?"
    assert (now(first).text, now(first).version) == ("Better", 2)
    assert now(second).deleted_at
    assert question.judgement_criteria.get(number=3).text == "Third"
    assert set(Revision.objects.filter(version__gt=1).values_list("by", flat=True)) == {support.pk}


def test_one_stale_line_stops_the_whole_page_and_nothing_is_lost(
    back_office, support, eud, question
):
    first, second = question.judgement_criteria.order_by("number")
    page = back_office.get(page_of(question))
    versions.revise(second, base_version=1, fields={"text": "The officer's."}, by=eud)
    sent = posted(page, text="Reworded?", **line(0, text="Better"), **line(1, text="Mine"))
    sent |= line(2, number=3, text="Third") | {"judgement_criteria-TOTAL_FORMS": 3}
    answer = back_office.post(page_of(question), sent)
    assert answer.status_code == 409
    assert "JC 4.2" in answer.content.decode()
    assert now(question).version == now(first).version == 1
    assert now(second).text == "The officer's."
    assert question.judgement_criteria.count() == 2
    kept = {
        (edit.content_type.model, edit.object_id): edit.content
        for edit in RejectedEdit.objects.all()
    }
    assert kept["judgementcriterion", second.pk]["text"] == "Mine"
    assert kept["judgementcriterion", first.pk]["text"] == "Better"
    assert any(
        "judgement criterion" in edit.content for edit in RejectedEdit.objects.filter(by=support)
    )
    assert any(edit.content.get("text") == "Reworded?" for edit in RejectedEdit.objects.all())
    assert back_office.post(page_of(question), posted(answer)).status_code == 302
    assert now(question).text == "Reworded?"
    assert now(first).text == "Better"
    assert question.judgement_criteria.get(number=3).text == "Third"


def test_a_line_somebody_else_changed_and_i_did_not_is_left_as_theirs(back_office, eud, question):
    second = question.judgement_criteria.get(number=2)
    page = back_office.get(page_of(question))
    versions.revise(second, base_version=1, fields={"text": "The officer's."}, by=eud)
    assert back_office.post(page_of(question), posted(page, text="Reworded?")).status_code == 302
    assert now(question).text == "Reworded?"
    assert (now(second).text, now(second).version) == ("The officer's.", 2)


def test_a_line_removed_meanwhile(back_office, eud, question):
    second = question.judgement_criteria.get(number=2)
    page = back_office.get(page_of(question))
    versions.remove(second, base_version=1, by=eud)
    untouched = posted(page, text="Reworded?")
    answer = back_office.post(page_of(question), untouched | line(1, text="Too late"))
    assert answer.status_code == 409
    assert RejectedEdit.objects.filter(object_id=second.pk, content__text="Too late").exists()
    assert now(question).version == 1
    assert back_office.post(page_of(question), untouched).status_code == 302
    assert now(question).text == "Reworded?"


@pytest.mark.parametrize("forged", ["", "x", None])
def test_a_line_without_its_version_is_not_taken(back_office, question, forged):
    first = question.judgement_criteria.get(number=1)
    page = back_office.get(page_of(question))
    sent = posted(page, **line(0, text="Forged"))
    sent.pop("judgement_criteria-0-base_version")
    if forged is not None:
        sent |= line(0, base_version=forged)
    assert back_office.post(page_of(question), sent).status_code == 200
    assert back_office.post(page_of(question), sent | line(0, DELETE="on")).status_code == 200
    assert (now(first).version, now(first).deleted_at) == (1, None)


def test_a_line_of_another_question_is_not_taken(back_office, question):
    foreign = versions.create(
        JudgementCriterion,
        fields={"question": make.QuestionFactory(), "number": 1, "text": "Foreign"},
        by=None,
    )
    page = back_office.get(page_of(question))
    sent = posted(page, **line(0, id=foreign.pk, text="Taken over", base_version=1))
    assert back_office.post(page_of(question), sent).status_code == 200
    assert now(foreign).text == "Foreign"


def test_made_up_line_counts_are_a_mistake_and_no_crash(back_office, question):
    page = back_office.get(page_of(question))
    counts = "judgement_criteria-INITIAL_FORMS", "judgement_criteria-TOTAL_FORMS"
    for value in ("7", "999999999", "x", "-1"):
        sent = posted(page) | dict.fromkeys(counts, value)
        assert back_office.post(page_of(question), sent).status_code in (200, 302, 400)
    assert question.judgement_criteria.count() == 2


def test_a_line_with_something_hanging_on_it_stays(back_office, question):
    first = question.judgement_criteria.get(number=1)
    fields = {"judgement_criterion": first, "number": 1, "text": "Counted"}
    indicator = versions.create(Indicator, fields=fields, by=None)
    sent = posted(back_office.get(page_of(question)), **line(0, DELETE="on"))
    answer = back_office.post(page_of(question), sent)
    assert answer.status_code == 200
    assert "First remove what hangs on it: 1 indicator." in answer.content.decode()
    versions.remove(indicator, base_version=1, by=None)
    assert back_office.post(page_of(question), sent).status_code == 302
    assert now(first).deleted_at


def test_a_new_question_comes_with_its_lines(back_office, evaluation):
    page = back_office.get(page_of(EvaluationQuestion, "add"))
    criterion = make.QuestionFactory(evaluation=evaluation).criterion
    sent = posted(page, evaluation=evaluation.pk, criterion=criterion.pk, number=77, text="Why?")
    sent |= line(0, number=1, text="Judged") | {"judgement_criteria-TOTAL_FORMS": 1}
    assert back_office.post(page_of(EvaluationQuestion, "add"), sent).status_code == 302
    assert EvaluationQuestion.objects.get(number=77).judgement_criteria.get().text == "Judged"


def test_two_new_lines_with_one_number_write_nothing(back_office, evaluation):
    page = back_office.get(page_of(EvaluationQuestion, "add"))
    criterion = make.QuestionFactory(evaluation=evaluation).criterion
    sent = posted(page, evaluation=evaluation.pk, criterion=criterion.pk, number=77, text="Why?")
    sent |= line(0, number=1, text="Judged") | line(1, number=1, text="Twice")
    answer = back_office.post(
        page_of(EvaluationQuestion, "add"), sent | {"judgement_criteria-TOTAL_FORMS": 2}
    )
    assert answer.status_code == 200
    assert "This number is taken." in answer.content.decode()
    assert "Twice" in answer.content.decode()
    assert not EvaluationQuestion.objects.filter(number=77).exists()
