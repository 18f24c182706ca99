"""Keepers open a newsletter for a period, word it, order it, and issue it."""

import io

import pytest
from PIL import Image

from activities.models import ItemKind, Newsletter, NewsletterItem
from editing import versions
from tests import factories as make
from tests.activities.pages import fill, shown
from tests.activities.papers import picture, upload

LIST = "/activities/MMSP/newsletters/"
NEW = f"{LIST}new/"
PAGE = f"{LIST}1/"
ITEMS = f"{PAGE}items/"
YEAR = {"period_from": "2018-01-01", "period_to": "2018-12-31", "issued_on": "2018-12-20"}
WORDS = {"picture_alt": "A line that rises.", "picture_credit": "IOM"}


@pytest.fixture
def newsletter(world):
    return make.NewsletterFactory(project=world.project, number=1, title="A year of dialogue")


def item(newsletter, **fields):
    known = {"kind": "notice", "heading": "A notice"} if "kind" not in fields else {}
    known |= {"newsletter": newsletter, "number": newsletter.items.count() + 1} | fields
    return versions.create(NewsletterItem, fields=known, by=None)


def told(newsletter):
    return [str(each) for each in newsletter.items.order_by("number")]


def test_a_new_newsletter_proposes_what_was_held_and_published_in_its_period(
    as_, pm, world, training
):
    project = world.project
    make.ActivityFactory(project=project, title="Earlier", starts_on="2017-12-31")
    make.ActivityFactory(
        project=project, title="Not held", starts_on="2018-05-01", status="planned"
    )
    make.ActivityFactory(project=project, title="First of the year", starts_on="2018-02-01")
    for title, fields in {
        "A study": {"confidentiality": "public"},
        "For some": {"confidentiality": "restricted"},
        "An agenda": {"confidentiality": "public", "type": "annex"},
    }.items():
        make.DocumentFactory(project=project, title=title, issued_on="2018-03-01", **fields)
    browser = as_(pm)
    answer = fill(browser, NEW, title="A year of dialogue", **YEAR)
    assert answer["Location"] == PAGE
    assert told(Newsletter.objects.get()) == ["First of the year", training.title, "A study"]
    assert "3 activities and studies of the period were put in." in browser.get(PAGE).text


def test_the_same_form_sent_twice_makes_one_newsletter(as_, pm, training):
    sent = {**shown(as_(pm), NEW), "title": "Once", **YEAR}
    for _time in range(2):
        as_(pm).post(NEW, sent)
    assert told(Newsletter.objects.get()) == [training.title]


def test_a_period_that_ends_before_it_starts_is_said_at_its_field(as_, pm, world):
    answer = fill(as_(pm), NEW, title="Back", **YEAR | {"period_to": "2017-01-01"})
    assert "ends before it starts" in str(answer.context["form"].errors["period_to"])


def test_a_writer_words_a_story_and_adds_a_picture_with_its_words(as_, pm, newsletter, training):
    sent = {"activity": training.pk, "text": "<p>Officers came from all over.</p>"}
    file = upload("chart.png", picture("PNG", (6000, 3000)))
    fill(as_(pm), f"{ITEMS}new/story/", **sent, **WORDS, picture=file)
    story = newsletter.items.get()
    assert str(story) == training.title
    answer = as_(pm).get(f"{ITEMS}1/picture")
    kept = Image.open(io.BytesIO(b"".join(answer)))
    assert (answer["Content-Type"], kept.size) == ("image/png", (2400, 1200))
    page = as_(pm).get(PAGE).text
    assert 'alt="A line that rises."' in page
    assert "Officers came from all over." in page


def test_a_picture_without_words_for_who_cannot_see_it_is_refused(as_, pm, newsletter):
    file = upload("chart.png", picture("PNG"))
    answer = fill(as_(pm), f"{ITEMS}new/picture/", picture=file)
    assert "Say what the picture shows" in str(answer.context["form"].errors["picture_alt"])
    assert not newsletter.items.exists()


