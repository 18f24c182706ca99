"""A report that is final is changed by an amendment: with a reason, a number and a second person."""

import pytest
from django.core.exceptions import PermissionDenied

from editing import versions
from evaluations.actions import move_stage
from evaluations.course import amendments_of, steps_of
from evaluations.models import Role, Stage
from tests import factories as make
from tests.evaluations.conftest import filled, now

WORKSPACE, MOVE, EDIT = (f"/evaluations/final/{page}" for page in ("", "stage/", "edit/"))
REASON = "Figure of participants corrected"


def move(evaluation, to, by, reason=REASON):
    row = now(evaluation)
    return move_stage(evaluation=row, to=to, base_version=row.version, by=by, reason=reason)


@pytest.fixture
def final(evaluation, eud, summary):
    return move(evaluation, "final", eud, "")


@pytest.fixture
def amended(final, eud):
    return move(final, "review", eud)


def test_a_draft_has_no_number_and_the_final_report_is_1_0(evaluation, eud, summary):
    assert evaluation.report_number == ""
    assert move(evaluation, "final", eud, "").report_number == "1.0"


def test_the_manager_opens_an_amendment_and_it_gets_the_next_number(as_, eud, final):
    browser = as_(eud)
    page = browser.get(MOVE)
    assert "Amend the report" in page.content.decode()
    assert browser.post(MOVE, filled(page, to="review", reason=REASON)).status_code == 302
    assert (now(final).stage, now(final).report_number) == (Stage.REVIEW, "1.1")
    text = browser.get(WORKSPACE).content.decode()
    assert "Version 1.1 of the report." in text
    assert REASON in text


def test_it_is_written_again_and_every_change_names_the_amendment(amended, ev, summary):
    versions.revise(summary, base_version=1, fields={"title": "Summary"}, by=ev, reason="typo")
    versions.revise(summary, base_version=2, fields={"title": "In short"}, by=ev)
    said = list(versions.revisions_of(summary).values_list("reason", flat=True))
    assert said == ["Amendment 1.1", "Amendment 1.1: typo", ""]


def test_control_before_the_first_final_report_nothing_is_named(evaluation, ev, summary):
    versions.revise(summary, base_version=1, fields={"title": "Summary"}, by=ev, reason="typo")
    assert versions.revisions_of(summary).first().reason == "typo"


def test_what_belongs_to_no_report_names_no_amendment(amended, eud, ev):
    member = make.MembershipFactory(evaluation=amended, user=make.UserFactory(), role=Role.READER)
    versions.revise(member, base_version=1, fields={"role": Role.REVIEWER}, by=eud)
    assert versions.revisions_of(member).first().reason == ""


def test_a_second_person_approves_it(as_, amended, eud, ev, summary):
    versions.revise(summary, base_version=1, fields={"title": "Summary"}, by=ev)
    assert move(amended, "final", eud, "").report_number == "1.1"
    (amendment,) = amendments_of(now(amended))
    assert (amendment.number, amendment.reason) == ("1.1", REASON)
    assert (amendment.opened_by, amendment.approved_by) == (eud, eud)
    assert amendment.approved_at >= amendment.opened_at


def test_amendments_are_told_in_their_order(amended, eud, summary):
    move(amended, "drafting", eud)
    make.FindingFactory(evaluation=amended, activities=[make.ActivityFactory()])
    move(amended, "review", None)
    move(amended, "final", eud)
    move(amended, "review", eud, "Once more")
    told = [
        (each.number, each.reason, bool(each.approved_at)) for each in amendments_of(now(amended))
    ]
    assert told == [("1.1", REASON, True), ("1.2", "Once more", False)]
    assert len(steps_of(amended)) == 6


def test_closing_and_opening_again_is_no_amendment(final, eud):
    move(final, "closed", eud)
    assert move(final, "final", eud).report_number == "1.0"
    assert amendments_of(now(final)) == []


def test_readers_wait_while_it_is_written_and_then_read_who_needs_not_be_named(
    as_, amended, reader, ev, eud, summary
):
    assert as_(reader).get(WORKSPACE).status_code == 404
    versions.revise(summary, base_version=1, fields={"title": "Summary"}, by=ev)
    move(amended, "final", eud, "")
    text = as_(reader).get(WORKSPACE).content.decode()
    amendments = text[text.index('id="amendments"') :]
    assert REASON in amendments
    assert str(eud) not in amendments.split("</table>")[0]
    assert "changes/?since=" not in amendments


@pytest.mark.parametrize("stage", ["final", "closed"])
def test_the_title_page_freezes_with_the_report(as_, final, eud, stage):
    if stage == "closed":
        move(final, "closed", eud)
    browser = as_(eud)
    page = browser.get(EDIT)
    sent = filled(page, title="Renamed", confidentiality="public")
    assert browser.post(EDIT, sent).status_code == 302
    fresh = now(final)
    assert (fresh.title, fresh.confidentiality) == ("Final evaluation", "public")
    with pytest.raises(PermissionDenied):
        versions.revise(fresh, base_version=fresh.version, fields={"title": "Renamed"}, by=eud)
    with pytest.raises(PermissionDenied):
        versions.revise(fresh, base_version=fresh.version, fields={"projects": []}, by=eud)


def test_the_amendment_opens_the_title_page_again(amended, eud):
    fields = {"title": "Renamed", "projects": []}
    assert versions.revise(amended, base_version=3, fields=fields, by=eud).title == "Renamed"
