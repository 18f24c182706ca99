"""The two-minute update: what was done, what proves it, and a log that only grows."""

import pytest

from editing import versions
from recommendations.actions import update_progress
from recommendations.fetch import get_action
from recommendations.forms import ProgressForm
from recommendations.models import KeyAction, ProgressUpdate
from tests import factories as make
from tests.activities.papers import PDF, upload
from tests.follow_up import report


@pytest.fixture
def url(follow_up):
    return follow_up.action.url_for("update")


def entry(**changes):
    said = {"status": "initiated", "what_was_done": "A draft was shared.", "seen_version": "1"}
    return {**said, **changes}


def status_of(follow_up):
    return KeyAction.objects.get(pk=follow_up.action.pk).status


def test_the_project_manager_reports_and_returns_to_the_row(as_, pm, follow_up, url):
    page = as_(pm).post(url, entry(status="on_hold"))
    said = ProgressUpdate.objects.get()
    assert page.url == f"{follow_up.url}#a3.1"
    assert (said.by, said.what_was_done, said.status) == (pm, "A draft was shared.", "on_hold")
    assert status_of(follow_up) == "on_hold"


def test_completed_is_refused_without_evidence_at_the_field(as_, pm, follow_up, url):
    page = as_(pm).post(url, entry(status="completed"))
    assert page.status_code == 422
    assert page.context["form"].errors["evidence"]
    assert b"A draft was shared." in page.content
    assert status_of(follow_up) == "initiated"
    assert not ProgressUpdate.objects.exists()


NOTE = "The note of 3 May is on file."


@pytest.fixture
def of_lower_priority(follow_up):
    """One kind of proof closes it."""
    fields = {"priority": 2}
    versions.revise(follow_up.recommendation, base_version=1, fields=fields, by=None)


@pytest.mark.parametrize(
    "proof",
    [{"evidence": NOTE}, {"evidence_url": "https://example.org/note"},
     {"evidence_file": upload("note.pdf", PDF)}],
    ids=["note", "link", "file"],
)  # fmt: skip
def test_completed_is_taken_with_evidence(as_, pm, follow_up, of_lower_priority, url, proof):
    assert as_(pm).post(url, entry(status="completed", **proof)).status_code == 302
    assert status_of(follow_up) == "completed"


def test_a_note_of_two_words_proves_nothing(as_, pm, of_lower_priority, url):
    page = as_(pm).post(url, entry(status="completed", evidence="It is."))
    assert page.status_code == 422
    assert "Say more" in page.context["form"].errors["evidence"][0]


def test_the_first_priority_asks_for_two_kinds_of_proof(as_, pm, follow_up, url):
    client = as_(pm)
    page = client.post(url, entry(status="completed", evidence=NOTE))
    assert "priority 1 needs 2 kinds" in page.context["form"].errors["evidence"][0]
    both = entry(status="completed", evidence=NOTE, evidence_url="https://example.org/note")
    assert client.post(url, both).status_code == 302
    assert status_of(follow_up) == "completed"


def test_how_much_proof_a_priority_asks_for_is_a_setting(as_, pm, follow_up, url, settings):
    settings.FOLLOW_UP = settings.FOLLOW_UP | {"evidence_kinds": {}}
    assert as_(pm).post(url, entry(status="completed", evidence=NOTE)).status_code == 302


def test_a_disguised_file_is_refused_at_its_field(as_, pm, url):
    page = as_(pm).post(url, entry(evidence_file=upload("note.pdf", b"<script>")))
    assert page.status_code == 422
    assert page.context["form"].errors["evidence_file"]


