"""A response matrix in Word becomes the follow-up of an evaluation."""

import time
from datetime import date

import pytest
from django.utils import timezone

from editing import versions
from editing.models import Revision
from evaluations.models import Stage
from mmsp.imports import word
from mmsp.imports.guard import Refused
from mmsp.imports.matrix import bring_in
from mmsp.imports.parsed_matrix import ParsedMatrix
from mmsp.imports.sandbox import parse_matrix
from recommendations.actions import update_progress
from recommendations.models import (
    Decision,
    KeyAction,
    NoDateReason,
    ProgressUpdate,
    Recommendation,
    Remark,
    ResponseMatrix,
)
from recommendations.status import ActionStatus
from tests import factories as make
from tests.imports.matrices import HEADS, UNIT, Form, deleted_row, form, tracked
from tests.imports.papers import word as letter

pytestmark = pytest.mark.django_db
ACTION = ("Do it.", "1 Aug 2025", UNIT, "Begun.", "Initiated")


def taken_in(world, made, **options):
    return bring_in(
        paper=word.parse_matrix(made.bytes()), evaluation=world.evaluation,
        organisation=world.iom, **{"by": None, **options},
    )  # fmt: skip


def test_a_heading_that_says_the_same_for_ever_is_read_at_once():
    made = Form()
    heads = (*HEADS[:2], f"Responsible person{'(s)' * 200}x", *HEADS[3:])
    made.recommend(1, "A. Design", "Write better results.", ACTION, heads=heads)
    started = time.process_time()
    with pytest.raises(Refused):
        word.parse_matrix(made.bytes())
    assert time.process_time() - started < 5


def one(*rows, **options):
    made = Form()
    table = made.recommend(1, "A. Design", "Write better results.", *(rows or (ACTION,)), **options)
    return made, table


def test_the_published_form_comes_in_whole(world):
    taken_in(world, form())
    rows = Recommendation.objects.order_by("number")
    assert [row.priority for row in rows] == [1, 2, 2, 3, 2]
    assert [row.heading for row in rows][:2] == ["A. Design", "B: Gender"]
    assert rows[0].addressee_note == "Project management; senior management"
    matrix = ResponseMatrix.objects.get()
    assert matrix.completed_by == "Jun C., Manager; Kit G., Assistant"
    assert matrix.overall_comment == "Well designed."
    assert {row.decision for row in matrix.responses.all()} == {Decision.ACCEPTED}
    actions = KeyAction.objects.order_by("response__recommendation__number")
    assert [row.status for row in actions] == [
        "completed", "initiated", "initiated", "initiated", "not_initiated",
    ]  # fmt: skip
    assert [row.due_on for row in actions] == [
        None, date(2023, 8, 1), None, date(2025, 8, 1), date(2025, 8, 1),
    ]  # fmt: skip
    assert [row.no_date_reason for row in actions if not row.due_on] == [
        NoDateReason.DONE_BEFORE, NoDateReason.NO_FUNDING,
    ]  # fmt: skip
    assert {row.responsible_units for row in actions} == {UNIT}
    assert ProgressUpdate.objects.count() == 5


def test_comments_in_word_become_remarks_with_their_threads(world):
    taken_in(world, form())
    single, asked, answered = Remark.objects.order_by("position")
    assert (single.author_name, single.answers) == ("GX", None)
    assert (asked.author_name, asked.text) == ("CM", "Please provide a timeframe.")
    assert answered.answers == asked
    assert answered.response.recommendation.number == 3


def test_the_same_file_again_changes_nothing(world):
    taken_in(world, form())
    before = Revision.objects.count()
    done = taken_in(world, form())
    assert {change.what for change in done.changes} == {"unchanged"}
    assert Revision.objects.count() == before


def test_a_rehearsal_tells_the_same_and_writes_nothing(world):
    told = taken_in(world, form(), is_rehearsal=True)
    assert not Recommendation.objects.exists()
    assert not ResponseMatrix.objects.exists()
    assert told == taken_in(world, form())


def test_the_cleaning_report_names_table_and_row(world):
    mended = taken_in(world, form()).mended
    said = {(m.place.table, m.place.row, m.column, m.found) for m in mended}
    assert (1, 6, "deadline", "This was done before the evaluation.") in said
    assert (3, 6, "deadline", "N/A") in said
    assert (1, 6, "status", "Completed.") in said


CLAIMED = ("Do it.", "1 Aug 2025", UNIT, "Done.", "Completed")
PROVED = ("Do it.", "1 Aug 2025", UNIT, "The note was signed in May.", "Completed")


