"""Somebody pastes from Word, LibreOffice or Google Docs, and sees what the server then keeps."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from editing import versions
from tests.browser import DESK

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

EDIT = "/evaluations/final/findings/4/edit/"
PAPERS = Path(__file__).parent / "clipboard"
PASTE = """(area, [type, text]) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData(type, text)
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""
FROM_WORD = (
    "<h3>Answer to the question</h3>"
    '<p>The project <strong>reached</strong> its goals<span class="fn">Final report, annex 3 &amp; 4.'
    "</span> in China, <em>as planned</em>, with 10<sup>3</sup> officials and CO<sub>2</sub> savings;"
    ' see <a href="https://example.org/report?a=1&amp;b=2">the report</a> and the draft.'
    " It succeeded everywhere.</p>"
    "<ul><li><p>Workshops</p><ul><li><p>in <strong>Beijing</strong></p></li></ul></li>"
    "<li><p>Studies</p><p>of which two in Chinese: 移民</p></li></ul>"
    '<ol start="3"><li><p>Third</p><ol><li><p>Inner</p></li></ol></li><li><p>Fourth</p></li></ol>'
    "<h4>In figures</h4>"
    '<table><tbody><tr><th colspan="2"><p><strong>Participants</strong></p></th></tr>'
    '<tr><td rowspan="2"><p>2012</p></td><td><p>516 women</p></td></tr>'
    '<tr><td><p>936 men<span class="fn">From the register.</span></p></td></tr></tbody></table>'
    "<blockquote><p>We learnt a lot.</p></blockquote>"
)
FROM_LIBREOFFICE = (
    '<h3>Findings</h3><p><strong>Six</strong> workshops were held<span class="fn">First note</span>'
    ' and <em>one</em> study<span class="fn">Second note</span>.</p>'
    "<ol><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p></li></ol>"
)
FROM_GOOGLE = (
    "<h3>Findings</h3><p>Six <strong>workshops</strong><em> in 10</em><sup>3</sup> towns"
    '<span class="fn">Among them Xi’an.</span></p>'
    "<ul><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p></li></ul>"
    '<table><tbody><tr><td colspan="2"><p><strong>Head</strong></p></td></tr></tbody></table>'
)


@pytest.fixture
def tab(tab_of, eud, finding):
    """The officer at an empty editor."""
    versions.revise(finding, base_version=1, fields={"text": ""}, by=None)
    tab = tab_of(eud, DESK)
    tab.asked = []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.goto(EDIT)
    return tab


def paste(tab, text, kind="text/html"):
    tab.locator(".ProseMirror[aria-label^=Finding]").evaluate(PASTE, [kind, text])


def saved(tab, finding):
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.wait_for_url("**/findings/4/")
    return versions.current(finding).text


@pytest.mark.parametrize(
    ("paper", "kept"),
    [("word", FROM_WORD), ("libreoffice", FROM_LIBREOFFICE), ("google_docs", FROM_GOOGLE)],
)
def test_lists_tables_emphasis_and_footnotes_are_kept_and_the_rest_goes(tab, finding, paper, kept):
    paste(tab, (PAPERS / f"{paper}.txt").read_text())
    assert saved(tab, finding) == kept
    assert tab.complaints == []


def test_a_heading_does_not_run_into_the_words_before_it(tab, finding):
    paste(tab, "<p>Before.</p>")
    paste(tab, "<h1>Findings</h1><p>First.</p>")
    assert saved(tab, finding) == "<p>Before.</p><h3>Findings</h3><p>First.</p>"


def test_pictures_are_left_out_and_it_is_said(tab):
    paste(tab, (PAPERS / "word.txt").read_text())
    expect(tab.get_by_role("status").filter(has_text="pictures")).to_have_text(
        "2 pictures were left out. Reports keep text alone."
    )
    paste(tab, "<p>Only words.</p>")
    expect(tab.get_by_role("status").filter(has_text="pictures")).to_have_count(0)
    paste(tab, "<img src='https://example.org/map.png'>")
    expect(tab.get_by_text("1 picture was left out.")).to_be_visible()


def test_nothing_hostile_runs_asks_or_is_stored(tab, finding):
    paste(tab, (PAPERS / "hostile.txt").read_text())
    tab.wait_for_timeout(300)
    text = saved(tab, finding)
    assert "Honest words." in text
    assert "six" in text
    assert "evil" not in text
    assert [url for url in tab.asked if "evil" in url or url.endswith("/x")] == []
    assert tab.complaints == []


def test_what_no_report_holds_is_not_pasted_and_it_is_said(tab, finding):
    paste(tab, "<p>Honest.</p>")
    paste(tab, "<p>x</p>" * 300_000)
    expect(tab.get_by_text("too long to be pasted at once")).to_be_visible()
    paste(tab, "x" * 2_400_000, "text/plain")
    expect(tab.get_by_text("too long to be pasted at once")).to_be_visible()
    assert saved(tab, finding) == "<p>Honest.</p>"


def test_our_own_text_is_pasted_as_it_was_copied(tab, finding):
    own = '<h4 data-pm-slice="1 1 []">Small</h4><p>Words<span class="fn">note</span></p>'
    paste(tab, own)
    assert saved(tab, finding) == '<h4>Small</h4><p>Words<span class="fn">note</span></p>'
