"""Several actions reported on at one stroke: chosen, looked at, saved, and undone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from editing import versions
from recommendations.actions import update_progress, verify
from recommendations.models import BulkChange, KeyAction, ProgressUpdate
from tests import factories as make

BULK, MINE = "/actions/bulk/", "/my/actions/"
QUERIES = 6


@pytest.fixture
def three(follow_up, pm):
    """Actions 3.1, 3.2 and 3.3, initiated; 3.1 is dated."""
    more = [
        make.ActionFactory(response=follow_up.response, number=number, status="initiated")
        for number in (2, 3)
    ]
    return [follow_up.action, *more]


def chosen(actions):
    return [f"{each.pk}-{each.version}" for each in actions]


def wish(actions, **said):
    key = "6b8f0a52-0c5e-4a8e-9d50-5f0b1f3a7c11"
    return {"chosen": chosen(actions), "request_key": key, "what_was_done": "All drafted.", **said}


def bulk(client, actions, **said):
    """What is wished, looked at, and agreed to."""
    asked = wish(actions, **said)
    agreed = client.post(BULK, asked).context["plan"].fingerprint
    return client.post(BULK, {**asked, "agreed": agreed}, follow=True)


def status_of(action):
    return KeyAction.objects.get(pk=action.pk).status


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_ticked_actions_are_offered_together(as_, pm, three):
    client = as_(pm)
    page = client.get(MINE).content.decode()
    assert page.count('type="checkbox" name="action"') == 3
    form = client.get(BULK, {"action": [each.pk for each in three], "next": MINE})
    assert form.context["actions"] == three
    offered = [value for value, _label in form.context["form"].fields["status"].choices]
    assert offered == ["", "initiated", "on_hold", "completed", "no_longer_applicable"]


def test_nothing_is_saved_before_one_has_seen_what_would_change(as_, pm, three):
    said = wish(three, status="on_hold", new_due_on="2027-01-31", date_reason="One workshop.")
    page = as_(pm).post(BULK, said)
    assert not ProgressUpdate.objects.exists()
    assert "3 actions change" in words(page)
    assert "Status: Initiated becomes On hold" in words(page)
    assert "Due: 30 Jun 2021 becomes 31 Jan 2027" in words(page)


def test_each_action_gets_its_dated_word_under_the_rules_of_one(as_, pm, three):
    page = bulk(as_(pm), three, status="on_hold", next_step="Sign it.")
    assert "Saved for 3 actions. Undo" in words(page)
    assert {status_of(each) for each in three} == {"on_hold"}
    said = ProgressUpdate.objects.all()
    assert [(each.by, each.what_was_done, each.next_step) for each in said] == [
        (pm, "All drafted.", "Sign it.")
    ] * 3


def test_what_cannot_be_is_said_action_by_action_and_the_rest_is_saved(as_, pm, three):
    _first, second, third = three
    versions.revise(third.response.recommendation, base_version=1, fields={"priority": 2}, by=None)
    versions.revise(second, base_version=1, fields={"status": "no_longer_applicable"}, by=None)
    second.refresh_from_db()
    client, proof = as_(pm), {"status": "completed", "evidence": "The note of May is on file."}
    page = client.post(BULK, wish(three, **proof))
    assert [row.action for row in page.context["plan"].impossible] == [second]
    assert "This status cannot follow the present one." in words(page)
    bulk(client, three, **proof)
    assert [status_of(each) for each in three] == [
        "completed", "no_longer_applicable", "completed",
    ]  # fmt: skip


def test_completed_needs_the_evidence_that_it_needs_alone(as_, pm, three):
    page = as_(pm).post(BULK, wish(three, status="completed", evidence="The note is on file now."))
    assert page.context["plan"].possible == []
    assert "priority 1 needs 2 kinds" in words(page)
    assert "Save for" not in words(page)


def test_whoever_says_nothing_is_asked_what_is_to_change(as_, pm, three):
    client = as_(pm)
    nothing = client.post(BULK, wish(three, what_was_done=""))
    assert nothing.status_code == 422
    assert "Say what is to change." in words(nothing)
    wordless = client.post(BULK, wish(three, what_was_done="", status="on_hold"))
    assert wordless.context["form"].errors["what_was_done"]


def test_an_action_that_somebody_changed_since_stays_and_is_named(as_, pm, eud, three):
    asked = wish(three, status="on_hold")
    update_progress(
        action=three[1], base_version=1, by=pm,
        fields={"status": "funding_blocked", "what_was_done": "No money.", "funding_gap": 9},
    )  # fmt: skip
    client = as_(pm)
    page = client.post(BULK, asked)
    assert "PM changed it since you chose it" in words(page)
    client.post(BULK, {**asked, "agreed": page.context["plan"].fingerprint})
    assert [status_of(each) for each in three] == ["on_hold", "funding_blocked", "on_hold"]


def test_what_changed_after_the_preview_is_shown_once_more_before_anything_is_saved(as_, pm, three):
    client, asked = as_(pm), wish(three, status="on_hold")
    agreed = client.post(BULK, asked).context["plan"].fingerprint
    versions.revise(three[0], base_version=1, fields={"text": "Other words"}, by=None)
    page = client.post(BULK, {**asked, "agreed": agreed})
    assert page.status_code == 409
    assert "Nothing was saved: the actions changed meanwhile" in words(page)
    assert not ProgressUpdate.objects.exists()


def test_a_race_within_the_write_saves_nothing_and_shows_what_is_now(as_, pm, three, monkeypatch):
    """Somebody is quicker between the last look and the write."""
    client, asked = as_(pm), wish(three, status="on_hold")
    agreed = client.post(BULK, asked).context["plan"].fingerprint
    create = versions.create

    def outrun(model, **how):
        if model is ProgressUpdate and how["fields"]["key_action"] == three[2]:
            versions.revise(three[2], base_version=1, fields={"text": "Quicker"}, by=None)
        return create(model, **how)

    monkeypatch.setattr(versions, "create", outrun)
    assert client.post(BULK, {**asked, "agreed": agreed}).status_code == 409
    assert not ProgressUpdate.objects.exists()
    assert not BulkChange.objects.exists()


def test_pressing_twice_saves_once(as_, pm, three):
    client, asked = as_(pm), wish(three, status="on_hold")
    asked["agreed"] = client.post(BULK, asked).context["plan"].fingerprint
    for _press in range(2):
        assert client.post(BULK, asked, follow=True).status_code == 200
    assert ProgressUpdate.objects.count() == 3


def test_what_was_said_is_kept_when_one_wants_to_say_it_differently(as_, pm, three):
    page = as_(pm).post(BULK, wish(three, next_step="Sign it.", again="yes"))
    assert page.context["form"]["next_step"].value() == "Sign it."
    assert b"All drafted." in page.content


def test_money_that_is_missing_stays_missing(as_, pm, three):
    blocked = {"status": "funding_blocked", "funding_gap": 900, "possible_donor": "Ministry"}
    versions.revise(three[0], base_version=1, fields=blocked, by=None)
    three[0].refresh_from_db()
    bulk(as_(pm), three[:1], what_was_done="Still waiting.")
    action = KeyAction.objects.get(pk=three[0].pk)
    assert (action.status, action.funding_gap, action.possible_donor) == (
        "funding_blocked", 900, "Ministry",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["eud", "rival", "stranger"])
def test_others_change_nothing(as_, request, submitted, who):
    client = as_(request.getfixturevalue(who))
    page = client.post(BULK, wish([submitted.action], status="on_hold"))
    assert page.status_code == 302 or page.context["plan"].possible == []
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "?action=", "?action=0", "?action=" + "9" * 30, "?action=-1"]
)
def test_without_a_tick_one_is_sent_back_kindly(as_, pm, three, query):
    page = as_(pm).get(BULK + query, follow=True)
    assert "First tick the actions" in words(page)


def test_garbage_in_the_form_is_refused_at_its_place(as_, pm, three):
    odd = {
        "status": "paused",
        "new_due_on": "99999",
        "to": "9" * 30,
        "evidence_url": "javascript:1",
    }
    page = as_(pm).post(BULK, wish(three, **odd, agreed="x" * 99))
    assert page.status_code == 422
    assert set(odd) <= set(page.context["form"].errors)


@pytest.fixture
def changed(as_, pm, three):
    """Three actions on hold by one stroke; the address of its undoing."""
    client = as_(pm)
    bulk(client, three, status="on_hold", new_due_on="2027-01-31", date_reason="One workshop.")
    return f"{BULK}{BulkChange.objects.get().key.hex}/undo/"


def test_a_bulk_change_is_undone_and_the_log_says_so(as_, pm, three, follow_up, changed):
    client = as_(pm)
    assert changed in client.get(MINE).content.decode()
    assert "Undo for 3 actions" in words(client.get(changed))
    assert "Undone for 3 actions." in words(client.post(changed, follow=True))
    first, second, _third = KeyAction.objects.order_by("number")
    assert {each.status for each in (first, second)} == {"initiated"}
    assert [str(first.due_on), second.due_on, second.promised_on] == ["2021-06-30", None, None]
    assert (second.no_date_reason, first.version) == ("no_funding", 3)
    assert versions.revisions_of(first)[0].restored == 1
    assert ProgressUpdate.objects.filter(withdrawn_at__isnull=False).count() == 3
    log = client.get(first.url_for("update"))
    assert "Withdrawn by its writer" in words(log)
    assert log.context["shown"].last is None
    assert changed not in client.get(MINE).content.decode()


def test_what_somebody_changed_since_is_named_and_left_alone(as_, pm, eud, three, changed):
    first, second, third = KeyAction.objects.order_by("number")
    update_progress(
        action=first, base_version=2, by=pm, fields={"status": "on_hold", "what_was_done": "More."}
    )
    verify(action=second, by=eud, fields={"is_adequate": True, "degree": "complete"})
    client = as_(pm)
    assert "Changed since, and left as they are" in words(client.get(changed))
    page = client.post(changed, follow=True)
    assert "Undone for 1 action." in words(page)
    assert "left as they are: 3.1 (Final evaluation); 3.2 (Final evaluation)." in words(page)
    assert [status_of(each) for each in (first, second, third)] == [
        "on_hold", "on_hold", "initiated",
    ]  # fmt: skip


def test_only_who_did_it_undoes_it_and_only_once(as_, pm, eud, support, three, changed):
    for other in (eud, support):
        assert as_(other).get(changed).status_code == 404
        assert as_(other).post(changed).status_code == 404
    client = as_(pm)
    client.post(changed)
    assert "This can no longer be undone." in words(client.post(changed, follow=True))
    assert "is undone already" in words(client.get(changed))


def test_after_a_while_it_is_too_late(as_, pm, three, changed, settings):
    long_ago = timezone.now() - timedelta(hours=settings.UNDO_HOURS)
    BulkChange.objects.update(made_at=long_ago)
    client = as_(pm)
    assert "Too much time has passed" in words(client.get(changed))
    assert "This can no longer be undone." in words(client.post(changed, follow=True))
    assert status_of(three[0]) == "on_hold"


@pytest.mark.parametrize("token", ["0" * 32, "nonsense", "9" * 40])
def test_an_unknown_change_is_not_there(as_, pm, token):
    assert as_(pm).get(f"{BULK}{token}/undo/").status_code == 404


def test_who_lost_the_role_meanwhile_undoes_nothing(as_, pm, three, changed, world):
    membership = world.evaluation.memberships.get(user=pm)
    versions.remove(membership, base_version=1, by=None)
    page = as_(pm).post(changed, follow=True)
    assert "Undone" not in words(page)
    assert status_of(three[0]) == "on_hold"


@pytest.mark.parametrize("many", [4, 40])
def test_the_preview_asks_as_little_for_forty_as_for_four(
    as_, pm, follow_up, many, django_assert_num_queries
):
    actions = [
        make.ActionFactory(response=follow_up.response, number=number, status="initiated")
        for number in range(2, many + 2)
    ]
    client, asked = as_(pm), wish(actions, status="on_hold", to=pm.pk)
    with django_assert_num_queries(QUERIES):
        page = client.post(BULK, asked)
    assert len(page.context["plan"].possible) == many
