"""From planning to close: declared moves, made by whom they are declared for, when all holds."""

from datetime import UTC, date, datetime

import pytest
from django.core import checks
from django.core.exceptions import PermissionDenied, ValidationError

from editing import versions
from evaluations import conditions
from evaluations.actions import move_stage
from evaluations.models import Membership, Role, Stage, TeamMember
from evaluations.stages import MOVES, Move, faults_of
from tests import factories as make
from tests.evaluations.conftest import filled, now

MOVE = "/evaluations/final/stage/"
NOON = datetime(2021, 1, 31, 12, tzinfo=UTC)


def at_stage(evaluation, stage):
    row = now(evaluation)
    return versions.revise(row, base_version=row.version, fields={"stage": stage}, by=None)


def move(evaluation, to, by, reason="because", at=None):
    row = now(evaluation)
    return move_stage(evaluation=row, to=to, base_version=row.version, by=by, reason=reason, at=at)


# ---- the table


def test_the_table_of_moves_is_sound():
    assert list(faults_of(MOVES)) == []
    assert conditions.every_condition_is_known() == []


@pytest.mark.parametrize(
    ("moves", "fault"),
    [
        (MOVES[1:], "no way leads to inception"),
        ([m for m in MOVES if m.start != Stage.CLOSED], "no way leads on from closed"),
        ([*MOVES, MOVES[0]], "planned to inception is declared twice"),
        ([*MOVES, Move(Stage.PLANNED, Stage.CLOSED, "", "", who=())], "nobody moves planned"),
    ],
)
def test_control_a_broken_table_is_found_out(moves, fault):
    assert any(fault in said for said in faults_of(moves))


def test_control_a_condition_that_nobody_declares_stops_the_start(monkeypatch):
    monkeypatch.delitem(conditions.CONDITIONS, "preflight")
    said = [fault.msg for fault in checks.run_checks()]
    assert "review to final needs “preflight”, which nobody declares." in said


def test_a_condition_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):
        conditions.condition("questions", "")(lambda _evaluation, _user: ())


# ---- who


def test_the_officer_moves_the_report_to_its_final_stage(as_, eud, evaluation, summary):
    browser = as_(eud)
    answer = browser.post(MOVE, filled(browser.get(MOVE), to="final", reason="accepted by FPI"))
    assert answer["Location"] == "/evaluations/final/"
    assert now(evaluation).stage == Stage.FINAL
    assert now(evaluation).published_at is not None
    assert versions.revisions_of(evaluation).first().reason == "accepted by FPI"


def test_looking_at_the_page_moves_nothing(as_, eud, evaluation, summary):
    as_(eud).get(f"{MOVE}?to=final")
    assert now(evaluation).stage == Stage.REVIEW


def test_an_evaluator_hands_the_draft_over_and_nothing_else(as_, ev, evaluation, finding, summary):
    at_stage(evaluation, Stage.DRAFTING)
    browser = as_(ev)
    page = browser.get(MOVE)
    assert [value for value, _label in page.context["form"].fields["to"].choices] == ["review"]
    assert "(not you)" in page.content.decode()
    assert browser.post(MOVE, filled(page, to="inception", reason="so")).status_code == 422
    assert browser.post(MOVE, filled(page, to="review")).status_code == 302
    assert now(evaluation).stage == Stage.REVIEW
    assert browser.get(MOVE).status_code == 403
    with pytest.raises(PermissionDenied):
        move(evaluation, "final", ev)


@pytest.mark.parametrize("who", ["ev", "reviewer", "pm"])
def test_others_decide_nothing_in_review(as_, request, evaluation, summary, who):
    person = request.getfixturevalue(who)
    assert as_(person).get(MOVE).status_code == 403
    with pytest.raises(PermissionDenied):
        move(evaluation, "final", person)


def test_a_stage_is_written_by_a_move_alone(evaluation, eud, summary):
    with pytest.raises(PermissionDenied):
        versions.revise(evaluation, base_version=1, fields={"stage": Stage.FINAL}, by=eud)


