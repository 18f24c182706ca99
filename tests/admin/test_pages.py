"""Every page of the back office opens, for both kinds of staff, in a bounded number of queries."""

import pytest
from django.apps import apps
from django.contrib import admin

from editing.models import Versioned
from tests.admin.conftest import page_of

MODELS = [model for model in apps.get_models() if issubclass(model, Versioned)]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
NOT_ADDED_HERE = {"progressupdate"}


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
    refused = page == "delete" and model._meta.model_name in {"progressupdate", "remark"}
    assert answer.status_code == (403 if refused else 200)


@each_model
def test_a_clerk_reads_every_page(model, as_, clerk, one_of_each):
    row, client = one_of_each[model._meta.model_name], as_(clerk)
    assert client.get(page_of(model, "changelist")).status_code == 200
    assert client.get(page_of(row)).status_code == 200
    assert client.get(page_of(row, "history")).status_code == 200
