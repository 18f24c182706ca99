"""Rows as they stood at a moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editing import versions
from editing.past import as_they_stood
from recommendations.models import KeyAction
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_was_written_later_is_not_told_and_what_was_there_is():
    before = timezone.now() - timedelta(days=1)
    action = make.ActionFactory(text="As promised")
    rows = KeyAction.everything.all()
    assert as_they_stood(rows, before, ["text"]) == {}
    after = timezone.now() + timedelta(days=1)
    versions.revise(action, base_version=1, fields={"text": "As changed"}, by=None)
    assert as_they_stood(rows, after, ["text"]) == {action.pk: {"text": "As changed"}}
    versions.remove(action, base_version=2, by=None)
    assert as_they_stood(rows, after, ["text"]) == {}