def test_a_picture_item_says_before_and_after_that_it_needs_both(as_, pm, newsletter):
    fields = as_(pm).get(f"{ITEMS}new/picture/").context["form"].fields
    assert fields["picture"].required
    assert fields["picture_alt"].required
    assert not as_(pm).get(f"{ITEMS}new/notice/").context["form"].fields["picture"].required
    answer = fill(as_(pm), f"{ITEMS}new/picture/")
    assert "Choose the picture." in str(answer.context["form"].errors["picture"])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("paper.pdf", b"%PDF-1.7", "This is no picture."),
        ("chart.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "something else inside"),
        ("chart.jpg", picture("PNG"), "something else inside"),
        ("chart.png", picture("PNG", (20_000, 2_100)), "This picture is too large."),
        ("chart.png", b"", "empty"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(as_, pm, newsletter, name, content, said):
    answer = fill(as_(pm), f"{ITEMS}new/picture/", picture=upload(name, content), **WORDS)
    assert said in str(answer.context["form"].errors["picture"])


def test_a_picture_is_replaced_and_taken_away(as_, pm, newsletter):
    row = item(newsletter)
    for size in ((4, 3), (5, 3)):
        file = upload("a.jpg", picture("JPEG", size))
        fill(as_(pm), f"{ITEMS}1/replace/", picture=file, **WORDS)
        row.refresh_from_db()
        assert Image.open(row.picture).size == size
    fill(as_(pm), f"{ITEMS}1/edit/", without_picture="on")
    row.refresh_from_db()
    assert not row.picture
    assert as_(pm).get(f"{ITEMS}1/picture").status_code == 404


def test_a_picture_loses_its_words_no_more_than_it_came_without(as_, pm, newsletter):
    item(newsletter, picture="pictures/2018/a.png", picture_alt="A line")
    answer = fill(as_(pm), f"{ITEMS}1/edit/", picture_alt="")
    assert "Say what the picture shows" in str(answer.context["form"].errors["picture_alt"])


def test_items_change_places(as_, pm, newsletter):
    first = item(newsletter, kind="notice", heading="First")
    item(newsletter, kind="notice", heading="Second")
    sent = {"base_version": first.version, "direction": "down"}
    assert as_(pm).post(f"{ITEMS}1/move/", sent)["Location"] == f"{PAGE}#item-2"
    assert told(newsletter) == ["Second", "First"]
    late = as_(pm).post(f"{ITEMS}2/move/", sent | {"direction": "up"})
    assert late.status_code == 409


def test_a_form_follows_its_item_to_another_place(as_, pm, newsletter):
    first = item(newsletter, kind="notice", heading="First")
    item(newsletter, kind="notice", heading="Second")
    form = shown(as_(pm), f"{ITEMS}1/edit/")
    as_(pm).post(f"{ITEMS}1/move/", {"base_version": first.version, "direction": "down"})
    late = as_(pm).post(f"{ITEMS}1/edit/", {**form, "heading": "Mine"})
    assert late.status_code == 409, "its number changed meanwhile"
    assert "First" in late.text
    assert "Second" not in late.text
    assert told(newsletter) == ["Second", "First"]


def test_an_activity_of_another_project_is_not_offered(as_, pm, newsletter):
    foreign = make.ActivityFactory()
    answer = fill(as_(pm), f"{ITEMS}new/story/", activity=foreign.pk)
    assert "activity" in answer.context["form"].errors
    assert as_(pm).get(f"{ITEMS}new/poem/").status_code == 404


def test_what_went_out_stands_until_it_is_taken_back(as_, pm, eud, newsletter):
    item(newsletter)
    assert as_(eud).get(PAGE).status_code == 404
    for _there_and_back in range(2):
        sent = {"base_version": versions.current(newsletter).version}
        assert as_(pm).post(f"{PAGE}issue/", sent)["Location"] == PAGE
        if not versions.current(newsletter).is_draft:
            assert as_(eud).get(PAGE).status_code == 200
            assert as_(eud).get(f"{PAGE}issue/").status_code == 403
            for closed in (f"{PAGE}edit/", f"{ITEMS}1/edit/", f"{ITEMS}new/notice/"):
                assert as_(pm).get(closed).status_code == 403
    assert as_(eud).get(PAGE).status_code == 404
    assert as_(pm).get(f"{PAGE}edit/").status_code == 200


def test_what_rests_on_an_internal_document_stays_with_the_keepers(
    as_, pm, eud, newsletter, internal
):
    item(newsletter, kind=ItemKind.STUDY, document=internal)
    as_(pm).post(f"{PAGE}issue/", {"base_version": newsletter.version})
    assert internal.title in as_(pm).get(PAGE).text
    assert internal.title not in as_(eud).get(PAGE).text
    assert as_(eud).get(f"{ITEMS}1/picture").status_code == 404


def test_a_newsletter_goes_with_all_its_items(as_, pm, newsletter):
    item(newsletter)
    as_(pm).post(f"{PAGE}remove/", {"base_version": newsletter.version})
    assert not Newsletter.objects.exists()
    assert not NewsletterItem.objects.exists()


@pytest.mark.parametrize("address", [LIST, PAGE, f"{PAGE}edit/", f"{ITEMS}1/picture"])
def test_a_stranger_sees_nothing_of_it(as_, stranger, newsletter, address):
    item(newsletter)
    assert as_(stranger).get(address).status_code == 404


@pytest.mark.parametrize("times", [2, 30])
def test_a_long_newsletter_costs_no_more_queries(
    as_, pm, newsletter, times, django_assert_num_queries
):
    for _time in range(times):
        item(newsletter, kind="story", activity=make.ActivityFactory(project=newsletter.project))
    with django_assert_num_queries(21):
        assert as_(pm).get(PAGE).status_code == 200
