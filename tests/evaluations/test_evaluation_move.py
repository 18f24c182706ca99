"""From planning to close: one stage at a time, by the manager, and published only while final."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from editing import versions
from evaluations.actions import move_stage
from evaluations.models import Stage
from evaluations.stages import MOVES
from tests.evaluations.conftest import filled, now

MOVE = "/evaluations/final/stage/"
NOON = datetime(2021, 1, 31, 12, tzinfo=UTC)


def at_stage(evaluation, stage):
    return versions.revise(evaluation, base_version=1, fields={"stage": stage}, by=None)


def test_every_stage_can_be_reached_and_left():
    assert set(MOVES) == set(Stage)
    assert {stage for ways in MOVES.values() for stage in ways} == set(Stage)


def test_the_officer_moves_the_report_to_its_final_stage(as_, eud, evaluation):
    browser = as_(eud)
    answer = browser.post(MOVE, filled(browser.get(MOVE), to="final", reason="accepted by FPI"))
    assert answer["Location"] == "/evaluations/final/"
    assert now(evaluation).stage == Stage.FINAL
    assert now(evaluation).published_at is not None
    assert versions.revisions_of(evaluation).first().reason == "accepted by FPI"


def test_looking_at_the_page_moves_nothing(as_, eud, evaluation):
    as_(eud).get(f"{MOVE}?to=final")
    assert now(evaluation).stage == Stage.REVIEW


def test_going_back_to_review_takes_the_publication_back(evaluation, eud):
    final = move_stage(evaluation=evaluation, to="final", base_version=1, by=eud, at=NOON)
    assert final.published_at == NOON
    back = move_stage(evaluation=final, to="review", base_version=2, by=eud)
    assert back.published_at is None


def test_closing_and_opening_again_keeps_the_day_of_publication(evaluation, eud):
    row = move_stage(evaluation=evaluation, to="final", base_version=1, by=eud, at=NOON)
    row = move_stage(evaluation=row, to="closed", base_version=2, by=eud)
    row = move_stage(evaluation=row, to="final", base_version=3, by=eud)
    assert row.published_at == NOON


@pytest.mark.parametrize("to", ["closed", "planned", "inception", "review", "", "published"])
def test_no_stage_is_skipped(as_, eud, evaluation, to):
    browser = as_(eud)
    page = browser.post(MOVE, filled(browser.get(MOVE), to=to))
    assert page.status_code == 422
    assert "to" in page.context["form"].errors
    assert now(evaluation).stage == Stage.REVIEW


def test_the_action_itself_skips_no_stage(evaluation, eud):
    with pytest.raises(ValidationError):
        move_stage(evaluation=evaluation, to="closed", base_version=1, by=eud)


@pytest.mark.parametrize("who", ["ev", "reviewer", "pm", "support"])
def test_only_the_manager_decides(as_, request, evaluation, who):
    person = request.getfixturevalue(who)
    if not person.is_superuser:
        assert as_(person).get(MOVE).status_code == 403
        with pytest.raises(PermissionDenied):
            move_stage(evaluation=evaluation, to="final", base_version=1, by=person)


def test_a_decision_on_an_older_state_is_asked_again(as_, eud, evaluation):
    browser = as_(eud)
    sent = filled(browser.get(MOVE), to="final")
    versions.revise(evaluation, base_version=1, fields={"title": "Renamed"}, by=None)
    page = browser.post(MOVE, sent)
    assert page.status_code == 422
    assert "Look again" in page.content.decode()
    assert now(evaluation).stage == Stage.REVIEW


def test_each_stage_opens_the_report_to_more_readers(as_, evaluation, reviewer, pm, reader):
    row, opened = at_stage(evaluation, Stage.PLANNED), []
    for stage in Stage:
        row = versions.revise(row, base_version=row.version, fields={"stage": stage}, by=None)
        doors = {who.name: as_(who).get("/evaluations/final/") for who in (reviewer, pm, reader)}
        opened.append({name for name, page in doors.items() if page.status_code == 200})
    everybody = {"REVIEWER", "PM", "READER"}
    assert opened == [set(), set(), {"REVIEWER"}, {"REVIEWER", "PM"}, everybody, everybody]
