"""How strong the evidence is: what the links suggest, and who judges otherwise says why."""

import pytest
from django.db import IntegrityError, transaction

from editing import versions
from evaluations.models import Finding, Indicator, JudgementCriterion
from evaluations.strength import strength_of, suggested_strength
from tests import factories as make
from tests.evaluations.conftest import filled, now

PAGE = "/evaluations/final/findings/4/"
EDIT = f"{PAGE}edit/"


@pytest.fixture
def activity(world):
    return make.ActivityFactory(project=world.project)


@pytest.fixture
def paper(world):
    return make.DocumentFactory(project=world.project, number=12, title="Study of trends")


@pytest.fixture
def indicator(question):
    fields = {"question": question, "number": 1, "text": "Officials know more"}
    judged = versions.create(JudgementCriterion, fields=fields, by=None)
    fields = {"judgement_criterion": judged, "number": 2, "text": "Trained", "observed": "1,452"}
    return versions.create(Indicator, fields=fields, by=None)


@pytest.mark.parametrize(
    ("kinds", "word"), [(0, ""), (1, "weak"), (2, "indicative"), (3, "strong"), (4, "strong")]
)
def test_the_more_kinds_of_source_the_stronger(kinds, word):
    assert strength_of(kinds) == word


def test_ten_activities_are_one_voice(world, finding):
    many = [make.ActivityFactory(project=world.project) for _each in range(10)]
    finding = versions.revise(finding, base_version=1, fields={"activities": many}, by=None)
    assert suggested_strength(finding) == "weak"


def test_an_indicator_is_a_kind_of_source(finding, activity, paper, indicator):
    links = {"activities": [activity], "documents": [paper], "indicators": [indicator]}
    assert suggested_strength(versions.revise(finding, base_version=1, fields=links, by=None)) == (
        "strong"
    )


def test_who_judges_otherwise_says_why(as_, ev, finding, activity):
    browser = as_(ev)
    sent = filled(browser.get(EDIT), activities=[str(activity.pk)], evidence_strength="strong")
    page = browser.post(EDIT, sent)
    assert page.status_code == 422
    assert "The sources suggest: Weak." in page.content.decode()
    assert browser.post(EDIT, sent | {"evidence_reason": "Seen by all of us."}).status_code == 302
    assert now(finding).evidence_reason == "Seen by all of us."


def test_who_follows_the_suggestion_says_nothing(as_, ev, finding, activity):
    browser = as_(ev)
    sent = filled(browser.get(EDIT), activities=[str(activity.pk)], evidence_strength="weak")
    assert browser.post(EDIT, sent).status_code == 302
    assert "The linked sources suggest: Weak." in browser.get(EDIT).content.decode()


def test_an_older_judgement_does_not_stop_who_mends_a_comma(as_, ev, finding):
    versions.revise(finding, base_version=1, fields={"evidence_strength": "strong"}, by=None)
    browser = as_(ev)
    assert browser.post(EDIT, filled(browser.get(EDIT), text="<p>Mended.</p>")).status_code == 302


def test_a_paper_that_one_may_not_see_does_not_stop_them_either(as_, ev, world, finding):
    secret = make.DocumentFactory(project=world.project, confidentiality="internal")
    fields = {"documents": [secret], "evidence_strength": "strong"}
    versions.revise(finding, base_version=1, fields=fields, by=None)
    browser = as_(ev)
    sent = filled(browser.get(EDIT), text="<p>Mended.</p>", documents=[])
    assert browser.post(EDIT, sent).status_code == 302
    assert list(now(finding).documents.all()) == [secret]


