"""How a recommendation is answered part by part."""

from collections.abc import Iterable
from typing import Any

from editing import versions
from recommendations.models import Decision, ManagementResponse, PartAnswer


def answer_part(
    *, answer: PartAnswer, base_version: int, fields: dict[str, Any], by: Any, reason: str = ""
) -> PartAnswer:
    """Writes the answer to one part, and the answer as a whole that follows from all parts.

    `reason` goes into the history. Raises as `editing.versions.revise` does.
    """
    with versions.together():
        response = _held(answer.response)
        before = list(response.part_answers.select_related("part"))
        saved = versions.revise(
            answer, base_version=base_version, fields=fields, by=by, reason=reason
        )
        _follow(response, before, by)
        return saved


def _held(response: ManagementResponse) -> ManagementResponse:
    """The answer as a whole, kept from others until this one is written: two parts answered at the
    same instant would each overlook the other. (SQLite lets one write at a time anyway.)"""
    return ManagementResponse.objects.select_for_update().get(pk=response.pk)


def _follow(response: ManagementResponse, before: list[PartAnswer], by: Any) -> None:
    """Decision and reason of the whole; a reason that somebody wrote by hand stays."""
    parts = list(response.part_answers.select_related("part"))
    is_ours = response.reason in ("", _in_one(before))
    said = {"decision": _overall(each.decision for each in parts)}
    versions.revise(
        response, base_version=response.version, by=by,
        fields=said | ({"reason": _in_one(parts)} if is_ours else {}),
    )  # fmt: skip


def _overall(decisions: Iterable[str]) -> Decision:
    """Accepted or rejected where every part is; accepted in part where they differ; pending while
    one part is."""
    said = {Decision(each) for each in decisions}
    if Decision.PENDING in said or not said:
        return Decision.PENDING
    return said.pop() if len(said) == 1 else Decision.PARTIALLY_ACCEPTED


def _in_one(answers: Iterable[PartAnswer]) -> str:
    """The decisions on the parts and their reasons, each under its letter."""
    return "\n".join(
        f"{each.part.letter}) {each.get_decision_display()}"
        + (f": {each.reason}" if each.reason else "")
        for each in answers
        if each.decision != Decision.PENDING
    )
