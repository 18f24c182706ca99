"""How an evaluation moves from its planning to its close: one stage on, or one back."""

from evaluations.models import Stage

# For each stage, the next one and the one before; there is no other way.
MOVES = {
    Stage.PLANNED: (Stage.INCEPTION,),
    Stage.INCEPTION: (Stage.DRAFTING, Stage.PLANNED),
    Stage.DRAFTING: (Stage.REVIEW, Stage.INCEPTION),
    Stage.REVIEW: (Stage.FINAL, Stage.DRAFTING),
    Stage.FINAL: (Stage.CLOSED, Stage.REVIEW),
    Stage.CLOSED: (Stage.FINAL,),
}


def moves_from(stage: str) -> tuple[Stage, ...]:
    return MOVES[Stage(stage)]
