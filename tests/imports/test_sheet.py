"""A response matrix as a sheet: what is understood, and what is said of what cannot be."""

from datetime import date
from decimal import Decimal

import pytest

from mmsp.imports.guard import Refused
from mmsp.imports.matrix import bring_in
from mmsp.imports.sandbox import parse_matrix
from recommendations.models import KeyAction, ManagementResponse, ProgressUpdate, Recommendation
from tests import factories as make
from tests.imports.sheets import FIRST, HEADS, MORE, SECOND, bomb, packed, sheet, text, with_xml

pytestmark = pytest.mark.django_db


def taken_in(world, data, name="plan.xlsx"):
    return bring_in(
        paper=parse_matrix(data, name), evaluation=world.evaluation, organisation=world.iom, by=None
    )


def refused(data, name="plan.xlsx"):
    with pytest.raises(Refused) as refusal:
        parse_matrix(data, name)
    return str(refusal.value)


def without(row, column, words=""):
    """The row with another word in one column."""
    at = HEADS.index(column)
    return (*row[:at], words, *row[at + 1 :])


@pytest.mark.parametrize(
    ("data", "name"),
    [(sheet(FIRST, SECOND, MORE), "plan.xlsx"), (text(FIRST, SECOND, MORE), "plan.csv")],
)
def test_a_sheet_comes_in_whole_and_a_second_time_changes_nothing(world, data, name):
    taken_in(world, data, name)
    first, second = Recommendation.objects.order_by("number")
    assert (first.heading, first.text) == ("A. Design", "<p>Write better results.</p>")
    assert (first.priority, second.priority) == (1, 2)
    accepted, partly = ManagementResponse.objects.order_by("recommendation__number")
    assert (accepted.decision, partly.decision) == ("accepted", "partially_accepted")
    assert partly.reason == "Half of it is done elsewhere."
    actions = {row.label: row for row in KeyAction.objects.all()}
    assert actions["1.1"].due_on == date(2025, 8, 1)
    assert (actions["2.1"].no_date_reason, actions["2.1"].no_date_note) == (
        "no_funding", "We asked twice.",
    )  # fmt: skip
    assert (actions["2.2"].text, actions["2.2"].status) == ("Do more.", "on_hold")
    again = taken_in(world, data, name)
    assert {change.what for change in again.changes} == {"unchanged"}


def test_headings_in_another_order_and_in_french_are_understood(world):
    heads = ("Statut", "Recommandation n°", "Mesures prises", "Action clé", "Échéance", "Intitulé",
             "Réponse de la direction", "Niveau de priorité (1 à 3)", "Unité responsable")  # fmt: skip
    row = ("En cours", 1, "Équipe formée.", "Former.", "1er août 2025", "Formation", "Acceptée", "haute",
           "Opérations")  # fmt: skip
    taken_in(world, sheet(row, heads=heads))
    action = KeyAction.objects.get()
    assert (action.status, action.due_on) == ("initiated", date(2025, 8, 1))
    assert action.response.decision == "accepted"
    assert action.response.recommendation.priority == 1
    assert ProgressUpdate.objects.get().what_was_done == "Équipe formée."


def test_merged_headings_of_two_rows_are_read_together(world):
    above = ("Recommendation", "Key action", "Time frame", "Implementation monitoring", "")
    below = ("", "", "", "Comments or action taken", "Status")
    row = (1, "Take part.", "2025-08-01", "The team was trained.", "Initiated")
    make.RecommendationFactory(evaluation=world.evaluation, number=1)
    taken_in(world, sheet(below, row, heads=above))
    assert KeyAction.objects.get().status == "initiated"


def test_a_row_finds_its_action_by_reference_or_by_words(world):
    taken_in(world, sheet(FIRST))
    heads = ("Reference", *HEADS)
    renamed = without(FIRST, "Key action", "Something else entirely.")
    told = taken_in(world, sheet(("1.1", *renamed), heads=heads))
    assert KeyAction.objects.count() == 1
    assert any("which stands" in each.done and each.where.endswith("I2") for each in told.mended)
    moved = ("", 9, *FIRST[1:])
    told = taken_in(world, sheet(moved, heads=heads))
    assert Recommendation.objects.count() == 1
    assert "found by its words" in " ".join(each.done for each in told.mended)


def test_money_that_is_missing_comes_along_and_without_it_the_action_is_on_hold(world):
    heads = (*HEADS, "Missing amount in EUR", "Possible donor")
    blocked = (*without(FIRST, "Status", "Waiting for funding"), 12000, "A donor")
    taken_in(world, sheet(blocked, heads=heads))
    action = KeyAction.objects.get()
    assert (action.status, action.funding_gap) == ("funding_blocked", Decimal(12000))
    assert action.possible_donor == "A donor"
    told = taken_in(
        world, sheet((*without(SECOND, "Status", "Waiting for funding"), "", ""), heads=heads)
    )
    assert KeyAction.objects.get(response__recommendation__number=2).status == "on_hold"
    assert "no missing amount is given" in " ".join(each.done for each in told.mended)


