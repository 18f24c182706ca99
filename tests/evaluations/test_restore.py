"""An earlier version comes back as the newest one, and what was removed comes back into sight."""

import re
from html import unescape

import pytest

from editing import versions
from editing.models import RejectedEdit, Revision
from evaluations.models import Finding
from tests import factories as make
from tests.evaluations.conftest import filled, now

PAGE = "/evaluations/final/findings/4/history/"


def revise(row, **fields):
    return versions.revise(row, base_version=now(row).version, fields=fields, by=None)


def restore(browser, version, **sent):
    address = f"{PAGE}?restore={version}"
    asked = browser.get(address)
    return browser.post(address, filled(asked, **sent), follow=True)


@pytest.fixture
def reworded(finding):
    """Three versions: it worked, it worked largely, it hardly worked."""
    revise(finding, short_answer="Largely.")
    return revise(finding, short_answer="Hardly.")


def test_an_earlier_version_comes_back_as_a_new_one(as_, ev, reworded):
    page = restore(as_(ev), 1, reason="Agreed with the Delegation").content.decode()
    assert "Version 1 is restored, as version 4." in page
    row = now(reworded)
    assert (row.version, row.short_answer) == (4, "Yes, by and large.")
    last = versions.revisions_of(row).first()
    assert (last.by, last.reason, last.restored) == (ev, "Agreed with the Delegation", 1)
    history = as_(ev).get(PAGE).content.decode()
    assert "version 4, restored version 1" in history
    assert "<del>Largely</del>" in history  # the versions in between are all there


def test_the_page_shows_first_what_would_change(as_, ev, reworded):
    page = as_(ev).get(f"{PAGE}?restore=1").content.decode()
    assert "<del>Hardly.</del>" in page
    assert "<ins>Yes, by and large.</ins>" in page
    assert now(reworded).version == 3


def test_links_come_back_where_what_they_led_to_is_still_there(as_, eud, world, finding):
    kept, gone = (make.ActivityFactory(project=world.project) for _ in range(2))
    revise(finding, activities=[kept, gone])
    revise(finding, activities=[])
    versions.remove(gone, base_version=1, by=None)
    browser = as_(eud)
    assert "Activities: 1 link is not restored" in browser.get(f"{PAGE}?restore=2").content.decode()
    restore(browser, 2)
    assert list(finding.activities.all()) == [kept]


def test_links_that_one_cannot_see_stay_as_they_are(as_, reviewer, ev, world, finding):
    hidden = make.DocumentFactory(project=make.ProjectFactory())
    revise(finding, documents=[hidden], short_answer="Now with its proof.")
    restore(as_(ev), 1)
    assert list(finding.documents.all()) == [hidden]
    assert now(finding).short_answer == "Yes, by and large."


def test_a_number_that_another_has_by_now_stays_with_it(as_, ev, evaluation, question, finding):
    revise(finding, number=9, short_answer="Moved down.")
    make.FindingFactory(evaluation=evaluation, question=question, number=4)
    address = PAGE.replace("/4/", "/9/") + "?restore=1"
    asked = as_(ev).get(address)
    assert "It stays number 9: number 4 is taken by now." in asked.content.decode()
    as_(ev).post(address, filled(asked))
    assert (now(finding).number, now(finding).short_answer) == (9, "Yes, by and large.")


def test_whoever_may_not_edit_may_not_restore(as_, reviewer, stranger, ev, evaluation, reworded):
    assert "?restore=" not in as_(reviewer).get(PAGE).content.decode()
    assert as_(reviewer).get(f"{PAGE}?restore=1").status_code == 403
    assert as_(reviewer).post(f"{PAGE}?restore=1", {"base_version": 3}).status_code == 403
    assert as_(stranger).post(f"{PAGE}?restore=1", {"base_version": 3}).status_code == 404
    revise(evaluation, stage="final")
    assert as_(ev).post(f"{PAGE}?restore=1", {"base_version": 3}).status_code == 403
    assert now(reworded).version == 3


def test_somebody_was_quicker(as_, ev, reworded):
    browser = as_(ev)
    asked = browser.get(f"{PAGE}?restore=1")
    revise(reworded, short_answer="Not at all.")
    answer = browser.post(f"{PAGE}?restore=1", filled(asked))
    assert answer.status_code == 409
    assert "Somebody saved a newer version meanwhile." in answer.content.decode()
    assert now(reworded).short_answer == "Not at all."
    assert browser.post(f"{PAGE}?restore=1", filled(answer)).status_code == 302


def test_the_stage_of_an_evaluation_is_not_restored_with_its_title_page(as_, eud, evaluation):
    revise(evaluation, title="Final evaluation of the dialogue", stage="drafting")
    browser, address = as_(eud), "/evaluations/final/history/?restore=1"
    browser.post(address, filled(browser.get(address)))
    assert (now(evaluation).title, now(evaluation).stage) == ("Final evaluation", "drafting")


@pytest.mark.parametrize("version", ["0", "3", "99", "x", "-1", "9" * 40, ""])
def test_a_version_that_is_none_is_not_found(as_, ev, reworded, version):
    assert as_(ev).get(f"{PAGE}?restore={version}").status_code == 404


