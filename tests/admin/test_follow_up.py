"""Support and the follow-up: the same actions as on the public pages, so the same promises hold."""

from datetime import date

import pytest

from editing import versions
from editing.models import RejectedEdit
from evaluations.models import Stage
from recommendations.models import KeyAction, ResponseMatrix
from tests import factories as make
from tests.admin.conftest import page_of, posted


@pytest.fixture
def action(evaluation, world):
    matrix = make.MatrixFactory(evaluation=evaluation, organisation=world.iom)
    response = make.ResponseFactory(matrix=matrix)
    return make.ActionFactory(response=response, number=1)


def now(row):
    return versions.current(row)


def test_the_first_date_is_the_promise_and_is_never_changed(back_office, action):
    sent = posted(back_office.get(page_of(action)), due_on="2021-03-31", no_date_reason="")
    assert back_office.post(page_of(action), sent).status_code == 302
    later = posted(back_office.get(page_of(action)), due_on="2021-12-31", change_reason="floods")
    assert back_office.post(page_of(action), later).status_code == 302
    fresh = now(action)
    assert (fresh.promised_on, fresh.due_on) == (date(2021, 3, 31), date(2021, 12, 31))
    assert versions.revisions_of(action).first().reason == "floods"


def test_a_new_action_gets_the_next_number(back_office, action):
    page = back_office.get(page_of(KeyAction, "add"))
    sent = posted(page, response=action.response.pk, text="Second", due_on="2021-06-30")
    assert back_office.post(page_of(KeyAction, "add"), sent).status_code == 302
    second = KeyAction.objects.get(text="Second")
    assert (second.number, second.promised_on) == (2, date(2021, 6, 30))


def test_an_action_written_beside_its_response_keeps_its_promise_too(back_office, action):
    response = action.response
    line = {
        "actions-0-due_on": "2021-03-31", "actions-0-no_date_reason": "",
        "actions-1-text": "Second", "actions-1-due_on": "2021-06-30", "actions-TOTAL_FORMS": 2,
    }  # fmt: skip
    sent = posted(back_office.get(page_of(response))) | line
    assert back_office.post(page_of(response), sent).status_code == 302
    promises = [(a.number, a.promised_on) for a in response.actions.order_by("number")]
    assert promises == [(1, date(2021, 3, 31)), (2, date(2021, 6, 30))]


def test_neither_date_nor_reason_is_said_at_the_form(back_office, action):
    sent = posted(back_office.get(page_of(action)), no_date_reason="")
    answer = back_office.post(page_of(action), sent)
    assert "Give a date, or say why there is none." in answer.content.decode()


def test_the_status_moves_by_a_report_and_not_by_the_form(back_office, support, action):
    sent = posted(back_office.get(page_of(action)), status="completed")
    back_office.post(page_of(action), sent)
    assert now(action).status == "not_initiated"
    url = page_of(action, "progress")
    report = {"status": "initiated", "what_was_done": "We began.", "seen_version": 1}
    assert back_office.get(url).status_code == 200
    assert back_office.post(url, report).status_code == 302
    assert now(action).status == "initiated"
    assert now(action).updates.get().by == support


def test_completed_needs_evidence_here_too(back_office, action):
    report = {"status": "completed", "what_was_done": "Done.", "seen_version": 1}
    answer = back_office.post(page_of(action, "progress"), report)
    assert "Completed needs evidence" in answer.content.decode()
    assert now(action).status == "not_initiated"


def test_the_log_is_not_edited(back_office, action, as_, clerk):
    back_office.post(
        page_of(action, "progress"),
        {"status": "initiated", "what_was_done": "We began.", "seen_version": 1},
    )
    entry = action.updates.get()
    sent = {"what_was_done": "Nothing happened.", "base_version": 1}
    assert back_office.post(page_of(entry), sent).status_code == 403
    assert back_office.get(page_of(entry, "delete")).status_code == 403
    assert as_(clerk).post(page_of(action, "progress"), {}).status_code == 403