def test_the_file_is_handed_out_to_who_may_see_the_action_alone(as_, pm, stranger, follow_up, url):
    as_(pm).post(url, entry(evidence_file=upload("note.pdf", PDF)))
    said = ProgressUpdate.objects.get()
    answer = as_(pm).get(said.file_url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith('inline; filename="3.1 ')
    assert as_(stranger).get(said.file_url).status_code == 404
    assert as_(pm).get(follow_up.action.url_for("file", "0" * 32)).status_code == 404


def test_a_new_date_needs_a_reason_and_never_moves_the_first_promise(as_, pm, follow_up, url):
    client, later = as_(pm), entry(new_due_on="2022-03-31")
    page = client.post(url, later)
    assert page.context["form"].errors["date_reason"]
    client.post(url, later | {"date_reason": "The counterpart is on leave."})
    action = KeyAction.objects.get()
    assert (str(action.due_on), str(action.promised_on)) == ("2022-03-31", "2021-06-30")
    assert versions.revisions_of(action)[0].reason == "The counterpart is on leave."


def test_what_waits_for_money_says_how_much_and_from_whom(as_, pm, follow_up, url):
    client, blocked = as_(pm), entry(status="funding_blocked", possible_donor="Ministry")
    assert client.post(url, blocked).context["form"].errors["funding_gap"]
    client.post(url, blocked | {"funding_gap": "20000"})
    action = KeyAction.objects.get()
    assert (action.status, action.funding_gap, action.possible_donor) == (
        "funding_blocked", 20000, "Ministry",
    )  # fmt: skip
    assert b"EUR 20,000 missing" in client.get(follow_up.url).content
    client.post(url, entry(seen_version="2", what_was_done="The money came."))
    action.refresh_from_db()
    assert (action.status, action.funding_gap, action.possible_donor) == ("initiated", None, "")
    assert ProgressUpdate.objects.filter(funding_gap=20000).exists()


def test_an_activity_of_the_register_is_evidence(as_, pm, follow_up, of_lower_priority, url, world):
    held = make.ActivityFactory(project=world.project)
    as_(pm).post(url, entry(status="completed", activity=held.pk))
    assert ProgressUpdate.objects.get().activity == held


def test_only_papers_of_the_project_that_one_may_see_are_offered(as_, pm, follow_up, url, world):
    own = make.DocumentFactory(project=world.project)
    make.DocumentFactory()
    form = as_(pm).get(url).context["form"]
    assert list(form.fields["document"].queryset) == [own]


def test_a_foreign_paper_is_no_evidence(as_, pm, url):
    page = as_(pm).post(url, entry(document=make.DocumentFactory().pk))
    assert page.status_code == 422
    assert page.context["form"].errors["document"]


def test_the_form_offers_the_moves_allowed_from_here(as_, pm, url):
    offered = [value for value, _label in as_(pm).get(url).context["form"].fields["status"].choices]
    assert offered == [
        "initiated",
        "funding_blocked",
        "on_hold",
        "completed",
        "no_longer_applicable",
    ]


@pytest.mark.parametrize("status", ["not_initiated", "paused", ""])
def test_other_moves_are_refused_at_the_field(as_, pm, url, status):
    page = as_(pm).post(url, entry(status=status))
    assert page.status_code == 422
    assert page.context["form"].errors["status"]


def test_a_report_says_what_was_done(as_, pm, url):
    page = as_(pm).post(url, entry(what_was_done=" "))
    assert page.status_code == 422
    assert page.context["form"].errors["what_was_done"]


def test_two_people_report_at_once_and_both_stand_in_the_log(as_, pm, world, follow_up, url):
    colleague = make.UserFactory(organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=colleague, role="respondent")
    as_(pm).post(url, entry(status="on_hold", what_was_done="Mine."))
    as_(colleague).post(url, entry(status="on_hold", what_was_done="Theirs."))
    assert {each.what_was_done for each in ProgressUpdate.objects.all()} == {"Mine.", "Theirs."}


def test_a_move_that_somebody_overtook_is_asked_again_with_the_text_kept(as_, pm, follow_up, url):
    client = as_(pm)
    client.post(url, entry(status="on_hold", what_was_done="First."))
    late = entry(status="no_longer_applicable", what_was_done="Second.")
    page = client.post(url, late)
    assert page.status_code == 422
    assert "On hold" in page.context["form"].errors["status"][0]
    assert b"Second." in page.content
    again = page.context["form"]["seen_version"].value()
    assert client.post(url, {**late, "seen_version": again}).status_code == 302
    assert status_of(follow_up) == "no_longer_applicable"
    assert ProgressUpdate.objects.count() == 2


def test_updates_that_cross_each_other_on_their_way_are_both_kept(pm, follow_up):
    """Both were checked against the same state of the action before either was written."""
    forms = [
        ProgressForm(
            entry(status="on_hold", what_was_done=words),
            action=get_action(pm, "final", "iom", 3, 1), user=pm, fixed={},
        )
        for words in ("Mine.", "Theirs.")
    ]  # fmt: skip
    assert all(form.is_valid() for form in forms)
    for form in forms:
        form.save_by(pm)
    assert ProgressUpdate.objects.count() == 2
    assert status_of(follow_up) == "on_hold"


@pytest.mark.parametrize(("theirs", "code"), [("2027-03-01", 422), ("2021-06-30", 302)])
def test_a_third_person_in_the_race_leads_to_no_fault(
    as_, pm, follow_up, url, monkeypatch, theirs, code
):
    """Each time before a new date is written, somebody else gets a word in."""
    quicker = iter([{"text": "First"}, {"text": "Second"}, {"text": "Third", "due_on": theirs}])

    def outrun(**how):
        if fields := next(quicker, None):
            now = versions.current(follow_up.action)
            versions.revise(now, base_version=now.version, fields=fields, by=None)
        return update_progress(**how)

    monkeypatch.setattr("recommendations.forms.progress.update_progress", outrun)
    page = as_(pm).post(url, entry(new_due_on="2027-02-01", date_reason="One workshop."))
    assert page.status_code == code
    assert ProgressUpdate.objects.count() == (code == 302)
    action = KeyAction.objects.get()
    assert (action.text, str(action.due_on)) == (
        "Third", "2027-02-01" if code == 302 else theirs,
    )  # fmt: skip


def test_an_action_removed_under_ones_hands_is_said_so(as_, pm, follow_up, url, monkeypatch):
    create = versions.create

    def outrun(model, **how):
        if model is ProgressUpdate:
            with monkeypatch.context() as undone:
                undone.setattr(versions, "_require_nothing_hangs_on", lambda row: None)
                versions.remove(versions.current(follow_up.action), base_version=1, by=None)
        return create(model, **how)

    monkeypatch.setattr(versions, "create", outrun)
    page = as_(pm).post(url, entry(status="on_hold"))
    assert page.status_code == 422
    assert "Somebody removed this action meanwhile." in page.context["form"].errors["__all__"]


def test_pressing_twice_reports_once(as_, pm, url):
    client = as_(pm)
    key = client.get(url).context["form"].initial["request_key"]
    for _press in range(2):
        assert client.post(url, entry(request_key=str(key))).status_code == 302
    assert ProgressUpdate.objects.count() == 1


def test_it_returns_to_where_one_came_from(as_, pm, url):
    assert as_(pm).post(f"{url}?next=/my/actions/", entry()).url == "/my/actions/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "javascript:alert(1)",
        "/\\example.org",
        "my/",
        " /x",
    ],
)
def test_it_never_leads_to_another_site(as_, pm, follow_up, url, elsewhere):
    answer = as_(pm).post(f"{url}?next={elsewhere}", entry())
    assert answer.url == f"{follow_up.url}#a3.1"


def test_who_is_responsible_by_name_reports_without_being_a_respondent(as_, world, submitted):
    helper = make.UserFactory(organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=helper, role="reviewer")
    url = submitted.action.url_for("update")
    assert as_(helper).post(url, entry()).status_code == 403
    fields = {"responsible_person": helper}
    versions.revise(submitted.action, base_version=1, fields=fields, by=None)
    assert as_(helper).post(url, entry(seen_version="2")).status_code == 302


@pytest.mark.parametrize("who", ["eud", "rival", "reviewer"])
def test_others_do_not_report_for_iom(as_, request, submitted, who):
    url = submitted.action.url_for("update")
    assert as_(request.getfixturevalue(who)).post(url, entry()).status_code == 403
    assert not ProgressUpdate.objects.exists()


def test_the_log_below_is_dated_and_newest_first(as_, pm, follow_up, url):
    report(follow_up.action, what_was_done="Earlier word.", made_at="2021-03-01T12:00:00Z")
    report(follow_up.action, what_was_done="Later word.", made_at="2021-05-01T12:00:00Z")
    page = as_(pm).get(url).content.decode()
    assert page.index("1 May 2021") < page.index("1 Mar 2021")
    assert page.index("Later word.") < page.index("Earlier word.")
