"""What must hold before an evaluation moves on. Floors above add theirs, as to `commentable`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.permissions import may
from evaluations.authors import hand_in
from evaluations.models import Evaluation
from evaluations.stages import MOVES, Move, moves_from


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, and where it is mended."""

    message: str
    url: str = ""


Ask = Callable[[Evaluation, Any], Iterable[Gap]]


@dataclass(frozen=True)
class Condition:
    """`says` is true when `gaps(evaluation, person)` finds nothing."""

    name: str
    says: str | Promise
    gaps: Ask


CONDITIONS: dict[str, Condition] = {}


def condition(name: str, says: str | Promise) -> Callable[[Ask], Ask]:
    """Declares what finds the gaps of a named condition. A name may be declared only once."""

    def declare(ask: Ask) -> Ask:
        if name in CONDITIONS:
            raise ValueError(f"the condition {name} is declared twice")
        CONDITIONS[name] = Condition(name, says, ask)
        return ask

    return declare


@dataclass(frozen=True)
class State:
    """A condition as it stands."""

    says: str | Promise
    gaps: tuple[Gap, ...]

    @property
    def holds(self) -> bool:
        return not self.gaps


@dataclass(frozen=True)
class Offer:
    """A declared move as one person finds it."""

    move: Move
    is_theirs: bool
    states: tuple[State, ...]

    @property
    def is_ready(self) -> bool:
        return all(state.holds for state in self.states)

    @property
    def gaps(self) -> list[Gap]:
        return [gap for state in self.states for gap in state.gaps]


def offers_of(evaluation: Evaluation, user: Any) -> list[Offer]:
    """The moves from where the evaluation stands, forward first."""
    return [
        Offer(move, may(user, move.right, evaluation), tuple(states_of(move, evaluation, user)))
        for move in moves_from(evaluation.stage)
    ]


def states_of(move: Move, evaluation: Evaluation, user: Any) -> list[State]:
    """How the move's conditions stand, if this person makes it."""
    needed = (CONDITIONS[name] for name in move.needs)
    return [State(each.says, tuple(each.gaps(evaluation, user))) for each in needed]


@checks.register
def every_condition_is_known(**_options: Any) -> list[checks.CheckMessage]:
    """A move that names a condition which nobody declares would be refused for ever."""
    return [
        checks.Error(f"{move.start} to {move.to} needs “{name}”, which nobody declares.",
                     id="evaluations.E001")
        for move in MOVES
        for name in move.needs
        if name not in CONDITIONS
    ]  # fmt: skip


@condition("questions", gettext_lazy("The evaluation asks at least one question."))
def asks_something(evaluation: Evaluation, user: Any) -> Iterator[Gap]:
    if not evaluation.questions.exists():
        yield Gap(_("No question is written."), f"{evaluation.get_absolute_url()}questions/new/")


@condition("written", gettext_lazy("There is a draft: a section with text, and a finding."))
def has_a_draft(evaluation: Evaluation, user: Any) -> Iterator[Gap]:
    here = evaluation.get_absolute_url()
    if not evaluation.sections.exclude(text="").exists():
        yield Gap(_("No section has a text."), f"{here}sections/new/")
    if not evaluation.findings.exclude(text="").exists():
        yield Gap(_("No finding has a text."), f"{here}findings/new/")


@condition(
    "other_hand",
    gettext_lazy(
        "Nobody approves their own draft: who approves it is not one of the evaluators, did not hand it "
        "over for review, and changed no part of it since it was last final."
    ),
)
def is_approved_by_another(evaluation: Evaluation, user: Any) -> Iterator[Gap]:
    yield from (Gap(said, url) for said, url in hand_in(evaluation, user))
