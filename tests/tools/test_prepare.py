"""The address of the report that the demonstration prints."""

import tomllib

from django.urls import resolve

from tests.house.files import read
from tools.prepare import REPORT


def test_the_printed_address_is_the_report_of_the_demonstration():
    slug = tomllib.loads(read("fixtures/mmsp/final-evaluation.toml"))["evaluation"]["slug"]
    assert resolve(REPORT).kwargs["slug"] == slug
