"""The quality grid: scored by the manager, handed over, answered by the evaluators, nobody's own work."""

import pytest
from django.core.exceptions import PermissionDenied

from editing import versions
from editing.models import RejectedEdit
from evaluations.models import (
    QualityAssessment,
    QualityCriterion,
    QualityLevel,
    QualityScore,
    QualityStandard,
    Role,
)
from evaluations.quality import begin_assessment, hand_over_assessment, take_back_assessment
from tests import factories as make
from tests.evaluations.conftest import filled, now

GRID = "/evaluations/final/quality/"
DRAFT = f"{GRID}draft/"
FRAGMENT = {"HX-Request": "true"}


def standard(code="ec-intervention"):
    return QualityStandard.objects.get(code=code)


@pytest.fixture
def draft(evaluation):
    """The assessment of the draft report, begun."""
    return begin_assessment(evaluation=evaluation, report="draft", standard=standard(), by=None)


def judge(assessment, level="Satisfactory", but=()):
    """Scores every criterion but those, and the whole."""
    step = assessment.standard.levels.get(label=level)
    for score in assessment.scores.exclude(criterion__number__in=but):
        fields = {"level": step, "strengths": f"Strong in {score.criterion.number}"}
        versions.revise(score, base_version=score.version, fields=fields, by=None)
    fields = {"level": step, "remarks": "Sound on the whole"}
    return versions.revise(assessment, base_version=assessment.version, fields=fields, by=None)


def handed_over(assessment, by):
    judged = judge(assessment)
    return hand_over_assessment(assessment=judged, base_version=judged.version, by=by)


def page_for(person, as_):
    return as_(person).get(GRID).content.decode()


@pytest.mark.parametrize(
    ("code", "criteria", "scale"),
    [
        ("ec-intervention", 6, ["Very satisfactory", "Satisfactory", "Unsatisfactory", "Very unsatisfactory"]),
        ("ec-classic", 9, ["Excellent", "Very good", "Good", "Weak (poor)", "Very weak (unacceptable)"]),
        ("uneg", 8, []),
    ],
)  # fmt: skip
def test_the_published_standards_are_there(db, code, criteria, scale):
    chosen = standard(code)
    assert chosen.criteria.count() == criteria
    assert [level.label for level in chosen.levels.all()] == scale
    assert versions.revisions_of(chosen).get().version == 1


def test_support_staff_add_a_standard_of_their_own(db, eud, support):
    fields = {"code": "own", "name": "Our own grid"}
    own = versions.create(QualityStandard, fields=fields, by=support)
    for model, more in ((QualityCriterion, {"name": "Style"}), (QualityLevel, {"label": "Good"})):
        fields = {"standard": own, "number": 1} | more
        with pytest.raises(PermissionDenied):
            versions.create(model, fields=fields, by=eud)
        versions.create(model, fields=fields, by=support)
    assert (own.criteria.get().name, own.levels.get().label) == ("Style", "Good")


def test_the_manager_chooses_a_standard_and_finds_every_criterion(as_, eud, evaluation):
    browser = as_(eud)
    opened = browser.get(f"{DRAFT}new/")
    answer = browser.post(f"{DRAFT}new/", filled(opened, standard=standard().pk))
    assert answer["Location"] == GRID
    page = page_for(eud, as_)
    for criterion in standard().criteria.all():
        assert criterion.name in page
    assert "Hand over to the evaluators" in page


def test_a_double_click_begins_one_assessment(as_, eud, evaluation):
    browser = as_(eud)
    sent = filled(browser.get(f"{DRAFT}new/"), standard=standard().pk)
    assert [browser.post(f"{DRAFT}new/", sent).status_code for _click in range(2)] == [302, 302]
    assert QualityAssessment.objects.count() == 1
    assert QualityScore.objects.count() == 6


