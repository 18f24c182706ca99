"""What people type is kept for them alone, wherever they come back, until they save it for good."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from editing import versions
from editing.models import PrivateDraft, RejectedEdit
from evaluations.models import Finding, Membership
from tests import factories as make

PAGE = "/evaluations/final/findings/4/"
EDIT = f"{PAGE}edit/"
NEW = "/evaluations/final/findings/new/"


def sent(page, **changes):
    """What the browser would send of this page's form, with what was typed."""
    values = {field.html_name: field.value() for field in page.context["form"]}
    values |= {"draft-key": str(page.context["draft"].key), **changes}
    return {name: value for name, value in values.items() if value not in (None, [])}


def keep(browser, address=EDIT, **typed):
    """Opens the form, types, and lets the script keep it; returns the answer and what was sent."""
    letter = sent(browser.get(address), **typed) | {"draft-keep": "yes"}
    return browser.post(address, letter), letter


def offered(browser, address=EDIT):
    return browser.get(address).context["draft"].offered


def now(row):
    return versions.current(row)


def test_a_closed_tab_is_restored_with_one_click(as_, eud, finding):
    browser = as_(eud)
    answer, _letter = keep(browser, short_answer="Half a thou")
    assert answer.status_code == 200
    assert now(finding).version == 1
    page = browser.get(EDIT)
    [draft] = page.context["draft"].offered
    assert f"Restore my draft of {answer.json()['at']}" in page.content.decode()
    restored = browser.get(EDIT, {"draft": draft.key})
    assert restored.status_code == 200
    assert restored.context["form"]["short_answer"].value() == "Half a thou"
    assert restored.context["form"]["text"].value() == finding.text


def test_it_waits_on_another_device_and_after_an_expired_session(as_, eud, finding):
    at_home = as_(eud)
    keep(at_home, short_answer="Begun at home")
    at_home.logout()
    [draft] = offered(as_(eud))
    assert draft.content["short_answer"] == ["Begun at home"]


def test_without_a_session_nothing_is_kept_and_the_script_can_tell(as_, eud, finding):
    browser = as_(eud)
    _answer, letter = keep(browser)
    PrivateDraft.objects.all().delete()
    browser.logout()
    answer = browser.post(EDIT, letter)
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
    assert not PrivateDraft.objects.exists()


