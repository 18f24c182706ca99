"""The newsletter on paper: stories in their order, pictures with words, and figures of its period."""

from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from activities.models import NewsletterItem
from editing import versions
from mmsp.reports import html, outreach_remarks, products, publish
from mmsp.reports.newsletter import build_newsletter
from mmsp.reports.shapes import Audience
from tests import factories as make
from tests.reports import outreach, structure
from tests.reports.conftest import open_pdf

PAGE = "/activities/MMSP/newsletters/1/paper/"
PDF = f"{PAGE}newsletter.pdf"
TODAY = date(2026, 5, 6)
QUERIES = 7


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def project(world):
    return outreach.told(world)


@pytest.fixture
def newsletter(project):
    return outreach.newsletter(project)


def built(row, audience=Audience.INTERNAL):
    return build_newsletter(row, audience=audience, as_of=TODAY)


def remarks(row):
    return [remark.message for remark in outreach_remarks.of_newsletter(built(row))]


def test_it_says_all_in_the_order_of_its_writers(newsletter):
    content = built(newsletter)
    assert [piece.title for piece in content.pieces] == [
        "More", "Training 1", "Training 2", "Study internal", "Study restricted", "Study public",
        "New boat",
    ]  # fmt: skip
    assert (
        content.stories[1].facts
        == "Training · Beijing and Kunming · 3 February 2016 · 10 participants"
    )
    assert content.month == "December 2018"
    assert [title.text for title in content.titles] == ["Migration dialogue", "渡口项目"]
    assert remarks(newsletter) == []


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.INTERNAL, ["internal", "restricted", "public"]),
        (Audience.RESTRICTED, ["restricted", "public"]),
        (Audience.PUBLIC, ["public"]),
    ],
)
def test_a_study_is_told_of_to_those_who_may_read_it(newsletter, audience, seen):
    content = built(newsletter, audience)
    assert [piece.title for piece in content.studies] == [f"Study {kind}" for kind in seen]
    assert content.left_out == 3 - len(seen)


def test_the_summary_of_the_register_is_never_taken_for_a_story(newsletter, project):
    activity = make.ActivityFactory(project=project, number=9, summary="<p>For the register.</p>")
    outreach.write(NewsletterItem, newsletter=newsletter, number=9, kind="story", activity=activity)
    assert "For the register." not in html.newsletter(built(newsletter)).document
    assert f"“{activity.title}” has no text: its title stands alone." in remarks(newsletter)


def test_figures_are_those_of_the_period_and_of_what_is_told(newsletter):
    counts = {each.label: (each.in_period, each.in_all) for each in built(newsletter).glance}
    assert counts == {
        "Activities held": ("2", "2"), "Participants": ("20", "20"), "of them women": ("8", "8"),
        "of them sex not recorded": ("12", "12"), "Places": ("2", "2"),
    }  # fmt: skip
    story = newsletter.items.get(activity__number=902)
    versions.remove(story, base_version=story.version, by=None)
    assert next(each.in_period for each in built(newsletter).glance) == "1"


def test_stories_run_through_columns_and_what_is_wide_goes_across(newsletter):
    assert {piece.is_wide for piece in built(newsletter).stories[1:]} == {False}
    story = newsletter.items.get(activity__number=901)
    text = {"text": f"{outreach.LONG}<table><tbody><tr><td>1</td></tr></tbody></table>"}
    versions.revise(story, base_version=story.version, fields=text, by=None)
    assert built(newsletter).stories[1].is_wide


def test_stories_that_go_on_over_pages_lose_no_word(newsletter):
    """WeasyPrint 70 does lose some of a box that spans columns and goes on over a page."""
    content = built(newsletter)
    long = replace(content.stories[1], text=outreach.LONG * 30)
    stories = tuple(
        replace(long, number=20 + place, is_plain=is_plain)
        for place, is_plain in enumerate((True, False, True))
    )
    pages = open_pdf(html.newsletter(replace(content, stories=stories, foreword=""))).pages
    text = "".join(page.extract_text() for page in pages)
    assert text.count("ferry") == 3 * 30 * outreach.LONG.count("ferry")


