"""Every paper that can be printed, held to the same checks, with a world that fills it; and each check
held to a file that was broken on purpose."""

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from activities.models import Activity, Newsletter, Project
from evaluations.models import Evaluation
from mmsp.reports import html, pdf
from mmsp.reports.follow_up import Portfolio
from mmsp.reports.products import PRODUCTS
from mmsp.templatetags.paper import under
from recommendations.models import ResponseMatrix
from tests import factories as make
from tests.reports import outreach, rows, sample, structure
from tests.reports.test_quality_grid import assessed

TODAY = date(2024, 5, 6)
PRINTED = [key for key, product in PRODUCTS.items() if product.of]
WRITTEN = [(key, form) for key, product in PRODUCTS.items() for form in product.writers]
TEXT = (
    "<h4>How it began</h4><p>The first of them<span class='fn'>Aide-mémoire of the first.</span> led on."
    "</p><ul><li>One thing</li><li>Another</li></ul><table><thead><tr><th scope='col'>Year</th>"
    "<th scope='col'>Events</th></tr></thead><tbody><tr><th scope='row'>2019</th><td>12</td></tr></tbody>"
    "</table><p>渡口 <a href='https://example.org/'>a page</a></p>"
)


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def full(world, eud, reviewer):
    """Something of everything that a paper can hold, by the kind of row that a paper is of."""
    rows.fill(world, times=3)
    evaluation = world.evaluation
    make.SectionFactory(evaluation=evaluation, kind="methodology", text=TEXT)
    finding = evaluation.findings.first()
    make.CommentThreadFactory(about=finding, evaluation=evaluation, number=1, author=reviewer)
    assessed(evaluation, eud)
    return {
        Evaluation: evaluation,
        ResponseMatrix: evaluation.matrices.first(),
        Project: world.project,
        Activity: Activity.objects.first(),
        Newsletter: outreach.newsletter(outreach.told(world)),
        Portfolio: Portfolio(),
    }


def opened(body: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(body))


def printed(paper: html.Paper) -> bytes:
    return pdf.write(paper.document, css=paper.css, assets=paper.assets).pdf


@pytest.mark.parametrize("key", PRINTED)
def test_a_paper_is_fit_for_readers_screen_readers_and_archives(full, key):
    product = PRODUCTS[key]
    row, audience = full[product.row], product.audiences[0]
    paper, again = (product.of(row, audience=audience, as_of=TODAY) for _twice in range(2))
    assert paper == again
    body = printed(paper)
    assert printed(again) == body
    with opened(body) as file:
        assert structure.faults(file) == []
        assert structure.lost_links(paper.document, file) == set()


@pytest.mark.parametrize(("key", "form"), WRITTEN)
def test_a_file_to_work_on_is_the_same_twice(full, key, form):
    product = PRODUCTS[key]
    asked = {"audience": product.audiences[0], "as_of": TODAY}
    once, twice = (product.writers[form](full[product.row], **asked) for _twice in range(2))
    assert once == twice


@pytest.fixture(scope="module")
def sound() -> bytes:
    """A paper with a heading, a figure, a link within and a table."""
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>Bars</title></svg>"
    )
    body = (
        f"<h1 id='top'>Title</h1><p><a href='#top'>Up</a></p><h2>Part</h2>{under(TEXT, 2)}{picture}"
    )
    paper = html._paper(sample.report(), "Title", body, is_draft=False)
    return printed(paper)


def first(file: pikepdf.Pdf, tag: str) -> Dictionary:
    return next(each for each in structure.elements(file) if tag == each.S)


def without_tags(file: pikepdf.Pdf) -> None:
    del file.Root.StructTreeRoot


def without_language(file: pikepdf.Pdf) -> None:
    file.Root.Lang = String("")


def with_another_title(file: pikepdf.Pdf) -> None:
    file.docinfo["/Title"] = "Another"


def without_bookmarks(file: pikepdf.Pdf) -> None:
    del file.Root.Outlines


def without_a_level(file: pikepdf.Pdf) -> None:
    first(file, "/H2").S = Name("/P")


def without_words_for_a_figure(file: pikepdf.Pdf) -> None:
    del first(file, "/Figure").Alt


def without_scope(file: pikepdf.Pdf) -> None:
    del first(file, "/TH").A.Scope


def with_a_cell_too_many(file: pikepdf.Pdf) -> None:
    first(file, "/TD").A.ColSpan = 2


def without_letters(file: pikepdf.Pdf) -> None:
    font = next(iter(file.pages[0].obj.Resources.Font.values()))
    about = font.DescendantFonts[0].FontDescriptor
    for name in ("/FontFile2", "/FontFile3"):
        if name in about:
            del about[name]


def with_an_empty_box(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"BT <0000> Tj ET")


def with_a_link_to_nowhere(file: pikepdf.Pdf) -> None:
    link = next(each for each in file.pages[0].Annots if "/Dest" in each)
    link.Dest = String("nowhere")


def with_broken_syntax(file: pikepdf.Pdf) -> None:
    file.pages[0].Contents = file.make_stream(b"broken", Filter=Name.FlateDecode)


def without_a_claim(file: pikepdf.Pdf) -> None:
    file.Root.Metadata = file.make_stream(b"<x/>")


BROKEN: dict[structure.Check, Callable[[pikepdf.Pdf], None]] = {
    structure.tags: without_tags,
    structure.language: without_language,
    structure.title: with_another_title,
    structure.bookmarks: without_bookmarks,
    structure.headings: without_a_level,
    structure.figures: without_words_for_a_figure,
    structure.table_heads: without_scope,
    structure.regular_tables: with_a_cell_too_many,
    structure.fonts: without_letters,
    structure.glyphs: with_an_empty_box,
    structure.links: with_a_link_to_nowhere,
    structure.syntax: with_broken_syntax,
    structure.readable: without_a_claim,
}


@pytest.mark.once
@pytest.mark.parametrize("check", structure.CHECKS, ids=lambda check: check.__name__)
def test_what_is_broken_is_seen(sound, check):
    with opened(sound) as file:
        assert check(file) == []
        BROKEN[check](file)
        assert check(file)


@pytest.mark.once
def test_a_link_that_the_press_drops_is_seen(sound):
    with opened(sound) as file:
        assert structure.lost_links('<a href="#top">1</a><a href="#gone">2</a>', file) == {"gone"}


@pytest.mark.once
def test_a_long_report_is_as_fit_as_a_short_one(report):
    """Some seventy pages, whose tables go on over several of them."""
    report.stream.seek(0)
    with pikepdf.open(report.stream) as file:
        assert structure.faults(file) == []
