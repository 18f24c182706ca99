"""The demonstration shows each page at work: a newcomer sees a few changes, not all that was loaded."""

import pytest
from django.core.management import call_command

from accounts.models import User
from evaluations.models import Stage
from evaluations.models.evaluation import Evaluation

pytestmark = pytest.mark.django_db
CHANGES = "/evaluations/mmsp-final-evaluation/changes/"


def test_the_demonstration_tells_of_its_review_and_of_a_whole_workshop(as_):
    call_command("load_demo")
    _since_the_review_only_what_it_brought_has_changed(as_)
    _a_workshop_is_told_in_full(as_)


def _since_the_review_only_what_it_brought_has_changed(as_):
    assert Evaluation.objects.get(slug="mmsp-final-evaluation").stage == Stage.REVIEW
    page = as_(User.objects.get(email="eud@example.org")).get(CHANGES)
    changed = [str(part.row) for part in page.context["page"].object_list]
    assert "C2 Linking politics and technical work created leverage" in changed
    # PostgreSQL's clock stands still within a transaction, so there the move itself counts as well.
    assert len(changed) <= 2


def _a_workshop_is_told_in_full(as_):
    page = as_(User.objects.get(email="pm@example.org")).get("/activities/MMSP/3/report/")
    missing = [remark.message for remark in page.context["remarks"]]
    assert missing == ["Of 55 of 55 participants it is not known whether they are women or men."]
    assert "Mr. Pawel Busiakiewicz" in page.text
    assert page.text.count("Key observations") == 10