def test_both_reports_are_judged_by_the_same_standard(as_, eud, draft):
    browser = as_(eud)
    opened = browser.get(f"{GRID}final/new/")
    assert "UNEG" not in opened.content.decode()
    other = filled(opened, standard=standard("uneg").pk)
    assert browser.post(f"{GRID}final/new/", other).status_code == 422
    assert browser.post(f"{GRID}final/new/", filled(opened, standard=standard().pk))
    assert QualityScore.objects.filter(assessment__report="final").count() == 6


def test_a_report_is_assessed_once(as_, eud, draft):
    opened = as_(eud).get(f"{DRAFT}new/")
    again = as_(eud).post(f"{DRAFT}new/", filled(opened, standard=standard().pk))
    assert again.status_code == 422
    assert "being assessed already" in again.content.decode()


def test_a_score_opens_in_its_row_and_comes_back_as_the_grid(as_, eud, draft):
    browser = as_(eud)
    opened = browser.get(f"{DRAFT}2/edit/", headers=FRAGMENT)
    assert opened.content.decode().lstrip().startswith("<tr")
    level = standard().levels.get(number=1)
    saved = browser.post(
        f"{DRAFT}2/edit/",
        filled(opened, level=level.pk, strengths="Triangulated", weaknesses="Few figures"),
        headers=FRAGMENT,
    )
    assert saved["Location"] == f"{GRID}#criterion-2"
    score = draft.scores.get(criterion__number=2)
    assert (score.level, score.strengths, score.weaknesses) == (
        level, "Triangulated", "Few figures"
    )  # fmt: skip
    assert versions.revisions_of(score).first().by == eud


def test_without_scripts_the_same_address_is_a_page(as_, eud, draft):
    opened = as_(eud).get(f"{DRAFT}2/edit/")
    assert "<!doctype html>" in opened.content.decode()
    assert as_(eud).post(f"{DRAFT}2/edit/", filled(opened, strengths="Clear")).status_code == 302


def test_two_managers_at_one_score_lose_no_word(as_, eud, draft):
    opened = as_(eud).get(f"{DRAFT}1/edit/")
    score = draft.scores.get(criterion__number=1)
    versions.revise(score, base_version=1, fields={"strengths": "Theirs"}, by=None)
    late = as_(eud).post(f"{DRAFT}1/edit/", filled(opened, strengths="Mine"), headers=FRAGMENT)
    assert (late.status_code, late["HX-Retarget"]) == (409, "#main")
    assert RejectedEdit.objects.get().content["strengths"] == "Mine"


def test_a_level_of_another_scale_is_refused(as_, eud, draft):
    foreign = standard("ec-classic").levels.get(number=1)
    opened = as_(eud).get(f"{DRAFT}1/edit/")
    answer = as_(eud).post(f"{DRAFT}1/edit/", filled(opened, level=foreign.pk))
    assert answer.status_code == 422
    assert now(draft.scores.get(criterion__number=1)).level is None


def test_a_standard_without_a_scale_is_judged_in_words(as_, eud, evaluation):
    assessment = begin_assessment(
        evaluation=evaluation, report="draft", standard=standard("uneg"), by=None
    )
    opened = as_(eud).get(f"{DRAFT}1/edit/")
    assert "level" not in opened.context["form"].fields
    for score in assessment.scores.all():
        versions.revise(score, base_version=1, fields={"weaknesses": "Long"}, by=None)
    versions.revise(assessment, base_version=1, fields={"remarks": "Good"}, by=None)
    sent = {"base_version": 2}
    assert as_(eud).post(f"{DRAFT}hand-over/", sent).status_code == 302
    assert now(assessment).assessed_by == eud


def test_nothing_is_handed_over_by_halves(as_, eud, draft):
    judge(draft, but=(3, 6))
    page = as_(eud).post(f"{DRAFT}hand-over/", {"base_version": 2})
    said = page.content.decode()
    assert page.status_code == 422
    assert "Criterion 3. Validity of findings is not judged yet." in said
    assert "Criterion 6" not in said, "it is judged only where it was asked for"
    assert not now(draft).is_handed_over


