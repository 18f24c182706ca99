"""The follow-up in figures: every number leads to exactly the rows that it counts."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import SavedFilter
from editing import versions
from evaluations.models import Evaluation
from recommendations.actions import update_progress
from recommendations.filters import ActionFilter, RecommendationFilter
from recommendations.models import KeyAction, Recommendation, ResponseMatrix
from recommendations.scope import MatrixFilter
from tests import factories as make
from tests.follow_up import report

ALL = "/follow-up/"
LINK = re.compile(r'<a [^>]*href="([^"]+)" data-counts="(\d+)"')
BREAKDOWNS = ["organisation", "unit", "criterion", "theme", "year"]


def links(page):
    assert page.status_code == 200
    return {unescape(href): int(count) for href, count in LINK.findall(page.content.decode())}


def walk(client, address):
    """Opens every list that a number of the page leads to; the numbers that the page showed."""
    counts = links(client.get(address))
    assert {href: client.get(href).context["page"].paginator.count for href in counts} == counts
    return counts


LISTS = {
    "/actions/": (KeyAction, ActionFilter),
    "/recommendations/": (Recommendation, RecommendationFilter),
    "/responses/": (ResponseMatrix, MatrixFilter),
}


def count(person, address):
    """As many rows as the list at the address has, without drawing it."""
    path, _mark, query = address.partition("?")
    model, asked = LISTS[path]
    request = RequestFactory().get(address)
    request.user = person
    rows = model.objects.visible_to(person)
    on = timezone.localdate()
    return asked(QueryDict(query), request=request, queryset=rows, on=on).qs.count()


def check(client, person, address):
    """As `walk`, in a fraction of the time; the lists' own tests hold that they show what they find."""
    counts = links(client.get(address))
    assert {href: count(person, href) for href in counts} == counts
    return counts


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def at(day):
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))


@pytest.fixture
def lively(submitted, world, pm):
    """A second evaluation and organisation, and actions in every state that is counted."""
    versions.revise(
        world.evaluation, base_version=1, by=None,
        fields={"themes": ["Labour", "Gender"], "report_date": date(2020, 12, 1)},
    )  # fmt: skip
    conclusion = make.ConclusionFactory(
        evaluation=world.evaluation,
        criterion=make.QuestionFactory(evaluation=world.evaluation).criterion,
    )
    recommendation = make.RecommendationFactory(
        evaluation=world.evaluation, number=7, conclusions=[conclusion]
    )
    make.RecommendationFactory(evaluation=world.evaluation, number=8)  # nobody is asked
    matrix = make.MatrixFactory(
        evaluation=world.evaluation, organisation=world.delegation, due_on=days_ago(3)
    )
    versions.revise(submitted.matrix, base_version=2, by=None, fields={"due_on": days_ago(-3)})
    response = make.ResponseFactory(matrix=matrix, recommendation=recommendation)
    for number, (status, promised, unit) in enumerate(
        [
            ("completed", days_ago(40), "Head office"), ("completed", None, ""),
            ("no_longer_applicable", days_ago(700), ""), ("initiated", days_ago(100), "A & B"),
            ("on_hold", days_ago(300), "Head office"), ("not_initiated", days_ago(-10), ""),
        ], 1,
    ):  # fmt: skip
        action = make.ActionFactory(
            response=response, number=number, promised_on=promised, due_on=promised,
            no_date_reason="" if promised else "other", responsible_units=unit, status=status,
        )  # fmt: skip
        report(action, made_at=at(days_ago(10)), evidence="The note." if number == 1 else "")
    other = make.EvaluationFactory(themes=["Gender"])
    make.MembershipFactory(evaluation=other, user=pm, role="manager")
    make.RecommendationFactory(evaluation=other)
    return submitted


@pytest.mark.once
@pytest.mark.parametrize("by", BREAKDOWNS)
def test_every_number_leads_to_what_it_counts(as_, eud, lively, by):
    assert check(as_(eud), eud, f"{ALL}?by={by}")["/actions/?q="] == 7


@pytest.mark.parametrize(
    "asked", ["organisation=iom", "unit=A+%26+B", "unit=-", "theme=Gender&by=theme", "year=2020",
              "criterion=relevance&by=criterion", "criterion=-", "project=MMSP", "theme=-",
              "evaluation=final&in_year=2021&by=unit"],
)  # fmt: skip
def test_the_numbers_of_a_part_lead_to_that_part(as_, pm, lively, asked):
    check(as_(pm), pm, f"{ALL}?{asked}")


@pytest.mark.once
def test_an_evaluation_has_a_page_of_its_own(as_, eud, stranger, lively):
    counts = walk(as_(eud), "/evaluations/final/follow-up/")
    assert counts["/recommendations/?evaluation=final"] == 4
    assert as_(stranger).get("/evaluations/final/follow-up/").status_code == 404


