"""Parts of the report open where they stand, and close again; nobody needs scripts for it."""

import pytest

from editing import versions
from editing.models import RejectedEdit
from evaluations.models import Conclusion, Finding, ReportSection
from recommendations.models import Recommendation
from tests import factories as make
from tests.evaluations.conftest import filled, now

HERE = {"HX-Request": "true"}
AT = "/evaluations/final/"
PARTS = f"{AT}parts/"


@pytest.fixture
def report(evaluation, finding):
    """One part of every noun, all of them number 4."""
    make.SectionFactory(evaluation=evaluation, position=4, kind="context", title="Context")
    for factory in (make.ConclusionFactory, make.LessonFactory, make.RecommendationFactory):
        factory(evaluation=evaluation, number=4)
    return evaluation


NOUNS = ["section", "question", "finding", "conclusion", "lesson", "recommendation"]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_part_opens_where_it_stands_and_has_its_own_page(as_, ev, report, noun):
    browser, address = as_(ev), f"{AT}{noun}s/4/edit/"
    assert f'hx-get="{address}"' in browser.get(AT).content.decode()
    opened = browser.get(address, headers=HERE)
    assert opened.content.decode().lstrip().startswith('<div class="report-part is-editing"')
    assert f'id="{noun}-4"' in opened.content.decode()
    assert "<!doctype html>" in browser.get(address).content.decode()
    assert opened["Vary"].split(", ")[0] == browser.get(address)["Vary"].split(", ")[0]


@pytest.mark.parametrize("noun", NOUNS)
def test_saved_it_reads_as_before_with_a_fresh_outline(as_, ev, report, noun):
    browser, address = as_(ev), f"{AT}{noun}s/4/edit/"
    answer = browser.post(address, filled(browser.get(address)), headers=HERE)
    assert answer["Location"] == f"{PARTS}{noun}/4/"
    part = browser.get(answer["Location"], headers=HERE)
    assert part["HX-Trigger"] == "report-changed"
    page = part.content.decode()
    assert f'id="{noun}-4"' in page
    for fresh in ('id="outline-parts" hx-swap-oob', 'id="waiting-count" hx-swap-oob', "Saved"):
        assert fresh in page
    assert "<form" not in page


def test_ids_of_several_open_forms_differ(as_, ev, report):
    browser = as_(ev)
    one = browser.get(f"{AT}findings/4/edit/", headers=HERE).content.decode()
    other = browser.get(f"{AT}conclusions/4/edit/", headers=HERE).content.decode()
    assert 'id="finding-4-text"' in one
    assert 'id="conclusion-4-text"' in other


def test_a_mistake_is_answered_where_the_form_stands(as_, ev, report):
    browser, address = as_(ev), f"{AT}sections/4/edit/"
    wrong = browser.post(address, filled(browser.get(address), title="", text="Kept"), headers=HERE)
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert page.lstrip().startswith('<div class="report-part is-editing" id="section-4"')
    assert "Kept" in page


def test_the_second_of_two_settles_where_the_form_stands(as_, ev, eud, report, finding):
    browser, address = as_(ev), f"{AT}findings/4/edit/"
    opened = browser.get(address)
    versions.revise(finding, base_version=1, fields={"short_answer": "Theirs"}, by=eud)
    late = browser.post(address, filled(opened, short_answer="Mine"), headers=HERE)
    assert late.status_code == 409
    page = late.content.decode()
    assert page.lstrip().startswith('<div class="report-part is-editing" id="finding-4"')
    assert "Theirs" in page
    assert "Mine" in page
    assert RejectedEdit.objects.get().content["short_answer"] == "Mine"
    settled = {name: late.context["form"][name].value() for name in ("base_version", "question")}
    browser.post(address, filled(opened, **settled, short_answer="Both"), headers=HERE)
    assert now(finding).short_answer == "Both"


def test_a_draft_is_restored_where_the_form_stands(as_, ev, report):
    browser, address = as_(ev), f"{AT}findings/4/edit/"
    key = "00000000-0000-4000-8000-000000000001"
    sent = filled(browser.get(address), short_answer="Half a thought")
    browser.post(address, sent | {"draft-key": key, "draft-keep": "yes"})
    offered = browser.get(address, headers=HERE).content.decode()
    assert f'hx-get="{address}?draft={key}"' in offered
    restored = browser.get(f"{address}?draft={key}", headers=HERE).content.decode()
    assert "Half a thought" in restored
    assert restored.lstrip().startswith('<div class="report-part is-editing"')


