"""A finding: the short answer, the reasoning, and links to evidence that nobody loses unseen."""

import pytest

from editing import versions
from editing.models import RejectedEdit
from tests import factories as make
from tests.evaluations.conftest import filled, now

PAGE = "/evaluations/final/findings/4/"


@pytest.fixture
def evidence(world, evaluation, finding):
    """Two activities, a public and an internal document, and an interview that finding 4 rests on."""
    trainings = [
        make.ActivityFactory(project=world.project, number=number, title=f"Training {number}")
        for number in (1, 2)
    ]
    study = make.DocumentFactory(project=world.project, title="Study of trends")
    note = make.DocumentFactory(
        project=world.project, title="Internal note", confidentiality="internal"
    )
    interview = make.InterviewFactory(
        evaluation=evaluation, number=1, name="Li Wei", category="Chinese authorities"
    )
    fields = {"activities": trainings, "documents": [study, note], "interviews": [interview]}
    versions.revise(finding, base_version=1, fields=fields, by=None)
    return fields


def names(rows):
    return {str(row) for row in rows.all()}


def test_the_page_shows_what_the_finding_rests_on_and_what_was_made_of_it(
    as_, reviewer, world, evaluation, finding, evidence
):
    make.ConclusionFactory(evaluation=evaluation, number=2, heading="It worked", findings=[finding])
    make.RecommendationFactory(evaluation=evaluation, number=3, heading="Go on", findings=[finding])
    page = as_(reviewer).get(PAGE).content.decode()
    assert "C2 It worked" in page
    assert "R3 Go on" in page
    assert "I1 Chinese authorities" in page
    assert "Li Wei" not in page


def test_evidence_from_a_register_one_may_not_see_is_not_named(as_, reviewer, evidence):
    """The reviewer's organisation neither keeps nor shares the register of the project."""
    page = as_(reviewer).get(PAGE).content.decode()
    for hidden in ("Training 1", "Study of trends", "Internal note"):
        assert hidden not in page


def test_the_delegation_shares_the_register_but_not_its_internal_papers(as_, eud, evidence):
    page = as_(eud).get(PAGE).content.decode()
    assert "Training 1" in page
    assert "Study of trends" in page
    assert "Internal note" not in page


def test_the_form_offers_only_evidence_of_the_projects_that_one_may_see(as_, eud, evidence):
    elsewhere = make.ActivityFactory(project=make.ProjectFactory(kept_by=[eud.organisation]))
    page = as_(eud).get(f"{PAGE}edit/").content.decode()
    assert "Study of trends" in page
    assert "Internal note" not in page
    assert elsewhere.title not in page


def test_saving_keeps_the_links_one_could_not_see(as_, eud, finding, evidence):
    browser = as_(eud)
    sent = filled(browser.get(f"{PAGE}edit/"), short_answer="Largely.", activities=[])
    browser.post(f"{PAGE}edit/", sent)
    assert now(finding).short_answer == "Largely."
    assert names(finding.activities) == set()
    assert names(finding.documents) == {"Study of trends", "Internal note"}


def test_a_link_to_what_one_may_not_see_is_refused(as_, eud, finding, evidence):
    hidden = make.DocumentFactory(project=make.ProjectFactory(), title="Somebody else's")
    browser = as_(eud)
    sent = filled(browser.get(f"{PAGE}edit/"), documents=[str(hidden.pk)], short_answer="Kept.")
    page = browser.post(f"{PAGE}edit/", sent)
    assert page.status_code == 422
    assert "documents" in page.context["form"].errors
    assert page.context["form"]["short_answer"].value() == "Kept."


def test_a_conflict_keeps_the_links_one_could_not_see_too(as_, eud, ev, finding, evidence):
    officer, evaluator = as_(eud), as_(ev)
    opened = officer.get(f"{PAGE}edit/")
    evaluator.post(f"{PAGE}edit/", filled(evaluator.get(f"{PAGE}edit/"), short_answer="Theirs."))
    page = officer.post(f"{PAGE}edit/", filled(opened, short_answer="Mine."))
    assert page.status_code == 409
    assert "Internal note" not in page.content.decode()
    assert officer.post(f"{PAGE}edit/", filled(page)).status_code == 302
    assert names(finding.documents) == {"Study of trends", "Internal note"}


