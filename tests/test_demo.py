"""The demonstration shows each page at work: a newcomer sees a few changes, not all that was loaded."""

import pytest
from django.core.management import call_command

from accounts.models import User
from evaluations.models import Stage
from evaluations.models.evaluation import Evaluation

pytestmark = pytest.mark.django_db
CHANGES = "/evaluations/mmsp-final-evaluation/changes/"


def test_since_the_review_began_only_what_the_review_brought_has_changed(as_):
    call_command("load_demo")
    assert Evaluation.objects.get(slug="mmsp-final-evaluation").stage == Stage.REVIEW
    page = as_(User.objects.get(email="eud@example.org")).get(CHANGES)
    changed = [str(part.row) for part in page.context["page"].object_list]
    assert "C2 Linking politics and technical work created leverage" in changed
    # PostgreSQL's clock stands still within a transaction, so there the move itself counts as well.
    assert len(changed) <= 2
