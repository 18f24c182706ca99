"""Who takes part: the manager invites by address, and learns of nobody who is not invited."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from editing import versions
from evaluations.models import Membership, Role
from tests import factories as make
from tests.evaluations.conftest import filled, now

LIST = "/evaluations/final/members/"
NEW = f"{LIST}new/"


def invite(browser, **fields):
    return browser.post(NEW, filled(browser.get(NEW), **fields))


def test_the_manager_invites_a_person_by_address(as_, eud, stranger):
    assert invite(as_(eud), email="STRANGER@example.org", role="reviewer").status_code == 302
    assert Membership.objects.get(user=stranger).role == Role.REVIEWER
    assert as_(stranger).get("/evaluations/final/").status_code == 200


def test_the_manager_invites_everybody_of_an_organisation(as_, eud, world):
    assert invite(as_(eud), organisation=str(world.iom.pk), role="respondent").status_code == 302
    assert Membership.objects.get(organisation=world.iom).user is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "nobody@example.org", "role": "reader"}, "email"),
        ({"email": "not an address", "role": "reader"}, "email"),
        ({"role": "reader"}, "email"),
        ({"email": "stranger@example.org", "role": "emperor"}, "role"),
        ({"email": "stranger@example.org", "role": "reader", "valid_until": "soon"}, "valid_until"),
    ],
)
def test_a_mistake_is_said_at_its_field(as_, eud, stranger, fields, field):
    page = invite(as_(eud), **fields)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Membership.objects.filter(user=stranger)


def test_a_person_and_an_organisation_at_once_are_refused(as_, eud, world, stranger):
    page = invite(as_(eud), email=stranger.email, organisation=str(world.iom.pk), role="reader")
    assert "email" in page.context["form"].errors


def test_the_same_role_twice_is_refused(as_, eud, ev):
    page = invite(as_(eud), email=ev.email, role="evaluator")
    assert page.status_code == 422
    assert "This person already has this role." in page.content.decode()


def test_the_form_lists_no_people(as_, eud, stranger):
    page = as_(eud).get(NEW).content.decode()
    assert stranger.email not in page
    assert stranger.name not in page


def test_a_membership_ends_on_its_day(as_, eud, reviewer):
    member = Membership.objects.get(user=reviewer)
    browser = as_(eud)
    page = browser.get(LIST).content.decode()
    place = next(row.entry for row in browser.get(LIST).context["members"] if row == member)
    assert f"{LIST}{place}/edit/" in page
    edit = f"{LIST}{place}/edit/"
    browser.post(edit, filled(browser.get(edit), valid_until="2020-12-31"))
    assert now(member).valid_until == date(2020, 12, 31)
    assert as_(reviewer).get("/evaluations/final/").status_code == 404


def test_an_address_never_comes_to_mean_another_member(as_, eud, ev, reviewer, evaluation):
    """Members carry no number, so they are told apart by the order in which they were entered."""
    before = {row.pk: row.entry for row in as_(eud).get(LIST).context["members"]}
    first = Membership.objects.order_by("pk").exclude(user=eud).first()
    versions.remove(first, base_version=1, by=None)
    after = {row.pk: row.entry for row in as_(eud).get(LIST).context["members"]}
    assert after == {pk: place for pk, place in before.items() if pk != first.pk}
    assert as_(eud).get(f"{LIST}{before[first.pk]}/edit/").status_code == 404


def test_members_know_each_other_and_see_no_addresses(as_, ev, eud):
    page = as_(ev).get(LIST).content.decode()
    assert "EUD" in page
    assert eud.email not in page
    assert NEW not in page


@pytest.mark.parametrize("who", ["ev", "reviewer", "pm"])
def test_only_the_manager_chooses_members(as_, request, evaluation, eud, who):
    browser = as_(request.getfixturevalue(who))
    for door in (NEW, f"{LIST}1/edit/", f"{LIST}1/remove/", f"{LIST}1/history/"):
        assert browser.get(door).status_code == 403


def test_the_public_of_a_report_does_not_learn_who_took_part(as_, stranger, evaluation, eud):
    published = {"stage": "final", "confidentiality": "public", "published_at": "2021-01-31T12:00Z"}
    versions.revise(evaluation, base_version=1, fields=published, by=None)
    assert as_(stranger).get("/evaluations/final/").status_code == 200
    assert as_(stranger).get(LIST).status_code == 403


def test_support_names_the_first_manager(as_, support):
    fresh = make.EvaluationFactory(slug="fresh")
    person = make.UserFactory(email="new@example.org")
    browser, new = as_(support), "/evaluations/fresh/members/new/"
    browser.post(new, filled(browser.get(new), email="new@example.org", role="manager"))
    assert Membership.objects.get(user=person).evaluation == fresh


@pytest.fixture
def manager(eud):
    return Membership.objects.get(user=eud)


def door(browser, member, verb):
    place = next(row.entry for row in browser.get(LIST).context["members"] if row == member)
    return f"{LIST}{place}/{verb}/"


@pytest.mark.parametrize(
    "change",
    [{"role": "reader"}, {"valid_until": "2020-12-31"}, {"valid_until": "2999-12-31"},
     {"valid_from": "2999-12-31"}],
)  # fmt: skip
def test_the_last_manager_stays(as_, eud, manager, change):
    browser = as_(eud)
    edit = door(browser, manager, "edit")
    page = browser.post(edit, filled(browser.get(edit), **change))
    assert page.status_code == 422
    assert "This is the last manager. Name another one first." in page.content.decode()
    assert now(manager).version == 1


def test_the_last_manager_is_not_removed_either(as_, eud, manager):
    browser = as_(eud)
    remove = door(browser, manager, "remove")
    page = browser.post(remove, filled(browser.get(remove)))
    assert page.status_code == 422
    assert "This is the last manager." in page.content.decode()
    assert now(manager).deleted_at is None


@pytest.mark.parametrize("until", [None, "2999-12-31"])
def test_with_another_manager_in_office_one_may_go(as_, eud, manager, world, until):
    other = make.UserFactory(organisation=world.delegation)
    make.MembershipFactory(
        evaluation=world.evaluation, user=other, role=Role.MANAGER, valid_until=until
    )
    browser = as_(eud)
    remove = door(browser, manager, "remove")
    assert browser.post(remove, filled(browser.get(remove))).status_code == 302
    assert now(manager).deleted_at is not None


def test_a_manager_whose_time_is_over_does_not_count(as_, eud, manager, world):
    make.MembershipFactory(
        evaluation=world.evaluation, organisation=world.iom, role=Role.MANAGER,
        valid_until="2020-12-31",
    )  # fmt: skip
    with pytest.raises(ValidationError):
        versions.remove(manager, base_version=1, by=eud)


def test_the_end_of_the_last_manager_may_be_put_off(eud, world):
    member = make.MembershipFactory(
        evaluation=make.EvaluationFactory(), user=eud, role=Role.MANAGER, valid_until="2999-12-30"
    )
    later = {"valid_until": date(2999, 12, 31)}
    assert versions.revise(member, base_version=1, fields=later, by=eud).version == 2
