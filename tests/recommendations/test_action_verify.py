"""The second view: what the commissioning side found, beside what the owner says."""

import pytest

from recommendations.actions import update_progress
from recommendations.models import KeyAction, Verification
from tests import factories as make


@pytest.fixture
def url(submitted):
    return submitted.action.url_for("verify")


def found(**changes):
    return {"is_adequate": "yes", "degree": "complete", "comment": "", **changes}


def done(action, by):
    said = {"status": "completed", "what_was_done": "Handed over.", "evidence": "The note is signed.",
            "evidence_url": "https://example.org/"}  # fmt: skip
    note = {"evidence": "The note is signed by both sides."}
    return update_progress(action=action, base_version=1, fields=said | note, by=by)


def test_the_officer_verifies_and_the_owners_status_stays(as_, eud, pm, submitted, url):
    done(submitted.action, pm)
    assert as_(eud).post(url, found()).status_code == 302
    said = Verification.objects.get()
    assert (said.by, said.is_adequate, said.degree) == (eud, True, "complete")
    assert KeyAction.objects.get().status == "completed"


def test_where_they_differ_the_page_says_so(as_, eud, pm, submitted, url):
    done(submitted.action, pm)
    client = as_(eud)
    client.post(url, found(is_adequate="no", degree="moderate", comment="One office is missing."))
    page = client.get(submitted.url).content.decode()
    assert "Owner and verifier see it differently." in page
    assert "One office is missing." in page


def test_where_they_agree_nothing_is_highlighted(as_, eud, pm, submitted, url):
    done(submitted.action, pm)
    client = as_(eud)
    client.post(url, found())
    assert "see it differently" not in client.get(submitted.url).content.decode()


def test_what_is_missing_is_said(as_, eud, url):
    page = as_(eud).post(url, found(is_adequate="no", degree="negligible"))
    assert page.status_code == 422
    assert page.context["form"].errors["comment"]
    assert not Verification.objects.exists()


@pytest.mark.parametrize("nonsense", [{"degree": "half"}, {"is_adequate": "maybe"}, {"degree": ""}])
def test_nonsense_is_refused_at_its_field(as_, eud, url, nonsense):
    page = as_(eud).post(url, found(**nonsense))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == set(nonsense)


def test_the_form_offers_no_answer_that_says_nothing(as_, eud, url):
    degree = as_(eud).get(url).context["form"]["degree"]
    assert next(str(option.choice_label) for option in degree) == "Complete"


@pytest.mark.parametrize("who", ["pm", "ev", "reviewer", "rival"])
def test_nobody_else_verifies(as_, request, url, who):
    assert as_(request.getfixturevalue(who)).post(url, found()).status_code == 403


def test_nobody_verifies_for_their_own_organisation(as_, world, url):
    own = make.UserFactory(organisation=world.iom)
    make.MembershipFactory(evaluation=world.evaluation, user=own, role="manager")
    assert as_(own).post(url, found()).status_code == 403


def test_a_stranger_notices_nothing(as_, stranger, url):
    assert as_(stranger).get(url).status_code == 404
