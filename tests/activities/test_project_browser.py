"""The forms of a project in a real browser: a keeper tells it in another language, on a phone in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from activities.models import ProjectText
from editing import versions
from tests.browser import DESK, PHONE, chromium, tab_of

__all__ = ["chromium", "tab_of"]
pytestmark = pytest.mark.browser
TOLD = "<h3>Overall aim</h3><p>Ferries run.</p>"
PROJECT = "/activities/MMSP/"


def faults(tab):
    expect(tab.locator(".ProseMirror").first).to_be_visible()
    return [
        (each["id"], each["nodes"][0]["html"]) for each in Axe().run(tab).response["violations"]
    ]


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_a_keeper_chooses_a_language_and_translates(tab_of, pm, world, size, theme):
    project = versions.revise(
        world.project, base_version=world.project.version, fields={"objectives": TOLD}, by=None
    )
    tab = tab_of(pm, size, color_scheme=theme, bypass_csp=True)
    tab.goto(f"{PROJECT}edit/")
    assert faults(tab) == []
    tab.goto(f"{PROJECT}texts/new/")
    tab.get_by_text("What is to be translated").click()
    assert faults(tab) == []
    tab.get_by_label("Language").select_option(label="German (Deutsch)")
    tab.get_by_label("Geographic scope").fill("Ganz China")
    tab.get_by_role("button", name="Save the texts").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text(project.title)
    expect(tab.get_by_text("Deutsch").first).to_be_visible()
    text = ProjectText.objects.get()
    assert (text.language, text.geographic_scope) == ("de", "Ganz China")
    versions.revise(text, base_version=text.version, fields={"objectives": TOLD}, by=None)
    tab.goto(f"{PROJECT}texts/de/edit/")
    assert faults(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert tab.complaints == []
