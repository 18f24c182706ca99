"""Rows to frozen values: the only queries of a paper, in a number that does not grow with its size.

What an audience may not see is left out here, so that no template can show it by mistake:

====================  ==============  ====================  ===========================
                      internal        restricted            public
====================  ==============  ====================  ===========================
people consulted      as they agreed  as they agreed        at most their organisation
documents             all             restricted, public    public
response matrices     submitted       submitted             submitted
responsible person    named           named                 unit only
why there is no date  all             all                   only "done before"
evidence of progress  all             what they may read    left out
remarks on answers    matrix paper    left out              left out
comments on drafts    how many        left out              left out
quality grid          whether final   left out              left out
minutes               never           never                 never
activities foreseen   how many        how many              how many
====================  ==============  ====================  ===========================
"""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone, translation

from evaluations.course import amendments_of
from evaluations.models import (
    AssessedReport,
    Conclusion,
    Criterion,
    Evaluation,
    EvaluationQuestion,
    Finding,
    Lesson,
)
from mmsp.reports import shapes
from mmsp.reports.citations import Citations
from mmsp.reports.cited import read_citations
from mmsp.reports.consulted import consulted
from mmsp.reports.logic import interventions
from mmsp.reports.responses import matrices, submitted
from mmsp.reports.shapes import Audience, ReportContent
from mmsp.reports.standards import criterion_name
from mmsp.reports.titles import cover, running_title, written_in
from mmsp.reports.witnesses import Register, read_register
from recommendations.models import Recommendation, ResponseMatrix


def build(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date,
    answers: QuerySet[ResponseMatrix] | None = None, spoken: str = "",
) -> ReportContent:  # fmt: skip
    """Everything that this audience may read of the evaluation on that day. `answers` are the response
    matrices to tell of; the submitted ones where left out, as on every paper. `spoken` is the language of
    our words on a page; that of the evaluation where left out, as on every paper."""
    answers = submitted(evaluation) if answers is None else answers
    with translation.override(spoken or evaluation.language):
        register = read_register(evaluation, audience)
        cited = read_citations(evaluation, register, audience)
        title_page = cover(evaluation)
        return ReportContent(
            slug=evaluation.slug,
            lang=written_in(evaluation),
            audience=audience,
            as_of=as_of,
            cover=title_page,
            short_title=running_title(title_page),
            sections=_sections(evaluation, cited),
            criteria=_criteria(evaluation, register, cited),
            conclusions=_conclusions(evaluation, cited),
            lessons=_lessons(evaluation, cited),
            recommendations=_recommendations(evaluation, cited),
            abbreviations=_abbreviations(evaluation),
            amendments=_amendments(evaluation),
            consulted=consulted(evaluation.interviews.defer("minutes"), audience),
            sources=tuple(register.sources.values()),
            events=tuple(register.events.values()),
            matrices=matrices(answers, audience, as_of),
            interventions=interventions(evaluation),
            open_comments=_open_comments(evaluation) if audience == Audience.INTERNAL else (),
            is_assessed=audience == Audience.INTERNAL and _is_assessed(evaluation),
        )


def _open_comments(evaluation: Evaluation) -> tuple[shapes.OpenComment, ...]:
    """Their numbers alone: what was said belongs to no report."""
    rows = evaluation.comment_threads.open().order_by("number")
    told = rows.values_list("number", "outcome", "suggestion")
    return tuple(shapes.OpenComment(n, bool(outcome), bool(edit)) for n, outcome, edit in told)


def _is_assessed(evaluation: Evaluation) -> bool:
    """Whether the final report was judged by the quality grid; how it fared belongs to no report."""
    final = evaluation.quality_assessments.filter(report=AssessedReport.FINAL)
    return final.filter(assessed_at__isnull=False).exists()


def _sections(evaluation: Evaluation, cited: Citations) -> tuple[shapes.Section, ...]:
    return tuple(
        shapes.Section(row.kind, row.position, row.title, cited.set_in(row.text))
        for row in evaluation.sections.order_by("position")
    )


def _amendments(evaluation: Evaluation) -> tuple[shapes.Amendment, ...]:
    """Their reasons, for every reader; who opened and approved them stays in the workspace."""
    return tuple(
        shapes.Amendment(
            each.number, each.reason, each.approved_at and timezone.localdate(each.approved_at)
        )
        for each in amendments_of(evaluation)
    )


