"""The pages for everybody in a real browser, on a phone in the dark and at a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import DESK, PHONE
from tests.publication.conftest import publish

pytestmark = pytest.mark.browser
PAGES = ("/register/", "/register/final/", "/verify/")


def faults(page):
    return [each["id"] for each in Axe().run(page).response["violations"]]


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_a_passer_by_reads_and_verifies(press, final, ev, eud, chromium, live_server, size, theme):
    file = publish(final, ev, eud).file.read()
    publish(final, ev, eud, product="response-matrix-iom")
    context = chromium.new_context(viewport=size, base_url=live_server.url, color_scheme=theme)
    tab = context.new_page()
    said = []
    tab.on("console", lambda line: said.append(line.text))
    for address in PAGES:
        tab.goto(address)
        assert faults(tab) == [], address
        assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    tab.get_by_label("File (optional)").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": file}
    )
    tab.get_by_role("button", name="Verify").click()
    expect(tab.get_by_role("status")).to_contain_text("the latest edition")
    assert faults(tab) == []
    assert [line for line in said if "Content Security Policy" in line] == []
