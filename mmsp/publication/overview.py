"""Each paper of an evaluation that could go out: what is out already, what waits, what is in its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from activities.models import Confidentiality
from editing.permissions import may
from evaluations.models import Evaluation, PublishedReport, Unpublished
from evaluations.models.published import State
from evaluations.publishing import hindrances
from mmsp.publication.recipes import Offer, offers_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A paper with its latest edition for everybody, what waits to be confirmed, what keeps it from being
    proposed to everybody, and the reason that was given why it is not there."""

    offer: Offer
    public: PublishedReport | None
    waiting: tuple[PublishedReport, ...]
    hindrances: tuple[str, ...]
    reason: Unpublished | None
    may_explain: bool


def papers_of(
    evaluation: Evaluation, reports: Iterable[PublishedReport], user: Any
) -> list[Standing]:
    """Of the rows that the person sees. Once the report is final; a paper of which nothing is to be said
    to this person is left out."""
    if not evaluation.is_frozen:
        return []
    rows = Unpublished.objects.visible_to(user).filter(evaluation=evaluation)
    reasons = {each.place: each for each in rows.select_related("evaluation")}
    may_propose = may(user, "add", PublishedReport(evaluation=evaluation))
    found = [
        _standing(evaluation, offer, list(reports), reasons.get(offer.place), user)
        for offer in offers_of(evaluation, user)
    ]
    return [each for each in found if may_propose or each.public or each.reason]


def _standing(
    evaluation: Evaluation, offer: Offer, reports: list[PublishedReport],
    reason: Unpublished | None, user: Any,
) -> Standing:  # fmt: skip
    mine = [each for each in reports if each.place == offer.place]
    out = [each for each in mine if _is_for_everybody(each) and each.state == State.PUBLISHED]
    asked = {"product": offer.product, "part": offer.part, "audience": Confidentiality.PUBLIC}
    row = reason or Unpublished(evaluation=evaluation)
    return Standing(
        offer=offer,
        public=max(out, key=lambda each: each.edition or 0, default=None),
        waiting=tuple(each for each in mine if each.state == State.PROPOSED),
        hindrances=tuple(hindrances(PublishedReport(evaluation=evaluation, **asked))),
        reason=reason,
        may_explain=may(user, "change" if reason else "add", row),
    )


def _is_for_everybody(report: PublishedReport) -> bool:
    return report.audience == Confidentiality.PUBLIC
