"""The facts of an evaluation brief, as the IOM template asks for them; what is not known is left out."""

import datetime
from collections.abc import Iterator

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from evaluations.models import Evaluation, Membership, Role
from mmsp.reports.brief_shapes import Fact
from mmsp.reports.days import day
from mmsp.reports.letters import printable
from mmsp.reports.shapes import Audience, Cover, ReportContent
from mmsp.reports.shortening import cut, width

A_FACT = 90  # letters: three lines of half a page
ALL_NAMES = 200  # letters


def facts(pairs: Iterator[tuple[str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(label, cut(printable(value), A_FACT)) for label, value in pairs if value)


def of_evaluation(
    evaluation: Evaluation, cover: Cover, audience: Audience
) -> Iterator[tuple[str, str]]:
    yield (
        _("Type of evaluation"),
        _(", ").join((cover.kind, str(evaluation.get_evaluator_type_display()).lower())),
    )
    yield _("Evaluators"), _evaluators(cover)
    yield _("Field visit and interviews"), _interviews(evaluation)
    yield _("Date of the report"), day(cover.dated)
    yield _("Period covered"), _span(evaluation.period_from, evaluation.period_to)
    yield _("Commissioned by"), cover.commissioned_by
    yield _("Managed by"), _("; ").join(_managers(evaluation, audience))


def of_project(evaluation: Evaluation, cover: Cover) -> Iterator[tuple[str, str]]:
    """Of all projects together; most evaluations have one."""
    rows, known = list(evaluation.projects.all()), cover.projects
    yield _("Project"), _each(row.title for row in rows)
    yield _("Project code"), _each(row.code for row in rows)
    yield _("Project type"), _each(row.instrument for row in rows)
    yield _("Geographical coverage"), _each(row.geographic_scope for row in rows)
    yield _("Project period"), _each(_span(*each.period) for each in known)
    yield _("Donor"), _each(each.donor for each in known)
    yield _("Implemented by"), _each(cover.implementing_partners)


def users(whole: ReportContent) -> list[str]:
    """Who is to use the evaluation: who asked for it, and to whom it recommends something."""
    addressed = (name for each in whole.recommendations for name in each.addressees)
    return list(dict.fromkeys(filter(None, [whole.cover.commissioned_by, *addressed])))


def named(names: list[str]) -> str:
    """The first of them that have room, at least one, and a word that there are others."""
    first = [
        name
        for place, name in enumerate(names)
        if width(_(", ").join(names[: place + 1])) <= ALL_NAMES
    ]
    if len(first) == len(names):
        return _(", ").join(names)
    return _("%(names)s and others") % {"names": _(", ").join(first) or cut(names[0], ALL_NAMES)}


def _evaluators(cover: Cover) -> str:
    names = _(", ").join(author.name for author in cover.authors)
    return (
        f"{names} ({cover.contractor})" if names and cover.contractor else names or cover.contractor
    )


def _interviews(evaluation: Evaluation) -> str:
    held = evaluation.interviews.aggregate(first=Min("held_on"), last=Max("held_on"))
    return _span(held["first"], held["last"])


def _managers(evaluation: Evaluation, audience: Audience) -> list[str]:
    """Name and function; the public is told for which organisation."""
    rows = evaluation.memberships.filter(role=Role.MANAGER)
    rows = rows.select_related("user__organisation", "organisation")
    return list(dict.fromkeys(filter(None, (_manager(row, audience) for row in rows))))


def _manager(row: Membership, audience: Audience) -> str:
    if row.user is None or audience == Audience.PUBLIC:
        return str(row.organisation or (row.user and row.user.organisation) or "")
    if not row.user.job_title:
        return row.user.name
    return _("%(name)s, %(role)s") % {"name": row.user.name, "role": row.user.job_title}


def _each(values: object) -> str:
    return _("; ").join(dict.fromkeys(filter(None, values)))  # type: ignore[call-overload]


def _span(first: datetime.date | None, last: datetime.date | None) -> str:
    return " – ".join(dict.fromkeys(filter(None, (day(first), day(last)))))
