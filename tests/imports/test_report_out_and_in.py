"""The final report goes out in Word and comes in again: what nobody changed stays as it was."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from docx import Document

from editing.models import Revision
from editing.richtext import plain_text
from evaluations.models import Conclusion, Evaluation, EvaluationQuestion, Finding, ReportSection
from mmsp.imports.report import CHANGED, CREATED, commit
from mmsp.imports.sandbox import parse_report
from mmsp.reports.comment_shapes import Comment
from mmsp.reports.content import build
from mmsp.reports.shapes import Audience
from mmsp.reports.word.report import as_docx
from recommendations.models import Recommendation
from tests import factories as make
from tests.imports import papers
from tests.reports import rows

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "mmsp-final-report.docx"
ADDRESS = re.compile(r" \(https?://[^)]*\)")
pytestmark = pytest.mark.django_db


def out(evaluation):
    content = build(evaluation, audience=Audience.INTERNAL, as_of=date(2026, 5, 6))
    return as_docx(content)


def brought_in(data, evaluation):
    return commit(parsed=parse_report(data), project=None, title=evaluation.title,
                  evaluation=evaluation, by=None)  # fmt: skip


def texts(evaluation, as_read):
    """Every text that people wrote, by what they know it by."""
    of = {"evaluation": evaluation}
    said = {}
    for row in ReportSection.objects.filter(**of):
        said["section", row.kind, row.title] = as_read(row.text)
    for row in EvaluationQuestion.objects.filter(**of):
        said["question", row.number] = row.text, tuple(row.sub_questions), row.criterion.code
    for row in Finding.objects.filter(**of):
        said["finding", row.number] = as_read(row.text), row.question.number
        said["short answer", row.number] = row.short_answer
    for rows_of in ("conclusions", "lessons", "recommendations"):
        for row in getattr(evaluation, rows_of).all():
            said[rows_of, row.number] = row.heading, as_read(row.text)
    for row in evaluation.abbreviations.all():
        said["abbreviation", row.short] = row.meaning
    return said


def in_words(html):
    """The words without the lines that part the cells of tables; the address of a link in a footnote
    goes out in words."""
    return " ".join(ADDRESS.sub("", plain_text(html)).replace("|", " ").split())


@pytest.fixture
def demo(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("load_demo", verbosity=0)
    return Evaluation.objects.get(slug="mmsp-final-evaluation")


def test_the_demonstration_report_comes_in_again_as_it_was(demo):
    """Nothing is new in it, and every text arrives in an evaluation that knew none."""
    data, before = out(demo), Revision.objects.count()
    done = brought_in(data, demo)
    assert [change.label for what in (CREATED, CHANGED) for change in done.of(what)] == []
    assert Revision.objects.count() == before
    assert len(done.changes) > 100
    parsed = parse_report(data)
    assert parsed.leftovers == ()
    copy = make.EvaluationFactory(slug="copy", title=demo.title)
    commit(parsed=parsed, project=None, title=demo.title, evaluation=copy, by=None)
    assert texts(copy, in_words) == texts(demo, in_words)


@pytest.mark.skipif(not SAMPLE.exists(), reason="needs the papers of the project")
def test_a_real_report_that_came_in_goes_out_and_in_again_word_for_word():
    """With footnotes, tables and marks, and with the comments of its readers in the margin."""
    first = make.EvaluationFactory(slug="first")
    said = parse_report(SAMPLE.read_bytes())
    commit(parsed=said, project=None, title=first.title, evaluation=first, by=None)
    content = build(first, audience=Audience.INTERNAL, as_of=date(2026, 5, 6))
    finding = content.findings[0]
    comment = Comment(1, "", "Ana", "F1", "", "Says who?", place=f"finding-{finding.number}")
    again = parse_report(as_docx(content, [comment]))
    second = make.EvaluationFactory(slug="second", title=first.title)
    commit(parsed=again, project=None, title=first.title, evaluation=second, by=None)
    stored = texts(first, as_stored)
    assert len(stored) > 80
    assert texts(second, as_stored) == stored
    assert "fn" in str(stored)
    assert any("Says who?" in each.html for each in again.set_aside)


def as_stored(html):
    return html


def edited(data, old, new):
    """The same file after somebody worked on it in Word."""
    document = Document(io.BytesIO(data))
    runs = [run for p in document.paragraphs for run in p.runs if old in run.text]
    assert runs
    for run in runs:
        run.text = run.text.replace(old, new)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def report(world):
    rows.fill(world)
    finding = Finding.objects.get(evaluation=world.evaluation)
    second = make.FindingFactory(evaluation=world.evaluation, question=finding.question,
                                 text="<p>A second answer.</p>")  # fmt: skip
    make.ConclusionFactory(
        evaluation=world.evaluation,
        text=f'<p>See <span class="xref" data-ref="finding:{second.pk}">F{second.number}</span> and go on.</p>',
    )
    make.QuestionFactory(evaluation=world.evaluation)
    return world.evaluation


def test_what_somebody_changed_in_word_is_all_that_changes(report):
    second = Finding.objects.get(evaluation=report, text__contains="A second answer")
    data = edited(out(report), "A second answer.", "A better answer.")
    done = brought_in(data, report)
    assert [(change.model, change.label) for change in done.of(CHANGED)] == [
        (Finding, f"{second.number}")
    ]
    assert not done.of(CREATED)
    second.refresh_from_db()
    assert second.text == "<p>A better answer.</p>"


def test_a_short_answer_that_was_mended_in_word_comes_in_and_a_lost_one_stays(report):
    first = Finding.objects.filter(evaluation=report).exclude(short_answer="").first()
    brought_in(edited(out(report), first.short_answer, "Yes, but late."), report)
    first.refresh_from_db()
    assert first.short_answer == "Yes, but late."
    brought_in(edited(out(report), "Yes, but late.", ""), report)
    first.refresh_from_db()
    assert first.short_answer == "Yes, but late."


def test_a_reference_by_name_is_one_again(report):
    brought_in(edited(out(report), " and go on.", " and stop."), report)
    row = Conclusion.objects.filter(evaluation=report).latest("number")
    second = Finding.objects.get(evaluation=report, text__contains="A second answer")
    assert row.text == (
        f'<p>See <span class="xref" data-ref="finding:{second.pk}">F{second.number}</span> and stop.</p>'
    )


def test_what_is_made_of_records_is_set_aside_and_a_new_recommendation_comes_in(report):
    document = Document(io.BytesIO(out(report)))
    headings = [p for p in document.paragraphs if p.style.name in ("Heading 1", "Heading 2")]
    at = headings[[p.text for p in headings].index("Recommendations") + 1]
    at.insert_paragraph_before("R9 Buy more boats", style="Heading 3")
    at.insert_paragraph_before("Boats are cheap.")
    file = io.BytesIO()
    document.save(file)
    done = brought_in(file.getvalue(), report)
    assert [(change.model, change.label) for change in done.of(CREATED)] == [
        (Recommendation, "9 Buy more boats")
    ]
    assert not done.of(CHANGED)
    made = [each for each in parse_report(file.getvalue()).set_aside if "records" in each.place]
    assert any("Short answer" in each.html for each in made)


def test_a_list_of_parts_that_somebody_spoilt_loses_no_text(report):
    """A finding of a question that is not there, kinds that nobody knows, the same number for all."""

    def spoil(name, body):
        if not name.startswith("customXml/"):
            return body
        for old, new in (
            (rb' of="\d+"', b' of="77"'),
            (rb'kind="annex"', b'kind="\xe2\x98\xa0"'),
            (rb'(what="statement"[^>]*) number="\d+"', rb'\1 number="0"'),
        ):
            body = re.sub(old, new, body)
        return body

    parsed = parse_report(papers.rezipped(out(report), spoil))
    assert not parsed.findings
    assert any("A second answer." in each.html for each in parsed.leftovers)
    assert [each.number for each in parsed.recommendations]
