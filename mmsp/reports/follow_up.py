"""The follow-up status report: the figures of the dashboard, as one reader sees them on one day."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from editing.asked import in_words
from evaluations.models import Evaluation
from mmsp.reports.follow_up_shapes import Bar, FollowUpContent, Number, Picture, Table
from mmsp.reports.letters import printable
from mmsp.reports.titles import tag_of
from recommendations import breakdown
from recommendations.charts import Chart, charts
from recommendations.dashboard import By, Dashboard, Share
from recommendations.measures import formulas

# The colours of the tones on paper, as in tokens.css.
COLOURS = {
    "done": "#1a7f37", "attention": "#8a5c00", "late": "#b42318", "waiting": "#57606a",
    "blocked": "#6e40c9", "info": "#003399",
}  # fmt: skip


def build_follow_up(
    dashboard: Dashboard, *, reader: Any, evaluation: Evaluation | None
) -> FollowUpContent:
    """In the language of the reader; of one evaluation, or of all that was asked for."""
    return FollowUpContent(
        lang=tag_of(get_language() or "en"),
        as_of=dashboard.on,
        title=_("Follow-up status report"),
        subject=printable(evaluation.title if evaluation else _("All evaluations open to the reader")),
        reader=printable(str(reader)),
        asked=tuple((label, printable(said)) for label, said in in_words(dashboard.filter.form)),
        numbers=tuple(_numbers(dashboard)),
        pictures=tuple(map(_picture, charts(dashboard))),
        tables=tuple(_tables(dashboard)),
        formulas=tuple(formulas()),
    )  # fmt: skip


def _numbers(dashboard: Dashboard) -> Iterator[Number]:
    for figure in (dashboard.recommendations, dashboard.actions, dashboard.overdue):
        yield Number(figure.label, str(figure.count))
    for share in dashboard.shares:
        label = str(share.ratio.label)
        yield Number(
            f"{label} {dashboard.year}" if share.ratio.key == "closure" else label,
            _percent(share), _part_of(share),
        )  # fmt: skip
    yield Number(_("Median delay"), _days(dashboard.total.summary.delay))


def _percent(share: Share) -> str:
    return "–" if share.percent is None else _("%(n)s %%") % {"n": share.percent}


def _part_of(share: Share) -> str:
    return _("%(part)s of %(whole)s") % {"part": share.part.count, "whole": share.whole.count}


def _days(days: int | None) -> str:
    return "–" if days is None else ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _picture(chart: Chart) -> Picture:
    bars = (
        Bar(printable(bar.figure.label), bar.figure.count, bar.length, COLOURS[bar.tone])
        for bar in chart.bars
    )
    return Picture(chart.key, chart.title, chart.what, tuple(bars), chart.in_words)


def _tables(dashboard: Dashboard) -> Iterator[Table]:
    for by in By:
        drawn, left_out = breakdown.tables(dashboard, by)
        for table in drawn:
            rows = tuple(
                (printable(label), tuple(map(_in_words, cells))) for label, cells in table.rows
            )
            yield Table(str(by.label), table.title, tuple(table.heads), rows, left_out)


def _in_words(cell: breakdown.Cell) -> str:
    if cell.share:
        return f"{_percent(cell.share)}\n{_part_of(cell.share)}"
    if cell.is_delay:
        return _days(cell.days)
    return str(cell.figure.count) if cell.figure else ""