def test_the_history_counts_but_does_not_name_what_one_may_not_see(as_, eud, finding, evidence):
    page = as_(eud).get(f"{PAGE}history/").content.decode()
    assert "Study of trends" in page
    assert "Internal note" not in page
    assert "1 that is not open to you" in page


def test_changes_in_different_paragraphs_are_joined(as_, eud, ev, finding):
    officer, evaluator = as_(eud), as_(ev)
    opened = officer.get(f"{PAGE}edit/")
    theirs = "<p>First paragraph, by the evaluator.</p><p>Second paragraph.</p>"
    mine = "<p>First paragraph.</p><p>Second paragraph, by the officer.</p>"
    evaluator.post(f"{PAGE}edit/", filled(evaluator.get(f"{PAGE}edit/"), text=theirs))
    page = officer.post(f"{PAGE}edit/", filled(opened, text=mine))
    officer.post(f"{PAGE}edit/", filled(page))
    assert now(finding).text == (
        "<p>First paragraph, by the evaluator.</p><p>Second paragraph, by the officer.</p>"
    )


def test_who_saves_a_finding_that_was_removed_meanwhile_gets_the_text_back(as_, eud, ev, finding):
    evaluator = as_(ev)
    sent = filled(evaluator.get(f"{PAGE}edit/"), short_answer="Worth keeping.")
    versions.remove(finding, base_version=1, by=eud)
    page = evaluator.post(f"{PAGE}edit/", sent)
    assert page.status_code == 409
    assert "It was removed meanwhile" in page.content.decode()
    assert "Worth keeping." in page.content.decode()
    assert RejectedEdit.objects.get().content["short_answer"] == "Worth keeping."
    assert evaluator.get(f"{PAGE}edit/").status_code == 404


def test_the_taken_number_is_said_with_the_next_free_one(as_, ev, evaluation, question, finding):
    browser, new = as_(ev), "/evaluations/final/questions/4/findings/new/"
    page = browser.post(new, filled(browser.get(new), number="4", text="<p>Kept.</p>"))
    assert page.context["form"].errors["number"] == ["4 is taken; the next free one is 5."]
    assert page.context["form"]["text"].value() == "<p>Kept.</p>"


def test_a_new_finding_starts_from_its_question_with_the_next_number(as_, ev, question, finding):
    form = as_(ev).get("/evaluations/final/questions/4/findings/new/").context["form"]
    assert form["number"].value() == 5
    assert form["question"].value() == question.pk


def test_a_finding_cannot_answer_a_question_of_another_evaluation(as_, ev, finding):
    foreign = make.QuestionFactory(number=1)
    browser = as_(ev)
    page = browser.post(
        f"{PAGE}edit/", filled(browser.get(f"{PAGE}edit/"), question=str(foreign.pk))
    )
    assert "question" in page.context["form"].errors


def test_a_renumbered_finding_is_found_at_its_new_address(as_, ev, finding):
    browser = as_(ev)
    answer = browser.post(
        f"{PAGE}edit/", filled(browser.get(f"{PAGE}edit/"), number="9", stay="yes")
    )
    assert answer["Location"] == "/evaluations/final/findings/9/edit/"


def test_what_a_word_processor_brings_along_is_cleaned(as_, ev, finding):
    browser = as_(ev)
    pasted = '<p style="color:red" onclick="x()">Good<script>x()</script><span class="fn">Note</span></p>'
    browser.post(f"{PAGE}edit/", filled(browser.get(f"{PAGE}edit/"), text=pasted))
    assert now(finding).text == '<p>Good<span class="fn">Note</span></p>'


@pytest.mark.parametrize("links", [2, 30])
def test_the_page_and_its_form_cost_the_same_with_much_evidence(
    as_, ev, world, finding, links, django_assert_max_num_queries
):
    rows = [make.ActivityFactory(project=world.project) for _link in range(links)]
    versions.revise(finding, base_version=1, fields={"activities": rows}, by=None)
    for number in range(links):
        make.ConclusionFactory(evaluation=finding.evaluation, number=number + 1, findings=[finding])
    browser = as_(ev)
    with django_assert_max_num_queries(30):
        browser.get(PAGE)
    with django_assert_max_num_queries(24):
        browser.get(f"{PAGE}edit/")
