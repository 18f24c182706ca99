"""The evaluation brief of the IOM template: two pages made of the report itself, by shortening.

Each page has so many lines. What needs little gets it, the rest is shared out equally and shortened at
the end of a sentence; a remark says where something was left out.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.models import Evaluation
from mmsp.reports import brief_facts, content
from mmsp.reports.brief_shapes import BriefContent, Fact, Passage, Point
from mmsp.reports.letters import printable
from mmsp.reports.places import Places
from mmsp.reports.preflight import Level, Remark
from mmsp.reports.shapes import Audience, Cover, ReportContent
from mmsp.reports.shortening import (
    beginning,
    cut,
    lines,
    sentences_only,
    shares,
    shortened,
)

A_LINE = 98  # letters of the text across the page
HALF_A_LINE = 30  # letters of a fact
FIRST_PAGE, SECOND_PAGE = 47, 45  # lines
A_HEADING = 2  # lines
LEAST = 2  # lines of a point, below which it is left out
A_TITLE, A_DISCLAIMER = 130, 480  # letters
A_TITLE_LINE, A_LEAD_LINE = 56, 95  # letters
EMBLEM, A_SMALL_LINE, A_FUNDING_LINE = 4, 110, 75  # lines, and letters of what stands below them


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one heading of the second page, and what people call them."""

    noun: Any
    points: tuple[Point, ...]
    url: str


def build_brief(
    evaluation: Evaluation, *, audience: Audience, as_of: datetime.date
) -> BriefContent:
    """What the audience may read of the report, short enough for two pages."""
    whole = content.build(evaluation, audience=audience, as_of=as_of)
    with translation.override(evaluation.language):
        about = brief_facts.facts(brief_facts.of_evaluation(evaluation, whole.cover, audience))
        project = brief_facts.facts(brief_facts.of_project(evaluation, whole.cover))
        title, introduction = cut(printable(whole.cover.title), A_TITLE), _introduction(whole)
        room = FIRST_PAGE - _head(title, introduction) - max(_height(about), _height(project))
        found = [each for each in _passages(whole) if each[0].text]
        told = _groups(whole)
    # What is left out is said to the writers, on a page and in its language.
    passages, cut_passages = _fitted_passages(found, room)
    groups, cut_groups = _fitted_groups(told, SECOND_PAGE - _foot(whole.cover))
    return BriefContent(
        slug=whole.slug, lang=whole.lang, audience=audience, as_of=as_of, cover=whole.cover,
        short_title=whole.short_title, title=title, introduction=introduction,
        disclaimer=cut(printable(whole.cover.disclaimer), A_DISCLAIMER),
        evaluation=about, project=project, passages=passages,
        findings=groups[0], conclusions=groups[1], recommendations=groups[2],
        left_out=(*cut_passages, *cut_groups),
    )  # fmt: skip


def _introduction(whole: ReportContent) -> str:
    kind = whole.cover.kind.lower()
    if not (users := brief_facts.users(whole)):
        return _("This brief sums up the %(kind)s.") % {"kind": kind}
    said = _("This brief sums up the %(kind)s for those who are to use it: %(users)s.")
    return printable(said % {"kind": kind, "users": brief_facts.named(users)})


def _height(facts: Sequence[Fact]) -> int:
    return sum(lines(fact.value, HALF_A_LINE) for fact in facts)


def _head(title: str, introduction: str) -> int:
    """The lines of what stands above the boxes; those of a title are higher."""
    return 2 * lines(title, A_TITLE_LINE) + lines(introduction, A_LEAD_LINE)


def _foot(cover: Cover) -> int:
    """The lines of the emblem with the funding line, and of the disclaimer."""
    funding = max(0, lines(cover.funding_line, A_FUNDING_LINE) - 2)
    return EMBLEM + funding + lines(cut(cover.disclaimer, A_DISCLAIMER), A_SMALL_LINE)


def _fitted_passages(
    found: Sequence[tuple[Passage, str]], room: int
) -> tuple[tuple[Passage, ...], tuple[Remark, ...]]:
    known = [passage for passage, _url in found]
    needs = [lines(each.text, A_LINE) + A_HEADING for each in known]
    given = [each - A_HEADING for each in shares(needs, room)] if needs else []
    fitted = tuple(
        replace(each, text=_in_lines(each.text, most))
        for each, most in zip(known, given, strict=True)
    )
    return fitted, tuple(
        _remark(_("The brief leaves out the end of “%(what)s”.") % {"what": after.heading}, url)
        for (before, url), after in zip(found, fitted, strict=True)
        if before != after
    )


