"""What is kept for ever is looked after: damage and loss are found."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from tests.publication.conftest import publish

pytestmark = [pytest.mark.usefixtures("press"), pytest.mark.once]


def check():
    said, complaints = io.StringIO(), io.StringIO()
    try:
        call_command("check_published", stdout=said, stderr=complaints)
    except CommandError as error:
        return f"{complaints.getvalue()}{error}"
    return said.getvalue()


def test_damage_and_loss_are_named(final, ev, eud):
    report = publish(final, ev, eud)
    assert "2 files are as they were published" in check()
    storage, name = report.file.storage, report.file.name
    storage.delete(name)
    assert f"final 1: {name} is missing" in check()
    storage.save(name, ContentFile(b"%PDF-other"))
    assert f"{name} is not what was published" in check()