def test_the_cleaning_report_names_the_cell(world):
    told = taken_in(world, sheet(without(FIRST, "Due on", "soon"), without(SECOND, "Priority")))
    said = {(each.where, each.found) for each in told.mended}
    assert ("Sheet “Plan”, cell I2", "soon") in said
    assert ("Sheet “Plan”, cell E3", "") in said


def test_columns_that_somebody_added_are_told_and_left_out(world):
    told = taken_in(world, sheet((*FIRST, "x"), heads=(*HEADS, "Our own notes")))
    assert ("Sheet “Plan”, cell P1", "Our own notes") in {(m.where, m.found) for m in told.mended}


@pytest.mark.once
@pytest.mark.parametrize(
    ("data", "cell", "sentence"),
    [
        (sheet(("", *FIRST[:14])), "G2", "belongs into column F"),
        (sheet(("R-one", *FIRST[1:])), "A2", "is no number of a recommendation"),
        (sheet((*FIRST[:13], "", "", "Initiated")), "P2", "stands under no heading"),
        (sheet((*FIRST[:13], "Initiated", "")), "N2", "belongs into column O"),
        (sheet(without(FIRST, "Due on", "=TODAY()+30")), "I2", "there is a formula"),
        (sheet(FIRST, without(without(FIRST, "Key action", "More."), "Priority", 3)), "E3", "differs from"),
        (sheet(("", *SECOND[1:])), "A2", "has no number"),
        (sheet(FIRST, heads=(*HEADS[:13], "Status", "Status")), "O1", "stands there already"),
        (sheet((3, *FIRST[1:], "2.1"), heads=(*HEADS, "Reference")), "A2", "the hidden reference says 2.1"),
    ],
)  # fmt: skip
def test_what_is_out_of_line_is_refused_with_its_cell(data, cell, sentence):
    said = refused(data)
    assert said.startswith(f"Sheet “Plan”, cell {cell}: ")
    assert sentence in said


@pytest.mark.once
def test_a_formula_in_a_text_is_refused_and_our_apostrophe_is_no_part_of_the_words():
    assert "cell I2: there is a formula" in refused(text(without(FIRST, "Due on", "=1+1")), "p.csv")
    paper = parse_matrix(text(without(FIRST, "Key action", "'=SUM of all")), "p.csv")
    assert paper.answers[0].actions[0].cells["text"] == "=SUM of all"


@pytest.mark.once
def test_an_error_of_the_sheet_is_no_value():
    data = with_xml(
        sheet(FIRST), '<c r="E2" t="n"><v>1</v></c>', '<c r="E2" t="e"><v>#REF!</v></c>'
    )
    assert "cell E2: “#REF!” stands there instead of a value" in refused(data)


@pytest.mark.once
def test_a_million_empty_rows_are_read_over_and_hide_nothing():
    rows = "".join(f'<row r="{number}"/>' for number in range(3, 1_048_576))
    data = with_xml(sheet(FIRST), "</sheetData>", f"{rows}</sheetData>")
    assert len(parse_matrix(data, "p.xlsx").answers) == 1


@pytest.mark.once
def test_a_bomb_hurts_nobody():
    assert len(bomb()) < 8000
    assert len(parse_matrix(bomb(), "p.xlsx").answers) == 1
    assert "far larger than a report can be" in refused(packed())


@pytest.mark.once
def test_too_many_rows_are_refused_with_the_row():
    rows = [(1, *FIRST[1:7], f"Do {number}.", *FIRST[8:]) for number in range(5000)]
    assert refused(text(*rows), "p.csv").startswith("Sheet “CSV”, row 5001: ")


@pytest.mark.once
@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (sheet(FIRST)[:-400], "p.xlsx", "This file is damaged"),
        (b"PK\x03\x04" + bytes(400), "p.xlsx", "This file is damaged"),
        (b"%PDF-1.7", "p.xlsx", "This file is called .xlsx but is something else inside"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(400), "p.xls", "in the format of Excel 97-2003"),
        (sheet(FIRST), "p.xlsm", "contains macros"),
        (sheet(FIRST), "p.csv", "This is a workbook, not a text"),
        (b"", "p.csv", "This file is empty"),
        ("Status;Échéance".encode("latin-1"), "p.csv", "is not UTF-8"),
        (b'Recommendation;Key action;Status\n1;"Do it', "p.csv", "cannot be read"),
        (sheet(("a", "b"), heads=("Name", "Age")), "p.xlsx", "No response matrix was recognised"),
        (text(FIRST[:3], heads=("x", "y", "z")), "p.csv", "No response matrix was recognised"),
        (sheet(FIRST), "p.ods", "is not a Word document"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_sheet_gets_its_sentence(data, name, sentence):
    assert sentence in refused(data, name)


def test_nothing_is_half_imported(world):
    """The second row cannot be written: the first is not there either."""
    long = without(SECOND, "Responsible unit", "x" * 300)
    with pytest.raises(Refused, match=r"cell L3: .* Shorten it"):
        taken_in(world, sheet(FIRST, long))
    assert not Recommendation.objects.exists()
    assert not KeyAction.objects.exists()
