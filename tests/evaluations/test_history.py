"""What became of a row: every version, word by word, and what came too late."""

import pytest
from lxml import html as lxml_html

from editing import versions
from editing.models import Revision
from editing.versions import Stale
from tests import factories as make
from tests.evaluations.conftest import now

PAGE = "/evaluations/final/findings/4/history/"


def test_a_reworded_sentence_shows_only_its_new_words(as_, ev, finding):
    text = "<p>First paragraph.</p><p>Second <em>longer</em> paragraph.</p>"
    versions.revise(finding, base_version=1, fields={"text": text}, by=ev)
    page = as_(ev).get(PAGE).content.decode()
    assert "1 paragraph as before" in page
    assert "Second <ins>longer </ins>paragraph." in page


def test_a_mark_of_the_text_itself_is_shown_and_never_obeyed(as_, ev, finding):
    versions.revise(finding, base_version=1, fields={"short_answer": "<b onclick=x>1 < 2"}, by=ev)
    page = as_(ev).get(PAGE).content.decode()
    assert "<b onclick" not in page
    assert "&lt;" in page


def test_formatting_alone_is_said_in_words(as_, ev, finding):
    text = "<p><strong>First</strong> paragraph.</p><p>Second paragraph.</p>"
    versions.revise(finding, base_version=1, fields={"text": text}, by=ev)
    assert "Only the formatting changed." in as_(ev).get(PAGE).content.decode()


def test_codes_and_links_are_told_in_words(as_, eud, world, finding):
    training = make.ActivityFactory(project=world.project, title="Training on return")
    fields = {"evidence_strength": "strong", "activities": [training]}
    versions.revise(finding, base_version=1, fields=fields, by=eud)
    page = as_(eud).get(PAGE).content.decode()
    assert "<ins>Strong</ins>" in page
    assert "<ins>Training on return</ins>" in page


def test_the_refused_text_is_kept_on_the_page(as_, ev, eud, finding):
    versions.revise(finding, base_version=1, fields={"short_answer": "Theirs."}, by=eud)
    with pytest.raises(Stale):
        versions.revise(finding, base_version=1, fields={"short_answer": "Came late."}, by=ev)
    page = as_(eud).get(PAGE).content.decode()
    assert "Came too late" in page
    assert "late" in page[page.index('id="refused"') :]


def test_the_public_of_a_report_reads_no_earlier_wording(as_, stranger, evaluation, finding):
    published = {"stage": "final", "confidentiality": "public", "published_at": "2021-01-31T12:00Z"}
    versions.revise(evaluation, base_version=1, fields=published, by=None)
    assert as_(stranger).get("/evaluations/final/findings/4/").status_code == 200
    assert as_(stranger).get(PAGE).status_code == 403


def test_a_long_history_comes_in_pages_that_join(as_, ev, finding):
    for number in range(1, 25):
        versions.revise(
            finding, base_version=number, fields={"short_answer": f"Wording{number}"}, by=ev
        )
    browser = as_(ev)
    assert "version 25" in browser.get(PAGE).content.decode()
    second = browser.get(f"{PAGE}?page=2").content.decode()
    assert "version 5," in second
    assert "<del>Wording3</del>" in second  # what the oldest of the page changed is told, too


def test_a_field_that_is_no_longer_there_does_not_break_the_page(as_, ev, finding):
    old = Revision.objects.get(object_id=finding.pk, content__short_answer=finding.short_answer)
    Revision.objects.filter(pk=old.pk).update(content={**old.content, "given_up": "value"})
    assert as_(ev).get(PAGE).status_code == 200


@pytest.mark.parametrize("changes", [2, 18])
def test_the_page_costs_the_same_however_much_changed(
    as_, eud, world, finding, changes, django_assert_max_num_queries
):
    for number in range(1, changes + 1):
        linked = [make.ActivityFactory(project=world.project), *finding.activities.all()]
        fields = {"short_answer": f"Wording {number}", "activities": linked}
        versions.revise(now(finding), base_version=number, fields=fields, by=eud)
    browser = as_(eud)
    with django_assert_max_num_queries(16):
        browser.get(PAGE)


@pytest.mark.parametrize("page", ["remove/", "history/", "history/?restore=1"])
def test_the_way_back_names_the_evaluation(as_, ev, finding, page):
    versions.revise(finding, base_version=1, fields={"short_answer": "Newer"}, by=ev)
    shown = lxml_html.fromstring(as_(ev).get(f"{finding.get_absolute_url()}{page}").content)
    crumbs = shown.xpath("//nav[contains(@class, 'breadcrumb')]//a/@href")
    assert crumbs[0] == finding.evaluation.get_absolute_url()
    assert finding.get_absolute_url() in crumbs