@pytest.mark.parametrize(
    ("size", "is_wide", "is_upright"),
    [((400, 100), True, False), ((300, 200), False, False), ((100, 300), False, True)],
)
def test_a_panorama_goes_across_the_columns_and_an_upright_picture_below_its_text(
    newsletter, size, is_wide, is_upright
):
    item = newsletter.items.get(number=1)
    with default_storage.open(item.picture.name, "wb") as file:
        Image.new("RGB", size).save(file, "PNG")
    piece = built(newsletter).stories[0]
    assert (piece.is_wide, piece.picture.is_upright) == (is_wide, is_upright)
    told = html.newsletter(
        replace(built(newsletter), stories=(replace(piece, text="<p>Told</p>"),))
    )
    assert (told.body.index("<p>Told") < told.body.index("<img")) == is_upright


def test_a_lost_picture_is_said_and_the_rest_is_printed(newsletter):
    default_storage.delete(newsletter.items.get(number=1).picture.name)
    content = built(newsletter)
    assert content.pictures == ()
    assert "The picture of item 1 is lost." in remarks(newsletter)


def test_what_belongs_to_another_project_is_not_printed(newsletter):
    foreign = make.ActivityFactory(title="Somebody else’s")
    outreach.write(NewsletterItem, newsletter=newsletter, number=9, kind="story", activity=foreign)
    assert "Somebody else’s" not in html.newsletter(built(newsletter)).document


def test_an_empty_newsletter_is_a_paper_and_its_writers_are_told(project):
    row = make.NewsletterFactory(project=project)
    assert "At a glance" in html.newsletter(built(row)).body
    assert remarks(row)[0] == "There is nothing in it yet."


def test_the_pdf_is_tagged_with_its_pictures_and_marked_as_a_draft(newsletter):
    paper = products.newsletter_paper(newsletter, audience=Audience.INTERNAL, as_of=TODAY)
    with pikepdf.open(publish.printed(paper, Audience.INTERNAL).path) as file:
        assert structure.faults(file) == []
        assert structure.lost_links(paper.document, file) == set()
        figures = [each for each in structure.elements(file) if each.S == "/Figure"]
        assert "A line that rises" in {str(each.Alt) for each in figures}
    assert "Draft" in paper.document


def test_the_preview_shows_pictures_from_where_a_browser_finds_them(as_, pm, newsletter):
    page = as_(pm).get(PAGE).text
    assert 'src="/activities/MMSP/newsletters/1/items/1/picture"' in page
    assert "asset:" not in page
    assert as_(pm).get("/activities/MMSP/newsletters/1/items/1/picture").status_code == 200


def test_a_draft_is_its_keepers_and_what_went_out_is_everybodys(as_, pm, eud, stranger, newsletter):
    for address in (PAGE, PDF):
        assert as_(eud).get(address).status_code == 404
        assert as_(stranger).get(address).status_code == 404
    as_(pm).post("/activities/MMSP/newsletters/1/issue/", {"base_version": newsletter.version})
    page = as_(eud).get(PAGE).text
    assert "Study restricted" in page
    assert "Study internal" not in page
    assert "Before it is sent" not in page
    answer = as_(eud).get(PDF)
    assert b"".join(answer).startswith(b"%PDF")
    assert "mmsp-newsletter-1" in answer["Content-Disposition"]


def test_more_items_cost_no_more_queries(newsletter, project, django_assert_num_queries):
    for number in range(20, 32):
        activity = make.ActivityFactory(project=project, number=number)
        outreach.write(
            NewsletterItem, newsletter=newsletter, number=number, kind="story", activity=activity
        )
    row = type(newsletter).objects.select_related("project__donor").get(pk=newsletter.pk)
    with django_assert_num_queries(QUERIES):
        built(row)


def test_the_terminal_prints_it_for_the_public(newsletter, tmp_path):
    path = tmp_path / "letter.pdf"
    call_command(
        "export_report", "--newsletter", "MMSP/1", "--audience", "public", "--output", str(path)
    )
    assert path.read_bytes().startswith(b"%PDF")
