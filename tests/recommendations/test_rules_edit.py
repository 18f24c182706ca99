"""How long people have: a rule of the evaluation, or else of the installation."""

from datetime import date

import pytest

from editing import versions
from recommendations.models import FollowUpRules, rules_of

URL = "/evaluations/final/follow-up-rules/"


def test_without_rules_of_its_own_an_evaluation_follows_the_settings(evaluation, settings):
    settings.FOLLOW_UP = settings.FOLLOW_UP | {"stale_days": 45}
    assert rules_of(evaluation).days("stale_days") == 45


def test_the_manager_sets_and_changes_them(as_, eud, evaluation):
    client = as_(eud)
    assert client.post(URL, {"response_days": "28"}).status_code == 302
    assert rules_of(evaluation).days("response_days") == 28
    client.post(URL, {"response_days": "", "stale_days": "10", "base_version": "1"})
    rules = FollowUpRules.objects.get()
    assert (rules.days("response_days"), rules.days("stale_days")) == (60, 10)


def test_a_response_is_due_so_many_days_after_the_report(as_, eud, evaluation):
    fields = {"report_date": date(2020, 12, 1)}
    versions.revise(evaluation, base_version=evaluation.version, fields=fields, by=None)
    client = as_(eud)
    client.post(URL, {"response_days": "30"})
    form = client.get("/evaluations/final/ask-for-response/").context["form"]
    assert form["due_on"].value() == date(2020, 12, 31)


@pytest.mark.parametrize("days", ["-1", "99999999999999999999", "soon", "3651"])
def test_days_that_are_none_are_refused_at_their_field(as_, eud, days):
    page = as_(eud).post(URL, {"stale_days": days})
    assert page.status_code == 422
    assert page.context["form"].errors["stale_days"]


def test_others_do_not_set_them(as_, pm, stranger, evaluation):
    assert as_(pm).get(URL).status_code == 403
    assert as_(stranger).get(URL).status_code == 404
