"""What the press does in its own, quicker way comes out as the library would have it."""

import io
import subprocess
import sys
from importlib.resources import files

import pikepdf
import pydyf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from mmsp.reports import pdf, quicker
from mmsp.reports.press import FONTS, SANS

PAGE = '<!doctype html><html lang="en"><title>t</title><p>{}</p></html>'
WORDS = "Labour mobility, “éàñ” & ½"


def embedded(weight):
    """The font of a paper that is set in this weight."""
    css = f'p {{ font: {weight} 11pt "Paper Sans" }}'
    printed = pdf.write(PAGE.format(WORDS.replace("&", "&amp;")), css=css)
    with pikepdf.open(io.BytesIO(printed.pdf)) as file:
        [font] = file.pages[0].Resources.Font.values()
        body = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    return TTFont(io.BytesIO(body))


def drawn(glyphs, name):
    """What the pen does, in whole units."""
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return [(verb, [tuple(map(round, each)) for each in points]) for verb, points in pen.value]


def differing(weight, *, as_if):
    """The letters whose outlines are more than a unit in a thousand from those of the typeface."""
    package, name = FONTS[SANS]
    varying, font = TTFont(files(package) / name), embedded(weight)
    ours, theirs = font.getGlyphSet(), varying.getGlyphSet(location={"wght": as_if})
    known, names = varying.getBestCmap(), font.getGlyphOrder()
    found = {each: varying.getGlyphID(known[ord(each)]) for each in set(WORDS) - {" "}}
    return {
        letter
        for letter, number in found.items()
        if not alike(drawn(ours, names[number]), drawn(theirs, known[ord(letter)]))
    }


def alike(one, other):
    flat = [
        [part for _verb, points in each for point in points for part in point]
        for each in (one, other)
    ]
    return len(flat[0]) == len(flat[1]) and all(abs(a - b) <= 1 for a, b in zip(*flat, strict=True))


@pytest.mark.parametrize("weight", [400, 600])
def test_letters_are_printed_in_the_weight_that_the_sheet_asks_for(weight):
    assert not differing(weight, as_if=weight)
    assert not {"fvar", "gvar", "HVAR"} & set(embedded(weight).keys())


def test_another_weight_has_other_outlines():
    """The control: the test above can tell one weight from another."""
    assert differing(400, as_if=600)


WITHOUT_HARFBUZZ = """
import sys
from weasyprint import HTML
from weasyprint.pdf import fonts
from mmsp.reports import quicker

class GivesUp:
    def __getattr__(self, name):
        return getattr(known, name)

    def hb_subset_or_fail(self, *_face_and_wish):
        asked.append(1)
        return fonts.ffi.NULL

known, asked = fonts.harfbuzz_subset, []
quicker.pin_weights()
if sys.argv[2] == "gives up":
    fonts.harfbuzz_subset = GivesUp()
face = f'@font-face {{ font-family: a; src: url("{sys.argv[1]}"); font-weight: 200 900 }}'
page = f"<style>{face} p {{ font: 600 11pt a }}</style><p>Mobility"
HTML(string=page).write_pdf(sys.argv[3], uncompressed_pdf=True)
sys.exit(bool(asked) != (sys.argv[2] == "gives up"))
"""


@pytest.mark.parametrize("harfbuzz", ["gives up", "works"])
def test_where_harfbuzz_gives_up_the_paper_is_printed_as_the_library_does_it(tmp_path, harfbuzz):
    package, name = FONTS[SANS]
    file = tmp_path / "paper.pdf"
    font = (files(package) / name).as_uri()
    command = [sys.executable, "-c", WITHOUT_HARFBUZZ, font, harfbuzz, str(file)]
    subprocess.run(command, check=True)
    with pikepdf.open(file) as paper:
        [kept] = paper.pages[0].Resources.Font.values()
        body = kept.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    letters = TTFont(io.BytesIO(body)).getGlyphSet()
    assert any(drawn(letters, each) for each in letters)


def test_the_pages_are_named_as_the_library_names_them_however_many_there_are(monkeypatch):
    theirs = pydyf.PDF.page_references
    monkeypatch.setattr(pydyf.PDF, "page_references", theirs)
    quicker.remember_pages()
    file = pydyf.PDF()
    for _page in range(3):
        file.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert file.page_references == theirs.fget(file)
    assert len(set(file.page_references)) == 3
