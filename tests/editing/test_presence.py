"""Who else is here: a hint for people who may see the row, gone a minute after they left."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from editing import versions
from editing.presence import token_of
from evaluations.models import Stage
from tests import factories as make

HERE = reverse("presence")
PAGE = "/evaluations/final/findings/4/"


@pytest.fixture(autouse=True)
def _empty():
    caches["presence"].clear()


def tell(browser, row, writes=""):
    return browser.post(HERE, {"at": token_of(row), "writes": writes})


def test_two_people_at_a_finding_learn_of_each_other(as_, eud, ev, finding):
    assert "EUD" not in tell(as_(eud), finding, "yes").content.decode()
    assert "EUD is writing here too" in tell(as_(ev), finding).content.decode()
    assert "EV is reading here too" in tell(as_(eud), finding).content.decode()


def test_since_when_stays_while_the_heart_beats_and_the_hint_fades(as_, eud, ev, finding):
    with time_machine.travel("2026-11-03 14:02:00+00:00", tick=False) as clock:
        start = timezone.localtime().strftime("%H:%M")
        tell(as_(eud), finding)
        for _beat in range(9):
            clock.shift(timedelta(seconds=20))
            tell(as_(eud), finding)
        assert f"since {start}" in tell(as_(ev), finding).content.decode()
        clock.shift(timedelta(seconds=61))
        assert "EUD" not in tell(as_(ev), finding).content.decode()


def test_it_is_a_hint_about_one_row(as_, eud, ev, evaluation, finding):
    tell(as_(eud), finding)
    other = make.FindingFactory(evaluation=evaluation, question=finding.question, number=5)
    assert "EUD" not in tell(as_(ev), other).content.decode()


def test_it_locks_nothing(as_, eud, ev, finding):
    tell(as_(eud), finding, "yes")
    saved = versions.revise(finding, base_version=1, fields={"short_answer": "Mine."}, by=ev)
    assert saved.version == 2


def test_who_may_not_see_the_row_learns_nothing_and_leaves_no_trace(as_, eud, stranger, finding):
    tell(as_(eud), finding)
    assert tell(as_(stranger), finding).status_code == 404
    assert "STRANGER" not in tell(as_(eud), finding).content.decode()


def test_mere_readers_learn_the_names_of_colleagues_alone(as_, eud, reader, evaluation, finding):
    versions.revise(evaluation, base_version=1, fields={"stage": Stage.FINAL}, by=None)
    colleague = make.UserFactory(name="COLLEAGUE", organisation=reader.organisation)
    make.MembershipFactory(evaluation=evaluation, user=colleague, role="reader")
    tell(as_(eud), finding)
    tell(as_(colleague), finding)
    seen = tell(as_(reader), finding).content.decode()
    assert "COLLEAGUE" in seen
    assert "EUD" not in seen


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "9" * 500, "\u00e9"])
def test_a_forged_place_is_nowhere(as_, eud, finding, token):
    assert as_(eud).post(HERE, {"at": token}).status_code == 404
    assert as_(eud).get(HERE).status_code == 405


def test_a_removed_row_is_nowhere(as_, eud, finding):
    versions.remove(finding, base_version=1, by=None)
    assert tell(as_(eud), finding).status_code == 404


def test_pages_of_the_row_have_a_place_for_it(as_, eud, finding):
    for address in (PAGE, f"{PAGE}edit/"):
        assert f'data-presence="{token_of(finding)}"' in as_(eud).get(address).content.decode()


def test_it_asks_the_same_few_questions_however_many_are_here(
    as_, eud, evaluation, finding, django_assert_max_num_queries
):
    for _n in range(12):
        person = make.UserFactory()
        make.MembershipFactory(evaluation=evaluation, user=person, role="evaluator")
        tell(as_(person), finding)
    browser = as_(eud)
    with django_assert_max_num_queries(12):
        assert tell(browser, finding).content.decode().count("reading here") == 12