def test_a_draft_without_a_token_is_refused(as_, eud, finding):
    _answer, letter = keep(as_(eud))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(eud, "allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(EDIT, letter).status_code == 403


@pytest.mark.parametrize("who", ["ev", "support"])
def test_nobody_else_sees_it_takes_it_up_or_discards_it(as_, eud, finding, request, who):
    keep(as_(eud), short_answer="Not for your eyes")
    [draft] = PrivateDraft.objects.all()
    browser = as_(request.getfixturevalue(who))
    assert "Not for your eyes" not in browser.get(EDIT).content.decode()
    assert browser.get(EDIT, {"draft": draft.key}).status_code in {403, 404}
    browser.post(EDIT, {"draft-discard": draft.key})
    browser.post(EDIT, {"draft-keep": "yes", "draft-key": draft.key, "short_answer": "Forged"})
    assert offered(as_(eud))[0].content["short_answer"] == ["Not for your eyes"]
    assert as_(eud).get(EDIT, {"draft": draft.key}).status_code == 200  # the control


def test_who_may_not_change_the_row_keeps_no_draft_of_it(as_, reviewer, stranger, finding):
    letter = {"draft-keep": "yes", "draft-key": str(uuid4()), "short_answer": "x"}
    assert as_(reviewer).post(EDIT, letter).status_code == 403
    assert as_(stranger).post(EDIT, letter).status_code == 404
    assert not PrivateDraft.objects.exists()


def test_who_lost_the_right_does_not_get_the_draft_back(as_, ev, finding):
    keep(as_(ev), short_answer="Mine")
    draft = PrivateDraft.objects.get()
    membership = Membership.objects.get(user=ev)
    versions.remove(membership, base_version=1, by=None)
    assert as_(ev).get(EDIT, {"draft": draft.key}).status_code == 404


def test_saving_for_good_ends_the_draft_and_a_straggler_does_not_bring_it_back(as_, eud, finding):
    browser = as_(eud)
    _answer, letter = keep(browser, short_answer="Whole.")
    del letter["draft-keep"]
    assert browser.post(EDIT, letter).status_code == 302
    assert offered(browser) == []
    late = browser.post(EDIT, letter | {"draft-keep": "yes"})
    assert late.json() == {"settled": True}
    assert offered(browser) == []
    assert PrivateDraft.objects.get().content == {}


def test_a_draft_that_is_taken_up_makes_way_for_the_new_one(as_, eud, finding):
    browser = as_(eud)
    keep(browser, short_answer="One")
    [draft] = offered(browser)
    restored = browser.get(EDIT, {"draft": draft.key})
    letter = sent(restored, short_answer="One and two") | {"draft-taken-up": str(draft.key)}
    browser.post(EDIT, letter | {"draft-keep": "yes"})
    [newer] = offered(browser)
    assert newer.content["short_answer"] == ["One and two"]
    browser.post(EDIT, letter)
    assert offered(browser) == []


def test_two_tabs_keep_two_drafts(as_, eud, finding):
    browser = as_(eud)
    keep(browser, short_answer="Left")
    keep(browser, short_answer="Right")
    assert {d.content["short_answer"][0] for d in offered(browser)} == {"Left", "Right"}


def test_a_restored_draft_meets_what_others_saved_meanwhile(as_, eud, ev, finding):
    browser = as_(eud)
    keep(browser, short_answer="From the draft")
    versions.revise(finding, base_version=1, fields={"short_answer": "Theirs"}, by=ev)
    page = browser.get(EDIT)
    assert "Another version was saved since" in page.content.decode()
    restored = browser.get(EDIT, {"draft": page.context["draft"].offered[0].key})
    conflict = browser.post(EDIT, sent(restored))
    assert conflict.status_code == 409
    assert "From the draft" in conflict.content.decode()
    assert now(finding).short_answer == "Theirs"
    assert RejectedEdit.objects.count() == 1


def test_a_new_row_has_its_draft_too(as_, eud, finding):
    browser = as_(eud)
    _answer, letter = keep(browser, NEW, short_answer="Still without a number", number="")
    [draft] = offered(browser, NEW)
    assert offered(browser) == []
    restored = browser.get(NEW, {"draft": draft.key})
    assert "error" not in restored.context["form"].as_p()
    assert restored.context["form"]["request_key"].value() == str(letter["request_key"])
    whole = sent(restored, number="9", question=finding.question.pk, text="<p>All.</p>")
    assert browser.post(NEW, whole | {"draft-taken-up": str(draft.key)}).status_code == 302
    assert Finding.objects.get(number=9).short_answer == "Still without a number"
    assert offered(browser, NEW) == []


def test_discarding_takes_one_click_with_scripts_and_without(as_, eud, finding):
    browser = as_(eud)
    for headers in ({}, {"HX-Request": "true"}):
        keep(browser, short_answer="Never mind")
        [draft] = offered(browser)
        answer = browser.post(EDIT, {"draft-discard": str(draft.key)}, headers=headers)
        assert answer.status_code == (200 if headers else 302)
        assert offered(browser) == []
    assert now(finding).version == 1


def test_a_row_that_was_removed_says_so_and_keeps_what_is_sent(as_, eud, finding):
    browser = as_(eud)
    _answer, letter = keep(browser, short_answer="Too late")
    versions.remove(finding, base_version=1, by=None)
    answer = browser.post(EDIT, letter)
    assert answer.status_code == 410
    assert "removed" in answer.json()["error"]
    del letter["draft-keep"]
    assert browser.post(EDIT, letter).status_code == 409
    assert RejectedEdit.objects.get().content["short_answer"] == "Too late"


def test_five_megabytes_are_refused_with_a_sentence(as_, eud, finding):
    answer, _letter = keep(as_(eud), text="x" * 5_000_000)
    assert answer.status_code == 413
    assert "too long" in answer.json()["error"]
    assert not PrivateDraft.objects.exists()


@pytest.mark.parametrize("garbage", ["", "x", "0" * 32, "9" * 400, "{", "None", "-1"])
def test_garbage_is_never_a_fault(as_, eud, finding, garbage):
    browser = as_(eud)
    assert browser.get(EDIT, {"draft": garbage}).status_code == 404
    steering = dict.fromkeys(("draft-key", "draft-keep", "draft-taken-up"), garbage)
    answer = browser.post(EDIT, steering | {"base_version": ["x", "y"], "nothing": "<p>"})
    assert answer.status_code == 200
    [draft] = PrivateDraft.objects.all()
    assert browser.get(EDIT, {"draft": draft.key}).status_code == 200
    assert browser.post(EDIT, {"draft-discard": garbage}).status_code in {200, 302, 422}


def test_the_same_row_on_another_page_has_drafts_of_its_own(as_, pm, world):
    """The facts of a document and its file are two forms."""
    make.DocumentFactory(project=world.project, number=1)
    browser = as_(pm)
    place = "/activities/MMSP/documents/1/"
    keep(browser, f"{place}edit/", title="Another title")
    assert len(offered(browser, f"{place}edit/")) == 1
    assert offered(browser, f"{place}replace/") == []


def test_old_drafts_are_forgotten(as_, eud, finding, settings):
    browser = as_(eud)
    keep(browser, short_answer="Of the winter")
    keep(browser, short_answer="Of today")
    old = timezone.now() - timedelta(days=settings.DRAFT_DAYS + 1)
    PrivateDraft.objects.filter(content__short_answer=["Of the winter"]).update(saved_at=old)
    call_command("forget_drafts", stdout=StringIO())
    assert [d.content["short_answer"] for d in offered(browser)] == [["Of today"]]