def test_evaluators_and_reviewers_read_it_once_it_is_handed_over(as_, eud, ev, reviewer, draft):
    judge(draft)
    for person in (ev, reviewer):
        assert "Strong in 1" not in page_for(person, as_)
        assert as_(person).get(f"{DRAFT}1/edit/").status_code == 404
    as_(eud).post(f"{DRAFT}hand-over/", {"base_version": 2})
    for person in (ev, reviewer):
        assert "Strong in 1" in page_for(person, as_)
        assert as_(person).get(f"{DRAFT}1/edit/").status_code == 403


def test_who_looked_at_an_older_judgement_does_not_hand_it_over(as_, eud, draft):
    judge(draft)
    as_(eud).post(f"{DRAFT}hand-over/", {"base_version": 1})
    assert not now(draft).is_handed_over


def test_evaluators_reply_to_a_score_and_to_the_whole(as_, eud, ev, reviewer, draft):
    handed_over(draft, eud)
    for address in (f"{DRAFT}1/reply/", f"{DRAFT}reply/"):
        opened = as_(ev).get(address)
        assert as_(ev).post(address, filled(opened, reply="We disagree")).status_code == 302
        assert as_(reviewer).get(address).status_code == 403
    assert page_for(eud, as_).count("We disagree") == 2


def test_a_reply_leaves_the_score_alone(as_, eud, ev, draft):
    handed_over(draft, eud)
    sent = filled(as_(ev).get(f"{DRAFT}1/reply/"), reply="No", strengths="Perfect", level="")
    as_(ev).post(f"{DRAFT}1/reply/", sent)
    score = draft.scores.get(criterion__number=1)
    assert (score.reply, score.strengths, score.level.label) == (
        "No", "Strong in 1", "Satisfactory"
    )  # fmt: skip


def test_what_was_handed_over_stands_unless_it_is_taken_back(as_, eud, ev, draft):
    handed_over(draft, eud)
    assert as_(eud).get(f"{DRAFT}1/edit/").status_code == 403
    as_(eud).post(f"{DRAFT}take-back/", {"base_version": now(draft).version})
    assert as_(eud).get(f"{DRAFT}1/edit/").status_code == 200
    assert "Strong in 1" not in page_for(ev, as_)


def test_what_was_replied_to_is_not_taken_back(as_, eud, ev, draft):
    handed_over(draft, eud)
    opened = as_(ev).get(f"{DRAFT}1/reply/")
    as_(ev).post(f"{DRAFT}1/reply/", filled(opened, reply="We disagree"))
    sent = {"base_version": now(draft).version}
    refused = as_(eud).post(f"{DRAFT}take-back/", sent)
    assert (refused.status_code, now(draft).is_handed_over) == (422, True)
    assert "The evaluators have replied" in refused.content.decode()


def test_restoring_an_earlier_version_does_not_hand_it_over(as_, eud, draft):
    done = handed_over(draft, eud)
    back = take_back_assessment(assessment=done, base_version=done.version, by=eud)
    emptied = {"level": None, "remarks": "Not judged yet"}
    versions.revise(back, base_version=back.version, fields=emptied, by=eud)
    address = f"{DRAFT}history/?restore={done.version}"
    as_(eud).post(address, filled(as_(eud).get(address)))
    assert now(draft).remarks == "Sound on the whole"
    assert not now(draft).is_handed_over


def test_restoring_a_score_leaves_what_the_evaluators_replied(as_, eud, draft):
    score = draft.scores.get(criterion__number=1)
    for fields in ({"strengths": "Old", "reply": "Taken back"}, {"strengths": "New", "reply": ""}):
        score = versions.revise(score, base_version=score.version, fields=fields, by=None)
    address = f"{DRAFT}1/history/?restore=2"
    as_(eud).post(address, filled(as_(eud).get(address)))
    assert (now(score).strengths, now(score).reply) == ("Old", "")


