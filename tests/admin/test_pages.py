"""Every page of the back office opens, for both kinds of staff, in a bounded number of queries."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from activities.models import Activity
from editing import versions
from editing.models import Versioned
from evaluations.models import JudgementCriterion, Lesson
from tests import factories as make
from tests.admin.conftest import new_of_each, page_of
from tests.conftest import new_support, new_world

MODELS = [model for model in apps.get_models() if issubclass(model, Versioned)]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
NOT_REMOVED = {
    "comment", "commentthread", "progressupdate", "publishedreport", "remark", "suggestion",
    "verification",
}  # fmt: skip
NOT_ADDED_HERE = NOT_REMOVED - {"remark"} | {
    "partanswer",
    "qualityassessment",
    "qualityscore",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all pages, which are mostly looked at: what a test writes goes with its savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield new_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def support(world):
    return new_support()


@pytest.fixture(scope="module")
def one_of_each(world, support):
    return new_of_each(world, support)


def test_every_editable_model_has_its_pages():
    assert [model for model in MODELS if not admin.site.is_registered(model)] == []


def test_the_start_page_opens(back_office, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        assert back_office.get("/admin/").status_code == 200


@each_model
def test_the_list_opens(model, back_office, one_of_each, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        page = back_office.get(page_of(model, "changelist"))
    assert page.status_code == 200
    assert page.context["cl"].result_count >= 1


@each_model
def test_the_page_for_a_new_row_opens(
    model, back_office, one_of_each, django_assert_max_num_queries
):
    with django_assert_max_num_queries(25):
        page = back_office.get(page_of(model, "add"))
    assert page.status_code == (403 if model._meta.model_name in NOT_ADDED_HERE else 200)


@each_model
def test_the_page_of_a_row_opens(model, back_office, one_of_each, django_assert_max_num_queries):
    row = one_of_each[model._meta.model_name]
    with django_assert_max_num_queries(40):
        page = back_office.get(page_of(row))
    assert page.status_code == 200


@each_model
@pytest.mark.parametrize("page", ["history", "delete"])
def test_history_and_removal_open(model, page, back_office, one_of_each):
    row = one_of_each[model._meta.model_name]
    answer = back_office.get(page_of(row, page))
    refused = page == "delete" and model._meta.model_name in NOT_REMOVED
    assert answer.status_code == (403 if refused else 200)


@each_model
def test_a_clerk_reads_every_page(model, as_, clerk, one_of_each):
    row, client = one_of_each[model._meta.model_name], as_(clerk)
    assert client.get(page_of(model, "changelist")).status_code == 200
    assert client.get(page_of(row)).status_code == 200
    assert client.get(page_of(row, "history")).status_code == 200


MANY = {
    "finding": lambda world: make.FindingFactory(),
    "interview": lambda world: make.InterviewFactory(
        organisation=make.OrganisationFactory(), consent="organisation"
    ),
    "recommendation": lambda world: make.RecommendationFactory(),
    "keyaction": lambda world: make.ActionFactory(),
    "managementresponse": lambda world: make.ResponseFactory(),
    "responsematrix": lambda world: make.MatrixFactory(),
    "activity": lambda world: make.ActivityFactory(),
    "document": lambda world: make.DocumentFactory(),
    "membership": lambda world: make.MembershipFactory(user=make.UserFactory(), role="reader"),
    "user": lambda world: make.UserFactory(),
    "evaluation": lambda world: make.EvaluationFactory(commissioned_by=make.OrganisationFactory()),
    "judgementcriterion": lambda world: new_judgement_criterion(),
}


def new_judgement_criterion():
    fields = {"question": make.QuestionFactory(), "number": 1, "text": "Judged so"}
    return versions.create(JudgementCriterion, fields=fields, by=None)


@pytest.mark.parametrize("name", MANY)
def test_a_list_of_many_costs_no_more_queries(name, back_office, world, one_of_each):
    """Filters of the list show related rows, so these are there before the first count."""
    model = next(model for model in MODELS if model._meta.model_name == name)
    url = page_of(model, "changelist")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert back_office.get(url).status_code == 200
        return len(captured)

    MANY[name](world)
    few = queries()
    for _row in range(8):
        MANY[name](world)
    assert queries() == few


GARBAGE = [
    "p=x", "p=999999", "o=99.-99", "o=x", "q=%22", "e=1", "all=x", "_popup=x", "_to_field=x",
    "starts_on__year=99999", "starts_on__year=x", "starts_on__month=13", "starts_on__day=31",
    "starts_on__year=2020&starts_on__month=2&starts_on__day=31", "project__id__exact=x",
    f"project__id__exact={'9' * 30}", "status__exact=nothing", "nothing=1", "pk=1", "id__in=1,x",
]  # fmt: skip


@pytest.mark.parametrize("query", GARBAGE)
def test_garbage_in_the_address_of_a_list_is_no_crash(back_office, one_of_each, query):
    answer = back_office.get(f"{page_of(Activity, 'changelist')}?{query}")
    assert answer.status_code in (200, 302, 400)


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "1_2F", "-1", "1/x"])
@pytest.mark.parametrize("page", ["change", "delete", "history", "progress"])
def test_garbage_in_the_address_of_a_row_is_no_crash(back_office, one_of_each, key, page):
    url = f"/admin/recommendations/keyaction/{key}/{page}/"
    assert back_office.get(url).status_code in (302, 404)
    assert back_office.post(url, {"base_version": "x"}).status_code in (302, 403, 404)


# Written by no form: the log of sign-in, rights by groups, and what an action works out.
NOT_SHOWN = {
    "user": {"password", "groups", "user_permissions"},
    "keyaction": {"number"},
    # The files, and what was told from their data for the register: read where reports go out.
    "publishedreport": {"file", "data", "beside", "facts", "tags", "words", "changes"},
}


def forgotten(page, model):
    """Content of the row that its page neither asks for nor shows."""
    form = page.context["adminform"]
    shown = {*form.form.fields, *flatten_fieldsets(form.fieldsets)}
    wanted = {field.name for field in (*model.content_fields(), *model._meta.many_to_many)}
    return wanted - shown - NOT_SHOWN.get(model._meta.model_name, set())


@each_model
def test_no_column_is_forgotten(model, back_office, one_of_each):
    page = back_office.get(page_of(one_of_each[model._meta.model_name]))
    assert forgotten(page, model) == set()


def test_control_a_forgotten_column_is_seen(back_office, one_of_each, monkeypatch):
    monkeypatch.setattr(admin.site.get_model_admin(Lesson), "fields", ("number", "text"))
    page = back_office.get(page_of(one_of_each["lesson"]))
    assert forgotten(page, Lesson) == {"evaluation", "heading", "findings"}
