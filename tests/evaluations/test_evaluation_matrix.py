"""The evaluation matrix as one grid: edited row by row, moved up and down, nothing overwritten."""

import pytest

from editing import versions
from editing.models import RejectedEdit, Revision
from evaluations.models import Indicator, JudgementCriterion
from tests import factories as make
from tests.evaluations.conftest import filled, now

GRID = "/evaluations/final/evaluation-matrix/"
JUDGED = "/evaluations/final/questions/4/judged/"


def judged_by(question, number, **fields):
    fields = {"question": question, "number": number, "text": f"Judged by {number}"} | fields
    return versions.create(JudgementCriterion, fields=fields, by=None)


def shown_by(criterion, number):
    fields = {"judgement_criterion": criterion, "number": number, "text": f"Shown by {number}"}
    return versions.create(Indicator, fields=fields, by=None)


@pytest.fixture
def grid(question):
    """JC 4.1 with two indicators and JC 4.2."""
    first = judged_by(question, 1)
    return [shown_by(first, 1), shown_by(first, 2), judged_by(question, 2), first]


def test_one_page_holds_the_whole_matrix(as_, reviewer, ev, grid):
    page = as_(reviewer).get(GRID).content.decode()
    for words in ("EQ 4", "JC 4.1", "I 4.1.2", "Judged by 2", "Shown by 1"):
        assert words in page
    assert "Move" not in page
    assert "Move" in as_(ev).get(GRID).content.decode()


def test_a_row_opens_in_place_and_comes_back_as_the_grid(as_, ev, grid):
    browser, address = as_(ev), f"{JUDGED}1/indicators/2/edit/?next={GRID}"
    opened = browser.get(address, headers={"HX-Request": "true"})
    assert opened.content.decode().lstrip().startswith("<tr")
    saved = browser.post(
        address, filled(opened, sources="Register"), headers={"HX-Request": "true"}
    )
    assert saved["Location"] == GRID
    assert now(grid[1]).sources == "Register"


def test_without_scripts_the_same_address_is_a_page_and_leads_back(as_, ev, grid):
    browser, address = as_(ev), f"{JUDGED}new/?next={GRID}"
    opened = browser.get(address)
    assert "<!doctype html>" in opened.content.decode()
    assert browser.post(address, filled(opened, text="A third"))["Location"] == GRID


def test_nobody_is_led_elsewhere(as_, ev, grid):
    browser, address = as_(ev), f"{JUDGED}new/?next=//evil.example/"
    answer = browser.post(address, filled(browser.get(address), text="A third"))
    assert answer["Location"] == "/evaluations/final/questions/4/#matrix"


def test_mistakes_and_conflicts_are_answered_where_they_belong(as_, ev, eud, grid):
    browser, address = as_(ev), f"{JUDGED}1/indicators/2/edit/?next={GRID}"
    opened = browser.get(address)
    wrong = browser.post(address, filled(opened, text=""), headers={"HX-Request": "true"})
    assert (wrong.status_code, wrong["HX-Retarget"]) == (422, "closest tr")
    versions.revise(grid[1], base_version=1, fields={"text": "Theirs"}, by=eud)
    late = browser.post(address, filled(opened, text="Mine"), headers={"HX-Request": "true"})
    assert (late.status_code, late["HX-Retarget"]) == (409, "#main")
    assert RejectedEdit.objects.get().content["text"] == "Mine"


@pytest.mark.parametrize(
    ("number", "direction", "order"),
    [(2, "up", ["Shown by 2", "Shown by 1"]), (1, "down", ["Shown by 2", "Shown by 1"]),
     (1, "up", ["Shown by 1", "Shown by 2"]), (2, "down", ["Shown by 1", "Shown by 2"])],
)  # fmt: skip
def test_an_indicator_changes_places_with_its_neighbour(as_, ev, grid, number, direction, order):
    sent = {"base_version": "1", "direction": direction}
    assert as_(ev).post(f"{JUDGED}1/indicators/{number}/move/", sent)["Location"] == GRID
    assert [each.text for each in grid[3].indicators.all()] == order
    assert [each.number for each in grid[3].indicators.all()] == [1, 2]


def test_every_move_is_a_version_by_name(as_, ev, grid):
    as_(ev).post(f"{JUDGED}2/move/", {"base_version": "1", "direction": "up"})
    assert (now(grid[2]).number, now(grid[3]).number) == (1, 2)
    for row in (grid[2], grid[3]):
        last = versions.revisions_of(row).first()
        assert (last.by, last.reason, last.version) == (ev, "moved", now(row).version)


def test_who_saw_an_older_row_looks_again_before_moving_it(as_, ev, eud, grid):
    versions.revise(grid[1], base_version=1, fields={"text": "Theirs"}, by=eud)
    before = Revision.objects.count()
    page = as_(ev).post(f"{JUDGED}1/indicators/2/move/", {"base_version": "1", "direction": "up"})
    assert page.status_code == 409
    assert "Look again before you move it" in page.content.decode()
    assert Revision.objects.count() == before
    assert [each.number for each in (now(grid[0]), now(grid[1]))] == [1, 2]


@pytest.mark.parametrize(
    "sent", [{}, {"base_version": "x", "direction": "up"}, {"base_version": "1"},
             {"base_version": "1", "direction": "sideways"}]
)  # fmt: skip
def test_a_move_that_makes_no_sense_is_refused(as_, ev, grid, sent):
    assert as_(ev).post(f"{JUDGED}1/move/", sent).status_code == 400


def test_who_may_read_may_not_move(as_, reviewer, stranger, grid):
    sent = {"base_version": "1", "direction": "down"}
    assert as_(reviewer).post(f"{JUDGED}1/move/", sent).status_code == 403
    assert as_(stranger).post(f"{JUDGED}1/move/", sent).status_code == 404
    assert as_(reviewer).get(f"{JUDGED}1/move/").status_code == 405


@pytest.mark.parametrize("questions", [4, 40])
def test_the_grid_costs_the_same_with_4_and_with_40_questions(
    as_, ev, evaluation, questions, django_assert_max_num_queries
):
    for number in range(1, questions + 1):
        criterion = judged_by(make.QuestionFactory(evaluation=evaluation, number=number), 1)
        shown_by(criterion, 1)
    browser = as_(ev)
    with django_assert_max_num_queries(12):
        assert browser.get(GRID).content.decode().count("Shown by 1") == questions