@pytest.mark.parametrize(
    ("row", "who", "status", "remark"),
    [
        (CLAIMED, "pm", "initiated", "no evidence is given; taken as “Initiated”"),
        (PROVED, "pm", "completed", "what was done is its only evidence"),
        (CLAIMED, "eud", "completed", "taken as said; no evidence is given"),
        (CLAIMED, None, "completed", "taken as said; no evidence is given"),
    ],
)  # fmt: skip
def test_completed_is_believed_of_who_answers_with_a_note_of_substance(
    world, request, row, who, status, remark
):
    made, _table = one(row)
    by = who and request.getfixturevalue(who)
    if who:  # the manager helps out in the organisation that answers
        make.RecommendationFactory(evaluation=world.evaluation, number=1, heading="A. Design",
                                   text="<p>Write better results.</p>", priority=2,
                                   addressee_note="Project management")  # fmt: skip
        versions.revise(versions.current(by), base_version=by.version, by=None,
                        fields={"organisation": world.iom})  # fmt: skip
        if who == "eud":
            make.MembershipFactory(evaluation=world.evaluation, user=by, role="respondent")
        make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
        by = type(by).objects.get(pk=by.pk)
    done = taken_in(world, made, by=by)
    assert KeyAction.objects.get().status == ProgressUpdate.objects.get().status == status
    assert any(remark in each.done for each in done.mended if each.column == "status")
    assert {change.what for change in taken_in(world, made, by=by).changes} == {"unchanged"}


def test_what_is_missing_or_unknown_is_said_and_nothing_is_lost(world):
    made, _ = one(("Do it.", "soon", "N/A", "Begun.", "Half done"), priority="", answer="Perhaps")
    said = {m.column: m.done for m in taken_in(world, made).mended}
    assert said["priority"] == "missing; left empty"
    assert said["management response"] == "not understood; left pending"
    assert said["responsible"] == "names nobody; left empty"
    assert "its words are kept in the log" in said["status"]
    assert "Half done" in ProgressUpdate.objects.get().what_was_done


def test_several_actions_and_cells_merged_over_them(world):
    second = ("Do more.", "1 Sep 2025", "", "Nothing yet.", "Not initiated")
    made, table = one(ACTION, second)
    table.cell(5, 2).merge(table.cell(6, 2)).text = UNIT
    taken_in(world, made)
    actions = KeyAction.objects.order_by("number")
    assert [(row.label, row.responsible_units) for row in actions] == [("1.1", UNIT), ("1.2", UNIT)]


def test_one_action_over_two_rows_is_one_action(world):
    more = ("", "", "", "And then some.", "")
    made, table = one(ACTION, more)
    table.cell(5, 0).merge(table.cell(6, 0)).text = "Do it."
    taken_in(world, made)
    assert KeyAction.objects.get().text == "Do it."
    assert ProgressUpdate.objects.get().what_was_done == "Begun.\nAnd then some."


def test_tracked_insertions_are_kept_and_deletions_dropped(world):
    made, table = one(ACTION, ("Gone.", "1 Aug 2025", UNIT, "", "Initiated"))
    tracked(made.paper, table.cell(5, 0), inserted=" Really.", deleted=" Perhaps.")
    deleted_row(table, 6)
    taken_in(world, made)
    assert KeyAction.objects.get().text == "Do it. Really."


def test_an_action_may_speak_of_another_recommendation(world):
    about = (
        "Recommendation 2: see there.",
        "1 Aug 2025",
        UNIT,
        "As recommendation 3.",
        "Initiated",
    )
    taken_in(world, one(about)[0])
    assert KeyAction.objects.get().text == "Recommendation 2: see there."
    assert Recommendation.objects.count() == 1


def test_columns_in_another_order_are_read_by_their_headings(world):
    order = (HEADS[2], HEADS[0], HEADS[1], HEADS[4], HEADS[3])
    made, _ = one((UNIT, "Do it.", "1 Aug 2025", "Initiated", "Begun."), heads=order)
    taken_in(world, made)
    action = KeyAction.objects.get()
    assert (action.text, action.responsible_units, action.status) == ("Do it.", UNIT, "initiated")


def test_a_recommendation_of_the_report_is_found_by_its_words_or_number_and_stands(world):
    by_words = make.RecommendationFactory(
        evaluation=world.evaluation, number=7, heading="Better", text="<p>Write better results</p>"
    )
    done = taken_in(world, one()[0])
    assert Recommendation.objects.get() == by_words
    assert by_words.responses.get().actions.count() == 1
    assert Recommendation.objects.get().heading == "Better"
    assert Recommendation.objects.get().priority == 2
    assert "found by its words as recommendation 7" in [m.done for m in done.mended]


