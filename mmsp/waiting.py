"""What waits for a person on the first page: a few items of each kind, and how many there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluations.models import (
    CommentThread,
    Evaluation,
    EvaluationQuestion,
    Finding,
    Membership,
    PublishedReport,
    Role,
    Stage,
)
from recommendations.models import KeyAction, ResponseMatrix

SHOWN = 5


@dataclass(frozen=True)
class Item:
    """One line: what it is, where it leads, and by when, `late` days after the date."""

    text: str
    href: str
    note: str
    ref: str = ""
    due_on: date | None = None
    late: int = 0


@dataclass(frozen=True)
class Task:
    """Several items of a kind; `href` leads to all of them where there is such a page."""

    title: str
    total: int
    items: list[Item]
    tone: str = ""
    href: str = ""

    @property
    def more(self) -> int:
        return self.total - len(self.items)


def waiting_for(user: Any, on: date) -> list[Task]:
    """The tasks that are not empty, the most urgent first; two queries each."""
    tasks = [
        *_actions(user, on), *_matrices(user, on), *_mentions(user), *_evaluations(user),
        *_publications(user), *_report(user),
    ]  # fmt: skip
    return [task for task in tasks if task.total]


def _task(title: str, rows: QuerySet, item: Callable[[Any], Item], **about: str) -> Task:
    return Task(title, rows.count(), [item(row) for row in rows[:SHOWN]], **about)


def _held(user: Any, role: Role) -> QuerySet:
    """The evaluations in which the person has the role today."""
    return Membership.objects.of(user).valid().filter(role=role).values("evaluation")


def _actions(user: Any, on: date) -> Iterable[Task]:
    """Key actions in the person's hands, overdue or due within a month."""
    mine = KeyAction.objects.visible_to(user).responsibility_of(user)
    mine = mine.with_addresses().soonest_first()
    all_of_them = reverse("recommendations:my-action-list")
    yield _task(
        _("Handed over to you"), mine.open().newly_with(user), lambda row: _action(row, on),
        tone="attention", href=all_of_them,
    )  # fmt: skip
    yield _task(
        _("Overdue actions"), mine.overdue(on), lambda row: _action(row, on),
        tone="late", href=all_of_them,
    )  # fmt: skip
    yield _task(
        _("Actions due soon"), mine.due_soon(on), lambda row: _action(row, on),
        tone="attention", href=all_of_them,
    )  # fmt: skip


def _action(action: KeyAction, on: date) -> Item:
    evaluation = action.response.matrix.evaluation
    return Item(
        ref=action.label,
        text=action.text,
        href=f"{action.url_for('update')}?next={reverse('home')}",
        note=str(evaluation),
        due_on=action.due_on,
        late=action.days_late(on),
    )


def _matrices(user: Any, on: date) -> Iterable[Task]:
    """Responses to write, and for managers those that others still owe."""
    awaited = ResponseMatrix.objects.visible_to(user).awaited().with_progress()
    awaited = awaited.select_related("evaluation", "organisation").order_by("due_on", "pk")
    mine = awaited.answered_by(user)
    owed = awaited.filter(evaluation__in=_held(user, Role.MANAGER))
    owed = owed.exclude(pk__in=mine.values("pk"))
    yield _task(_("Responses to write"), mine, lambda row: _matrix(row, on), tone="attention")
    yield _task(_("Responses not submitted yet"), owed, lambda row: _matrix(row, on))


def _matrix(matrix: ResponseMatrix, on: date) -> Item:
    answered = _("%(done)s of %(total)s answered") % {
        "done": matrix.answered,  # type: ignore[attr-defined] # counted with the row
        "total": matrix.answers,  # type: ignore[attr-defined]
    }
    return Item(
        ref=str(matrix.organisation),
        text=str(matrix.evaluation),
        href=matrix.get_absolute_url(),
        note=answered,
        due_on=matrix.due_on,
        late=max(0, (on - matrix.due_on).days) if matrix.due_on else 0,
    )


def _mentions(user: Any) -> Iterable[Task]:
    """Comments that name the person, who has not replied."""
    rows = CommentThread.objects.visible_to(user).waiting_for(user).select_related("evaluation")
    yield _task(_("Mentions of you"), rows.prefetch_related("comments"), _mention, tone="attention")


def _mention(thread: CommentThread) -> Item:
    said = list(thread.comments.all())
    text = said[-1].text if said else ""
    return Item(text, thread.get_absolute_url(), str(thread.evaluation), ref=str(thread.number))


def _evaluations(user: Any) -> Iterable[Task]:
    """Drafts that a manager has in review."""
    rows = Evaluation.objects.visible_to(user).filter(
        stage=Stage.REVIEW, pk__in=_held(user, Role.MANAGER)
    )
    yield _task(
        _("Evaluations in review"), rows.select_related("contractor"),
        lambda row: Item(str(row), row.get_absolute_url(), str(row.contractor or "")),
    )  # fmt: skip


def _publications(user: Any) -> Iterable[Task]:
    """Files that others prepared, for a manager to look at and let go out."""
    rows = PublishedReport.objects.visible_to(user).waiting().exclude(made_by=user)
    rows = rows.filter(evaluation__in=_held(user, Role.MANAGER))
    yield _task(
        _("Reports to publish or send back"), rows.select_related("evaluation", "made_by"),
        lambda row: Item(row.title, row.get_absolute_url(), str(row.made_by), ref=str(row)),
        tone="attention",
    )  # fmt: skip


def _report(user: Any) -> Iterable[Task]:
    """What an evaluator has still to write before the report is final."""
    written = Evaluation.objects.visible_to(user).filter(pk__in=_held(user, Role.EVALUATOR))
    drafts = written.exclude(stage__in=Stage.from_on(Stage.FINAL))
    questions = EvaluationQuestion.objects.visible_to(user).filter(evaluation__in=drafts)
    findings = Finding.objects.visible_to(user).filter(evaluation__in=drafts)
    answers = Finding.objects.visible_to(user).filter(question=OuterRef("pk"))
    yield _task(
        _("Questions without a finding"),
        questions.filter(~Exists(answers)).select_related("evaluation"),
        lambda row: Item(row.text, row.get_absolute_url(), str(row.evaluation), ref=str(row)),
    )
    yield _task(
        _("Findings without evidence"),
        findings.without_evidence().defer("text").select_related("evaluation"),
        lambda row: Item(
            row.short_answer, row.get_absolute_url(), str(row.evaluation), ref=str(row)
        ),
    )
