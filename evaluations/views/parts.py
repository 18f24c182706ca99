"""One part of the report as it reads, for the place where its form has stood."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from editing.references import with_references
from evaluations.commentable import NOUNS
from evaluations.completeness import outline_of, waiting_in
from evaluations.fetch import get_part
from evaluations.reading import with_talk
from evaluations.standing import anchor_of
from evaluations.views.frame import framed

# The templates in which the parts read; all others are claims.
READS_AS = {
    "section": "evaluations/_section.html",
    "question": "evaluations/_asked.html",
    "finding": "evaluations/_found.html",
}
CLAIM = "evaluations/_claim.html"


@require_safe
def part_detail(request: HttpRequest, slug: str, noun: str, place: int) -> HttpResponse:
    """The part, and how complete the report is with it. Who asks for a page is led to the report."""
    if noun not in NOUNS:
        raise Http404
    part = get_part(NOUNS[noun].model, request.user, slug, **{NOUNS[noun].place: place})
    evaluation = part.evaluation
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{evaluation.get_absolute_url()}#{anchor_of(part)}")
    with_talk([part], evaluation, request.user)
    with_references([part], evaluation, request.user)
    outline = outline_of(evaluation, request.user)
    answer = framed(
        request, "evaluations/part_in_report.html", evaluation,
        part=part, noun=noun, reads_as=READS_AS.get(noun, CLAIM), in_report=True,
        outline=outline, waiting=waiting_in(outline),
    )  # fmt: skip
    answer["HX-Trigger"] = "report-changed"
    patch_vary_headers(answer, ["HX-Request"])
    return answer
