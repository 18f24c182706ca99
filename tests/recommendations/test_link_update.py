"""The link of a reminder mail: one action, one person, once, and a plain page for all else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editing import versions
from evaluations.models import Membership
from mmsp.logs import without_keys
from recommendations import links
from recommendations.models import KeyAction, ProgressUpdate, UpdateLink
from tests import factories as make
from tests.activities.papers import PDF, upload
from tests.follow_up import PROMISE, REASON, report

NOTE = "The note of 3 May is on file."


@pytest.fixture(autouse=True)
def nobody_has_tried_before():
    cache.clear()


@pytest.fixture
def url(follow_up, pm, settings):
    """The path of the address that the project manager gets by mail."""
    settings.SITE_URL = "https://mmsp.example.org/"
    address = links.update_link(follow_up.action, pm)
    assert address.startswith("https://mmsp.example.org/update/")
    return address.removeprefix("https://mmsp.example.org")


@pytest.fixture
def phone():
    """Somebody who is not signed in, at a browser that forgives no missing token."""
    return Client(enforce_csrf_checks=True)


def entry(**changes):
    return {"status": "on_hold", "what_was_done": "It rests.", "seen_version": "1", **changes}


def nowhere():
    return reverse("recommendations:link-update", args=["x" * 43])


def test_the_link_opens_the_form_of_its_action(phone, url, follow_up):
    report(follow_up.action, what_was_done="A draft was shared.", next_step="Sign it.")
    page = phone.get(url)
    assert page.status_code == 200
    for words in (PROMISE, "A draft was shared.", "Sign it.", "in the name of PM"):
        assert words in page.content.decode()


def test_days_are_those_of_the_person(phone, url, pm, follow_up):
    report(follow_up.action, what_was_done="Late.", made_at="2021-03-01T20:00:00Z")
    assert "Last word of 1 Mar 2021" in phone.get(url).content.decode()
    versions.revise(pm, base_version=1, fields={"time_zone": "Asia/Shanghai"}, by=None)
    assert "Last word of 2 Mar 2021" in phone.get(url).content.decode()


def test_the_update_is_written_as_the_person_and_the_link_is_used_up(phone, url, pm):
    page = phone.post(url, entry())
    assert (page.status_code, b"The update is saved" in page.content) == (200, True)
    said = ProgressUpdate.objects.get()
    assert (said.by, said.status, said.what_was_done) == (pm, "on_hold", "It rests.")
    assert KeyAction.objects.get().status == "on_hold"
    for answer in (phone.get(url), phone.post(url, entry(what_was_done="Again."))):
        assert answer.status_code == 410
        assert b"was used already" in answer.content
    assert ProgressUpdate.objects.count() == 1


@pytest.mark.parametrize("closed", [{"used_at": timezone.now()}, {"expires_at": timezone.now()}])
def test_words_that_come_too_late_are_given_back(phone, url, closed):
    UpdateLink.objects.update(**closed)
    page = phone.post(url, entry(what_was_done="It <b>rests</b>, for two reasons."))
    assert page.status_code == 410
    assert "It &lt;b&gt;rests&lt;/b&gt;, for two reasons." in page.content.decode()
    assert "Your words of just now" not in phone.get(url).content.decode()


def test_nobody_is_signed_in_by_it(phone, url):
    phone.post(url, entry())
    assert phone.get("/my/actions/").status_code == 302
    assert "sessionid" not in phone.cookies
    assert "session" not in phone.cookies


def test_looking_does_not_use_it_up(phone, url):
    """Scanners of mail open every link before its reader does."""
    for _look in range(3):
        assert phone.get(url).status_code == phone.head(url).status_code == 200
    assert not UpdateLink.objects.exclude(used_at=None).exists()


def test_completion_is_refused_without_evidence_and_taken_with_it(phone, url):
    page = phone.post(url, entry(status="completed"))
    assert page.status_code == 422
    assert page.context["form"].errors["evidence"]
    assert b"It rests." in page.content
    proof = {"evidence": NOTE, "evidence_file": upload("note.pdf", PDF)}
    assert phone.post(url, entry(status="completed", **proof)).status_code == 200
    assert KeyAction.objects.get().status == "completed"


def test_it_shows_nothing_beyond_its_action(phone, url, world, follow_up):
    make.ActionFactory(response=follow_up.response, number=2, text="CANARY-OTHER")
    document = make.DocumentFactory(project=world.project, title="CANARY-PAPER")
    report(follow_up.action, document=document, evidence="CANARY-PROOF")
    make.ActivityFactory(project=world.project, title="CANARY-ACTIVITY")
    page = phone.get(url).content.decode()
    assert PROMISE in page  # the control: the page does show its action
    assert "CANARY-" not in page.replace(PROMISE, "")
    assert REASON not in page


def test_a_paper_of_the_register_cannot_be_slipped_in(phone, url, world):
    phone.post(url, entry(document=make.DocumentFactory(project=world.project).pk))
    assert ProgressUpdate.objects.get().document is None


def test_it_is_kept_from_search_engines_caches_and_the_next_site(phone, url):
    for address in (url, nowhere()):
        page = phone.get(address)
        assert page["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page["X-Robots-Tag"]
        assert "no-store" in page["Cache-Control"]


def test_an_old_link_has_expired(phone, url):
    UpdateLink.objects.update(expires_at=timezone.now())
    for answer in (phone.get(url), phone.post(url, entry())):
        assert answer.status_code == 410
        assert b"has expired" in answer.content
    assert not ProgressUpdate.objects.exists()


def test_how_long_it_lives_is_a_setting(follow_up, pm, settings):
    settings.UPDATE_LINK_DAYS = 3
    links.update_link(follow_up.action, pm)
    left = UpdateLink.objects.get().expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)


def leave_the_evaluation(pm, follow_up):
    membership = Membership.objects.get(user=pm)
    versions.remove(membership, base_version=membership.version, by=None)


def lose_the_account(pm, follow_up):
    versions.revise(pm, base_version=1, fields={"is_active": False}, by=None)


def lose_the_action(pm, follow_up):
    versions.remove(follow_up.action, base_version=1, by=None)


LOSSES = [leave_the_evaluation, lose_the_account, lose_the_action]


@pytest.mark.parametrize("lose", LOSSES)
def test_whoever_lost_the_right_hears_what_a_stranger_hears(phone, url, pm, follow_up, lose):
    assert phone.get(url).status_code == 200
    lose(pm, follow_up)
    for method, words in ((phone.get, None), (phone.post, entry())):
        foreign, unknown = method(url, words), method(nowhere(), words)
        assert foreign.status_code == unknown.status_code == 404
        assert foreign.content == unknown.content
        assert b"Sign in" in foreign.content
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("lose", LOSSES[:2])
def test_a_right_lost_while_the_form_was_open_writes_nothing(phone, url, pm, follow_up, lose, monkeypatch):  # fmt: skip
    opened = links.open_link(url.split("/")[2])
    lose(pm, follow_up)
    monkeypatch.setattr("recommendations.views.links.open_link", lambda _token: opened)
    assert phone.post(url, entry()).status_code == 404
    assert not ProgressUpdate.objects.exists()
    assert UpdateLink.objects.get().used_at is None


def test_two_presses_at_once_report_once(phone, url, monkeypatch):
    """Both were let in before either was written."""
    opened = links.open_link(url.split("/")[2])
    monkeypatch.setattr("recommendations.views.links.open_link", lambda _token: opened)
    assert [phone.post(url, entry()).status_code for _press in range(2)] == [200, 410]
    assert ProgressUpdate.objects.count() == 1


def test_a_move_that_somebody_overtook_leaves_the_link_open(phone, as_, url, pm, follow_up):
    as_(pm).post(follow_up.action.url_for("update"), entry())
    late = entry(status="no_longer_applicable", what_was_done="Second.")
    page = phone.post(url, late)
    assert page.status_code == 422
    assert b"Second." in page.content
    again = page.context["form"]["seen_version"].value()
    assert phone.post(url, {**late, "seen_version": again}).status_code == 200


@pytest.mark.parametrize("token", ["0", "-", "A" * 500, "0" * 43])
def test_garbage_opens_nothing(phone, follow_up, token):
    address = reverse("recommendations:link-update", args=[token])
    assert phone.get(address).content == phone.get(nowhere()).content


def test_the_table_does_not_hold_what_opens_the_door(url):
    token = url.split("/")[2]
    [row] = UpdateLink.objects.values_list()
    assert token not in map(str, row)


def test_the_log_does_not_hold_it_either(url):
    for name in ("event", "request"):
        said = without_keys(None, "info", {name: f"GET {url} 200"})[name]
        assert said == "GET /update/…/ 200"


def test_trying_tokens_is_slowed_down(phone, follow_up, settings):
    tried = [phone.get(nowhere()).status_code for _try in range(61)]
    assert tried == [404] * 60 + [429]
