"""Lessons for the next phase: adopted, adapted or declined, line by line."""

import pytest

from editing import versions
from evaluations.models import LessonUptake, Role, Stage
from evaluations.similar.said import said_before
from tests import factories as make
from tests.evaluations.conftest import filled

SHEET = "/evaluations/final/next-phase/"
TEXT = "<p>Cooperation with Chinese institutions needs time and space for networking.</p>"


@pytest.fixture
def lesson(evaluation):
    return make.LessonFactory(evaluation=evaluation, number=2, heading="Take time", text=TEXT)


@pytest.fixture
def declined(lesson):
    fields = {
        "lesson": lesson, "phase": "Phase II", "decision": "declined", "explanation": "No funds.",
    }  # fmt: skip
    return versions.create(LessonUptake, fields=fields, by=None)


def test_the_officer_decides_on_a_lesson(as_, eud, lesson):
    client = as_(eud)
    assert "1 lesson is not decided on yet." in client.get(SHEET).content.decode()
    form = client.get(f"{SHEET}2/edit/")
    sent = filled(form, decision="adopted", phase="Phase II")
    assert client.post(f"{SHEET}2/edit/", sent)["Location"] == f"{SHEET}#l2"
    made = LessonUptake.objects.get()
    assert (made.decision, made.phase, made.decided_by) == ("adopted", "Phase II", eud)
    assert made.decided_on
    page = client.get(SHEET).content.decode()
    assert "Adopted" in page
    assert "not decided on yet" not in page


@pytest.mark.parametrize("decision", ["adapted", "declined"])
def test_what_is_adapted_or_declined_says_how_or_why(as_, eud, lesson, decision):
    client = as_(eud)
    sent = filled(client.get(f"{SHEET}2/edit/"), decision=decision, phase="Phase II")
    answer = client.post(f"{SHEET}2/edit/", sent)
    assert answer.status_code == 422
    assert "Say " in str(answer.context["form"].errors["explanation"])
    assert not LessonUptake.objects.exists()
    client.post(f"{SHEET}2/edit/", {**sent, "explanation": "Only for visas."})
    assert LessonUptake.objects.get().decision == decision


def test_a_decision_is_changed_and_its_history_kept(as_, eud, declined):
    client = as_(eud)
    form = client.get(f"{SHEET}2/edit/")
    sent = filled(form, decision="adapted", explanation="In part.", reason="Money came.")
    client.post(f"{SHEET}2/edit/", sent)
    assert versions.current(declined).decision == "adapted"
    history = client.get(f"{SHEET}2/history/").content.decode()
    assert "No funds." in history
    assert "Money came." in history


def test_the_officer_takes_a_decision_back(as_, eud, reviewer, declined):
    remove = f"{SHEET}2/remove/"
    assert f'href="{remove}"' in as_(eud).get(SHEET).content.decode()
    assert f'href="{remove}"' not in as_(reviewer).get(SHEET).content.decode()
    client = as_(eud)
    client.post(remove, filled(client.get(remove)))
    assert "1 lesson is not decided on yet." in client.get(SHEET).content.decode()


def test_the_next_lesson_is_offered_the_same_phase(as_, eud, evaluation, declined):
    make.LessonFactory(evaluation=evaluation, number=3)
    form = as_(eud).get(f"{SHEET}3/edit/").context["form"]
    assert form["phase"].value() == "Phase II"


def test_the_commissioning_side_and_the_next_project_decide_others_read(
    as_, eud, pm, ev, reviewer, stranger, world, lesson, declined
):
    edit = f"{SHEET}2/edit/"
    for person, expected in ((eud, 200), (pm, 403), (ev, 403), (reviewer, 403), (stranger, 404)):
        assert as_(person).get(edit).status_code == expected
    colleague = make.UserFactory(organisation=world.delegation)
    make.MembershipFactory(evaluation=world.evaluation, user=colleague, role=Role.REVIEWER)
    assert as_(colleague).get(edit).status_code == 200
    project = make.ProjectFactory(code="NEXT", kept_by=[world.iom])
    versions.revise(declined, base_version=1, fields={"project": project}, by=None)
    assert as_(pm).get(edit).status_code == 200


def test_the_public_of_a_report_reads_no_decision(as_, stranger, evaluation, declined, eud):
    versions.revise(
        evaluation, base_version=evaluation.version, by=None,
        fields={"stage": Stage.FINAL, "confidentiality": "public",
                "published_at": evaluation.created_at},
    )  # fmt: skip
    page = as_(stranger).get(SHEET)
    assert page.status_code == 200
    assert "No funds." not in page.content.decode()
    assert "No funds." in as_(eud).get(SHEET).content.decode(), "control: the manager reads it"
    assert as_(stranger).get(f"{SHEET}2/history/").status_code == 404


def test_the_page_of_a_lesson_tells_what_the_next_phase_makes_of_it(as_, eud, ev, declined):
    page = as_(ev).get(declined.lesson.get_absolute_url()).content.decode()
    assert "Declined" in page
    assert "No funds." in page


def test_a_like_lesson_tells_what_became_of_it(eud, declined, evaluation):
    [said] = said_before("Institutions in China: cooperation needs much time, space, networking",
                         eud, on=declined.created_at.date())  # fmt: skip
    assert [(state.label, state.tone) for state in said.became] == [("Phase II: Declined", "late")]


def test_a_decision_taken_meanwhile_is_not_lost(as_, eud, declined):
    client = as_(eud)
    sent = filled(client.get(f"{SHEET}2/edit/"), explanation="Mine.")
    versions.revise(declined, base_version=1, fields={"explanation": "Theirs."}, by=None)
    assert client.post(f"{SHEET}2/edit/", sent).status_code == 409
    assert versions.current(declined).explanation == "Theirs."


@pytest.mark.parametrize("lessons", [2, 20])
def test_the_sheet_costs_the_same_with_many_lessons(
    as_, eud, evaluation, lessons, django_assert_max_num_queries
):
    for number in range(1, lessons + 1):
        row = make.LessonFactory(evaluation=evaluation, number=number, text=TEXT)
        fields = {"lesson": row, "phase": "Phase II", "decision": "adopted"}
        versions.create(LessonUptake, fields=fields, by=None)
    client = as_(eud)
    with django_assert_max_num_queries(14):
        client.get(SHEET)