def test_two_versions_are_laid_beside_each_other(as_, ev, reworded):
    page = as_(ev).get(f"{PAGE}?from=1&to=3").content.decode()
    assert "from version 1 to version 3" in page
    assert "<del>Yes, by and large.</del>" in page
    assert "<ins>Hardly.</ins>" in page
    assert "Largely" not in page
    other_way_round = as_(ev).get(f"{PAGE}?from=3&to=1").content.decode()
    assert "from version 1 to version 3" in other_way_round


def test_the_fields_come_in_the_order_of_the_form(as_, ev, finding):
    revise(finding, text="<p>New.</p>", short_answer="New.", rating="satisfactory")
    page = as_(ev).get(f"{PAGE}?from=1").content.decode()
    labels = re.findall("<h2>(.*?)</h2>", page)
    assert labels == ["Short answer", "Finding", "Rating"]


@pytest.mark.parametrize(
    "query", ["from=1&to=99", "from=x", "to=1.5", "from=&to=", "from=" + "9" * 30]
)
def test_versions_that_are_none_cannot_be_compared(as_, ev, reworded, query):
    answer = as_(ev).get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert "There are no two such versions" in answer.content.decode()


def test_another_evaluations_item_is_not_compared(as_, stranger, reworded):
    assert as_(stranger).get(f"{PAGE}?from=1&to=2").status_code == 404


def test_a_text_that_came_too_late_is_taken_into_the_form(as_, ev, eud, reworded):
    with pytest.raises(versions.Stale):
        versions.revise(reworded, base_version=2, fields={"short_answer": "Came late."}, by=ev)
    browser = as_(eud)
    assert "edit/?refused=1" in browser.get(PAGE).content.decode()
    form = browser.get("/evaluations/final/findings/4/edit/?refused=1")
    assert "The form holds the text that EV sent too late" in form.content.decode()
    browser.post("/evaluations/final/findings/4/edit/?refused=1", filled(form))
    assert (now(reworded).version, now(reworded).short_answer) == (4, "Came late.")


@pytest.mark.parametrize("number", ["0", "2", "x", "9" * 30])
def test_a_late_text_that_is_none_is_not_found(as_, ev, reworded, number):
    RejectedEdit.objects.all().delete()
    assert as_(ev).get(f"/evaluations/final/findings/4/edit/?refused={number}").status_code == 404


# Removed, and back again


def remove(browser, row):
    address = f"{row.get_absolute_url()}remove/"
    page = browser.post(address, filled(browser.get(address)), follow=True).content.decode()
    return unescape(re.search(r'href="(/bring-back/[^"]+)"', page)[1])


def test_a_removal_is_undone(as_, ev, finding):
    browser = as_(ev)
    undo = remove(browser, finding)
    assert not Finding.objects.exists()
    page = browser.post(undo, filled(browser.get(undo)), follow=True).content.decode()
    assert "It is back, with all it said." in page
    assert (now(finding).version, now(finding).deleted_at) == (3, None)
    kinds = [each.kind for each in versions.revisions_of(finding)]
    assert kinds == [Revision.Kind.CHANGED, Revision.Kind.REMOVED, Revision.Kind.CREATED]
    assert versions.revisions_of(finding).first().what == "restored version 1"


def test_a_number_given_away_meanwhile_is_replaced_by_the_next_free_one(
    as_, ev, evaluation, question, finding
):
    browser = as_(ev)
    undo = remove(browser, finding)
    for number in (4, 7):
        make.FindingFactory(evaluation=evaluation, question=question, number=number)
    asked = browser.get(undo)
    assert "it comes back as number 8" in asked.content.decode()
    browser.post(undo, filled(asked))
    assert now(finding).number == 8


def test_what_it_belongs_to_comes_back_first(as_, ev, question, finding):
    browser = as_(ev)
    undo_finding, undo_question = remove(browser, finding), remove(browser, question)
    refused = browser.post(undo_finding, filled(browser.get(undo_finding)))
    assert refused.status_code == 422
    assert "First bring back what it belongs to: EQ 4." in refused.content.decode()
    browser.post(undo_question, filled(browser.get(undo_question)))
    browser.post(undo_finding, filled(browser.get(undo_finding)))
    assert now(finding).deleted_at is None


def test_only_who_may_remove_may_undo(as_, ev, reviewer, stranger, evaluation, finding):
    undo = remove(as_(ev), finding)
    assert as_(reviewer).post(undo, {"base_version": 2}).status_code == 403
    assert as_(stranger).post(undo, {"base_version": 2}).status_code == 404
    revise(evaluation, stage="final")
    assert as_(ev).post(undo, {"base_version": 2}).status_code == 403
    assert now(finding).deleted_at


def test_nobody_makes_an_address_up(as_, ev, finding):
    browser = as_(ev)
    undo = remove(browser, finding)
    for made_up in (undo[:-3], "/bring-back/", "/bring-back/?row=evaluations.finding:1"):
        assert browser.get(made_up).status_code == 404


def test_what_is_back_already_is_not_removed(as_, ev, finding):
    browser = as_(ev)
    undo = remove(browser, finding)
    asked = browser.get(undo)
    browser.post(undo, filled(asked))
    assert browser.post(undo, filled(asked)).status_code == 404
    assert now(finding).version == 3