@pytest.mark.parametrize("to", ["closed", "planned", "inception", "review", "", "published"])
def test_no_stage_is_skipped(as_, eud, evaluation, to):
    browser = as_(eud)
    page = browser.post(MOVE, filled(browser.get(MOVE), to=to))
    assert page.status_code == 422
    assert "to" in page.context["form"].errors
    assert now(evaluation).stage == Stage.REVIEW


def test_the_action_itself_skips_no_stage(evaluation, eud, support):
    for person in (eud, support, None):
        with pytest.raises(ValidationError):
            move(evaluation, "closed", person)


def test_a_decision_on_an_older_state_is_asked_again(as_, eud, evaluation, summary):
    browser = as_(eud)
    sent = filled(browser.get(MOVE), to="final")
    versions.revise(evaluation, base_version=1, fields={"title": "Renamed"}, by=None)
    page = browser.post(MOVE, sent)
    assert page.status_code == 422
    assert "Look again" in page.content.decode()
    assert now(evaluation).stage == Stage.REVIEW


# ---- what must hold


def test_drafting_waits_for_a_question(evaluation, eud):
    at_stage(evaluation, Stage.INCEPTION)
    with pytest.raises(ValidationError, match="No question is written"):
        move(evaluation, "drafting", eud)
    make.QuestionFactory(evaluation=evaluation)
    assert move(evaluation, "drafting", eud).stage == Stage.DRAFTING


def test_review_waits_for_a_draft(evaluation, ev):
    at_stage(evaluation, Stage.DRAFTING)
    with pytest.raises(ValidationError) as refused:
        move(evaluation, "review", ev)
    assert refused.value.messages == ["No section has a text.", "No finding has a text."]
    make.SectionFactory(evaluation=evaluation)
    make.FindingFactory(evaluation=evaluation)
    assert move(evaluation, "review", ev).stage == Stage.REVIEW