def test_a_matrix_is_opened_with_all_its_answers(back_office, evaluation, world):
    for _each in range(3):
        make.RecommendationFactory(evaluation=evaluation)
    page = back_office.get(page_of(ResponseMatrix, "add"))
    sent = posted(page, evaluation=evaluation.pk, organisation=world.iom.pk, due_on="2021-03-31")
    assert back_office.post(page_of(ResponseMatrix, "add"), sent).status_code == 302
    matrix = ResponseMatrix.objects.get()
    assert matrix.responses.count() == 3
    again = posted(back_office.get(page_of(ResponseMatrix, "add"))) | {
        name: sent[name] for name in ("evaluation", "organisation", "due_on")
    }
    answer = back_office.post(page_of(ResponseMatrix, "add"), again)
    assert "This organisation has a matrix already." in answer.content.decode()


def test_a_matrix_is_handed_over_only_when_it_is_complete(back_office, action):
    matrix = action.response.matrix
    pending = make.ResponseFactory(matrix=matrix, decision="pending")
    url = page_of(matrix, "submit")
    answer = back_office.post(url, {"base_version": 1})
    said = f"R{pending.recommendation.number} has no answer yet."
    assert said in answer.content.decode()
    versions.revise(
        pending, base_version=1, fields={"decision": "rejected", "reason": "No."}, by=None
    )
    assert back_office.post(url, {"base_version": 1}).status_code == 302
    assert now(matrix).submitted_at


def test_a_response_has_a_reason_and_its_change_another(back_office, action):
    response = action.response
    sent = posted(
        back_office.get(page_of(response)),
        decision="rejected", reason="Not ours.", change_reason="after the meeting",
    )  # fmt: skip
    assert back_office.post(page_of(response), sent).status_code == 302
    assert now(response).reason == "Not ours."
    assert versions.revisions_of(response).first().reason == "after the meeting"


def test_a_stale_matrix_keeps_the_answers_of_its_lines(back_office, eud, action):
    matrix, response = action.response.matrix, action.response
    page = back_office.get(page_of(matrix))
    versions.revise(matrix, base_version=1, fields={"due_on": date(2021, 1, 1)}, by=eud)
    sent = posted(
        page,
        overall_comment="Mine.",
        **{"responses-0-decision": "rejected", "responses-0-reason": "Not ours."},
    )
    answer = back_office.post(page_of(matrix), sent)
    assert answer.status_code == 409
    assert now(response).version == 1
    kept = RejectedEdit.objects.get(object_id=response.pk, content__reason="Not ours.")
    assert kept.content["decision"] == "rejected"
    assert back_office.post(page_of(matrix), posted(answer)).status_code == 302
    fresh = now(matrix)
    assert (fresh.overall_comment, fresh.due_on) == ("Mine.", date(2021, 1, 1))
    assert now(response).reason == "Not ours."


def test_an_evaluation_moves_by_its_own_step(back_office, support, evaluation):
    assert evaluation.stage == Stage.REVIEW
    sent = posted(back_office.get(page_of(evaluation)), stage="closed")
    back_office.post(page_of(evaluation), sent)
    assert now(evaluation).stage == Stage.REVIEW
    url = page_of(evaluation, "stage")
    assert back_office.get(url).status_code == 200
    step = {"to": "final", "base_version": 1, "reason": "handed over"}
    assert back_office.post(url, {**step, "to": "planned"}).status_code == 200
    assert "no executive summary" in back_office.post(url, step).content.decode()
    make.SectionFactory(evaluation=evaluation, kind="executive_summary")
    assert back_office.post(url, step).status_code == 302
    assert now(evaluation).stage == Stage.FINAL
    assert versions.revisions_of(evaluation).first().by == support
    back_office.post(url, {**step, "to": "review", "base_version": now(evaluation).version})
    assert now(evaluation).stage == Stage.REVIEW
    assert back_office.post(url, {**step, "to": "drafting"}).status_code == 409
    assert now(evaluation).stage == Stage.REVIEW


def test_an_unsubmitted_matrix_is_no_business_of_a_foreign_respondent(as_, action, clerk):
    answer = as_(clerk).post(page_of(action.response.matrix, "submit"), {"base_version": 1})
    assert answer.status_code == 403