def test_the_database_keeps_no_reason_without_a_strength(finding):
    Finding.everything.write_if_unchanged(finding, 1, {"evidence_strength": "weak"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.everything.write_if_unchanged(
            finding, 2, {"evidence_strength": "", "evidence_reason": "So"}
        )


def test_pages_of_a_paper_are_named_shown_and_printed(as_, eud, finding, paper):
    browser = as_(eud)
    sent = filled(browser.get(EDIT), documents=[str(paper.pk)], document_pages="MMSP 12: pp. 4–6")
    assert browser.post(EDIT, sent).status_code == 302
    assert now(finding).document_pages == {"MMSP 12": "pp. 4–6"}
    assert "(pp. 4–6)" in browser.get(PAGE).content.decode()
    assert "12 (pp. 4–6)" in browser.get("/evaluations/final/report/").content.decode()


@pytest.mark.parametrize("pages", ["MMSP 13: p. 1", "nonsense", "MMSP 12:", ": x", "a:b" * 4000])
def test_pages_of_what_is_not_ticked_are_refused(as_, ev, finding, paper, pages):
    browser = as_(ev)
    page = browser.post(
        EDIT, filled(browser.get(EDIT), documents=[str(paper.pk)], document_pages=pages)
    )
    assert "document_pages" in page.context["form"].errors


def test_pages_of_a_paper_one_may_not_see_stay_unseen_and_are_kept(as_, eud, world, finding, paper):
    secret = make.DocumentFactory(project=world.project, number=13, confidentiality="internal")
    fields = {
        "documents": [paper, secret],
        "document_pages": {"MMSP 12": "p. 1", "MMSP 13": "p. 2"},
    }
    versions.revise(finding, base_version=1, fields=fields, by=None)
    browser = as_(eud)
    opened = browser.get(EDIT)
    assert "MMSP 12: p. 1" in opened.content.decode()
    assert "MMSP 13" not in opened.content.decode()
    assert "MMSP 13" not in browser.get(PAGE).content.decode()
    for told in (f"{PAGE}history/", f"{PAGE}history/?from=1&to=2", "/evaluations/final/changes/"):
        page = browser.get(told).content.decode()
        assert "MMSP 12: p. 1" in page
        assert "MMSP 13" not in page
    assert browser.post(EDIT, filled(opened, document_pages="MMSP 12: p. 3")).status_code == 302
    assert now(finding).document_pages == {"MMSP 12": "p. 3", "MMSP 13": "p. 2"}


def test_the_value_of_an_indicator_is_shown_where_it_speaks(as_, reviewer, finding, indicator):
    versions.revise(finding, base_version=1, fields={"indicators": [indicator]}, by=None)
    page = as_(reviewer).get(PAGE).content.decode()
    assert "I 4.1.2" in page
    assert "1,452" in page
    assert "1 source" in as_(reviewer).get("/evaluations/final/chain/").content.decode()


def test_an_indicator_of_another_evaluation_is_not_offered(as_, ev, finding, indicator):
    question = make.QuestionFactory(number=1)
    fields = {"question": question, "number": 1, "text": "Foreign"}
    judged = versions.create(JudgementCriterion, fields=fields, by=None)
    fields = {"judgement_criterion": judged, "number": 1, "text": "Foreign"}
    foreign = versions.create(Indicator, fields=fields, by=None)
    browser = as_(ev)
    opened = browser.get(EDIT)
    assert indicator in opened.context["form"].fields["indicators"].queryset
    page = browser.post(EDIT, filled(opened, indicators=[str(foreign.pk)]))
    assert "indicators" in page.context["form"].errors


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40])
def test_what_is_no_row_at_all_is_refused_at_its_field(as_, ev, finding, key):
    browser = as_(ev)
    page = browser.post(EDIT, filled(browser.get(EDIT), activities=[key]))
    assert page.status_code == 422
    assert "activities" in page.context["form"].errors


def test_ticking_tells_the_suggestion_before_anything_is_saved(as_, ev, finding, activity, paper):
    browser, ticked = as_(ev), {"activities": [str(activity.pk)], "documents": [str(paper.pk)]}
    for address in (f"{PAGE}strength/", "/evaluations/final/findings/strength/"):
        said = browser.post(address, ticked).content.decode()
        assert "The linked sources suggest: Indicative." in said
        assert "nothing is suggested" in browser.post(address, {}).content.decode()
        assert "Weak" in browser.post(address, ticked | {"documents": ["x"]}).content.decode()
    assert now(finding).version == 1
    page = browser.get(EDIT).content.decode()
    assert f'hx-post="{PAGE}strength/"' in page


def test_links_that_the_person_does_not_see_count_as_on_saving(as_, ev, finding, activity):
    unseen = make.DocumentFactory()
    versions.revise(finding, base_version=1, fields={"documents": [unseen]}, by=None)
    said = as_(ev).post(f"{PAGE}strength/", {"activities": [str(activity.pk)]}).content.decode()
    assert "Indicative" in said


def test_only_who_writes_is_told(as_, reviewer, stranger, finding):
    for address in (f"{PAGE}strength/", "/evaluations/final/findings/strength/"):
        assert as_(reviewer).post(address).status_code == 403
        assert as_(stranger).post(address).status_code == 404
        assert as_(reviewer).get(address).status_code == 405