def test_what_people_said_here_since_stands_and_is_told(world):
    taken_in(world, one()[0])
    action = KeyAction.objects.get()
    said = {"status": ActionStatus.ON_HOLD, "what_was_done": "Waiting."}
    update_progress(action=action, base_version=action.version, fields=said, by=None)
    done = taken_in(world, one()[0])
    assert {change.what for change in done.changes} == {"unchanged"}
    assert KeyAction.objects.get().status == ActionStatus.ON_HOLD
    later, _ = one(("Do it.", "1 Aug 2026", UNIT, "Nearly there.", "Initiated"))
    done = taken_in(world, later)
    assert KeyAction.objects.get().due_on == date(2025, 8, 1)
    assert "which stands; a new date is given with an update" in done.mended[0].done
    assert ProgressUpdate.objects.count() == 3


def test_another_action_in_the_same_place_is_another_action(world):
    taken_in(world, one()[0])
    taken_in(world, one(("Ask the neighbours to help.", *ACTION[1:]))[0])
    assert [row.text for row in KeyAction.objects.order_by("number")] == [
        "Do it.", "Ask the neighbours to help.",
    ]  # fmt: skip


def test_a_rejection_brings_its_reason_and_waits_without_one(world):
    taken_in(world, one(answer="Reject: it is not ours to do.")[0])
    response = ResponseMatrix.objects.get().responses.get()
    assert (response.decision, response.reason) == (Decision.REJECTED, "it is not ours to do.")
    bare, _ = one(answer="Partially accept")
    done = bring_in(
        paper=word.parse_matrix(bare.bytes()), evaluation=world.evaluation,
        organisation=world.delegation, by=None,
    )  # fmt: skip
    other = ResponseMatrix.objects.get(organisation=world.delegation).responses.get()
    assert other.decision == Decision.PENDING
    assert "no reason is given" in done.mended[0].done


def test_a_submitted_answer_is_not_changed_by_a_file(world):
    taken_in(world, one()[0])
    matrix = ResponseMatrix.objects.get()
    signed = {"submitted_at": timezone.now()}
    versions.revise(matrix, base_version=matrix.version, fields=signed, by=None)
    taken_in(world, one()[0])
    with pytest.raises(Refused, match="was submitted and stands as it is"):
        taken_in(world, one(ACTION, ("Do more.", *ACTION[1:]))[0])
    assert KeyAction.objects.count() == 1


def test_a_final_report_gets_no_new_recommendations(world):
    evaluation = world.evaluation
    versions.revise(
        evaluation, base_version=evaluation.version, fields={"stage": Stage.FINAL}, by=None
    )
    evaluation.refresh_from_db()
    with pytest.raises(Refused, match="Table 1, row 1: recommendation 1 is not among those"):
        taken_in(world, one()[0])


def test_it_is_written_in_somebodys_name_under_their_rights(world, pm, stranger):
    with pytest.raises(Refused, match="may not write everything"):
        taken_in(world, one()[0], by=stranger)
    assert not Recommendation.objects.exists()
    make.RecommendationFactory(
        evaluation=world.evaluation, number=1, priority=2, text="<p>Write better results.</p>",
        addressee_note="Project management",
    )  # fmt: skip
    make.MatrixFactory(evaluation=world.evaluation, organisation=world.iom)
    taken_in(world, one()[0], by=pm)
    assert ProgressUpdate.objects.get().by == pm


def refused(made, world):
    with pytest.raises(Refused) as refusal:
        taken_in(world, made)
    assert not Recommendation.objects.exists()
    assert not ResponseMatrix.objects.exists()
    return str(refusal.value)


def test_a_file_that_cannot_be_made_out_is_refused_with_its_place(world):
    nested, table = one()
    table.cell(5, 3).add_table(rows=1, cols=2).cell(0, 0).text = "inner"
    assert "Table 1, row 6: there is a table within a table" in refused(nested, world)
    french = ("Action clé", "Délai", "Unité", "Commentaires", "État")
    assert "Table 1, row" in refused(one(heads=french)[0], world)
    empty, _ = one(("", "1 Aug 2025", UNIT, "Begun.", "Initiated"))
    assert "Table 1, row 6: there is no key action" in refused(empty, world)
    long, _ = one(("Do it.", "1 Aug 2025", "x" * 300, "Begun.", "Initiated"))
    assert "has more than 250 characters" in refused(long, world)
    twice, _ = one()
    twice.recommend(1, "A. Again", "Once more.", ACTION)
    assert "Table 2, row 1: recommendation 1 is here a second time" in refused(twice, world)


def test_half_a_form_is_not_imported(world):
    made = form()
    made.recommend(6, "F. Last", "Stop.", ("", "1 Aug 2025", UNIT, "", "Initiated"))
    refused(made, world)


def test_a_letter_is_no_matrix():
    with pytest.raises(Refused, match="No response matrix was recognised"):
        word.parse_matrix(letter("Dear colleague"))


def test_the_limited_process_understands_the_same():
    data = form().bytes()
    assert parse_matrix(data, "matrix.docx") == word.parse_matrix(data)
    assert ParsedMatrix.from_json(word.parse_matrix(data).to_json()) == word.parse_matrix(data)
