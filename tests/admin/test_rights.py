"""Who gets how far in the back office: the predicates decide, at every door."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from editing import versions
from evaluations.models import Abbreviation, Finding, Role, Stage
from tests import factories as make
from tests.admin.conftest import page_of, posted

SECRET = "Said in confidence"


@pytest.fixture
def finding(evaluation):
    return make.FindingFactory(evaluation=evaluation, number=4)


@pytest.fixture
def interview(evaluation):
    return make.InterviewFactory(evaluation=evaluation, minutes=f"<p>{SECRET}.</p>", name="Mr Li")


@pytest.fixture
def as_clerk(as_, clerk):
    return as_(clerk)


@pytest.fixture
def as_writing_clerk(as_, clerk, evaluation):
    """Support staff who are also evaluators of this one evaluation."""
    make.MembershipFactory(evaluation=evaluation, user=clerk, role=Role.EVALUATOR)
    return as_(clerk)


def test_people_who_are_not_staff_stay_outside(as_, eud, finding):
    for url in (
        "/admin/",
        page_of(finding),
        page_of(Finding, "changelist"),
        "/admin/autocomplete/",
    ):
        assert as_(eud).get(url, follow=True).status_code == 403


def test_there_is_one_door_to_sign_in_and_it_counts_the_tries(client, db):
    answer = client.post("/admin/login/", {"username": "support@example.org", "password": "x"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_clerk_reads_a_finding_and_changes_nothing(as_clerk, finding):
    page = as_clerk.get(page_of(finding))
    assert page.status_code == 200
    assert finding.short_answer in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    sent = {"short_answer": "Forged.", "base_version": 1, "number": 4}
    assert as_clerk.post(page_of(finding), sent).status_code == 403
    assert as_clerk.get(page_of(Finding, "add")).status_code == 403
    assert as_clerk.post(page_of(Finding, "add"), sent).status_code == 403
    assert as_clerk.get(page_of(finding, "delete")).status_code == 403
    confirmed = {"confirmed": "1", f"version-{finding.pk}": "1"}
    assert as_clerk.post(page_of(finding, "delete"), confirmed).status_code == 403
    assert versions.current(finding).version == 1


def test_a_clerk_with_a_role_edits_there_and_only_there(as_writing_clerk, evaluation, finding):
    sent = posted(as_writing_clerk.get(page_of(finding)), short_answer="By the evaluator.")
    assert as_writing_clerk.post(page_of(finding), sent).status_code == 302
    assert versions.current(finding).short_answer == "By the evaluator."
    foreign = make.FindingFactory()
    assert as_writing_clerk.post(page_of(foreign), sent).status_code == 403
    for home, status in ((evaluation, 302), (foreign.evaluation, 403)):
        page = as_writing_clerk.get(page_of(Abbreviation, "add"))
        sent = posted(page, evaluation=home.pk, short="EU", meaning="European Union")
        assert as_writing_clerk.post(page_of(Abbreviation, "add"), sent).status_code == status
    assert Abbreviation.objects.get().evaluation == evaluation


def test_a_final_report_stands_in_the_admin_too(as_writing_clerk, evaluation, finding):
    sent = posted(as_writing_clerk.get(page_of(finding)), short_answer="Later.")
    versions.revise(evaluation, base_version=1, fields={"stage": Stage.FINAL}, by=None)
    assert as_writing_clerk.post(page_of(finding), sent).status_code == 403
    assert versions.current(finding).version == 1


def test_bulk_removal_asks_about_every_row(as_writing_clerk, evaluation):
    own = versions.create(
        Abbreviation, fields={"evaluation": evaluation, "short": "A", "meaning": "a"}, by=None
    )
    foreign = versions.create(
        Abbreviation,
        fields={"evaluation": make.EvaluationFactory(), "short": "B", "meaning": "b"},
        by=None,
    )
    sent = {
        "action": "remove_selected", "_selected_action": [own.pk, foreign.pk], "confirmed": "1",
        f"version-{own.pk}": 1, f"version-{foreign.pk}": 1,
    }  # fmt: skip
    url = page_of(Abbreviation, "changelist")
    assert as_writing_clerk.post(url, sent).status_code == 403
    assert Abbreviation.objects.count() == 2
    sent["_selected_action"] = [own.pk]
    assert as_writing_clerk.post(url, sent).status_code == 302
    assert Abbreviation.objects.get() == foreign


def minutes_doors(interview):
    """Every page of the back office on which the minutes could show."""
    revision = versions.revisions_of(interview).first()
    return [
        page_of(interview),
        page_of(interview, "history"),
        page_of(revision),
        page_of(type(interview), "changelist"),
        f"{page_of(type(interview), 'changelist')}?q=confidence",
        "/admin/autocomplete/?app_label=evaluations&model_name=finding&field_name=interviews"
        "&term=Officials",
    ]


def test_minutes_stay_with_the_evaluators(as_clerk, interview):
    for door in minutes_doors(interview):
        answer = as_clerk.get(door)
        assert answer.status_code == 200, door
        assert SECRET not in answer.content.decode(), door


def test_control_the_evaluator_reads_the_minutes_on_three_of_these_pages(
    as_writing_clerk, interview
):
    pages = [as_writing_clerk.get(door).content.decode() for door in minutes_doors(interview)]
    assert [SECRET in page for page in pages[:3]] == [True, True, True]


def test_refused_minutes_stay_hidden_too(as_clerk, ev, interview):
    with pytest.raises(versions.Stale):
        versions.revise(interview, base_version=9, fields={"minutes": f"<p>{SECRET}</p>"}, by=ev)
    [kept] = versions.RejectedEdit.objects.all()
    page = as_clerk.get(page_of(kept))
    assert page.status_code == 200
    assert SECRET not in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "minutes__startswith=%3Cp",
        "minutes__icontains=confidence",
        "evaluation__memberships__user__password__startswith=md5",
        "name=Mr+Li",
    ],
)
def test_no_lookup_reads_hidden_fields_letter_by_letter(as_clerk, interview, query):
    url = f"{page_of(type(interview), 'changelist')}?{query}"
    assert as_clerk.get(url).status_code == 400


def test_control_an_offered_lookup_is_taken(as_clerk, interview):
    url = (
        f"{page_of(type(interview), 'changelist')}?evaluation__id__exact={interview.evaluation_id}"
    )
    assert as_clerk.get(url).context["cl"].result_count == 1


def test_password_hashes_are_not_looked_up(back_office, support):
    url = f"{page_of(type(support), 'changelist')}?password__startswith=md5"
    assert back_office.get(url).status_code == 400


def test_revisions_and_refused_edits_are_read_only(back_office, finding):
    revision = versions.revisions_of(finding).get()
    assert back_office.get(page_of(revision)).status_code == 200
    assert back_office.post(page_of(revision), {"reason": "Forged"}).status_code == 403
    assert back_office.get(page_of(revision, "delete")).status_code == 403
    assert back_office.get(page_of(type(revision), "add")).status_code == 403


def test_groups_give_no_rights_here():
    assert not admin.site.is_registered(Group)


AUTOCOMPLETE = (
    "/admin/autocomplete/?app_label=evaluations&model_name=conclusion&field_name=findings"
)


def offered(client, query=""):
    answer = client.get(AUTOCOMPLETE + query)
    return [choice["text"] for choice in answer.json()["results"]]


def test_choices_name_the_evaluation_and_can_be_narrowed_to_it(back_office, finding):
    foreign = make.FindingFactory(number=4)
    own = f"{finding.evaluation.slug}: F4 Yes, by and large."
    other = f"{foreign.evaluation.slug}: F4 Yes, by and large."
    assert sorted(offered(back_office)) == sorted([own, other])
    assert offered(back_office, f"&within_evaluation={finding.evaluation_id}") == [own]


def test_the_side_door_of_choices_asks_visible_to(back_office, finding, monkeypatch):
    """Staff see everything today; the day they do not, the boxes follow the rule."""
    assert offered(back_office)
    rows = type(Finding.objects.all())
    monkeypatch.setattr(rows, "visible_to", lambda self, user: self.none())
    assert offered(back_office) == []
    assert back_office.get(page_of(Finding, "changelist")).context["cl"].result_count == 0
    assert back_office.get(page_of(finding)).status_code == 302


@pytest.mark.parametrize(
    "query", ["&within_evaluation=x", f"&within_evaluation={'9' * 30}", "&page=x"]
)
def test_garbage_at_the_side_door(back_office, finding, query):
    assert back_office.get(AUTOCOMPLETE + query).status_code in (200, 404)


def test_a_link_to_a_row_one_does_not_see_is_not_taken(back_office, evaluation, monkeypatch):
    hidden = make.FindingFactory(evaluation=evaluation)
    conclusion = make.ConclusionFactory(evaluation=evaluation)
    sent = posted(back_office.get(page_of(conclusion)), findings=[hidden.pk])
    rows = type(Finding.objects.all())
    monkeypatch.setattr(rows, "visible_to", lambda self, user: self.none())
    assert back_office.post(page_of(conclusion), sent).status_code == 200
    assert not conclusion.findings.exists()
