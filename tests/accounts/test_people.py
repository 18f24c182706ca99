"""Colleagues know each other; everybody keeps the own profile and nobody else's."""

import pytest

from accounts.models import User
from editing import versions
from tests import factories as make

MINE = {"name": "Ana Pm", "job_title": "Manager", "language": "fr", "time_zone": "Asia/Shanghai"}


def test_colleagues_see_each_other(as_, pm, world):
    colleague = make.UserFactory(
        name="Li Na", job_title="Finance", organisation=world.iom, email="Li.Na@Example.org"
    )
    page = as_(pm).get(colleague.get_absolute_url())
    assert "Li Na" in page.text
    assert "Finance" in page.text
    assert "li.na@example.org" in page.text


def test_others_find_nothing_be_they_there_or_not(as_, stranger, pm, support):
    assert as_(stranger).get(f"/people/{pm.pk}/").status_code == 404
    assert as_(stranger).get("/people/999999/").status_code == 404
    assert as_(support).get(f"/people/{pm.pk}/").status_code == 200


def test_people_without_an_organisation_see_themselves_alone(as_, pm):
    alone, other = make.UserFactory(organisation=None), make.UserFactory(organisation=None)
    assert as_(alone).get(f"/people/{alone.pk}/").status_code == 200
    assert as_(alone).get(f"/people/{other.pk}/").status_code == 404


def test_i_keep_my_profile(as_, pm):
    answer = as_(pm).post("/me/", {**MINE, "base_version": 1})
    assert answer["Location"] == "/me/"
    pm.refresh_from_db()
    assert (pm.name, pm.language, pm.time_zone) == ("Ana Pm", "fr", "Asia/Shanghai")
    assert answer.cookies["django_language"].value == "fr"


def test_my_organisation_and_my_rights_are_in_other_hands(as_, pm, world):
    more = {"organisation": world.delegation.pk, "is_staff": "on", "is_superuser": "on",
            "email": "mine@example.org", "is_active": ""}  # fmt: skip
    as_(pm).post("/me/", {**MINE, **more, "base_version": 1})
    now = User.objects.get(pk=pm.pk)
    assert now.name == "Ana Pm"
    assert (now.organisation, now.is_staff, now.is_superuser) == (world.iom, False, False)
    assert (now.email, now.is_active) == ("pm@example.org", True)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"time_zone": "Mars/Base"}, "time_zone"), ({"language": "xx"}, "language"),
     ({"name": ""}, "name"), ({"time_zone": "../../etc/passwd"}, "time_zone")],
)  # fmt: skip
def test_a_mistake_is_said_at_its_field_and_the_text_kept(as_, pm, wrong, field):
    answer = as_(pm).post("/me/", {**MINE, "job_title": "Kept", **wrong, "base_version": 1})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "Kept" in answer.text
    assert "django_language" not in answer.cookies


def test_a_profile_that_support_changed_meanwhile_is_not_overwritten(as_, pm):
    versions.revise(pm, base_version=1, fields={"job_title": "Head"}, by=None)
    answer = as_(pm).post("/me/", {**MINE, "base_version": 1})
    assert answer.status_code == 409
    assert User.objects.get(pk=pm.pk).job_title == "Head"


def test_every_place_is_offered_once_and_mine_is_chosen(as_, pm):
    versions.revise(pm, base_version=1, fields={"time_zone": "Asia/Shanghai"}, by=None)
    page = as_(pm).get("/me/")
    assert page.text.count('value="Asia/Shanghai"') == 1
    assert '<option value="Asia/Shanghai" selected>' in page.text


def test_the_profile_leads_to_the_password(as_, pm):
    assert "/accounts/password/change/" in as_(pm).get("/me/").text
