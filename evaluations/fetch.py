"""How the views of an evaluation get at its rows: by people's words and numbers, and only through
what the person may see. What they may not see is a 404 like what does not exist."""

from typing import Any, TypeVar

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from editing.models import Versioned
from evaluations.commentable import NOUNS
from evaluations.models import Evaluation, Indicator, JudgementCriterion

Part = TypeVar("Part", bound=Versioned)


def get_evaluation(user: Any, slug: str) -> Evaluation:
    rows = Evaluation.objects.visible_to(user).select_related("commissioned_by", "contractor")
    return get_object_or_404(rows, slug=slug)


def get_part(model: type[Part], user: Any, slug: str, **place: Any) -> Part:
    """One row of the evaluation, by what tells it from its siblings, such as `number=4`."""
    rows: Any = model.objects.visible_to(user)
    return get_object_or_404(rows.select_related("evaluation"), evaluation__slug=slug, **place)


def get_commented(user: Any, slug: str, noun: str, place: int) -> Any:
    """The part of the report that people call so: `finding`, 4."""
    if noun not in NOUNS:
        raise Http404
    return get_part(NOUNS[noun].model, user, slug, **{NOUNS[noun].place: place})


def get_edited(model: type[Part], request: HttpRequest, slug: str, **place: Any) -> Part:
    """The row that a form is for. Who sends the form after the row was removed still gets it, so that
    the write path keeps what they wrote."""
    everything: Any = model.everything  # also the rows that were removed
    rows = everything.visible_to(request.user).filter(evaluation__slug=slug, **place)
    live = rows.filter(deleted_at=None)
    if request.method == "POST" and not live.exists():
        live = rows.order_by("-pk")[:1]
    return get_object_or_404(live.select_related("evaluation"))


def get_entry(model: type[Part], user: Any, slug: str, entry: int) -> Part:
    """One row of a kind that people do not number, by the order in which the rows were entered."""
    rows = with_entry(model.objects.visible_to(user)).select_related("evaluation")
    return get_object_or_404(rows, evaluation__slug=slug, entry=entry)


def with_entry(rows: QuerySet) -> QuerySet:
    """Adds `entry`: 1 for what was entered first in the evaluation. Removed rows keep their place,
    so an address never comes to mean another row."""
    siblings = rows.model.everything.filter(
        evaluation=OuterRef("evaluation"), pk__lte=OuterRef("pk")
    )
    place = siblings.order_by().values("evaluation").annotate(place=Count("pk")).values("place")
    return rows.annotate(entry=Subquery(place))


def neighbours_of(row: Any, siblings: Any, by: str = "number") -> dict[str, Any]:
    """The rows `before` and `after` this one; None at either end."""
    ordered = siblings.order_by(by)
    place = getattr(row, by)
    return {
        "before": ordered.filter(**{f"{by}__lt": place}).last(),
        "after": ordered.filter(**{f"{by}__gt": place}).first(),
    }


def get_judgement_criterion(user: Any, slug: str, asked: int, number: int) -> JudgementCriterion:
    """JC 4.1 as `asked=4, number=1`."""
    rows = JudgementCriterion.objects.visible_to(user).select_related("question__evaluation")
    question = {"question__evaluation__slug": slug, "question__number": asked}
    return get_object_or_404(rows, **question, number=number)


def get_indicator(user: Any, slug: str, asked: int, judged: int, number: int) -> Indicator:
    """I 4.1.2 as `asked=4, judged=1, number=2`."""
    criterion = get_judgement_criterion(user, slug, asked, judged)
    return get_object_or_404(criterion.indicators, number=number)
