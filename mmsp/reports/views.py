from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from editing.file_names import file_name
from evaluations.models import Evaluation
from evaluations.permissions import can_read_comments, can_read_draft
from mmsp.orders.handing_out import download as download
from mmsp.orders.handing_out import download_again
from mmsp.orders.remembered import Question
from mmsp.reports import content, html, preflight
from mmsp.reports.audience import asked_for, audience_of, within
from mmsp.reports.brief_shapes import BriefContent
from mmsp.reports.chain import chain_of
from mmsp.reports.chain_picture import draw
from mmsp.reports.comments import build_comments
from mmsp.reports.files import WORD, attachment, one_at_a_time
from mmsp.reports.outreach_shapes import NewsletterContent
from mmsp.reports.repeats import repeats
from mmsp.reports.shapes import Audience, ReportContent
from mmsp.reports.word import report as word_report
from mmsp.reports.workshop_shapes import WorkshopContent
from recommendations.models import ResponseMatrix

Printable = ReportContent | BriefContent | WorkshopContent | NewsletterContent


@require_safe
def report_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The final report as it will be printed, and beside it what its writers should mend first."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    own = audience_of(request.user, evaluation)
    audience = asked_for(request, own)
    built = content.build(evaluation, audience=audience, as_of=timezone.localdate())
    response = render(
        request,
        "reports/report_preview.html",
        {
            "evaluation": evaluation,
            "paper": html.report(built),
            "audience": audience,
            "audiences": within(own),
            "remarks": preflight.check(built) if audience == Audience.INTERNAL else None,
        },
    )
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def preflight_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What the writers should mend, as a page or as the panel of the workspace."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    if audience_of(request.user, evaluation) != Audience.INTERNAL:
        raise PermissionDenied
    built = content.build(
        evaluation, audience=Audience.INTERNAL, as_of=timezone.localdate(),
        answers=ResponseMatrix.objects.none(),
    )  # fmt: skip
    remarks = [*preflight.check(built), *repeats(evaluation, request.user, timezone.localdate())]
    context = {
        "evaluation": evaluation,
        "blocking": [each for each in remarks if each.level == preflight.Level.BLOCKING],
        "doubtful": [each for each in remarks if each.level == preflight.Level.DOUBTFUL],
    }
    is_panel = request.htmx  # type: ignore[attr-defined]
    template = "reports/_preflight.html" if is_panel else "reports/preflight_detail.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def chain_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What rests on what, as a picture and as tables; what is missing, for those who follow the draft."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    answers = ResponseMatrix.objects.visible_to(request.user).filter(evaluation=evaluation)
    built = content.build(
        evaluation, audience=audience_of(request.user, evaluation), as_of=timezone.localdate(),
        answers=answers, spoken=get_language() or "",
    )  # fmt: skip
    chain = chain_of(built, with_gaps=can_read_draft(request.user, evaluation))
    context = {"evaluation": evaluation, "chain": chain, "picture": draw(chain)}
    return render(request, "reports/chain_detail.html", context)


@require_safe
def report_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    audience = asked_for(request, audience_of(request.user, evaluation))

    def made() -> tuple[html.Paper, str]:
        built = content.build(evaluation, audience=audience, as_of=timezone.localdate())
        return html.report(built), name_of(built, "final-report")

    return download_again(request, Question("final-report", evaluation, audience), made)


@require_safe
@one_at_a_time
def report_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """The same report to work on; what its reader may not see is in neither. The comments on the draft
    stand in its margin where they are asked for and the reader may read them."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    audience = asked_for(request, audience_of(request.user, evaluation))
    today = timezone.localdate()
    built = content.build(evaluation, audience=audience, as_of=today)
    is_told = "comments" in request.GET and can_read_comments(request.user, evaluation)
    said = (
        build_comments(evaluation, audience=audience, as_of=today).comments
        if is_told and audience == Audience.INTERNAL
        else ()
    )
    body = word_report.as_docx(built, said)
    return attachment(body, WORD, name_of(built, "final-report", "docx"))


@require_safe
def evaluation_matrix_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The annex alone, for who reads the report."""
    evaluation = get_object_or_404(evaluations_of(request), slug=slug)
    audience = asked_for(request, audience_of(request.user, evaluation))

    def made() -> tuple[html.Paper, str]:
        built = content.build(evaluation, audience=audience, as_of=timezone.localdate())
        return html.evaluation_matrix(built), name_of(built, "evaluation-matrix")

    return download_again(request, Question("evaluation-matrix", evaluation, audience), made)


def evaluations_of(request: HttpRequest) -> QuerySet[Evaluation]:
    rows = Evaluation.objects.visible_to(request.user)
    return rows.select_related("commissioned_by", "contractor")


def name_of(content: Printable, paper: str, ending: str = "pdf") -> str:
    """By the version of the report; a draft also by its day."""
    cover = content.cover
    return file_name(
        content.slug, paper, content.as_of if cover.is_draft else None, ending,
        version=cover.number, lang=content.lang, audience=content.audience,
    )  # fmt: skip
