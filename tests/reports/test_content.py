"""What gets onto paper, for whom, and with how many queries."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editing import versions
from evaluations.actions import move_stage
from evaluations.models import Evaluation
from mmsp.reports import content, html, responses
from mmsp.reports.shapes import Audience
from recommendations.models import ProgressUpdate, Remark, ResponseMatrix
from tests import factories as make
from tests.reports import rows

TODAY = date(2024, 11, 2)
INTERNAL, RESTRICTED, PUBLIC = Audience


def build(evaluation, audience=INTERNAL):
    return content.build(evaluation, audience=audience, as_of=TODAY)


def words(evaluation, audience):
    """The whole paper as the press would get it."""
    return html.report(build(evaluation, audience)).document


def queries_of_report(world):
    evaluation = Evaluation.objects.get(pk=world.evaluation.pk)
    with CaptureQueriesContext(connection) as seen:
        build(evaluation)
    return len(seen)


def queries_of_matrix():
    matrix = ResponseMatrix.objects.get()
    with CaptureQueriesContext(connection) as seen:
        responses.build_matrix(matrix, audience=INTERNAL, as_of=TODAY)
    return len(seen)


def test_a_report_eight_times_as_long_asks_no_more_of_the_database(world):
    rows.fill(world)
    few = queries_of_report(world)
    for n in range(1, 8):
        rows.answer(world, n)
    matrix = world.evaluation.matrices.get()
    for recommendation in world.evaluation.recommendations.exclude(responses__matrix=matrix):
        make.ActionFactory(
            response=make.ResponseFactory(matrix=matrix, recommendation=recommendation)
        )
    assert len(build(world.evaluation).findings) == 8
    assert queries_of_report(world) == few
    assert few <= 50


def test_the_matrix_alone_asks_no_more_either(world):
    rows.fill(world)
    matrix = ResponseMatrix.objects.get()
    few = queries_of_matrix()
    for n in range(6):
        recommendation = make.RecommendationFactory(evaluation=world.evaluation, number=20_000 + n)
        make.ActionFactory(
            response=make.ResponseFactory(matrix=matrix, recommendation=recommendation)
        )
    assert queries_of_matrix() == few


def test_html_asks_nothing(world, django_assert_num_queries):
    rows.fill(world)
    built = build(world.evaluation)
    with django_assert_num_queries(0):
        html.report(built)


def test_a_finding_points_at_its_evidence(world):
    rows.fill(world)
    built = build(world.evaluation)
    evidence = built.findings[0].evidence
    assert [reference.anchor for reference in evidence.activities] == [
        built.events[0].reference.anchor
    ]
    assert len(evidence.documents) == 1
    assert evidence.people == 1


def test_participants_are_counted_once_however_many_findings_name_the_activity(world):
    rows.fill(world)
    activity = world.project.activities.get()
    make.FindingFactory(evaluation=world.evaluation, activities=[activity])
    event = build(world.evaluation).events[0]
    assert (event.women, event.men, event.total) == (8, 12, 20)


def test_numbers_of_several_projects_are_told_apart(world):
    rows.fill(world)
    assert build(world.evaluation).events[0].reference.label.isdigit()
    other = make.ActivityFactory(project=make.ProjectFactory(code="X1"), number=5)
    make.FindingFactory(evaluation=world.evaluation, activities=[other])
    assert "X1 5" in [event.reference.label for event in build(world.evaluation).events]


def test_what_was_removed_is_not_printed(world):
    rows.fill(world)
    finding = world.evaluation.findings.get()
    document = finding.documents.get()
    assert document.title in words(world.evaluation, INTERNAL)
    versions.remove(document, base_version=document.version, by=None)
    assert document.title not in words(world.evaluation, INTERNAL)
    conclusion = world.evaluation.conclusions.get()
    versions.remove(conclusion, base_version=conclusion.version, by=None)
    built = build(world.evaluation)
    assert built.conclusions == ()
    assert built.recommendations[0].conclusions == ()


@pytest.mark.parametrize("audience", Audience)
def test_minutes_reach_no_paper(world, audience):
    rows.fill(world)
    assert world.evaluation.interviews.get().minutes == "<p>Said in confidence.</p>"
    assert "Said in confidence" not in words(world.evaluation, audience)


@pytest.mark.parametrize(
    ("consent", "audience", "printed"),
    [
        ("name", INTERNAL, "Wang Fang"),
        ("name", RESTRICTED, "Wang Fang"),
        ("name", PUBLIC, "Ministry of Rivers"),
        ("organisation", INTERNAL, "Ministry of Rivers"),
        ("organisation", PUBLIC, "Ministry of Rivers"),
        ("category", INTERNAL, "Persons not named"),
        ("category", PUBLIC, "Persons not named"),
        ("none", INTERNAL, None),
        ("none", PUBLIC, None),
    ],
)
def test_a_person_is_named_as_far_as_consent_and_audience_allow(world, consent, audience, printed):
    make.InterviewFactory(
        evaluation=world.evaluation,
        name="Wang Fang",
        position_title="Head of bridges",
        organisation_name="Ministry of Rivers",
        category="Authorities",
        consent=consent,
    )
    lines = build(world.evaluation, audience).consulted
    assert [line.name for line in lines] == ([printed] if printed else [])
    document = words(world.evaluation, audience)
    for name in {"Wang Fang", "Head of bridges"} - {printed}:
        assert (name in document) == (printed == "Wang Fang")


def test_persons_who_are_not_named_are_added_up(world):
    for people in (2, 3):
        make.InterviewFactory(evaluation=world.evaluation, consent="category", people=people)
    (line,) = build(world.evaluation).consulted
    assert line.people == 5


@pytest.mark.parametrize(
    ("audience", "seen"),
    [(INTERNAL, {"public", "restricted", "internal"}), (RESTRICTED, {"public", "restricted"}),
     (PUBLIC, {"public"})],
)  # fmt: skip
def test_documents_are_listed_for_those_who_may_know_of_them(world, audience, seen):
    papers = [
        make.DocumentFactory(project=world.project, title=f"canary-{kind}", confidentiality=kind)
        for kind in ("public", "restricted", "internal")
    ]
    make.FindingFactory(evaluation=world.evaluation, documents=papers)
    document = words(world.evaluation, audience)
    assert {
        kind for kind in ("public", "restricted", "internal") if f"canary-{kind}" in document
    } == seen
    assert len(build(world.evaluation, audience).findings[0].evidence.documents) == len(seen)


@pytest.fixture
def matrix(world):
    """IOM's answer to one recommendation, full of what not everybody may read; not submitted."""
    rows.fill(world)
    matrix = ResponseMatrix.objects.get()
    response = matrix.responses.get()
    person = make.UserFactory(name="canary-person")
    action = make.ActionFactory(
        response=response, number=20_000, text="Plain action", responsible_units="Unit A",
        responsible_person=person, no_date_reason="sensitive", no_date_note="canary-note",
    )  # fmt: skip
    document = make.DocumentFactory(
        project=world.project, title="canary-paper", confidentiality="internal"
    )
    rows.create(
        ProgressUpdate, key_action=action, status="initiated", what_was_done="Step taken",
        evidence="canary-evidence", document=document,
    )  # fmt: skip
    rows.create(Remark, response=response, author_name="A", text="canary-remark")
    return matrix


