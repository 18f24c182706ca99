"""How complete each part of an evaluation is, and what it still lacks: in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from evaluations.models import Evaluation, SectionKind
from evaluations.strength import KINDS

ANNEXES = (SectionKind.ANNEX, SectionKind.LEFTOVERS)


@dataclass(frozen=True)
class Item:
    """One part of the report; `missing` says what it lacks of the `asked` things it needs."""

    label: str
    href: str
    anchor: str
    number: str = ""
    missing: tuple[str, ...] = ()
    asked: int = 1

    @property
    def jump(self) -> str:
        """To the part within the page that reads the whole report."""
        return f"#{self.anchor}"

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def state(self) -> str:
        """As the component `dot` knows it."""
        if self.is_complete:
            return "complete"
        return "empty" if len(self.missing) == self.asked else "started"


@dataclass(frozen=True)
class Group:
    title: str
    items: list[Item]

    @property
    def done(self) -> int:
        return sum(item.is_complete for item in self.items)


def outline_of(evaluation: Evaluation, user: Any) -> list[Group]:
    """The report's parts in groups as the outline shows them; empty groups are left out."""
    sections = list(_with_text(evaluation.sections))
    groups = [
        Group(_("Sections"), [_section(s) for s in sections if s.kind not in ANNEXES]),
        *_criteria(evaluation),
        Group(_("Conclusions"), _claims(evaluation, "conclusion", ["findings"])),
        Group(_("Lessons learnt"), _claims(evaluation, "lesson", ["findings"])),
        Group(_("Recommendations"), _recommendations(evaluation, user)),
        Group(_("Management responses"), _matrices(evaluation, user)),
        Group(_("Annexes"), [_section(s) for s in sections if s.kind in ANNEXES]),
    ]
    return [group for group in groups if group.items]


def waiting_in(groups: Iterable[Group]) -> list[Item]:
    """What is not complete, in the report's order."""
    return [item for group in groups for item in group.items if not item.is_complete]


def _item(checks: dict[str, bool], **about: str) -> Item:
    """`checks` names what the part needs and whether it has it."""
    missing = tuple(name for name, is_there in checks.items() if not is_there)
    return Item(missing=missing, asked=len(checks), **about)


def _with_text(rows: Any) -> QuerySet:
    """Adds `has_text` and leaves the text itself in the database."""
    return rows.annotate(has_text=~Q(text="")).defer("text")


def _rests_on(model: Any, *links: str) -> Any:
    """True in SQL for a row with at least one of the linked rows."""
    fields = [model._meta.get_field(link) for link in links]
    return reduce(
        or_,
        (
            Exists(
                field.remote_field.through.objects.filter(
                    **{field.m2m_field_name(): OuterRef("pk")}
                )
            )
            for field in fields
        ),
    )


def _section(section: Any) -> Item:
    return _item(
        {_("text"): section.has_text},
        label=section.title,
        href=section.get_absolute_url(),
        anchor=f"section-{section.position}",
    )


def _criteria(evaluation: Evaluation) -> list[Group]:
    """The questions by criterion, in the order in which the criteria first come up."""
    questions = evaluation.questions.select_related("criterion")
    findings = _with_text(evaluation.findings)
    findings = findings.annotate(rests=_rests_on(findings.model, *KINDS))
    answers: dict[int, list[Any]] = {}
    for finding in findings:
        answers.setdefault(finding.question_id, []).append(finding)
    groups: dict[str, Group] = {}
    for question in questions:
        group = groups.setdefault(question.criterion.name, Group(question.criterion.name, []))
        group.items.append(_question(question, answers.get(question.pk, [])))
    return list(groups.values())


def _question(question: Any, findings: list[Any]) -> Item:
    checks = {
        _("short answer"): any(finding.short_answer for finding in findings),
        _("finding"): any(finding.has_text for finding in findings),
        _("evidence"): any(finding.rests for finding in findings),
    }
    return _item(
        checks,
        label=question.text,
        number=str(question.number),
        href=question.get_absolute_url(),
        anchor=f"question-{question.number}",
    )


def _claims(evaluation: Evaluation, noun: str, links: list[str]) -> list[Item]:
    """Conclusions or lessons: a text that rests on findings."""
    rows = _with_text(getattr(evaluation, f"{noun}s"))
    rows = rows.annotate(rests=_rests_on(rows.model, *links))
    return [_claim(row, noun, {_("text"): row.has_text, _("findings"): row.rests}) for row in rows]


def _claim(row: Any, noun: str, checks: dict[str, bool]) -> Item:
    return _item(
        checks,
        label=row.heading,
        number=str(row.number),
        href=row.get_absolute_url(),
        anchor=f"{noun}-{row.number}",
    )


def _recommendations(evaluation: Evaluation, user: Any) -> list[Item]:
    """They live on the floor above, so they are reached from the evaluation, never imported."""
    rows = _with_text(evaluation.recommendations.visible_to(user))
    rows = rows.annotate(
        rests=_rests_on(rows.model, "conclusions", "findings"),
        addressed=_rests_on(rows.model, "addressees"),
    )
    names = (_("text"), _("addressee"), _("conclusions"))
    return [
        _claim(
            row,
            "recommendation",
            dict(zip(names, (row.has_text, row.addressed, row.rests), strict=True)),
        )
        for row in rows
    ]


def _matrices(evaluation: Evaluation, user: Any) -> list[Item]:
    rows = evaluation.matrices.visible_to(user).select_related("organisation")
    return [
        Item(
            label=str(matrix.organisation),
            href=matrix.get_absolute_url(),
            anchor="",
            missing=() if matrix.submitted_at else (_("submission"),),
            asked=2,
        )
        for matrix in rows
    ]
