"""The follow-up status report: the figures of the dashboard and every key action, as they stood on a
day, as one reader or an audience sees them."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Confidentiality
from evaluations.models import Criterion, Evaluation
from evaluations.models.evaluation import published
from mmsp.reports.follow_up_shapes import (
    Answered,
    Bar,
    FollowUpContent,
    Line,
    Number,
    Picture,
    Table,
)
from mmsp.reports.letters import printable
from mmsp.reports.shapes import Audience, Cover
from mmsp.reports.standards import called
from mmsp.reports.titles import cover, running_title, tag_of, written_in
from recommendations import breakdown
from recommendations.charts import Chart, charts
from recommendations.dashboard import By, Dashboard, Share
from recommendations.measures import formulas
from recommendations.models import Decision, ResponseMatrix
from recommendations.past import Promised, Sight, read_past
from recommendations.past_figures import Narrowed, PastDashboard
from recommendations.status import ActionStatus

# The colours of the tones on paper, as in tokens.css.
COLOURS = {
    "done": "#1a7f37", "attention": "#8a5c00", "late": "#b42318", "waiting": "#57606a",
    "blocked": "#6e40c9", "info": "#003399",
}  # fmt: skip
# Which evaluations a paper of all of them tells of.
SHOWN = {
    Audience.INTERNAL: Q(),
    Audience.RESTRICTED: ~Q(confidentiality=Confidentiality.INTERNAL),
    Audience.PUBLIC: published(),
}


def build_follow_up(
    dashboard: PastDashboard, *, reader: Any, evaluation: Evaluation | None,
    named_in: Collection[int] = (),
) -> FollowUpContent:  # fmt: skip
    """As a reader sees it, in the reader's language; of one evaluation, or of all that was asked for.
    `named_in` are the evaluations of which the reader is told who is responsible by name."""
    subject = evaluation.title if evaluation else _("All evaluations open to the reader")
    content = _content(dashboard, named_in, tag_of(get_language() or "en"), subject)
    content = replace(content, reader=printable(str(reader)))
    return _with_cover(content, cover(evaluation)) if evaluation else content


def build_status(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> FollowUpContent:
    """Of one evaluation for an audience, in the language of its report."""
    with translation.override(evaluation.language):
        title_page = cover(evaluation)
        dashboard = _dashboard_for(evaluation, audience, as_of)
        named = () if audience == Audience.PUBLIC else (evaluation.pk,)
        content = _content(dashboard, named, written_in(evaluation), evaluation.title)
        return _with_cover(content, title_page)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All evaluations, where there is no reader whose sight they would be."""

    def __str__(self) -> str:
        return _("All evaluations")


def build_portfolio(
    portfolio: Portfolio, *, audience: Audience, as_of: datetime.date
) -> FollowUpContent:
    """Of all evaluations that an audience may read, in the language that is active."""
    evaluations = Evaluation.objects.filter(SHOWN[audience])
    matrices = ResponseMatrix.everything.filter(evaluation__in=evaluations)
    criteria = Criterion.objects.filter(Q(evaluation=None) | Q(evaluation__in=evaluations))
    past = read_past(_sight(evaluations, matrices, audience), as_of)
    named = () if audience == Audience.PUBLIC else set(past.evaluations)
    dashboard = PastDashboard(past, Narrowed({}), criteria)
    return _content(dashboard, named, tag_of(get_language() or "en"), str(portfolio))


def _with_cover(content: FollowUpContent, title_page: Cover) -> FollowUpContent:
    return replace(
        content,
        short_title=running_title(title_page),
        house=title_page.house,
        funding_line=title_page.funding_line,
        is_eu_funded=title_page.is_eu_funded,
        disclaimer=title_page.disclaimer,
    )


def _dashboard_for(
    evaluation: Evaluation, audience: Audience, as_of: datetime.date
) -> PastDashboard:
    evaluations = Evaluation.objects.filter(pk=evaluation.pk)
    matrices = ResponseMatrix.everything.filter(evaluation=evaluation)
    narrowed = Narrowed({"evaluation": evaluation.slug})
    criteria = Criterion.objects.filter(Q(evaluation=None) | Q(evaluation=evaluation))
    past = read_past(_sight(evaluations, matrices, audience), as_of)
    return PastDashboard(past, narrowed, criteria)


def _sight(evaluations: QuerySet, matrices: QuerySet, audience: Audience) -> Sight:
    """Responses that have not been handed over are for those inside."""
    if audience == Audience.INTERNAL:
        return Sight(evaluations, matrices, drafts=matrices)
    return Sight(evaluations, matrices.filter(submitted_at__isnull=False), drafts=matrices.none())


def _content(
    dashboard: PastDashboard, named_in: Collection[int], lang: str, subject: str
) -> FollowUpContent:
    return FollowUpContent(
        lang=lang,
        as_of=dashboard.on,
        title=_("Follow-up status report"),
        subject=printable(subject),
        reader="",
        asked=tuple((label, printable(said)) for label, said in dashboard.in_words),
        numbers=tuple(_numbers(dashboard)),
        pictures=tuple(map(_picture, charts(dashboard))),
        tables=tuple(_tables(dashboard)),
        formulas=(*formulas(), _looking_back()),
        answers=tuple(_answers(dashboard, named_in)),
        short_title=_("Follow-up status report"),
    )


def _looking_back() -> tuple[str, str]:
    return _("As of a day"), _(
        "What stood here on that day, with the reports written until then; what happened later changes "
        "nothing. A response that was carried over afterwards is told by its log. Criteria and the days of "
        "silence are those of today."
    )


def _answers(dashboard: PastDashboard, named_in: Collection[int]) -> Iterator[Answered]:
    """The answers that promise something, in the order of evaluations, recommendations and bodies."""
    titles = {pk: told.title for pk, told in dashboard.past.evaluations.items()}
    for answer, promised in groupby(dashboard.promised, key=lambda each: each.answer):
        of = answer.recommendation
        yield Answered(
            evaluation=printable(titles[of.evaluation]),
            number=of.number,
            heading=printable(of.heading),
            organisation=printable(answer.matrix.name),
            decision=str(Decision(answer.decision).label),
            lines=tuple(_line(each, dashboard, of.evaluation in named_in) for each in promised),
        )


def _line(each: Promised, dashboard: PastDashboard, is_named: bool) -> Line:
    last = each.said[-1] if each.said else None
    unit, person = each.unit, each.person if is_named else ""
    is_said = person.casefold() in unit.casefold()
    return Line(
        number=each.label,
        text=printable(each.text),
        in_charge=printable(unit if is_said else f"{unit}; {person}".strip("; ")),
        status=each.status,
        status_label=str(ActionStatus(each.status).label),
        promised_on=each.promised_on,
        due_on=each.due_on,
        days_late=each.days_late(dashboard.on),
        is_overdue=each.is_overdue(dashboard.on),
        is_stale=dashboard.is_stale(each),
        last_word=printable(last.what_was_done) if last else "",
        last_on=timezone.localdate(last.made_at) if last else None,
        has_proof=each.has_proof,
    )


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
                (printable(_named(by, label)), tuple(map(_in_words, cells)))
                for label, cells in table.rows
            )
            yield Table(str(by.label), table.title, tuple(table.heads), rows, left_out)


def _named(by: By, label: str) -> str:
    return called(label) if by == By.CRITERION else label


def _in_words(cell: breakdown.Cell) -> str:
    if cell.share:
        return f"{_percent(cell.share)}\n{_part_of(cell.share)}"
    if cell.is_delay:
        return _days(cell.days)
    return str(cell.figure.count) if cell.figure else ""
