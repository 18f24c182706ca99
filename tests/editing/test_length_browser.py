"""The count under a text follows what is written, and says the same as the server."""

import json
import re
import unicodedata

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from editing import richtext, versions
from tests.browser import DESK, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

EDIT = "/evaluations/final/findings/4/edit/"
LIMIT = {
    "field": "evaluations.finding.text", "most": 1000, "unit": "characters", "asked_by": "OPSYS", "hard": True,
}  # fmt: skip
RICH = [
    '<p>Two words<span class="fn">a note</span>.</p><ul><li><p>first</p></li><li><p>第二 EU移民局</p></li></ul>',
    "<table><tbody><tr><th><p>Goal</p></th><td><p>10<sup>3</sup> of H<sub>2</sub>O</p></td></tr></tbody></table>",
    "<p>a<br>b</p><p></p><p>  </p><blockquote><p>l’État, EU-China, 3.5&nbsp;% &amp; more…</p></blockquote>",
    "<h3>Заголовок</h3><p>e\u0301te\u0301 \u2028x\u3000y \ufeff𠀀𠀁 naïve_case 👍</p>",
]
COUNT = """async (sent) => {
  const { lengthOf, plainText } = await import("/static/js/text-length.js")
  return JSON.stringify(JSON.parse(sent).map(
    ([text, isRich]) => Object.values(lengthOf(isRich ? plainText(text) : text))))
}"""


def here(text, is_rich):
    text = richtext.plain_text(text) if is_rich else text
    return [richtext.words(text), richtext.characters(text)]


@pytest.fixture
def tab(tab_of, eud, finding, settings):
    settings.TEXT_LIMITS = [LIMIT]
    tab = tab_of(eud, DESK)
    tab.goto(EDIT)
    return tab


def test_browser_and_server_count_alike(tab):
    letters = [
        f"a{letter}b{letter} {letter}"
        for letter in map(chr, range(0xA0, 0x1FFFF))
        if unicodedata.category(letter) not in {"Cn", "Cs", "Co"}
    ]
    texts = [[text, True] for text in RICH]
    texts += [[text, False] for text in ("", "  ", "\r\n a \r b \n", *letters)]
    counted = json.loads(tab.evaluate(COUNT, json.dumps(texts)))
    different = [
        (json.dumps(text), there, here(text, is_rich))
        for (text, is_rich), there in zip(texts, counted, strict=True)
        if there != here(text, is_rich)
    ]
    assert different == []


def test_the_count_follows_the_text_and_is_said_in_a_pause(tab, finding):
    place = tab.locator("[data-length=id_text]")
    expect(place).to_contain_text("4 words")
    expect(place).to_contain_text("34 of 1,000 characters")
    area = tab.locator(".tiptap.ProseMirror")
    area.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.insert_text("word " * 250)
    expect(place.locator("[data-count=characters]")).to_have_text("1,249 of 1,000 characters")
    expect(place).to_contain_text("249 characters more than OPSYS takes")
    said = place.locator("[data-length-said]")
    expect(said).to_have_text("")
    expect(said).to_contain_text("1,249 of 1,000 characters")
    expect(area).to_have_attribute("aria-describedby", re.compile("id_text_length"))
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/findings/4/")
    expect(tab.get_by_text("249 characters more than OPSYS takes")).to_be_visible()
    assert richtext.words(richtext.plain_text(versions.current(finding).text)) == 250
    assert tab.complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_count_stands_there_without_scripts(tab_of, eud, finding, size):
    tab = tab_of(eud, size, java_script_enabled=False)
    tab.goto(EDIT)
    expect(tab.locator("[data-length=id_text]")).to_contain_text("4 words")
    expect(tab.locator("[data-length=id_short_answer]")).to_contain_text("4 words")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(tab_of, eud, finding, settings, size):
    settings.TEXT_LIMITS = [LIMIT | {"most": 20}]
    tab = tab_of(eud, size)
    tab.goto(EDIT)
    expect(tab.get_by_text("14 characters more than OPSYS takes")).to_be_visible()
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
