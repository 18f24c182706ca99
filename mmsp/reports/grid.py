"""The quality grid as rows of plain words, for Word. Knows no model."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mmsp.reports.html import ui_language
from mmsp.reports.judged import Assessed, Judgement, QualityContent
from mmsp.reports.word import one_table

WIDTHS = (50, 25, 27, 52, 52, 51)  # millimetres of the columns on A4 landscape


def as_docx(content: QualityContent) -> bytes:
    with translation.override(ui_language(content.lang)):
        heads = (
            _("Criterion"), _("Report"), _("Score"), _("Strengths"), _("Weaknesses"),
            _("Evaluators’ reply"),
        )  # fmt: skip
        lines = (content.cover.title, content.standard, *map(_line, content.assessed))
        return one_table(
            _("Quality grid"), lines, heads, _rows(content), title=content.cover.title,
            widths=WIDTHS,
        )  # fmt: skip


def _line(assessed: Assessed) -> str:
    if assessed.on is None:
        return f"{assessed.report}: {_('not handed over yet')}"
    day = date_format(assessed.on, "j M Y")
    return f"{assessed.report}: {', '.join(filter(None, [assessed.by, day]))}"


def _rows(content: QualityContent) -> Iterator[tuple[str, ...]]:
    for criterion in content.criteria:
        for place, judged in enumerate(criterion.judgements):
            name = "\n".join(filter(None, [criterion.name, criterion.guidance]))
            yield _row(name if place == 0 else "", judged)
    for place, judged in enumerate(content.overall):
        yield _row(_("Overall judgement") if place == 0 else "", judged)


def _row(name: str, judged: Judgement) -> tuple[str, ...]:
    strengths, weaknesses = (*judged.said, "")[:2]
    return (name, judged.report, judged.level, strengths, weaknesses, judged.reply)
