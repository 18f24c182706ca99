"""Has this been said before? Asked while a recommendation is written, and on its page."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editing import versions
from evaluations.models import IndexedText, Membership, Role, Stage
from evaluations.similar import lookup
from evaluations.similar.index import indexed_words
from evaluations.similar.lookup import similar_to
from evaluations.similar.said import like_row, repeated_in, said_before
from evaluations.similar.words import words_of
from tests import factories as make

ON = date(2024, 5, 6)
EXIT = (
    "The Delegation should agree on an exit strategy with its counterpart in time, so that the results "
    "of the dialogue on migration last when the funding of the project ends."
)
EXIT_AGAIN = EXIT.replace("agree on", "settle").replace("in time", "early")
GENDER = "Trainings should count women and men among participants, and report on both every year."
CHINESE = "代表团应及时与对口单位商定退出战略,使移民对话的成果在项目资金结束后得以延续。"
CHINESE_AGAIN = "建议代表团尽早与对口单位商定退出战略,确保移民对话成果得以延续。"


@pytest.fixture
def earlier(world, eud):
    """The mid-term evaluation, in which the Delegation reads along, with two recommendations."""
    evaluation = make.EvaluationFactory(slug="mid-term", stage=Stage.FINAL)
    make.MembershipFactory(evaluation=evaluation, user=eud, role=Role.READER)
    exit_strategy = make.RecommendationFactory(
        evaluation=evaluation, number=1, heading="Exit strategy", text=f"<p>{EXIT}</p>"
    )
    make.RecommendationFactory(
        evaluation=evaluation, number=2, heading="Gender", text=f"<p>{GENDER}</p>"
    )
    return exit_strategy


def rows_like(text, person):
    return [each.row for each in said_before(text, person, on=ON)]


def test_the_same_thought_in_other_words_is_found_and_another_is_not(earlier, eud):
    assert rows_like(EXIT_AGAIN, eud) == [earlier]


def test_a_lesson_is_found_beside_the_recommendations(earlier, eud):
    lesson = make.LessonFactory(
        evaluation=earlier.evaluation, heading="Exit", text=f"<p>{EXIT}</p>"
    )
    assert set(rows_like(EXIT_AGAIN, eud)) == {earlier, lesson}


def test_chinese_is_found_by_neighbouring_signs(earlier, eud):
    said = make.RecommendationFactory(evaluation=earlier.evaluation, heading="退出", text=CHINESE)
    assert rows_like(CHINESE_AGAIN, eud) == [said]
    assert words_of("退出战略 MMSP") == ["退出", "出战", "战略", "mmsp"]


def test_what_was_reworded_removed_or_brought_back_is_found_as_it_stands(earlier, eud):
    says = {"heading": "Gender", "text": f"<p>{GENDER}</p>"}
    changed = versions.revise(earlier, base_version=1, fields=says, by=None)
    assert earlier not in rows_like(EXIT_AGAIN, eud)
    assert earlier in rows_like(GENDER, eud)
    gone = versions.remove(changed, base_version=2, by=None)
    assert earlier not in rows_like(GENDER, eud)
    versions.bring_back(gone, base_version=3, by=None)
    assert earlier in rows_like(GENDER, eud)


def test_a_refused_write_leaves_the_index_alone(earlier, eud):
    with pytest.raises(versions.Stale):
        versions.revise(earlier, base_version=7, fields={"text": f"<p>{GENDER}</p>"}, by=None)
    assert rows_like(EXIT_AGAIN, eud) == [earlier]


def test_the_index_can_be_made_anew(earlier, eud):
    before = set(IndexedText.objects.values_list("object_id", "words"))
    IndexedText.objects.all().delete()
    assert rows_like(EXIT_AGAIN, eud) == [], "control: nothing is found without the index"
    call_command("rebuild_index")
    assert set(IndexedText.objects.values_list("object_id", "words")) == before
    assert rows_like(EXIT_AGAIN, eud) == [earlier]


@pytest.mark.parametrize(
    "text",
    ["", " ", "of", '"', "\" OR *", "'a' & ! | <->", "a:* NEAR(b c)", "\\'", "½ ☃ _ _", "%s %(x)s",
     "\ud800 lone", "é" * 50_000, "word " * 10_000, "“<p>”", "移", "x" * 3_000, "0" * 300],
)  # fmt: skip
def test_no_text_is_too_strange_to_be_looked_for(earlier, eud, text, monkeypatch):
    read_no_more_than(1, monkeypatch)
    similar_to(text, eud)
    similar_to(f"{text} {EXIT}", eud)


def read_no_more_than(texts, monkeypatch):
    """As with very many texts: the rest is looked up in the index of the database."""
    monkeypatch.setattr(lookup, "READ_WHOLE", texts)


@pytest.mark.parametrize("text", [EXIT_AGAIN, CHINESE_AGAIN])
def test_old_texts_are_found_through_the_index_of_the_database(earlier, eud, monkeypatch, text):
    make.RecommendationFactory(evaluation=earlier.evaluation, heading="退出", text=CHINESE)
    for number in range(20, 26):
        make.LessonFactory(evaluation=earlier.evaluation, number=number, text=f"<p>{GENDER}</p>")
    exact = rows_like(text, eud)
    read_no_more_than(3, monkeypatch)
    assert rows_like(text, eud) == exact
    assert exact


def test_words_too_common_to_look_up_alone_are_looked_up_in_pairs(earlier, eud, monkeypatch):
    for number in range(20, 26):
        make.LessonFactory(evaluation=earlier.evaluation, number=number, text=f"<p>{EXIT}</p>")
    read_no_more_than(3, monkeypatch)
    monkeypatch.setattr(lookup, "COMMON", 0)
    assert earlier in rows_like(EXIT, eud)


@pytest.mark.parametrize("whole", [1_000, 2], ids=["read whole", "looked up"])
def test_a_foreign_draft_changes_nothing(earlier, eud, stranger, monkeypatch, whole):
    """Neither what is found nor how it is scored, though the draft says the very same many times."""
    for number in range(3, 9):
        make.LessonFactory(evaluation=earlier.evaluation, number=number, text=f"<p>{GENDER}</p>")
    read_no_more_than(whole, monkeypatch)
    before = similar_to(EXIT_AGAIN, eud)
    draft = make.EvaluationFactory(slug="foreign", stage=Stage.DRAFTING)
    monkeypatch.setattr(lookup, "CANDIDATES", 3)
    for number in range(1, 9):
        make.RecommendationFactory(evaluation=draft, number=number, text=f"<p>{EXIT}</p>")
    assert similar_to(EXIT_AGAIN, eud) == before != []
    assert similar_to(EXIT_AGAIN, stranger) == []
    make.MembershipFactory(evaluation=draft, user=stranger, role=Role.EVALUATOR)
    assert len(rows_like(EXIT_AGAIN, stranger)) > 1, "control: its writer finds it"


def test_who_leaves_an_evaluation_finds_nothing_of_it_any_more(earlier, eud):
    row = Membership.objects.get(user=eud, evaluation=earlier.evaluation)
    versions.remove(row, base_version=1, by=None)
    assert rows_like(EXIT_AGAIN, eud) == []


def test_nested_quoting_and_long_texts_are_indexed_like_others(earlier, eud):
    quoted = f"<blockquote><blockquote><p>“{EXIT}”</p></blockquote></blockquote>"
    long = "".join(f"<p>{n} {EXIT_AGAIN}</p>" for n in range(300))
    row = make.RecommendationFactory(evaluation=earlier.evaluation, number=7, text=quoted)
    assert set(rows_like(EXIT, eud)) == {earlier, row}
    versions.revise(row, base_version=1, fields={"text": long}, by=None)
    assert len(indexed_words(versions.current(row)).split()) > 300


def test_what_became_of_it_is_told_as_far_as_one_may_see(earlier, eud, world):
    matrix = make.MatrixFactory(evaluation=earlier.evaluation, organisation=world.iom)
    response = make.ResponseFactory(matrix=matrix, recommendation=earlier, decision="accepted")
    make.ActionFactory(
        response=response, number=1, due_on=date(2021, 6, 30), promised_on=date(2021, 6, 30),
        no_date_reason="",
    )  # fmt: skip
    [said] = said_before(EXIT_AGAIN, eud, on=ON)
    assert said.became == [], "a draft response is nobody else's"
    versions.revise(matrix, base_version=1, fields={"submitted_at": matrix.created_at}, by=None)
    [said] = said_before(EXIT_AGAIN, eud, on=ON)
    assert [(state.label, state.tone) for state in said.became] == [
        ("IOM: Accept", "done"), ("Not initiated, overdue", "late"),
    ]  # fmt: skip


def test_as_good_as_the_same_is_said_to_be_so(earlier, eud, evaluation, settings):
    again = make.RecommendationFactory(
        evaluation=evaluation, heading="Exit strategy", text=f"<p>{EXIT_AGAIN}</p>"
    )
    [said] = like_row(again, eud, on=ON)
    assert said.is_same
    assert repeated_in([again], eud, on=ON)[again.pk][0].row == earlier
    settings.SAME_TEXT_PERCENT = 100
    assert repeated_in([again], eud, on=ON) == {}


LOOK = "/evaluations/final/said-before/recommendation/"


def test_a_form_asks_while_one_types(as_, eud, earlier):
    typed = {"heading": "Exit", "text": f"<p>{EXIT_AGAIN}</p>"}
    page = as_(eud).post(LOOK, typed).content.decode()
    assert "Exit strategy" in page
    assert "<h1" in page
    part = as_(eud).post(LOOK, typed, headers={"HX-Request": "true"}).content.decode()
    assert "Exit strategy" in part
    assert "<h1" not in part
    empty = as_(eud).post(LOOK, {"text": "<p>Something else entirely</p>"}).content.decode()
    assert "Nothing like it was said before" in empty


def test_only_who_may_write_it_asks(as_, eud, pm, stranger, earlier):
    assert as_(stranger).post(LOOK, {}).status_code == 404
    assert as_(pm).post(LOOK, {}).status_code == 403
    assert as_(eud).get(LOOK).status_code == 405
    assert as_(eud).post(LOOK.replace("recommendation", "finding"), {}).status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"text": "<p>" * 5_000}, {"heading": '"', "text": "a" * 6_000_000}, {"own": "x"}]
)
def test_whatever_is_typed_is_answered(as_, eud, earlier, sent):
    assert as_(eud).post(f"{LOOK}?own=99999999999", sent).status_code == 200


def test_a_row_is_not_like_itself(as_, eud, evaluation, earlier):
    own = make.RecommendationFactory(evaluation=evaluation, number=5, text=f"<p>{EXIT}</p>")
    assert rows_like(EXIT, eud) == [own, earlier] or rows_like(EXIT, eud) == [earlier, own]
    page = as_(eud).post(f"{LOOK}?own=5", {"text": EXIT})
    assert [each.row for each in page.context["said"]] == [earlier]


def test_the_pages_of_a_recommendation_and_a_lesson_tell(as_, eud, evaluation, earlier):
    own = make.RecommendationFactory(evaluation=evaluation, text=f"<p>{EXIT_AGAIN}</p>")
    lesson = make.LessonFactory(evaluation=evaluation, text=f"<p>{EXIT_AGAIN}</p>")
    for row in (own, lesson):
        page = as_(eud).get(row.get_absolute_url()).content.decode()
        assert earlier.get_absolute_url() in page
    form = as_(eud).get(f"{own.get_absolute_url()}edit/").content.decode()
    assert f"{LOOK}?own={own.number}" in form


def test_many_texts_cost_as_many_queries_as_few(earlier, eud, monkeypatch):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert said_before(EXIT_AGAIN, eud, on=ON)
        return len(asked)

    read_no_more_than(2, monkeypatch)
    said_before(EXIT_AGAIN, eud, on=ON)
    few = queries()
    for number in range(3, 33):
        make.RecommendationFactory(evaluation=earlier.evaluation, number=number, text=EXIT)
    assert queries() == few


def test_preflight_and_the_matrix_hint_at_what_was_recommended_before(
    as_, eud, pm, evaluation, earlier, world
):
    again = make.RecommendationFactory(evaluation=evaluation, number=7, text=f"<p>{EXIT}</p>")
    page = as_(eud).get("/evaluations/final/preflight/").content.decode()
    assert "R7 says as good as the same as R1 of “Title of mid-term”." in page
    matrix = make.MatrixFactory(evaluation=evaluation, organisation=world.iom)
    make.ResponseFactory(matrix=matrix, recommendation=again, decision="pending")
    hint = "Recommended before"
    assert hint not in as_(pm).get(matrix.get_absolute_url()).content.decode()
    make.MembershipFactory(evaluation=earlier.evaluation, user=pm, role=Role.READER)
    assert hint in as_(pm).get(matrix.get_absolute_url()).content.decode()
