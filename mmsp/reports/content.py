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
minutes               never           never                 never
====================  ==============  ====================  ===========================
"""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.db.models import QuerySet
from django.utils import translation

from evaluations.models import (
    Conclusion,
    Criterion,
    Evaluation,
    EvaluationQuestion,
    Finding,
    Lesson,
)
from mmsp.reports import shapes
from mmsp.reports.consulted import consulted
from mmsp.reports.responses import matrices, submitted
from mmsp.reports.shapes import Audience, ReportContent
from mmsp.reports.titles import cover, running_title, written_in
from mmsp.reports.witnesses import Register, read_register
from recommendations.models import Recommendation, ResponseMatrix


def build(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date,
    answers: QuerySet[ResponseMatrix] | None = None,
) -> ReportContent:  # fmt: skip
    """Everything that this audience may read of the evaluation on that day. `answers` are the response
    matrices to tell of; the submitted ones where left out, as on every paper."""
    answers = submitted(evaluation) if answers is None else answers
    with translation.override(evaluation.language):
        register = read_register(evaluation, audience)
        title_page = cover(evaluation)
        return ReportContent(
            slug=evaluation.slug,
            lang=written_in(evaluation),
            audience=audience,
            as_of=as_of,
            cover=title_page,
            short_title=running_title(title_page),
            sections=_sections(evaluation),
            criteria=_criteria(evaluation, register),
            conclusions=_conclusions(evaluation),
            lessons=_lessons(evaluation),
            recommendations=_recommendations(evaluation),
            abbreviations=_abbreviations(evaluation),
            consulted=consulted(evaluation.interviews.defer("minutes"), audience),
            sources=tuple(register.sources.values()),
            events=tuple(register.events.values()),
            matrices=matrices(answers, audience, as_of),
            open_comments=_open_comments(evaluation) if audience == Audience.INTERNAL else (),
        )


def _open_comments(evaluation: Evaluation) -> tuple[shapes.OpenComment, ...]:
    """Their numbers alone: what was said belongs to no report."""
    rows = evaluation.comment_threads.open().order_by("number").values_list("number", "outcome")
    return tuple(shapes.OpenComment(number, bool(outcome)) for number, outcome in rows)


def _sections(evaluation: Evaluation) -> tuple[shapes.Section, ...]:
    return tuple(
        shapes.Section(row.kind, row.position, row.title, row.text)
        for row in evaluation.sections.order_by("position")
    )


def _abbreviations(evaluation: Evaluation) -> tuple[shapes.Abbreviation, ...]:
    rows = sorted(evaluation.abbreviations.all(), key=lambda row: row.short.casefold())
    return tuple(shapes.Abbreviation(row.short, row.meaning) for row in rows)


def _criteria(evaluation: Evaluation, register: Register) -> tuple[shapes.Criterion, ...]:
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
            criterion.code, criterion.name, tuple(_question(q, register) for q in asked)
        )
        for criterion, asked in groupby(rows, key=lambda q: q.criterion)
    )


def _question(row: EvaluationQuestion, register: Register) -> shapes.Question:
    findings = sorted(row.findings.all(), key=lambda f: f.number)
    return shapes.Question(
        number=row.number,
        text=row.text,
        sub_questions=tuple(row.sub_questions),
        findings=tuple(_finding(finding, register) for finding in findings),
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


def _finding(row: Finding, register: Register) -> shapes.Finding:
    return shapes.Finding(
        number=row.number,
        short_answer=row.short_answer,
        text=row.text,
        strength=row.evidence_strength,
        strength_label=str(row.get_evidence_strength_display()),
        rating_label=str(row.get_rating_display()),
        evidence=register.evidence_of(row),
    )


def _conclusions(evaluation: Evaluation) -> tuple[shapes.Conclusion, ...]:
    rows = evaluation.conclusions.select_related("criterion").prefetch_related("findings")
    return tuple(
        shapes.Conclusion(
            number=row.number,
            heading=row.heading,
            text=row.text,
            criterion=row.criterion.name if row.criterion else "",
            findings=_numbers(row.findings.all()),
        )
        for row in rows
    )


def _lessons(evaluation: Evaluation) -> tuple[shapes.Lesson, ...]:
    return tuple(
        shapes.Lesson(row.number, row.heading, row.text, _numbers(row.findings.all()))
        for row in evaluation.lessons.prefetch_related("findings")
    )


def _recommendations(evaluation: Evaluation) -> tuple[shapes.Recommendation, ...]:
    rows = evaluation.recommendations.prefetch_related("addressees", "conclusions", "findings")
    return tuple(_recommendation(row) for row in rows)


def _recommendation(row: Recommendation) -> shapes.Recommendation:
    return shapes.Recommendation(
        number=row.number,
        heading=row.heading,
        text=row.text,
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
