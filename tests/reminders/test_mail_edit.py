"""The page on which people say when they are written to, by whom they are replaced, and of what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from recommendations.models import MutedEvaluation
from tests import factories as make
from tests.reminders.conftest import DUE

pytestmark = pytest.mark.django_db
URL = "/my/mail/"
HABITS = {"mail_rhythm": "daily", "mail_weekday": "3", "base_version": "1"}
AWAY = {"away_from": "2026-07-01", "away_until": "2026-07-20"}


@pytest.fixture
def colleague(world):
    person = make.UserFactory(name="COLLEAGUE", organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=person, role="respondent")
    return person


def test_it_is_found_in_the_menu_of_everybody(as_, pm):
    assert f'href="{URL}"' in as_(pm).get("/").content.decode()


def test_what_is_said_is_kept(as_, pm, follow_up, colleague):
    said = HABITS | AWAY | {"deputy": colleague.pk, "mail_while_away": "on"}
    assert as_(pm).post(URL, said).status_code == 302
    me = User.objects.get(pk=pm.pk)
    assert (me.mail_rhythm, me.mail_weekday, me.deputy) == ("daily", 3, colleague)
    assert (str(me.away_from), me.mail_while_away, me.mail_at_weekends) == (
        "2026-07-01", True, False,
    )  # fmt: skip
    page = as_(pm).get(URL).content.decode()
    assert 'value="2026-07-20"' in page
    assert "COLLEAGUE" in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"away_from": "2026-07-01"}, "away_until"),
        ({"away_from": "2026-07-02", "away_until": "2026-07-01"}, "away_until"),
        ({"away_from": "soon"}, "away_from"),
        ({"mail_rhythm": "hourly"}, "mail_rhythm"),
        ({"mail_weekday": "8"}, "mail_weekday"),
        ({"deputy": "999999999999999999999"}, "deputy"),
    ],
)
def test_a_mistake_is_said_where_it_is(as_, pm, said, field):
    page = as_(pm).post(URL, HABITS | said)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_a_deputy_needs_to_know_when(as_, pm, colleague):
    page = as_(pm).post(URL, HABITS | {"deputy": colleague.pk})
    assert "away_from" in page.context["form"].errors


def test_only_colleagues_are_offered_as_deputies(as_, pm, colleague, eud, stranger):
    offered = as_(pm).get(URL).context["form"].fields["deputy"].queryset
    assert list(offered) == [colleague]
    page = as_(pm).post(URL, HABITS | AWAY | {"deputy": eud.pk})
    assert "deputy" in page.context["form"].errors


def test_a_colleague_who_would_see_nothing_of_it_is_no_deputy(as_, pm, world, follow_up):
    outside = make.UserFactory(name="OUTSIDE", organisation=world.iom)
    page = as_(pm).post(URL, HABITS | AWAY | {"deputy": outside.pk})
    assert page.status_code == 422
    assert "OUTSIDE cannot see" in str(page.context["form"].errors["deputy"])


def test_an_evaluation_is_muted_and_heard_again(as_, pm, follow_up):
    address = reverse("recommendations:mail-mute", args=[follow_up.evaluation.slug])
    browser = as_(pm)
    browser.post(address, {"mute": "yes"})
    browser.post(address, {"mute": "yes"})
    assert MutedEvaluation.objects.get().person == pm
    assert "Remind me again" in browser.get(URL).content.decode()
    browser.post(address, {"unmute": "yes"})
    assert not MutedEvaluation.objects.exists()
    assert browser.get(address).status_code == 405


def test_what_one_may_not_see_is_neither_listed_nor_muted(as_, stranger, follow_up):
    browser = as_(stranger)
    assert follow_up.evaluation.title not in browser.get(URL).content.decode()
    for name in ("mail-mute", "calendar-of-evaluation"):
        address = reverse(f"recommendations:{name}", args=[follow_up.evaluation.slug])
        assert browser.post(address).status_code == 404
    assert not MutedEvaluation.objects.exists()


def test_many_evaluations_cost_no_more_queries(as_, pm, world):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert as_(pm).get(URL).status_code == 200
        return len(seen)

    few = asked()
    for _each in range(10):
        other = make.EvaluationFactory()
        make.MembershipFactory(evaluation=other, user=pm, role="respondent")
        make.MatrixFactory(evaluation=other, organisation=world.iom, due_on=DUE)
    assert asked() == few
