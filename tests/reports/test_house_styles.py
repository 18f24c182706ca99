"""Whose typography a paper follows: chosen for a project, the same on paper and in Word."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.core.checks import run_checks
from docx import Document

from editing import versions
from mmsp.reports import houses, html, preflight, titles
from mmsp.reports.word import report as word_report
from tests import factories as make
from tests.reports import sample
from tests.reports.conftest import open_pdf

NOT_HERE = {"asset:fonts/arial-regular.ttf": Path("/nowhere/arial.ttf")}
SENTENCE = "The house style asks for Arial"


def in_house(house):
    content = sample.report()
    small = replace(content, sections=content.sections[:1], criteria=(), matrices=(), events=())
    return replace(small, cover=replace(small.cover, house=house))


def fonts_of(pdf):
    found = set()
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    return found


def test_an_evaluation_takes_the_style_of_its_first_project(world):
    first = make.ProjectFactory(code="AA", house_style="ec")
    other = make.ProjectFactory(code="BB", house_style="iom")
    both = make.EvaluationFactory(commissioned_by=world.delegation, projects=[other, first])
    none = make.EvaluationFactory(commissioned_by=world.delegation, projects=[])
    assert [titles.cover(each).house for each in (both, none)] == ["ec", "plain"]


@pytest.mark.skipif(
    houses.lacks_its_typeface(houses.HOUSES["ec"]), reason="fonts-liberation is not installed"
)
@pytest.mark.once
def test_the_commission_is_printed_in_the_widths_of_arial_and_everybody_else_is_not():
    fonts = {house: fonts_of(open_pdf(html.report(in_house(house)))) for house in ("ec", "iom")}
    assert any("Arial" in name for name in fonts["ec"])
    assert not any("Paper-Sans" in name for name in fonts["ec"])
    assert not any("Arial" in name for name in fonts["iom"])


@pytest.mark.once
def test_without_the_font_ours_stands_in_for_it_and_the_writers_are_told(monkeypatch):
    content = in_house("ec")
    monkeypatch.setattr(houses, "ARIAL", NOT_HERE)
    paper = html.report(content)
    assert any("Paper-Sans" in name for name in fonts_of(open_pdf(paper)))
    assert any(each.message.startswith(SENTENCE) for each in preflight.check(content))
    assert not any(each.message.startswith(SENTENCE) for each in preflight.check(in_house("iom")))
    assert [each.id for each in run_checks() if each.id == "mmsp.W001"] == ["mmsp.W001"]
    monkeypatch.undo()
    assert html.report(content).css != paper.css or houses.lacks_its_typeface(houses.HOUSES["ec"])


@pytest.mark.once
@pytest.mark.parametrize(
    ("house", "blue", "spacing"), [("ec", "003399", 1.0), ("iom", "0033A0", 1.25)]
)
def test_word_has_the_same_house(house, blue, spacing):
    styles = Document(BytesIO(word_report.as_docx(in_house(house)))).styles
    assert str(styles["Heading 1"].font.color.rgb) == blue
    assert styles["Normal"].paragraph_format.line_spacing == spacing
    assert (styles["Normal"].font.name, styles["Normal"].font.size.pt) == ("Arial", 11)


def test_the_preview_takes_the_sheet_of_the_house(as_, ev, pm, world):
    address = f"{world.evaluation.get_absolute_url()}report/"
    assert "css/print-ec.css" not in as_(ev).get(address).content.decode()
    fields = {"house_style": "ec"}
    versions.revise(world.project, base_version=world.project.version, fields=fields, by=pm)
    assert "css/print-ec.css" in as_(ev).get(address).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("is_eu_funded", "said"),
    [(True, ["The Union pays", "No disclaimer"]), (False, [])],
)
def test_who_prints_for_the_union_is_told_what_the_cover_lacks(is_eu_funded, said):
    content = in_house("ec")
    bare = replace(content.cover, is_eu_funded=is_eu_funded, funding_line="", disclaimer="")
    told = [each.message for each in preflight.check(replace(content, cover=bare))]
    wanting = ("The Union pays", "No disclaimer")
    assert [words for words in wanting if any(x.startswith(words) for x in told)] == said
