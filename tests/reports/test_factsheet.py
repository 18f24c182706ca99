"""The project factsheet: two languages side by side, figures from the register, and what is missing."""

from datetime import date

import pikepdf
import pytest
from django.conf.locale import LANG_INFO
from django.core.management import CommandError, call_command

from activities import languages
from activities.models import Participation
from editing import versions
from mmsp.reports import html, outreach_remarks, products, publish
from mmsp.reports.factsheet import build_factsheet
from mmsp.reports.letters import missing
from mmsp.reports.shapes import Audience
from tests.reports import outreach, structure

PAGE = "/activities/MMSP/factsheet/"
PDF = f"{PAGE}sheet.pdf"
TODAY = date(2026, 5, 6)
QUERIES = 10


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def built(project, audience=Audience.INTERNAL, **more):
    return build_factsheet(project, audience=audience, as_of=TODAY, **more)


def words(content):
    return [" | ".join(cell.text for cell in row.cells) for row in content.rows]


def remarks(content):
    return [remark.message for remark in outreach_remarks.of_factsheet(content)]


def test_what_the_project_says_stands_beside_its_translation(world):
    content = built(outreach.told(world))
    assert words(content)[:4] == [
        "<p>Better ferries.</p> | <p>渡口更好。</p>",
        "<ul><li>Faster</li></ul> | <ul><li>更快</li></ul>",
        "<p>1. Regular migration</p> | <p>1. 正常移民</p>",
        "<p>1. The dialogue is supported.</p> | <p>1. 对话得到支持。</p>",
    ]
    partners, where = words(content)[4:]
    assert "<strong>执行机构</strong>：国际移民组织" in partners
    assert "<strong>活动合办单位</strong>：国家移民管理局" in partners
    assert "1 April 2015 – 31 December 2018" in where
    assert "2015年4月1日" in where
    assert [title.text for title in content.titles] == ["Migration dialogue", "渡口项目"]
    assert remarks(content) == []


def test_figures_are_counted_of_what_was_held(world):
    figures = {each.labels[0].text: each.value for each in built(outreach.told(world)).figures}
    assert figures == {
        "activities held": "2", "participants": "20", "women": "8", "sex not recorded": "12",
        "places": "2",
    }  # fmt: skip


def test_what_was_removed_is_not_counted(world):
    project = outreach.told(world)
    row = Participation.objects.order_by("pk")[0]
    versions.remove(row, base_version=row.version, by=None)
    assert (
        next(each.value for each in built(project).figures if each.labels[0].text == "women") == "4"
    )


def test_what_a_language_lacks_stands_in_one_and_is_said_to_its_writers(world):
    project = outreach.told(world, outcomes={}, names={"IOM": "国际移民组织"}, objectives="")
    content = built(project)
    assert [len(row.cells) for row in content.rows] == [1, 2, 1, 2, 2]
    said = remarks(content)
    for what in ("the objectives", "outcome 1", "the name of NIA"):
        assert f"zh-CN lacks {what}: it stands there in one language." in said
    assert '<td lang="en-GB" colspan="2">' in html.factsheet(content).body
    assert '<span lang="en-GB">Immigration Administration</span>' in words(content)[3]


def test_a_project_without_another_language_has_a_sheet_of_one(world):
    content = built(outreach.told(world, texts=None))
    assert {len(row.cells) for row in content.rows} == {1}
    assert remarks(content) == ["The sheet is in one language. Add the texts of the other."]


def test_a_project_with_nothing_in_it_has_a_sheet_and_remarks(world):
    content = built(world.project)
    assert content.rows == ()
    assert "Nobody answers for what it says: no disclaimer." in remarks(content)


def test_the_references_of_the_contract_are_for_no_public_paper(world):
    project = outreach.told(world)
    assert "PI/2015/1" not in html.factsheet(built(project)).document


def test_texts_longer_than_two_pages_are_said(world):
    project = outreach.told(world, texts=None)
    long = {"objectives": "<p>" + "A sentence that goes on and on. " * 400 + "</p>"}
    project = versions.revise(project, base_version=project.version, fields=long, by=None)
    assert "lines longer than two pages have room for." in " ".join(remarks(built(project)))


def test_the_pdf_has_two_columns_tags_and_the_chinese_font(world):
    paper = products.project_factsheet(outreach.told(world), audience=Audience.PUBLIC, as_of=TODAY)
    with pikepdf.open(publish.printed(paper, Audience.PUBLIC).path) as file:
        assert structure.faults(file) == []
        assert len(file.pages) == 1
        heads = [each for each in structure.elements(file) if each.S == "/TH"]
        assert len(heads) == 2


def test_writers_see_what_is_missing_and_others_only_the_sheet(as_, pm, eud, stranger, world):
    outreach.told(world, contact="")
    page = as_(pm).get(PAGE).text
    assert "zh-CN lacks the contact" in page
    assert '<link rel="stylesheet" href="/static/css/print-outreach.css">' in page
    page = as_(eud).get(PAGE).text
    assert "渡口更好" in page
    assert "lacks" not in page
    assert as_(pm).get(PAGE, {"with": "fr"}).status_code == 404
    assert as_(stranger).get(PAGE).status_code == 404
    assert as_(stranger).get(PDF).status_code == 404


def test_the_pdf_is_named_by_its_languages_and_its_day(as_, eud, world):
    outreach.told(world)
    answer = as_(eud).get(PDF)
    assert b"".join(answer).startswith(b"%PDF")
    assert "mmsp-factsheet-en-zh-" in answer["Content-Disposition"]


def test_more_activities_cost_no_more_queries(world, django_assert_num_queries):
    project = outreach.told(world)
    with django_assert_num_queries(QUERIES):
        built(type(project).objects.select_related("donor").get(pk=project.pk))


def test_the_terminal_prints_it_and_says_what_there_is(world, tmp_path):
    outreach.told(world)
    path = tmp_path / "sheet.pdf"
    call_command("export_report", "--project", "MMSP", "--output", str(path))
    assert path.read_bytes().startswith(b"%PDF")
    for wrong, said in (
        (("--project", "NONE"), "There are projects: MMSP"),
        (("--project", "MMSP", "--product", "newsletter"), "made of: newsletter"),
        (("--newsletter", "MMSP/7"), "There is no newsletter MMSP/7"),
        (("--project", "MMSP", "--newsletter", "MMSP/1"), "one other thing"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("export_report", *wrong, "--output", str(path))


def test_our_fonts_write_every_language_that_a_project_may_be_told_in():
    for group, choices in languages.offered()[1:]:
        for code, _name in choices:
            own = languages.called(code)
            assert missing(own) == "", (group, code)
            assert not LANG_INFO[code]["bidi"]
    hindi = LANG_INFO["hi"]["name_local"]
    assert missing(hindi)  # the control
