"""Who had a hand in the draft that is to be approved: read from the history of its parts."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from editing.models import Revision
from evaluations.commentable import NOUNS
from evaluations.course import last_final_at, steps_of
from evaluations.models import Evaluation, Membership, Role, Stage

SHOWN = 3


def hand_in(evaluation: Evaluation, user: Any) -> Iterator[tuple[str, str]]:
    """Why the person may not approve the draft, each with the place that shows it; nothing where they
    may. The system itself (None) writes nothing of its own."""
    if user is None:
        return
    here = evaluation.get_absolute_url()
    if _is_evaluator(evaluation, user):
        yield _("You are one of the evaluators."), f"{here}team/"
    steps = steps_of(evaluation)
    handed_over = [s for s in steps if (s.start, s.to) == (Stage.DRAFTING, Stage.REVIEW)]
    if handed_over and handed_over[-1].by == user:
        yield _("You handed the draft over for review."), f"{here}history/"
    for row in islice(_parts_by(user, evaluation, last_final_at(steps)), SHOWN):
        where = evaluation if row.deleted_at else row
        yield _("You changed %(part)s.") % {"part": row}, where.get_absolute_url()


def _is_evaluator(evaluation: Evaluation, user: Any) -> bool:
    roles = Membership.objects.of(user).valid().filter(evaluation=evaluation, role=Role.EVALUATOR)
    return roles.exists() or evaluation.team.filter(user=user).exists()


def _parts_by(user: Any, evaluation: Evaluation, since: datetime | None) -> Iterator[Any]:
    """The parts of the report that the person changed; one query a kind of part."""
    mine = Revision.objects.filter(by=user)
    mine = mine.filter(at__gt=since) if since else mine
    for noun in NOUNS.values():
        kind = ContentType.objects.get_for_model(noun.model)
        rows: Any = noun.model.everything
        changed = mine.filter(content_type=kind).values("object_id")
        yield from rows.filter(evaluation=evaluation, pk__in=changed).select_related("evaluation")
