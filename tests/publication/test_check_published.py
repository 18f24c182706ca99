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
    assert "3 files are as they were published" in check()
    storage, name = report.file.storage, report.file.name
    storage.delete(name)
    assert f"final 1: {name} is missing" in check()
    storage.save(name, ContentFile(b"%PDF-other"))
    assert f"{name} is not what was published" in check()


def test_damage_to_the_file_to_work_on_is_named_too(final, ev, eud):
    report = publish(final, ev, eud)
    storage, name = report.beside.storage, report.beside.name
    storage.delete(name)
    storage.save(name, ContentFile(b"PK-other"))
    assert f"{name} is not what was published" in check()