def test_what_preflight_finds_keeps_the_report_from_being_final(as_, eud, finding, summary):
    browser = as_(eud)
    page = browser.post(MOVE, filled(browser.get(MOVE), to="final", reason="accepted by FPI"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "F4 names no evidence." in text
    assert 'href="/evaluations/final/findings/4/"' in text
    assert 'value="accepted by FPI"' in text, "what was typed is kept"
    assert now(finding.evaluation).stage == Stage.REVIEW


def test_closing_waits_for_the_answers(evaluation, eud, world):
    recommendation = make.RecommendationFactory(evaluation=evaluation, number=3)
    at_stage(evaluation, Stage.FINAL)
    with pytest.raises(ValidationError, match="Nobody was asked to answer R3"):
        move(evaluation, "closed", eud)
    matrix = make.MatrixFactory(evaluation=evaluation, organisation=world.iom)
    make.ResponseFactory(matrix=matrix, recommendation=recommendation)
    with pytest.raises(ValidationError, match="Response of IOM is awaited"):
        move(evaluation, "closed", eud)
    passed = {"due_on": date(2020, 1, 1)}
    versions.revise(matrix, base_version=1, fields=passed, by=None)
    assert move(evaluation, "closed", eud).stage == Stage.CLOSED


@pytest.mark.parametrize(
    ("stage", "to"),
    [("inception", "planned"), ("drafting", "inception"), ("review", "drafting"),
     ("final", "review"), ("closed", "final")],
)  # fmt: skip
def test_every_way_back_says_why(as_, eud, evaluation, stage, to):
    at_stage(evaluation, stage)
    browser = as_(eud)
    page = browser.post(MOVE, filled(browser.get(MOVE), to=to, reason=" "))
    assert page.status_code == 422
    assert page.context["form"].errors["reason"] == ["Say why."]
    assert browser.post(MOVE, filled(browser.get(MOVE), to=to, reason="so")).status_code == 302


# ---- nobody approves their own draft


@pytest.fixture
def officer(evaluation, world):
    """A second manager, who has written nothing."""
    person = make.UserFactory(email="officer@example.org", organisation=world.delegation)
    make.MembershipFactory(evaluation=evaluation, user=person, role=Role.MANAGER)
    return person


def test_who_changed_a_part_does_not_approve_it(as_, evaluation, eud, officer, summary):
    versions.revise(summary, base_version=1, fields={"text": "<p>Mine.</p>"}, by=eud)
    with pytest.raises(ValidationError, match="You changed Executive summary"):
        move(evaluation, "final", eud)
    assert "Nobody approves their own draft" in as_(eud).get(MOVE).content.decode()
    assert move(evaluation, "final", officer).stage == Stage.FINAL


def test_a_part_that_was_removed_counts_too(evaluation, eud, officer, summary):
    section = make.SectionFactory(evaluation=evaluation, title="Awkward")
    versions.remove(section, base_version=1, by=eud)
    with pytest.raises(ValidationError, match="You changed Awkward"):
        move(evaluation, "final", eud)
    assert move(evaluation, "final", officer).stage == Stage.FINAL


def test_who_handed_it_over_does_not_approve_it(evaluation, eud, officer, finding, summary):
    at_stage(evaluation, Stage.DRAFTING)
    move(evaluation, "review", eud)
    with pytest.raises(ValidationError, match="You handed the draft over"):
        move(evaluation, "final", eud)


@pytest.mark.parametrize("as_what", ["member", "named on the cover"])
def test_a_manager_who_is_one_of_the_evaluators_does_not_either(evaluation, eud, summary, as_what):
    if as_what == "member":
        versions.create(
            Membership, fields={"evaluation": evaluation, "user": eud, "role": Role.EVALUATOR},
            by=None,
        )  # fmt: skip
    else:
        fields = {"evaluation": evaluation, "name": "E", "role": "Lead", "user": eud}
        versions.create(TeamMember, fields=fields, by=None)
    with pytest.raises(ValidationError, match="You are one of the evaluators"):
        move(evaluation, "final", eud)


def test_not_even_support_with_all_rights_approves_its_own_draft(evaluation, support, summary):
    versions.revise(summary, base_version=1, fields={"text": "<p>Mine.</p>"}, by=support)
    with pytest.raises(ValidationError, match="You changed"):
        move(evaluation, "final", support)


def test_what_was_approved_before_does_not_count_again(evaluation, eud, officer, summary):
    versions.revise(summary, base_version=1, fields={"text": "<p>Mine.</p>"}, by=eud)
    move(evaluation, "final", officer)
    move(evaluation, "review", officer)
    assert move(evaluation, "final", eud).stage == Stage.FINAL


# ---- what follows


def test_going_back_to_review_takes_the_publication_back(evaluation, eud, summary):
    assert move(evaluation, "final", eud, at=NOON).published_at == NOON
    assert move(evaluation, "review", eud).published_at is None


def test_closing_and_opening_again_keeps_the_day_of_publication(evaluation, eud, summary):
    move(evaluation, "final", eud, at=NOON)
    move(evaluation, "closed", eud)
    assert move(evaluation, "final", eud).published_at == NOON


def test_each_stage_opens_the_report_to_more_readers(as_, evaluation, reviewer, pm, reader):
    opened = []
    for stage in Stage:
        at_stage(evaluation, stage)
        doors = {who.name: as_(who).get("/evaluations/final/") for who in (reviewer, pm, reader)}
        opened.append({name for name, page in doors.items() if page.status_code == 200})
    everybody = {"REVIEWER", "PM", "READER"}
    assert opened == [set(), set(), {"REVIEWER"}, {"REVIEWER", "PM"}, everybody, everybody]


@pytest.mark.parametrize("parts", [1, 12])
def test_the_page_costs_the_same_however_long_the_report_is(
    as_, eud, evaluation, parts, django_assert_max_num_queries
):
    for number in range(1, parts + 1):
        question = make.QuestionFactory(evaluation=evaluation, number=number)
        make.FindingFactory(evaluation=evaluation, question=question, number=number)
        make.RecommendationFactory(evaluation=evaluation, number=number)
    browser = as_(eud)
    with django_assert_max_num_queries(60):
        browser.get(MOVE)