SECRETS = {
    "canary-person",
    "canary-note",
    "canary-paper",
    "canary-evidence",
    "canary-remark",
    "sensitive",
}


def found_in(document):
    return {secret for secret in SECRETS if secret in document}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (INTERNAL, SECRETS),
        (RESTRICTED, {"canary-person", "canary-note", "canary-evidence", "sensitive"}),
        (PUBLIC, set()),
    ],
)
def test_the_matrix_tells_each_audience_what_is_theirs(matrix, audience, seen):
    built = responses.build_matrix(matrix, audience=audience, as_of=TODAY)
    document = html.matrix(built).document
    assert found_in(document) == seen
    assert "Plain action" in document
    assert "Step taken" in document


@pytest.mark.parametrize("audience", Audience)
def test_remarks_on_an_answer_never_reach_the_report(matrix, audience):
    document = words(matrix.evaluation, audience)
    assert "Plain action" in document
    assert "canary-remark" not in document


@pytest.mark.parametrize("audience", Audience)
def test_an_answer_that_was_not_submitted_is_in_no_report(world, audience):
    rows.fill(world)
    eud = make.MatrixFactory(
        evaluation=world.evaluation, organisation=world.delegation, overall_comment="canary-early"
    )
    assert "canary-early" not in words(world.evaluation, audience)
    versions.revise(
        eud, base_version=1, fields={"submitted_at": datetime(2024, 5, 1, tzinfo=UTC)}, by=None
    )
    assert "canary-early" in words(world.evaluation, audience)


def test_before_it_is_submitted_a_matrix_is_printed_for_its_own_people_only(world):
    early = make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    assert responses.build_matrix(early, audience=INTERNAL, as_of=TODAY).matrix.submitted_on is None
    for audience in (RESTRICTED, PUBLIC):
        with pytest.raises(responses.NotForAudience):
            responses.build_matrix(early, audience=audience, as_of=TODAY)


def test_lateness_is_counted_on_the_day_of_the_paper(world):
    rows.fill(world)
    built = responses.build_matrix(ResponseMatrix.objects.get(), audience=PUBLIC, as_of=TODAY)
    action = built.matrix.responses[0].actions[0]
    assert (action.time_frame, action.days_late) == ("1 Aug 2024", 93)


def test_a_report_in_french_speaks_of_itself_in_french_letters(world):
    versions.revise(world.evaluation, base_version=1, fields={"language": "fr"}, by=None)
    world.evaluation.refresh_from_db()
    assert build(world.evaluation).lang == "fr"
    assert '<html lang="fr">' in words(world.evaluation, PUBLIC)


def test_a_written_annex_and_its_table_are_one_annex(world):
    rows.fill(world)
    make.SectionFactory(
        evaluation=world.evaluation,
        kind="annex",
        title="Names of the evaluators",
        text="<p>Lead.</p>",
    )
    document = words(world.evaluation, PUBLIC)
    assert "Names of the evaluators" in document
    assert document.count('id="evaluators"') == 1
    assert document.index("<p>Lead.</p>") < document.index("Expert 0</th>")


def test_amendments_are_printed_with_their_number_and_reason_and_without_names(world):
    evaluation = world.evaluation
    assert build(evaluation).amendments == ()
    officer = make.UserFactory(name="Olga Officer")
    make.MembershipFactory(evaluation=evaluation, user=officer, role="manager")
    make.SectionFactory(evaluation=evaluation, kind="executive_summary")
    for number, (to, reason) in enumerate(
        [("final", ""), ("review", "A wrong figure"), ("final", "")], 1
    ):
        move_stage(evaluation=evaluation, to=to, base_version=number, by=officer, reason=reason)
    amended = Evaluation.objects.get()
    assert [(a.number, a.reason) for a in build(amended).amendments] == [("1.1", "A wrong figure")]
    for audience in Audience:
        paper = words(amended, audience)
        assert "A wrong figure" in paper
        assert "Version 1.1" in paper
        assert "Olga Officer" not in paper