def _in_lines(text: str, most: int) -> str:
    """Whole sentences, or the beginning of a first one that is too long."""

    def fits(part: str) -> bool:
        return lines(part, A_LINE) <= most

    return shortened(text, fits) or beginning(text, most * A_LINE, fits)


def _passages(whole: ReportContent) -> Iterator[tuple[Passage, str]]:
    """The texts of the first page with the places where they are written."""
    for heading, kind in (
        (_("The project"), "context"),
        (_("Purpose of the evaluation"), "introduction"),
    ):
        yield _written(whole, heading, kind)
    criteria = _(", ").join(criterion.name for criterion in whole.criteria)
    yield Passage(_("Criteria"), printable(criteria)), Places(whole.slug).evaluation()
    yield _written(whole, _("Methodology"), "methodology")


def _written(whole: ReportContent, heading: str, kind: str) -> tuple[Passage, str]:
    to, sections = Places(whole.slug), whole.sections_of(kind)
    text = "\n".join(filter(None, (sentences_only(each.text) for each in sections)))
    url = to.section(sections[0].position) if sections else to.evaluation()
    return Passage(heading, printable(text)), url


def _groups(whole: ReportContent) -> tuple[Group, ...]:
    to = Places(whole.slug).evaluation()
    findings = (Point(f"F{each.number}", "", each.short_answer) for each in whole.findings)
    conclusions = (
        Point(f"C{each.number}", each.heading, sentences_only(each.text))
        for each in whole.conclusions
    )
    recommendations = (
        Point(
            f"R{each.number}", each.heading, sentences_only(each.text),
            note=cut(", ".join(each.short_addressees), HALF_A_LINE),
        )
        for each in sorted(whole.recommendations, key=lambda row: (row.priority or 9, row.number))
    )  # fmt: skip
    return tuple(
        Group(noun, tuple(map(_clean, points)), to)
        for noun, points in (
            (gettext_lazy("findings"), (each for each in findings if each.text.strip())),
            (gettext_lazy("conclusions"), conclusions),
            (gettext_lazy("recommendations"), recommendations),
        )
    )


def _clean(point: Point) -> Point:
    told = " ".join(printable(point.text).split())
    heading = printable(point.heading).strip()
    stop = "" if heading.endswith(tuple(".!?…。！？")) else _(".")
    return replace(point, heading=heading and f"{heading}{stop}", text=told)


def need_of(point: Point) -> int:
    """The lines of a point: its heading runs into its text, and the note follows."""
    return lines(f"{point.number} {point.heading} {point.text} {point.note}", A_LINE)


def _fitted_groups(
    groups: Sequence[Group], room: int
) -> tuple[list[tuple[Point, ...]], tuple[Remark, ...]]:
    """First how many points of each have room for their least, then how much of it each gets."""
    given = shares([sum(map(_least, group.points)) for group in groups], room)
    kept = [_first(group.points, most) for group, most in zip(groups, given, strict=True)]
    needs = shares([need_of(point) for points in kept for point in points], room)
    most = iter(needs)
    fitted = [tuple(_short(point, next(most)) for point in points) for points in kept]
    remarks = (each for pair in zip(groups, fitted, strict=True) for each in _remarks(*pair))
    return fitted, tuple(remarks)


def _least(point: Point) -> int:
    return min(LEAST, need_of(point))


def _first(points: Sequence[Point], room: int) -> Sequence[Point]:
    """As many as have room for their least."""
    heights = accumulate(map(_least, points))
    return points[: sum(height <= room for height in heights)]


def _short(point: Point, most: int) -> Point:
    """The heading whole where it can be, then as many sentences as are left room."""

    def fits(text: str, heading: str = "") -> bool:
        return need_of(replace(point, heading=heading, text=text)) <= most

    room = most * A_LINE
    heading = beginning(point.heading, room, partial(fits, ""))
    with_heading = partial(fits, heading=heading)
    text = shortened(point.text, with_heading)
    if not (heading or text):
        text = beginning(point.text, room, with_heading)
    return replace(point, heading=heading, text=text)


def _remarks(group: Group, kept: tuple[Point, ...]) -> Iterator[Remark]:
    """What the second page leaves out of a group."""
    if len(kept) < len(group.points):
        said = _("The brief names %(n)s of %(all)s %(what)s.")
        told = {"n": len(kept), "all": len(group.points), "what": group.noun}
        yield _remark(said % told, group.url)
    short = [after.number for after in kept if after not in group.points]
    if short:
        said = _("The brief shortens %(what)s.")
        yield _remark(said % {"what": ", ".join(short)}, group.url)


def _remark(message: str, url: str) -> Remark:
    return Remark(Level.DOUBTFUL, message, url)
