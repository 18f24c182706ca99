"""The paper as the real press prints it."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from mmsp.publication.papers import make

pytestmark = pytest.mark.once


def test_every_page_says_where_and_what_to_verify(final, settings):
    settings.SITE_URL = "https://mmsp.example.org"
    asked = {"product": "evaluation-matrix", "audience": "public", "as_of": date(2026, 1, 5)}
    made = make(final, **asked)
    pages = PdfReader(io.BytesIO(made.file)).pages
    foot = f"Verify at mmsp.example.org/verify/ · content {made.fields['content_hash'][:16]}"
    assert made.fields["pages"] == len(pages)
    assert all(foot in page.extract_text() for page in pages)
    assert make(final, **asked) == made
