"""A report becomes an evaluation once; brought in again, it changes only what changed."""

import pytest

from editing import versions
from editing.versions import revisions_of
from evaluations.models import Evaluation, EvaluationQuestion, Finding, Lesson, ReportSection, Stage
from mmsp.imports import report, word
from mmsp.imports.guard import Refused
from mmsp.imports.parsed import ParsedReport
from recommendations.models import Recommendation
from tests import factories as make
from tests.imports.papers import Paper
from tests.imports.papers import report as paper

pytestmark = pytest.mark.django_db
TITLE = "Final evaluation of the river"


@pytest.fixture
def project():
    return make.ProjectFactory(code="RP.01")


def parsed(change: tuple[str, str] = ("", "")) -> ParsedReport:
    """Our little report, with one piece of text changed."""
    return ParsedReport.from_json(word.parse(paper().bytes()).to_json().replace(*change))


def bring_in(project, what: ParsedReport | None = None) -> report.Plan:
    return report.commit(parsed=what or parsed(), project=project, title=TITLE, by=None)


def test_everything_in_the_report_stands_in_the_evaluation(project):
    done = bring_in(project)
    evaluation = Evaluation.objects.get(slug="final-evaluation-of-the-river-rp01")
    assert done.evaluation == evaluation
    assert (evaluation.reference, evaluation.contract_number) == ("EUROPEAID/1/DH", "PSF/2020/77")
    assert str(evaluation.report_date) == "2021-03-01"
    assert list(evaluation.projects.all()) == [project]
    assert [(m.position, m.name, m.role) for m in evaluation.team.all()] == [
        (1, "Ada SMITH", "Team Leader")
    ]
    questions = evaluation.questions.select_related("criterion")
    assert [(q.number, q.criterion.code, q.criterion.evaluation) for q in questions] == [
        (1, "relevance", None),
        (2, "relevance", None),
        (3, "visibility_of_the_donor", evaluation),
    ]
    assert questions[1].sub_questions == ["the law", "the people?"]
    assert evaluation.findings.get(number=1).text == "<p>It <strong>was</strong> needed.</p>"
    assert evaluation.findings.get(number=1).question == questions[0]
    assert '<span class="fn">See the map' in evaluation.sections.get(kind="introduction").text
    assert [row.heading for row in evaluation.recommendations.all()] == [
        "Buy more boats",
        "Teach the young",
    ]
    assert (evaluation.lessons.count(), evaluation.conclusions.count()) == (2, 1)
    assert evaluation.abbreviations.get(short="RP").meaning == "River Project"


def test_a_second_import_changes_nothing_and_makes_no_version(project):
    first = bring_in(project)
    again = bring_in(project)
    assert again.count(report.UNCHANGED) == len(first.changes)
    assert (again.count(report.CREATED), again.count(report.CHANGED)) == (0, 0)
    assert Evaluation.objects.count() == 1
    assert {row.version for row in Recommendation.objects.all()} == {1}
    assert Evaluation.objects.get().version == 1


def test_only_what_changed_in_the_document_is_revised(project):
    bring_in(project)
    done = bring_in(project, parsed(("buy more boats", "hire more boats")))
    (change,) = done.of(report.CHANGED)
    assert (change.noun, change.label) == ("recommendation", "1 Buy more boats")
    row = Recommendation.objects.get(number=1)
    assert (row.version, "hire more boats" in row.text) == (2, True)
    assert revisions_of(row).first().reason == report.REASON


def test_what_people_added_meanwhile_stays(project):
    evaluation = bring_in(project).evaluation
    make.LessonFactory(evaluation=evaluation, number=3, heading="Ours")
    finding = Finding.objects.get(number=1)
    versions.revise(finding, base_version=1, fields={"short_answer": "Yes."}, by=None)
    bring_in(project)
    assert Lesson.objects.filter(evaluation=evaluation).count() == 3
    assert Finding.objects.get(number=1).short_answer == "Yes."


def test_a_section_keeps_the_place_people_gave_it(project):
    evaluation = bring_in(project).evaluation
    section = evaluation.sections.get(kind="introduction")
    versions.revise(section, base_version=1, fields={"position": 7}, by=None)
    bring_in(project, parsed(("cleans a river", "cleans two rivers")))
    section = ReportSection.objects.get(kind="introduction")
    assert (section.position, "two rivers" in section.text) == (7, True)


def test_what_found_no_place_is_a_section_of_its_own(project):
    source = paper()
    source.heading("2.3. Efficiency", 2)
    source.heading("Findings")
    source.heading("2.4. Coherence", 2)
    source.text("Nobody asked.")
    evaluation = bring_in(project, word.parse(source.bytes())).evaluation
    section = evaluation.sections.get(kind="leftovers")
    assert "<h3>2.4. Coherence, before its first question</h3><p>Nobody asked.</p>" in section.text
    assert section.position == evaluation.sections.count()


