"""A long report joined from its sections reads, leads and is tagged like the same report printed whole."""

import io
import logging
from collections import Counter
from dataclasses import replace

import pikepdf
import pytest
from pypdf import PdfReader

from mmsp.reports import fragments, houses, html, pdf
from mmsp.reports.fragments import cutting, desk, keeping, printing, sheets
from mmsp.reports.fragments.cutting import CannotCut
from mmsp.reports.fragments.tidying import Facts
from mmsp.reports.warm import Progress
from tests.reports import sample, structure

pytestmark = pytest.mark.once


@pytest.fixture(scope="module", autouse=True)
def sections_of_this_file(tmp_path_factory):
    """A shelf of sections that no other test fills."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "shelf", lambda: shelf)
        shelf = tmp_path_factory.mktemp("sections")
        yield


@pytest.fixture
def press(monkeypatch):
    """Counts what is printed."""
    printed, write = [], pdf.write

    def counted(document, **job):
        done = write(document, **job)
        printed.append(document)
        return done

    monkeypatch.setattr(pdf, "write", counted)
    return printed


def by_sections(paper):
    return printing.by_sections(paper.document, css=paper.css, assets=paper.assets).pdf


def a_report():
    """A report of some thirty pages with notes in several sections, and references that name a page."""
    content = sample.report()
    first, second = content.criteria[:2]
    question, *others = second.questions
    (finding,) = question.findings
    place = '<a class="xref" href="#{}" data-page=", page ">{}</a>'
    see = f"<p>See {place.format('finding-1', 'F1')}, {place.format('source-3', 'S')}.</p>"
    question = replace(question, findings=(replace(finding, text=finding.text + see),))
    second = replace(second, questions=(question, *others))
    return html.report(
        replace(
            content, criteria=(first, second), sources=content.sources[:8], matrices=(),
            conclusions=content.conclusions[:2], lessons=content.lessons[:2], events=(),
            recommendations=content.recommendations[:2],
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def paper():
    return a_report()


@pytest.fixture(scope="module")
def body(paper):
    return by_sections(paper)


@pytest.fixture(scope="module")
def whole(paper):
    return pdf.write(paper.document, css=paper.css, assets=paper.assets).pdf


def lines(body):
    """The lines of each page, in any order: a stamp is laid over a page when all else is set."""
    return [sorted(page.extract_text().split("\n")) for page in PdfReader(io.BytesIO(body)).pages]


def bookmarks(body):
    reader, found = PdfReader(io.BytesIO(body)), []

    def walk(entries, depth):
        for each in entries:
            if isinstance(each, list):
                walk(each, depth + 1)
            else:
                found.append((depth, each.title, reader.get_destination_page_number(each)))

    walk(reader.outline, 0)
    return found


def places(body):
    reader = PdfReader(io.BytesIO(body))
    return {
        name: (reader.get_destination_page_number(goal), round(goal.left), round(goal.top))
        for name, goal in reader.named_destinations.items()
    }


def links(body):
    return Counter(
        (number, str(note.get("/Dest") or note["/A"]["/URI"]), note["/Contents"])
        for number, page in enumerate(PdfReader(io.BytesIO(body)).pages)
        for note in (each.get_object() for each in page.get("/Annots", []))
    )


def opened(body):
    return pikepdf.open(io.BytesIO(body))


def test_every_page_says_the_same(body, whole):
    assert lines(body) == lines(whole)
    assert len(lines(body)) > 15


def test_bookmarks_places_and_links_lead_to_the_same_pages(body, whole):
    for read in (bookmarks, places, links):
        assert read(body) == read(whole)
    assert len(links(body)) > 50


def test_it_is_tagged_the_same_and_no_checker_finds_a_fault(body, whole):
    with opened(body) as joined, opened(whole) as one:
        tags = [Counter(str(tag.S) for tag in structure.elements(each)) for each in (joined, one)]
        assert tags[0] == tags[1]
        for key in ("/Lang", "/MarkInfo", "/ViewerPreferences"):
            assert joined.Root[key] == one.Root[key]
        assert joined.Root.Metadata.read_bytes() == one.Root.Metadata.read_bytes()
        assert dict(joined.docinfo) == dict(one.docinfo)
        assert structure.faults(joined) == []


def test_each_page_and_link_finds_its_tag(body):
    with opened(body) as joined:
        tree = pikepdf.NumberTree(joined.Root.StructTreeRoot.ParentTree)
        for page in joined.pages:
            assert all(tag is None or tag.Pg == page.obj for tag in tree[int(page.StructParents)])
            for note in page.get("/Annots", []):
                kids = tree[int(note.StructParent)].K
                assert any(
                    isinstance(each, pikepdf.Dictionary) and each.get("/Obj") == note
                    for each in kids
                )


def test_a_page_number_is_no_part_of_what_is_read_aloud(body):
    with opened(body) as joined:
        assert b"/Artifact <</Type /Pagination" in joined.pages[5].Contents[2].read_bytes()
        assert b"MCID" not in joined.pages[5].Resources.XObject.Stamp.read_bytes()


def test_every_footnote_stands_on_the_page_of_its_call(body):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]
    notes = [n for n in range(1, 120) if any(f"Note {n}: Minutes" in text for text in pages)]
    assert len(notes) > 2
    for number in notes:
        (page,) = [text for text in pages if f"Note {number}: Minutes" in text]
        assert f"as source {number} says" in " ".join(page.split())


def test_asked_again_it_is_the_same_to_the_byte_and_nothing_is_printed(paper, body, press):
    assert by_sections(paper) == body
    assert press == []


def test_one_finding_edited_is_one_section_printed(paper, body, press):
    edited = replace(paper, document=paper.document.replace("as source 1 says", "as all say"))
    assert edited.document != paper.document
    changed = by_sections(edited)
    assert [each.count("as all say") for each in press] == [1]
    assert len(lines(changed)) == len(lines(body))


def test_an_edit_that_moves_pages_renews_the_numbers_that_name_them(paper, body, press):
    longer = replace(
        paper,
        document=paper.document.replace("as source 1 says", "as we heard. " * 500),
    )
    moved = by_sections(longer)
    whole = pdf.write(longer.document, css=longer.css, assets=longer.assets).pdf
    assert len(lines(moved)) > len(lines(body))
    assert lines(moved) == lines(whole)
    # The section, the contents, the section that refers to pages, the numbers; then the whole.
    assert len(press) == 5


def test_all_sections_together_have_no_more_time_than_a_paper_printed_whole(paper, monkeypatch):
    """What was printed is kept: whoever asks again goes on from there."""
    other = replace(paper, document=paper.document.replace("says", "tells"))
    given, write = [], pdf.write

    def slowly(document, *, limits, **job):
        given.append(limits.wall_seconds)
        if len(given) == 3:
            monkeypatch.setattr(desk.time, "monotonic", lambda: clock() + 1_000)
        return write(document, limits=limits, **job)

    clock = desk.time.monotonic
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "write", slowly)
        with pytest.raises(pdf.PrintRefused, match="too large") as refused:
            by_sections(other)
        monkeypatch.setattr(desk.time, "monotonic", clock)
    assert refused.value.place
    assert desk.MOST_SECONDS >= given[0] > given[-1]
    assert by_sections(other).startswith(b"%PDF-")


def test_a_short_paper_is_printed_whole(press):
    short = html.matrix(sample.matrix_paper())
    assert fragments.write(short.document, css=short.css, assets=short.assets).pages
    assert press == [short.document]


def tell_of(monkeypatch, pages):
    """Sections of so many pages by what is in them, each of which tells of its first page and its last."""

    def written(document, on_progress, **job):
        on_progress(Progress("setting", 1, 0))
        on_progress(Progress("setting", pages[document[0]], 0))
        return pdf.Printed(document.encode(), pages[document[0]], 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", written)
    monkeypatch.setattr(desk, "tidy", lambda printed: (printed.pdf, Facts(printed.pages, {}, ())))


def test_who_waits_hears_of_all_pages_that_are_ready_and_of_about_how_many_there_will_be(
    monkeypatch,
):
    tell_of(monkeypatch, {"k": 6, "a": 8, "b": 4})
    told = []
    at_work = desk.Desk(desk.Waiting(on_progress=told.append))
    kept, first, second = (
        desk.job(each * 3000 * n, "tally", {}) for each, n in (("k", 6), ("a", 8), ("b", 4))
    )
    at_work.facts_of([kept])
    told.clear()
    at_work.facts_of([kept, first, second])
    assert {each.step for each in told} == {"sections"}
    assert told[0].page >= 6 + 1  # what was kept is ready
    assert [each.page for each in told] == sorted(each.page for each in told)
    assert all(each.page <= each.most for each in told)
    assert told[0].most == told[-1].most == 18  # the letters told it right
    assert told[-1].page == 18


def test_the_round_for_the_page_numbers_counts_the_pages_of_the_paper_alone(monkeypatch):
    tell_of(monkeypatch, {"c": 2, "d": 5, "s": 7})
    told = []
    at_work = desk.Desk(desk.Waiting(on_progress=told.append))
    contents, chapter, stamps = (desk.job(each, "numbers", {}) for each in "cds")
    at_work.facts_of([contents, chapter, stamps], [1, 5, 0])
    assert {each.step for each in told} == {"numbering"}
    assert told[-1].page == 7  # the stamps lie on pages that are there already
    assert max(each.most for each in told) == 7


def test_the_last_that_is_told_is_how_many_pages_the_paper_has(paper, body):
    told = []
    printing.by_sections(
        paper.document, css=paper.css, assets=paper.assets, on_progress=told.append
    )
    pages = len(lines(body))
    assert told == [Progress("writing", pages, pages)]


CHAPTER = '<section class="p-chapter"><h2 id="{0}">{0}</h2>{1}</section>'
TWO = CHAPTER.format("a", "") + CHAPTER.format("b", "")
DOCUMENT = '<!doctype html><html lang="en"><head><title>t</title></head><body>{}</body></html>'


def article(inner):
    return DOCUMENT.format(f'<article class="paper">{inner}</article>')


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (DOCUMENT.format("<p>t</p>"), "not one article"),
        (article("<p>t</p>"), "one section"),
        (article(TWO + "</div>"), "closes nothing"),
        (article(TWO + "<div>"), "left open"),
        (article(f"{TWO}<table><tr><td>{TWO}</td></tr></table>"), "begins inside"),
        (article(TWO + '<section class="p-chapter">t</section>'), "without a heading"),
        (article(CHAPTER.format("a", "") * 2), "two sections have the anchor a"),
        (article(TWO + CHAPTER.format("c", '<p class="wide">t</p>')), "kind of page"),
    ],
)
def test_what_cannot_be_cut_is_printed_whole_and_the_log_says_why(
    monkeypatch, caplog, document, reason
):
    monkeypatch.setattr(printing, "WORTH_CUTTING", 0)
    with caplog.at_level(logging.WARNING):
        printed = fragments.write(document, css=".wide { page: wide }")
    assert printed.pdf.startswith(b"%PDF")
    assert reason in caplog.text


@pytest.mark.parametrize(
    "rule",
    [
        "@page :left { margin: 0 }",
        "@page :first { margin: 0 }",
        ".p-chapter { break-before: right }",
        "table { counter-increment: table }",
        "a::after { content: target-text(attr(href)) }",
        "h3 { string-set: part content(text) }",
        "p::after { content: counter(page) }",
    ],
)
def test_a_sheet_whose_rules_reach_over_sections_is_not_cut(rule):
    with pytest.raises(CannotCut):
        sheets.of_section(html.stylesheet() + rule, frozenset({"paper", "p-chapter"}), 0)


@pytest.mark.parametrize("house", houses.HOUSES.values(), ids=houses.HOUSES)
def test_our_own_sheets_are_cut(house):
    classes = frozenset({"paper", "fn", "p-contents", "p-cover", "p-on-landscape", "p-on-matrix"})
    sheet = sheets.of_section(html.stylesheet(house), classes, 3)
    assert "counter(page" not in sheet
    assert "target-counter" not in sheet
    assert "counter-reset: footnote 3" in sheet


def test_a_section_has_the_rules_that_concern_it_alone():
    css = """/* one */ .a { color: red } .b .c, .a .d::before { content: "}" } p { margin: 0 }
    @page w { size: A5 } .w { page: w } @page v:first { margin: 0 } .v { page: v } @media screen { p { top: 0 } }
    .a:not(.e) p { top: 1px }"""
    kept = sheets.concerning(css, {"a", "d", "w"})
    for said in (".a {", '"}"', "p {", "@page w", ".w {", ".a:not(.e)"):
        assert said in kept
    for said in ("one", "@page v", ".v {", "screen"):
        assert said not in kept
    assert sheets.concerning(css, {"b"}).count("content") == 0
    assert sheets.kinds_of_page(css) == {"w", "v"}


def test_small_neighbours_are_one_section_but_never_the_contents(paper):
    parts = cutting.cut(paper.document)
    kinds = sheets.kinds_of_page(paper.css)
    sections = cutting.gathered(parts, kinds, 9_000)
    assert "".join(each.text for each in sections) == "".join(each.text for each in parts)
    assert 5 < len(sections) < len(parts)
    (contents,) = [each for each in sections if "p-contents" in each.classes]
    assert contents in parts


def test_each_section_is_set_from_its_very_letters(paper):
    sections = cutting.cut(paper.document)
    assert "".join(each.text for each in sections) in paper.document
    assert len(sections) > 12
