"""My files: what I asked for, and nobody else's."""

import pytest

from tests import factories as make

LIST = "/my/files/"
pytestmark = pytest.mark.django_db


def test_who_asked_for_nothing_is_told_what_the_page_is_for(as_, eud):
    page = as_(eud).get(LIST).content.decode()
    assert "No papers yet" in page
    assert f'href="{LIST}"' in as_(eud).get("/").content.decode()


def test_it_shows_my_papers_with_their_states_and_the_file_where_it_is_ready(as_, eud, pm):
    ready = make.PaperOrderFactory(person=eud, state="ready", label="The final report")
    make.PaperOrderFactory(person=eud, label="The brief")
    make.PaperOrderFactory(person=pm, label="Somebody else's")
    page = as_(eud).get(LIST).content.decode()
    assert "Somebody else" not in page
    assert "Waiting" in page
    assert page.count("/file/") == 1
    assert f"{LIST}{ready.token}/file/" in page


def test_it_asks_as_much_for_many_as_for_few(as_, eud, django_assert_max_num_queries):
    client = as_(eud)
    for _each in range(40):
        make.PaperOrderFactory(person=eud)
    client.get(LIST)
    with django_assert_max_num_queries(4):
        client.get(LIST)
