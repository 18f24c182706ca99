from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from editing.permissions import may
from editing.richtext import TooMuch, clean, plain_text
from evaluations.fetch import get_evaluation
from evaluations.models import Evaluation
from evaluations.similar.index import SEARCHED
from evaluations.similar.said import said_before


@require_POST  # a text does not fit into an address; nothing is written
def said_before_look(request: HttpRequest, slug: str, noun: str) -> HttpResponse:
    """What was said before that is like the text of a form, as a page or beneath the text."""
    evaluation = get_evaluation(request.user, slug)
    if noun not in SEARCHED:
        raise Http404
    model = SEARCHED[noun].model
    if not may(request.user, "add", model(evaluation=evaluation)):
        raise PermissionDenied
    said = said_before(
        _posted_text(request), request.user, on=timezone.localdate(),
        but=_own_row(request, model, evaluation),
    )  # fmt: skip
    is_fragment = request.htmx  # type: ignore[attr-defined]
    name = "_said_before.html" if is_fragment else "said_before.html"
    repeated = any(each.is_same for each in said)
    context = {"evaluation": evaluation, "said": said, "repeated": repeated, "looked": True}
    answer = render(request, f"evaluations/{name}", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _posted_text(request: HttpRequest) -> str:
    """What the form says; too much of it is looked for in its heading alone."""
    heading = request.POST.get("heading", "")
    try:
        return f"{heading}\n{plain_text(clean(request.POST.get('text', '')))}"
    except TooMuch:
        return heading


def _own_row(request: HttpRequest, model: Any, evaluation: Evaluation) -> Any:
    """The row that the form belongs to, which says the same, naturally."""
    number = request.GET.get("own", "")
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        return None
    rows = model.objects.visible_to(request.user)
    return rows.filter(evaluation=evaluation, number=int(number)).first()
