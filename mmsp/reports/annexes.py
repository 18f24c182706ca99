"""The annexes that are made of what the report says already: no queries."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from mmsp.reports.annex_shapes import DetailedAnswer, Observed, Tally
from mmsp.reports.shapes import Question, ReportContent


def detailed_answers(content: ReportContent) -> tuple[DetailedAnswer, ...]:
    """Question by question what was observed; those of whose indicators nothing is told are left out."""
    answers = (
        DetailedAnswer(
            question.number,
            question.text,
            tuple((f.number, f.short_answer) for f in question.findings if f.short_answer),
            tuple(_observed(question)),
        )
        for question in content.questions
    )
    return tuple(each for each in answers if each.observed)


def _observed(question: Question) -> Iterator[Observed]:
    for criterion in question.judgement_criteria:
        for each in criterion.indicators:
            if each.observed:
                yield Observed(
                    criterion.number, criterion.text,
                    each.number, each.text, each.observed, each.sources,
                )  # fmt: skip


def sources_at_a_glance(content: ReportContent) -> tuple[Tally, ...]:
    """How many people were heard, papers read and activities looked at, and how far the findings carry."""
    heard = Counter[str]()
    for line in content.consulted:
        heard[line.group] += line.people
    tallies = (
        _tally(_("People heard"), heard),
        _tally(_("Documents read"), Counter(each.type_label for each in content.sources)),
        _tally(_("Activities looked at"), Counter(each.type_label for each in content.events)),
        _tally(_("Findings, by strength of evidence"), _strengths(content)),
    )
    return tuple(each for each in tallies if each.total)


def _strengths(content: ReportContent) -> Counter[str]:
    return Counter(each.strength_label for each in content.findings if each.strength_label)


def _tally(name: str, counts: Counter[str]) -> Tally:
    return Tally(name, counts.total(), tuple(_largest_first(counts.items())))


def _largest_first(parts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    named = ((name or _("Others"), count) for name, count in parts)
    return sorted(named, key=lambda part: (-part[1], part[0]))