def test_the_printed_title_is_kept_where_the_chosen_one_is_another(project):
    evaluation = bring_in(project).evaluation
    text = evaluation.sections.get(kind="leftovers").text
    assert text == "<h3>Cover page</h3><p>Final evaluation of the river project</p>"


def test_a_plan_says_what_would_happen_and_writes_nothing(project):
    rehearsed = report.plan(parsed(), project, TITLE)
    assert (rehearsed.evaluation, Evaluation.objects.count()) == (None, 0)
    assert rehearsed.changes == bring_in(project).changes
    second = report.plan(parsed(("buy more boats", "hire more boats")), project, TITLE)
    assert second.count(report.CHANGED) == 1
    assert Recommendation.objects.get(number=1).version == 1


def test_a_plan_costs_the_same_number_of_queries_for_any_length(
    project, django_assert_max_num_queries
):
    bring_in(project)
    with django_assert_max_num_queries(16):
        report.plan(parsed(), project, TITLE)


def test_nothing_is_half_imported(project, monkeypatch):
    """The last row cannot be written, so the first is not there either."""
    create = versions.create

    def failing(model, **kwargs):
        if model is Recommendation and kwargs["fields"]["number"] == 2:
            raise RuntimeError
        return create(model, **kwargs)

    monkeypatch.setattr(versions, "create", failing)
    with pytest.raises(RuntimeError):
        bring_in(project)
    assert not Evaluation.objects.exists()
    assert not EvaluationQuestion.objects.exists()
    monkeypatch.undo()
    assert bring_in(project).evaluation is not None


def test_a_final_report_is_not_overwritten(project):
    evaluation = bring_in(project).evaluation
    versions.revise(evaluation, base_version=1, fields={"stage": Stage.FINAL}, by=None)
    with pytest.raises(Refused, match="is final; its report stands as it was handed over"):
        bring_in(project, parsed(("boats", "ships")))
    assert Recommendation.objects.get(number=1).version == 1


def test_a_document_that_is_no_report_is_refused(project):
    letter = Paper()
    letter.texts("Dear colleague,", "see you on Monday.")
    with pytest.raises(Refused, match="No chapter, question or recommendation"):
        bring_in(project, word.parse(letter.bytes()))
    assert not Evaluation.objects.exists()


def test_the_same_title_in_another_project_is_another_evaluation(project):
    bring_in(project)
    bring_in(make.ProjectFactory(code="RP.02"))
    assert Evaluation.objects.count() == 2


def test_a_plan_that_is_out_of_date_is_not_carried_out(project):
    evaluation = bring_in(project).evaluation
    what = parsed(("buy more boats", "hire more boats"))
    seen = report.plan(what, project, TITLE)
    row = Recommendation.objects.get(number=1)
    versions.revise(row, base_version=1, fields={"text": "<p>Row.</p>"}, by=None)
    with pytest.raises(report.Changed):
        report.commit(parsed=what, project=project, title=TITLE, by=None, expected=seen.fingerprint)
    assert Recommendation.objects.get(number=1).text == "<p>Row.</p>"
    fresh = report.plan(what, project, TITLE).fingerprint
    done = report.commit(parsed=what, project=project, title=TITLE, by=None, expected=fresh)
    assert done.evaluation == evaluation


def test_a_very_long_title_still_makes_an_address(project):
    slug = report.slug_for(project, "word " * 60)
    assert len(slug) <= 80
    assert slug.endswith("-rp01")


def test_whatever_is_too_long_is_cut_or_left_over_so_that_every_database_takes_it(project):
    long = "word " * 100
    source = Paper()
    source.text(f"EUROPEAID/{'9' * 200}")
    source.text(f"This project is funded by {long}")
    source.heading("Abbreviations")
    source.table(("A" * 41, "too long"), ("B", long))
    source.heading(f"Foreword {long}")
    source.text("Text.")
    source.heading(f"List of tables {long}")
    source.text("More text.")
    source.heading("Findings")
    source.heading(f"Visibility {long}", 2)
    source.heading(f"EQ1. Was it {long}?", 3)
    source.text("It was.")
    source.heading("Recommendations")
    source.heading(f"Recommendation 1: {long}", 2)
    evaluation = bring_in(project, word.parse(source.bytes())).evaluation
    for row in (
        evaluation,
        *evaluation.sections.all(),
        *evaluation.own_criteria.all(),
        *evaluation.questions.all(),
        *evaluation.recommendations.all(),
        *evaluation.abbreviations.all(),
    ):
        row.clean_fields()
    assert evaluation.own_criteria.count() == 1
