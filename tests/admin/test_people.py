"""Support keeps accounts: an e-mail is the login, credentials have no versions, nobody rises alone."""

import pytest

from accounts.models import User
from editing import versions
from tests import factories as make
from tests.admin.conftest import page_of, posted

PASSWORD = "a-quiet-river-runs"


@pytest.fixture
def as_clerk(as_, clerk):
    return as_(clerk)


def new_person(client, **changes):
    known = {"email": "new@example.org", "name": "New"}
    sent = posted(client.get(page_of(User, "add")), **(known | changes))
    return client.post(page_of(User, "add"), sent)


def test_support_makes_an_account_with_a_password(back_office, support):
    assert new_person(back_office, password1=PASSWORD, password2=PASSWORD).status_code == 302
    person = User.objects.get(email="new@example.org")
    assert person.check_password(PASSWORD)
    revision = versions.revisions_of(person).get()
    assert revision.by == support
    assert PASSWORD not in str(revision.content)


def test_an_account_without_a_password_waits_for_its_owner(back_office):
    new_person(back_office)
    assert not User.objects.get(email="new@example.org").has_usable_password()


@pytest.mark.parametrize(
    ("passwords", "said"),
    [
        ({"password1": PASSWORD, "password2": "another-river-runs"}, "not the same"),
        ({"password1": PASSWORD}, "not the same"),
        ({"password1": "12345678", "password2": "12345678"}, "entirely numeric"),
    ],
)
def test_a_bad_password_is_said_at_its_field(back_office, passwords, said):
    answer = new_person(back_office, **passwords)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


def test_the_same_address_in_capitals_is_taken(back_office, eud):
    answer = new_person(back_office, email=eud.email.upper())
    assert "There is already an account with this e-mail address." in answer.content.decode()


def test_support_sets_a_new_password(back_office, eud):
    url = page_of(eud, "change").replace("/change/", "/password/")
    assert back_office.get(url).status_code == 200
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert back_office.post(url, sent).status_code == 302
    fresh = User.objects.get(pk=eud.pk)
    assert fresh.check_password(PASSWORD)
    assert fresh.version == 1


def test_a_clerk_sets_passwords_of_people_but_not_of_staff(as_clerk, eud, support):
    sent = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    for person, status in ((eud, 302), (support, 403)):
        url = page_of(person, "change").replace("/change/", "/password/")
        assert as_clerk.post(url, sent).status_code == status
        assert User.objects.get(pk=person.pk).check_password(PASSWORD) == (status == 302)


def test_a_clerk_keeps_people_but_gives_nobody_rights(as_clerk, eud):
    sent = posted(as_clerk.get(page_of(eud)), job_title="Head of section")
    sent |= {"is_staff": "on", "is_superuser": "on"}
    assert as_clerk.post(page_of(eud), sent).status_code == 302
    fresh = User.objects.get(pk=eud.pk)
    assert (fresh.job_title, fresh.is_staff, fresh.is_superuser) == (
        "Head of section",
        False,
        False,
    )


def test_a_clerk_does_not_rise(as_clerk, clerk):
    sent = posted(as_clerk.get(page_of(clerk)), name="Clerk the First", is_superuser="on")
    as_clerk.post(page_of(clerk), sent)
    fresh = User.objects.get(pk=clerk.pk)
    assert (fresh.name, fresh.is_superuser) == ("Clerk the First", False)


def test_a_clerk_makes_no_staff(as_clerk):
    new_person(as_clerk, is_staff="on", is_superuser="on")
    fresh = User.objects.get(email="new@example.org")
    assert (fresh.is_staff, fresh.is_superuser) == (False, False)


def test_support_with_all_rights_gives_rights(back_office, eud):
    sent = posted(back_office.get(page_of(eud)), is_staff="on")
    assert back_office.post(page_of(eud), sent).status_code == 302
    assert User.objects.get(pk=eud.pk).is_staff


def test_all_rights_without_being_staff_is_said_at_the_form(back_office, eud):
    sent = posted(back_office.get(page_of(eud)), is_superuser="on")
    answer = back_office.post(page_of(eud), sent)
    assert "Somebody with all rights is support staff too." in answer.content.decode()


def test_a_removed_person_signs_in_no_more(back_office, as_, eud):
    client = as_(eud)
    sent = {"confirmed": "1", f"version-{eud.pk}": "1"}
    assert back_office.post(page_of(eud, "delete"), sent).status_code in (200, 302)
    membership = eud.memberships.get()
    make.MembershipFactory(
        evaluation=membership.evaluation, user=make.UserFactory(), role="manager"
    )
    versions.remove(membership, base_version=1, by=None)
    assert back_office.post(page_of(eud, "delete"), sent).status_code == 302
    assert client.get("/").status_code == 302