def test_what_is_counted_is_what_happened(as_, eud, lively):
    total = as_(eud).get(ALL).context["total"]
    assert total.summary.delay == 30
    assert total.share("evidence").percent == 50
    assert (total.share("on_time").part.count, total.share("on_time").whole.count) == (1, 2)
    assert total.figure("age_short").count == 1
    assert total.figure("age_medium").count == 1
    assert total.figure("age_long").count == 1
    assert total.figure("none").count == 1


def test_a_usual_filter_of_the_reader_narrows_no_figure(as_, eud, follow_up):
    fields = {"table": "actions", "name": "Closed", "query": "status=completed", "is_default": True}
    SavedFilter.objects.create(owner=eud, **fields)
    client = as_(eud)
    assert client.get("/actions/").status_code == 302
    assert walk(client, "/follow-up/")["/actions/?q="] == 1


def test_an_update_is_counted_at_once(as_, eud, follow_up):
    client, action = as_(eud), follow_up.action
    before = links(client.get(ALL))
    assert before["/actions/?status=initiated"] == 1
    update_progress(
        action=action, base_version=action.version, by=None,
        fields={"status": "on_hold", "what_was_done": "Waiting for the ministry."},
    )  # fmt: skip
    after = links(client.get(ALL))
    assert (after["/actions/?status=initiated"], after["/actions/?status=on_hold"]) == (0, 1)


def test_nothing_is_counted_again_that_was_not_written(as_, eud, follow_up, monkeypatch):
    """The control: without another stamp the old figures would be shown."""
    client = as_(eud)
    assert links(client.get(ALL))["/actions/?q="] == 1
    with monkeypatch.context() as patch:
        patch.setattr(Evaluation, "touch", lambda evaluation: None)
        make.ActionFactory(response=follow_up.response)
    assert links(client.get(ALL))["/actions/?q="] == 1
    make.ActionFactory(response=follow_up.response)
    assert links(client.get(ALL))["/actions/?q="] == 3


def test_what_others_prepare_is_in_no_figure(as_, reviewer, rival, stranger, follow_up):
    for person in (reviewer, rival):
        counts = links(as_(person).get(ALL))
        assert counts["/actions/?q="] == counts["/recommendations/?decision=pending"] == 0
        assert counts["/recommendations/?decision=none"] == 2
    assert links(as_(stranger).get(ALL)) == {}


def test_nothing_yet_is_said_in_words(as_, eud, stranger, evaluation):
    assert b"No recommendations yet" in as_(stranger).get(ALL).content
    own = as_(eud).get("/evaluations/final/follow-up/")
    assert b"once the report recommends something" in own.content
    make.RecommendationFactory(evaluation=evaluation)
    counts = walk(as_(eud), "/evaluations/final/follow-up/")
    assert counts["/recommendations/?evaluation=final&decision=none"] == 1


def test_formulas_stand_beside_the_figures(as_, eud, follow_up):
    page = as_(eud).get(ALL).content
    assert b"Actions closed in the year, divided by those first promised for that year." in page


@pytest.mark.parametrize(
    "asked",
    ["in_year=" + "9" * 30, "in_year=x", "theme=%27", "by=nonsense", "year=x", "unit=" + "u" * 400],
)
def test_garbage_is_left_out(as_, eud, follow_up, asked):
    assert as_(eud).get(f"{ALL}?{asked}").status_code == 200


def test_the_number_of_queries_does_not_grow(as_, eud, lively, django_assert_num_queries):
    client = as_(eud)
    client.get(ALL)
    for count in (1, 20):
        for _each in range(count):
            make.ActionFactory(response=lively.response)
        with django_assert_num_queries(COLD):
            client.get(ALL)
        with django_assert_num_queries(WARM):
            client.get(ALL)


COLD, WARM = 22, 10


def test_the_page_offers_its_paper_and_its_rows(as_, eud, lively):
    page = as_(eud).get(f"{ALL}?organisation=iom&by=unit")
    offered = {unescape(href) for href in re.findall(r'href="([^"]+)"', page.content.decode())}
    assert "/follow-up/status.pdf?organisation=iom&by=unit" in offered
    rows = "/actions/list.xlsx?organisation=iom"
    assert rows in offered
    assert as_(eud).get(rows).status_code == 200


def test_what_leads_to_the_figures(as_, eud, follow_up):
    for address in ("/", "/recommendations/", "/actions/"):
        assert f'href="{ALL}"'.encode() in as_(eud).get(address).content
    assert b'href="/evaluations/final/follow-up/"' in as_(eud).get("/evaluations/final/").content