def new(browser, address, **values):
    return browser.post(address, filled(browser.get(address), **values), headers=HERE)


def test_a_new_part_stands_where_its_form_stood(as_, ev, report):
    browser = as_(ev)
    opened = browser.get(f"{AT}questions/4/findings/new/", headers=HERE).content.decode()
    assert 'id="new-finding-4" data-part data-new' in opened
    answer = new(browser, f"{AT}questions/4/findings/new/", short_answer="Also.")
    assert answer["Location"] == f"{PARTS}finding/5/"
    assert Finding.objects.get(number=5).question.number == 4
    for noun in ("conclusion", "lesson", "recommendation"):
        assert new(browser, f"{AT}{noun}s/new/", heading="Next")["Location"] == f"{PARTS}{noun}/5/"
    assert Conclusion.objects.count() == Recommendation.objects.count() == 2
    answer = new(browser, f"{AT}sections/new/?kind=annex", title="Terms")
    assert answer["Location"] == f"{PARTS}section/5/"
    assert ReportSection.objects.get(position=5).kind == "annex"


@pytest.mark.parametrize(
    ("address", "values"),
    [("conclusions/new/", {"heading": "First of all", "number": "2"}),
     ("sections/new/?kind=annex", {"title": "Way", "kind": "methodology"}),
     ("questions/new/", {"text": "And what else?", "criterion": "1"}),
     ("sections/4/edit/", {"kind": "annex"}), ("lessons/4/edit/", {"number": "9"})],
)  # fmt: skip
def test_what_now_stands_elsewhere_is_read_anew(as_, ev, report, address, values):
    answer = new(as_(ev), AT + address, **values)
    assert answer.status_code == 200
    assert answer["HX-Refresh"] == "true"


def test_a_kind_that_does_not_exist_is_none(as_, ev, report):
    page = as_(ev).get(f"{AT}sections/new/?kind=nonsense")
    assert page.context["form"]["kind"].value() == ""


def test_who_may_not_write_is_offered_no_pen(as_, reviewer, stranger, report):
    browser = as_(reviewer)
    for noun in NOUNS:
        part = browser.get(f"{PARTS}{noun}/4/", headers=HERE)
        assert part.status_code == 200
        assert "/edit/" not in part.content.decode()
        assert browser.get(f"{AT}{noun}s/4/edit/", headers=HERE).status_code == 403
        assert as_(stranger).get(f"{PARTS}{noun}/4/", headers=HERE).status_code == 404
    assert "hx-get" not in browser.get(AT).content.decode()


def test_a_part_asked_for_as_a_page_is_found_in_the_report(as_, ev, report):
    assert as_(ev).get(f"{PARTS}finding/4/")["Location"] == f"{AT}#finding-4"


@pytest.mark.parametrize("address", ["finding/99/", "nonsense/4/", "finding/99999999999999999999/"])
def test_a_part_that_is_not_there_is_not_found(as_, ev, report, address):
    assert as_(ev).get(PARTS + address, headers=HERE).status_code == 404


def test_open_comments_are_counted_for_those_who_read_them(as_, ev, reader, report, finding):
    make.CommentThreadFactory(evaluation=report, about=finding)
    assert "1 open comment" in as_(ev).get(AT).content.decode()
    assert "1 open comment" in as_(ev).get(f"{PARTS}finding/4/", headers=HERE).content.decode()
    versions.revise(
        now(report), base_version=now(report).version, fields={"stage": "final"}, by=None
    )
    assert "open comment" not in as_(reader).get(AT).content.decode()


def test_who_was_signed_out_keeps_the_form_with_its_text(as_, report):
    """A sign-in page in its place would take the text away; a page of its own is led there."""
    browser, address = as_(None), f"{AT}findings/4/edit/"
    assert browser.post(address, {"short_answer": "Kept"}, headers=HERE).status_code == 401
    assert browser.get(address, headers=HERE).status_code == 401
    assert browser.get(address)["Location"].startswith("/accounts/login/")