def test_nobody_assesses_their_own_work(as_, eud, evaluation, draft):
    """A manager who also wrote the report waits like every evaluator, and scores nothing."""
    judge(draft)
    make.MembershipFactory(evaluation=evaluation, user=eud, role=Role.EVALUATOR)
    page = page_for(eud, as_)
    assert "Strong in 1" not in page
    assert "Assess the final report" not in page
    assert as_(eud).get(f"{GRID}final/new/").status_code == 403
    assert as_(eud).post(f"{DRAFT}hand-over/", {"base_version": 2}).status_code == 404


def test_earlier_scores_stay_with_who_gave_them(as_, eud, ev, draft):
    handed_over(draft, eud)
    for address in (f"{DRAFT}history/", f"{DRAFT}1/history/"):
        assert as_(eud).get(address).status_code == 200
        assert as_(ev).get(address).status_code == 403


def test_readers_respondents_and_strangers_find_no_such_page(as_, eud, pm, reader, stranger, draft):
    handed_over(draft, eud)
    for person in (pm, reader, stranger):
        for address in (GRID, f"{DRAFT}1/reply/", f"{DRAFT}new/"):
            assert as_(person).get(address).status_code == 404


def test_an_assessment_by_the_wrong_standard_is_given_up_with_its_scores(
    as_, eud, ev, evaluation, draft
):
    judge(draft)
    assert as_(ev).get(f"{DRAFT}remove/").status_code == 404
    answer = as_(eud).post(f"{DRAFT}remove/", {"base_version": 2, "reason": "UNEG was meant"})
    assert answer["Location"] == GRID
    assert not QualityScore.objects.exists()
    again = filled(as_(eud).get(f"{DRAFT}new/"), standard=standard("uneg").pk)
    assert as_(eud).post(f"{DRAFT}new/", again).status_code == 302
    assert QualityAssessment.objects.get().standard == standard("uneg")


def test_what_was_handed_over_is_not_given_up(as_, eud, draft):
    handed_over(draft, eud)
    assert as_(eud).get(f"{DRAFT}remove/").status_code == 403


def test_a_stale_removal_leaves_every_score(as_, eud, draft):
    judge(draft)
    assert as_(eud).post(f"{DRAFT}remove/", {"base_version": 1}).status_code == 409
    assert QualityScore.objects.count() == 6


@pytest.mark.parametrize("address", ["other/new/", "other/edit/", "draft/99/edit/", "final/edit/"])
def test_what_is_not_there_is_not_found(as_, eud, draft, address):
    assert as_(eud).get(GRID + address).status_code == 404


@pytest.mark.parametrize("address", ["draft/hand-over/", "draft/take-back/"])
@pytest.mark.parametrize("sent", [{}, {"base_version": "x"}])
def test_a_step_that_makes_no_sense_is_refused(as_, eud, draft, address, sent):
    assert as_(eud).get(GRID + address).status_code == 405
    assert as_(eud).post(GRID + address, sent).status_code == 400


@pytest.mark.parametrize("criteria", [2, 30])
def test_the_grid_costs_the_same_with_many_criteria(
    as_, eud, evaluation, criteria, django_assert_max_num_queries
):
    own = versions.create(QualityStandard, fields={"code": "own", "name": "Own"}, by=None)
    for number in range(1, criteria + 1):
        fields = {"standard": own, "number": number, "name": f"Criterion {number}"}
        versions.create(QualityCriterion, fields=fields, by=None)
    for report in ("draft", "final"):
        begin_assessment(evaluation=evaluation, report=report, standard=own, by=None)
    browser = as_(eud)
    with django_assert_max_num_queries(20):
        assert browser.get(GRID).content.decode().count("matrix__block") == criteria + 1