def _abbreviations(evaluation: Evaluation) -> tuple[shapes.Abbreviation, ...]:
    rows = sorted(evaluation.abbreviations.all(), key=lambda row: row.short.casefold())
    return tuple(shapes.Abbreviation(row.short, row.meaning) for row in rows)


def _criteria(
    evaluation: Evaluation, register: Register, cited: Citations
) -> tuple[shapes.Criterion, ...]:
    """Questions under their criteria; a criterion comes where its first question comes."""
    questions = evaluation.questions.select_related("criterion").prefetch_related(
        "judgement_criteria__indicators", "findings"
    )
    first: dict[Criterion, int] = {}
    for question in questions:
        first.setdefault(question.criterion, question.number)
    rows = sorted(questions, key=lambda q: (first[q.criterion], q.number))
    return tuple(
        shapes.Criterion(
            criterion.code,
            criterion_name(criterion),
            tuple(_question(q, register, cited) for q in asked),
        )
        for criterion, asked in groupby(rows, key=lambda q: q.criterion)
    )


def _question(row: EvaluationQuestion, register: Register, cited: Citations) -> shapes.Question:
    findings = sorted(row.findings.all(), key=lambda f: f.number)
    return shapes.Question(
        number=row.number,
        text=row.text,
        sub_questions=tuple(row.sub_questions),
        findings=tuple(_finding(finding, register, cited) for finding in findings),
        judgement_criteria=_judgement_criteria(row),
    )


def _judgement_criteria(question: EvaluationQuestion) -> tuple[shapes.JudgementCriterion, ...]:
    return tuple(
        shapes.JudgementCriterion(
            number := f"{question.number}.{row.number}",
            row.text,
            tuple(
                shapes.Indicator(
                    f"{number}.{each.number}", each.text, each.sources, each.methods, each.observed
                )
                for each in row.indicators.all()
            ),
        )
        for row in question.judgement_criteria.all()
    )


def _finding(row: Finding, register: Register, cited: Citations) -> shapes.Finding:
    return shapes.Finding(
        number=row.number,
        short_answer=row.short_answer,
        text=cited.set_in(row.text),
        strength=row.evidence_strength,
        strength_label=str(row.get_evidence_strength_display()),
        rating_label=str(row.get_rating_display()),
        evidence=register.evidence_of(row),
    )


def _conclusions(evaluation: Evaluation, cited: Citations) -> tuple[shapes.Conclusion, ...]:
    rows = evaluation.conclusions.select_related("criterion").prefetch_related("findings")
    return tuple(
        shapes.Conclusion(
            number=row.number,
            heading=row.heading,
            text=cited.set_in(row.text),
            criterion=criterion_name(row.criterion) if row.criterion else "",
            findings=_numbers(row.findings.all()),
        )
        for row in rows
    )


def _lessons(evaluation: Evaluation, cited: Citations) -> tuple[shapes.Lesson, ...]:
    return tuple(
        shapes.Lesson(row.number, row.heading, cited.set_in(row.text), _numbers(row.findings.all()))
        for row in evaluation.lessons.prefetch_related("findings")
    )


def _recommendations(evaluation: Evaluation, cited: Citations) -> tuple[shapes.Recommendation, ...]:
    rows = evaluation.recommendations.prefetch_related("addressees", "conclusions", "findings")
    return tuple(_recommendation(row, cited) for row in rows)


def _recommendation(row: Recommendation, cited: Citations) -> shapes.Recommendation:
    return shapes.Recommendation(
        number=row.number,
        heading=row.heading,
        text=cited.set_in(row.text),
        addressees=tuple(each.name for each in row.addressees.all()),
        short_addressees=tuple(str(each) for each in row.addressees.all()),
        addressee_note=row.addressee_note,
        priority=row.priority,
        horizon_label=str(row.get_horizon_display()),
        conclusions=_numbers(row.conclusions.all()),
        findings=_numbers(row.findings.all()),
    )


def _numbers(rows: Iterable[Conclusion | Finding | Lesson]) -> tuple[int, ...]:
    return tuple(sorted(row.number for row in rows))
