"""The language somebody chose holds on every device; a passer-by has it in the browser."""

import pytest

from accounts.models import User
from editing import versions

SWITCH = "/accounts/language/"


def test_the_choice_is_kept_in_the_profile(as_, pm):
    answer = as_(pm).post(SWITCH, {"language": "fr", "next": "/me/"})
    assert answer["Location"] == "/me/"
    assert answer.cookies["django_language"].value == "fr"
    assert User.objects.get(pk=pm.pk).language == "fr"


def test_a_passer_by_chooses_on_the_sign_in_page(client, db):
    answer = client.post(SWITCH, {"language": "zh-hans", "next": "/accounts/login/"})
    assert answer.cookies["django_language"].value == "zh-hans"


def test_the_profile_decides_at_sign_in(client, pm):
    versions.revise(pm, base_version=1, fields={"language": "fr"}, by=None)
    pm.set_password("evaluate-together")
    pm.save()
    answer = client.post(
        "/accounts/login/", {"login": "pm@example.org", "password": "evaluate-together"}
    )
    assert answer.cookies["django_language"].value == "fr"


@pytest.mark.parametrize("language", ["xx", "", "de", "../../fr", "fr\r\nX: y"])
def test_what_is_not_offered_changes_nothing(as_, pm, language):
    answer = as_(pm).post(SWITCH, {"language": language, "next": "/me/"})
    assert answer.status_code == 302
    assert User.objects.get(pk=pm.pk).version == 1


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_it_leads_nowhere_else(as_, pm, elsewhere):
    answer = as_(pm).post(SWITCH, {"language": "fr", "next": elsewhere})
    assert answer["Location"] == "/"


def test_looking_changes_nothing(as_, pm):
    assert as_(pm).get(SWITCH, {"language": "fr"}).status_code == 405
    assert User.objects.get(pk=pm.pk).language == "en-gb"


def test_a_choice_made_twice_is_one_change(as_, pm):
    browser = as_(pm)
    for _again in range(3):
        browser.post(SWITCH, {"language": "fr"})
    assert User.objects.get(pk=pm.pk).version == 2
