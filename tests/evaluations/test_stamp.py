"""The stamp of an evaluation is another one after every write of what belongs to it."""

import pytest
from django.db import transaction

from editing import versions
from evaluations.models import Evaluation
from tests import factories as make


@pytest.fixture
def changed(evaluation):
    """Whether the evaluation has another stamp than when this was asked last."""
    seen = [Evaluation.objects.get(pk=evaluation.pk).stamp]

    def ask():
        seen.append(Evaluation.objects.get(pk=evaluation.pk).stamp)
        return seen[-1] != seen[-2]

    return ask


def test_whoever_writes_what_leaves_another_stamp(evaluation, ev, changed):
    finding = make.FindingFactory(evaluation=evaluation)
    assert changed()
    finding = versions.revise(finding, base_version=1, fields={"short_answer": "No."}, by=ev)
    assert changed()
    finding = versions.remove(finding, base_version=2, by=ev)
    assert changed()
    versions.bring_back(finding, base_version=3, by=ev)
    assert changed()
    versions.revise(evaluation, base_version=1, fields={"themes": ["Labour"]}, by=None)
    assert changed()


def test_what_belongs_elsewhere_leaves_it(evaluation, changed):
    make.FindingFactory()
    make.ActivityFactory()
    assert not changed()


def test_a_stamp_of_a_write_that_was_taken_back_never_comes_again(evaluation, changed):
    stamps = set()
    for _each in range(3):
        with transaction.atomic():
            make.FindingFactory(evaluation=evaluation)
            stamps.add(Evaluation.objects.get(pk=evaluation.pk).stamp)
            transaction.set_rollback(True)
    assert len(stamps) == 3
    assert not changed()


def test_a_stamp_is_no_part_of_the_content(evaluation):
    assert "stamp" not in evaluation.snapshot()
