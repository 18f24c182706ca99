"""What became of recommendations: decided, done, late, verified, as far as a person may see it."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from evaluations.similar.index import State
from recommendations.models import ManagementResponse, Recommendation, Verification
from recommendations.rows import ActionRow, VerificationEntry, decision_state


def became_of(recommendations: list[Recommendation], user: Any, on: date) -> dict[int, list[State]]:
    """By the key of the recommendation: each decision, then how many actions stand where."""
    verified = Verification.objects.visible_to(user).order_by("-made_at", "-pk")
    responses = ManagementResponse.objects.visible_to(user).select_related("matrix__organisation")
    seen = Prefetch(
        "responses",
        responses.order_by("pk").prefetch_related(
            "actions", Prefetch("actions__verifications", verified)
        ),
        to_attr="answered",
    )
    prefetch_related_objects(recommendations, seen)
    return {row.pk: _states(row.answered, on) for row in recommendations}  # type: ignore[attr-defined]


def _states(responses: list[ManagementResponse], on: date) -> list[State]:
    decided = [
        State(f"{each.matrix.organisation}: {state.label}", state.tone)
        for each in responses
        for state in [decision_state(each)]
    ]
    actions = [action for each in responses for action in each.actions.all()]
    standing = Counter(_shown(ActionRow(action, on).state) for action in actions)
    latest = [found[0] for action in actions if (found := list(action.verifications.all()))]
    verified = Counter(_shown(VerificationEntry(each).state) for each in latest)
    counted = [*standing.items(), *verified.items()]
    return [*decided, *(_counted(state, count) for state, count in counted)]


def _shown(state: Any) -> State:
    return State(str(state.label), state.tone)


def _counted(state: State, count: int) -> State:
    return state if count == 1 else State(f"{state.label} ({count})", state.tone)
