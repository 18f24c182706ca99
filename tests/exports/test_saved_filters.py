"""Filters kept under a name: for oneself, for one's organisation, for everybody."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from accounts.models import ColumnChoice, SavedFilter
from tests import factories as make

LIST = "/recommendations/"
NEW = "/lists/filters/new/"
URGENT = "priority=1&sort=-due&columns=recommendation,priority,due"


def keep(client, query=URGENT, table="recommendations", place="", **fields):
    """Saves a filter through its page, and gives the answer."""
    address = f"{NEW}?{urlencode({'list': table, 'place': place, 'query': query})}"
    return client.post(address, {"name": "Urgent", "shared_with": "nobody", **fields})


def saved():
    return SavedFilter.objects.get()


def asked(answer):
    """What the list is asked for, where the answer leads."""
    assert answer.status_code == 302, answer.content
    return parse_qs(urlsplit(answer["Location"]).query)


def numbers(page):
    return [row.recommendation.number for row in page.context["rows"]]


def test_the_officer_keeps_a_filter_and_opens_it_again(as_, eud, follow_up):
    client = as_(eud)
    page = client.get(f"{NEW}?{urlencode({'list': 'recommendations', 'query': URGENT})}")
    assert b"1 (high)" in page.content
    assert keep(client).status_code == 302
    opened = client.get(saved().get_absolute_url(), follow=True)
    assert numbers(opened) == [3]
    assert opened.context["look"].current == saved()
    assert [column.name for column in opened.context["look"].columns] == [
        "recommendation", "priority", "due",
    ]  # fmt: skip


def test_a_name_is_taken_once_for_a_list_and_the_text_is_kept(as_, eud, follow_up):
    client = as_(eud)
    keep(client)
    again = keep(client, query="priority=2")
    assert again.status_code == 422
    assert b"of this name for this list already" in again.content
    assert b'value="Urgent"' in again.content
    assert keep(client, table="actions", query="").status_code == 302


@pytest.mark.parametrize(
    ("shared_with", "finders"),
    [("nobody", set()), ("organisation", {"colleague"}),
     ("everybody", {"colleague", "pm", "stranger"})],
)  # fmt: skip
def test_who_finds_a_shared_filter(
    as_, request, eud, pm, stranger, world, follow_up, shared_with, finders
):
    colleague = make.UserFactory(organisation=world.delegation)
    keep(as_(eud), shared_with=shared_with, name="QX shared")
    people = {"colleague": colleague, "pm": pm, "stranger": stranger}
    found = {who for who, user in people.items() if b"QX shared" in as_(user).get(LIST).content}
    opened = {
        who for who, user in people.items()
        if as_(user).get(saved().get_absolute_url()).status_code == 302
    }  # fmt: skip
    assert found == opened == finders


def test_who_moves_to_another_organisation_takes_no_filter_along(as_, eud, pm, world, follow_up):
    keep(as_(eud), shared_with="organisation")
    type(eud)._base_manager.filter(pk=eud.pk)._update(
        [(type(eud)._meta.get_field("organisation"), None, world.iom.pk)]
    )
    assert as_(pm).get(saved().get_absolute_url()).status_code == 404


def test_a_shared_filter_shows_each_reader_their_own_rows(as_, eud, stranger, follow_up):
    keep(as_(eud), shared_with="everybody", query="evaluation=final&sort=priority")
    assert numbers(as_(eud).get(saved().get_absolute_url(), follow=True)) == [3, 4]
    answer = as_(stranger).get(saved().get_absolute_url())
    assert "final" not in answer["Location"]
    page = as_(stranger).get(saved().get_absolute_url(), follow=True)
    assert numbers(page) == []
    assert b"not open to you: evaluation" in page.content
    assert b"Final evaluation" not in page.content


def test_what_the_list_no_longer_knows_is_left_out_and_said(as_, eud, follow_up):
    make.SavedFilterFactory(
        owner=eud, query="priority=1&colour=blue&sort=password&decision=perhaps&columns=x"
    )
    client = as_(eud)
    assert set(asked(client.get(saved().get_absolute_url()))) == {"priority", "saved"}
    page = client.get(saved().get_absolute_url(), follow=True).content.decode()
    assert "colour, sort, Response, columns" in page


def test_a_filter_of_a_list_that_is_gone_is_not_there(as_, eud):
    make.SavedFilterFactory(owner=eud, table="gone")
    assert as_(eud).get(saved().get_absolute_url()).status_code == 404
    assert as_(eud).get("/lists/filters/").status_code == 200


def test_a_default_opens_the_bare_list_and_nothing_more(as_, eud, pm, follow_up):
    client = as_(eud)
    keep(client, is_default="on", shared_with="everybody")
    assert numbers(client.get(LIST, follow=True)) == [3]
    assert numbers(client.get(f"{LIST}?q=")) == [3, 4]
    assert b'href="/recommendations/?q="' in client.get(LIST, follow=True).content
    assert numbers(as_(pm).get(LIST)) == [3, 4]


def test_a_second_default_takes_the_place_of_the_first(as_, eud, follow_up):
    client = as_(eud)
    keep(client, is_default="on")
    keep(client, is_default="on", name="Later", query="priority=2")
    assert numbers(client.get(LIST, follow=True)) == [4]
    assert list(SavedFilter.objects.values_list("name", "is_default")) == [
        ("Later", True), ("Urgent", False),
    ]  # fmt: skip


def test_its_maker_renames_it_and_lets_it_take_over_what_is_asked_now(as_, eud, follow_up):
    client = as_(eud)
    keep(client)
    opened = client.get(f"{LIST}?priority=2&saved={saved().token}")
    change = opened.context["look"].change_url
    answer = client.post(change, {"name": "Second", "shared_with": "nobody"})
    assert asked(client.get(answer["Location"]))["priority"] == ["2"]
    assert saved().name == "Second"


def test_others_may_open_a_shared_filter_but_not_change_it(as_, eud, pm, stranger, follow_up):
    keep(as_(eud), shared_with="everybody")
    for verb in ("edit", "remove"):
        assert as_(pm).post(f"{saved().get_absolute_url()}{verb}/").status_code == 403
    SavedFilter.objects.update(shared_with="nobody")
    for verb in ("", "edit/", "remove/"):
        assert as_(pm).get(f"{saved().get_absolute_url()}{verb}").status_code == 404


def test_it_is_removed_after_a_question(as_, eud, follow_up):
    client = as_(eud)
    keep(client)
    address = f"{saved().get_absolute_url()}remove/"
    assert b"Remove the filter" in client.get(address).content
    assert SavedFilter.objects.exists()
    client.post(address)
    assert not SavedFilter.objects.exists()


def test_a_filter_of_a_projects_list_stays_with_the_project(as_, pm, stranger, world):
    make.ActivityFactory(project=world.project, number=1, title="A seminar", type="seminar")
    keep(as_(pm), table="activities", place="MMSP", query="type=seminar", shared_with="everybody")
    opened = as_(pm).get(saved().get_absolute_url(), follow=True)
    assert [row.title for row in opened.context["rows"]] == ["A seminar"]
    assert as_(stranger).get(saved().get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "query", ["list=gone", "list=activities&place=NOWHERE", "list=activities&place=%F0%9F%92%A9", "",
              "list=activities&place=%2F%2Fevil", "list=activities&place=MMSP"],
)  # fmt: skip
def test_a_filter_of_no_list_of_mine_cannot_be_kept(as_, stranger, query):
    assert as_(stranger).get(f"{NEW}?{query}").status_code == 404
    assert as_(stranger).post(f"/lists/columns/?{query}").status_code in {302, 404}


def test_garbage_within_the_query_is_left_out(as_, eud, follow_up):
    query = "evaluation=a%00b&q=%00&priority=%ED%A0%80&sort=%00due&year=" + "9" * 40
    assert keep(as_(eud), query=query).status_code == 302
    assert saved().query == "sort=due"


def test_a_filter_too_long_is_said_to_be_so(as_, eud, follow_up):
    long = urlencode({"columns": ",".join(["recommendation"] * 400)})
    assert keep(as_(eud), query=long).status_code == 422


def test_columns_are_remembered_for_the_person_and_the_list(as_, eud, pm, follow_up):
    client = as_(eud)
    look = client.get(f"{LIST}?priority=1").context["look"]
    answer = client.post(look.columns_url, {"columns": ["due", "horizon", "password"]})
    assert asked(answer)["columns"] == ["recommendation,due,horizon"]
    assert asked(answer)["priority"] == ["1"]
    heads = [column.name for column in client.get(LIST).context["look"].columns]
    assert heads == ["recommendation", "due", "horizon"]
    assert len(as_(pm).get(LIST).context["look"].columns) > 3
    client.post(look.columns_url, {"usual": "yes"})
    assert len(client.get(LIST).context["look"].columns) > 3
    assert not ColumnChoice.objects.exists()


def test_looking_at_columns_remembers_nothing(as_, eud, follow_up):
    page = as_(eud).get(f"{LIST}?columns=due,nonsense")
    assert [column.name for column in page.context["look"].columns] == ["recommendation", "due"]
    assert not ColumnChoice.objects.exists()
    assert as_(eud).get("/lists/columns/?list=recommendations").status_code == 405
