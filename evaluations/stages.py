"""How an evaluation moves from its planning to its close: every move, who makes it and what must hold.

The one place where this is said. The rights (`move_to_final`), the page, the admin and the tests read it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evaluations.models.evaluation import Stage
from evaluations.models.membership import Role


@dataclass(frozen=True)
class Move:
    """From one stage to another. `needs` names conditions (`evaluations.conditions`)."""

    start: Stage
    to: Stage
    label: str | Promise
    follows: str | Promise
    who: tuple[Role, ...] = (Role.MANAGER,)
    needs: tuple[str, ...] = ()
    asks_reason: bool = False

    @property
    def right(self) -> str:
        return f"move_to_{self.to}"

    @property
    def is_forward(self) -> bool:
        return self.to in Stage.from_on(self.start)


MOVES = (
    Move(
        Stage.PLANNED, Stage.INCEPTION, _("Begin the inception"),
        _("The evaluators settle questions and methods."),
    ),
    Move(
        Stage.INCEPTION, Stage.DRAFTING, _("Begin drafting"), _("Reviewers can read the draft."),
        needs=("questions",),
    ),
    Move(
        Stage.INCEPTION, Stage.PLANNED, _("Back to planning"), _("The inception begins anew later."),
        asks_reason=True,
    ),
    Move(
        Stage.DRAFTING, Stage.REVIEW, _("Hand over for review"),
        _("Respondents can read the draft and answer its recommendations."),
        who=(Role.MANAGER, Role.EVALUATOR), needs=("written",),
    ),
    Move(
        Stage.DRAFTING, Stage.INCEPTION, _("Back to the inception"),
        _("Reviewers no longer read the draft."), asks_reason=True,
    ),
    Move(
        Stage.REVIEW, Stage.FINAL, _("Approve as final"),
        _("The report stands as it is: nobody edits it. Readers can read it, and everybody who signs in "
          "where it is marked public."),
        needs=("preflight", "other_hand"),
    ),
    Move(
        Stage.REVIEW, Stage.DRAFTING, _("Send back to the evaluators"),
        _("Respondents no longer read the draft."), asks_reason=True,
    ),
    Move(
        Stage.FINAL, Stage.CLOSED, _("Close the evaluation"),
        _("The evaluation is done; what it recommended is still followed up."), needs=("answers",),
    ),
    Move(
        Stage.FINAL, Stage.REVIEW, _("Amend the report"),
        _("The report gets its next version number and can be edited again. Readers and the public do "
          "not read it until somebody else has approved it. The reason is printed in the report."),
        asks_reason=True,
    ),
    Move(
        Stage.CLOSED, Stage.FINAL, _("Open again"), _("The report stands as it is."),
        asks_reason=True,
    ),
)  # fmt: skip


def moves_from(stage: str) -> list[Move]:
    """The moves that begin at the stage, forward first."""
    return sorted((m for m in MOVES if m.start == stage), key=lambda m: not m.is_forward)


def next_move_of(stage: str) -> Move | None:
    """The way forward; none from the last stage."""
    return next((move for move in moves_from(stage) if move.is_forward), None)


def move_between(start: str, to: str) -> Move | None:
    return next((move for move in MOVES if (move.start, move.to) == (start, to)), None)


def faults_of(moves: Iterable[Move]) -> Iterator[str]:
    """What is wrong with a table of moves as such."""
    moves = list(moves)
    ways = [(move.start, move.to) for move in moves]
    for start, to in ways:
        if ways.count((start, to)) > 1:
            yield f"{start} to {to} is declared twice"
    reached = {Stage.PLANNED}
    for _once_a_stage in Stage:
        reached |= {to for start, to in ways if start in reached}
    yield from (f"no way leads to {stage}" for stage in Stage if stage not in reached)
    yield from (f"no way leads on from {s}" for s in Stage if s not in {way[0] for way in ways})
    yield from (f"nobody moves {m.start} to {m.to}" for m in moves if not m.who)


if faults := list(faults_of(MOVES)):
    raise ImproperlyConfigured("; ".join(faults))
