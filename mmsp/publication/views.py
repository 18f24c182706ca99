"""How reports of an evaluation go out, for those who are part of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.downloads import as_download
from editing.asking import answer_to
from editing.forms import ReasonForm
from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may
from evaluations.fetch import get_evaluation, get_part
from evaluations.models import Evaluation, PublishedProduct, PublishedReport, Unpublished
from evaluations.models.published import at_place
from evaluations.permissions import can_read_draft, can_read_inside, roles_of
from evaluations.publishing import (
    confirm_report,
    hindrances,
    propose_report,
    send_back_report,
    withdraw_report,
)
from mmsp.orders.desk import TooMany
from mmsp.publication.comparison import told
from mmsp.publication.forms import ProposalForm, UnpublishedForm
from mmsp.publication.ordering import as_offered, order_of, ordered
from mmsp.publication.overview import papers_of
from mmsp.publication.papers import Draft, NotReady, draft, printed
from mmsp.publication.recipes import Offer, offers_of
from mmsp.reports.files import private
from mmsp.reports.pdf import PrintRefused
from mmsp.reports.preflight import Remark
from mmsp.reports.publish import PressBusy

FORM = "publication/published_form.html"
REFUSED = (NotReady, PrintRefused, TooMany, ValidationError)


@require_safe
def published_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition that went out; for those who work on it each paper, what waits, and what is in its
    way."""
    evaluation = get_evaluation(request.user, slug)
    rows = PublishedReport.objects.visible_to(request.user).filter(evaluation=evaluation)
    reports = list(rows.select_related("evaluation"))
    context = {
        "evaluation": evaluation,
        "reports": reports,
        "papers": papers_of(evaluation, reports, request.user),
        "may_propose": may(request.user, "add", PublishedReport(evaluation=evaluation)),
    }
    return render(request, "publication/published_list.html", context)


@require_safe
def published_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    report = _report(request, slug, number)
    context = {
        "evaluation": report.evaluation,
        "report": report,
        "changes": told(report.changes),
        "before": _edition_before(request, report),
        "reads_draft": can_read_draft(request.user, report.evaluation),
        "knows_people": request.user.is_staff or roles_of(request.user, report.evaluation),
        "is_served": not report.withdrawn_at or can_read_inside(request.user, report.evaluation),
        "hindrances": hindrances(report) if report.state == "proposed" else [],
        **{f"may_{verb}": may(request.user, verb, report)
           for verb in ("confirm", "send_back", "withdraw", "read_history")},
    }  # fmt: skip
    return render(request, "publication/published_detail.html", context)


def published_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Has the paper printed and shows it, to be confirmed by somebody else."""
    evaluation = get_evaluation(request.user, slug)
    if not may(request.user, "add", PublishedReport(evaluation=evaluation)):
        raise PermissionDenied
    offers = offers_of(evaluation, request.user)
    if hasattr(request, "paper_wish"):
        return _offered(request, evaluation, ProposalForm(offers, request.GET))
    asked = {name: request.GET[name] for name in ("product", "audience") if name in request.GET}
    form = ProposalForm(offers, request.POST if request.method == "POST" else None, initial=asked)
    context = {"evaluation": evaluation, "form": form, "order": order_of(request)}
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_proposed(request, evaluation, **form.cleaned_data))
        except PressBusy:
            form.add_error(None, _("Others are printing. Try again in half a minute."))
            response = render(request, FORM, context, status=503)
            response["Retry-After"] = "30"
            return response
        except REFUSED as refusal:
            context["remarks"] = _refused(form, refusal)
    return private(render(request, FORM, context, status=422 if form.is_bound else 200))


def _offered(request: HttpRequest, evaluation: Evaluation, form: ProposalForm) -> HttpResponse:
    """The paper to whom it was printed for, who still may propose it."""
    if not form.is_valid():
        raise Http404
    try:
        return as_offered(request, _drafted(evaluation, **form.cleaned_data))
    except REFUSED:
        raise Http404 from None


def _drafted(
    evaluation: Evaluation, product: str, audience: str, request_key: Any = None
) -> Draft:  # fmt: skip
    kind, part = at_place(product)
    asked = PublishedReport(evaluation=evaluation, product=kind, part=part, audience=audience)
    if said := hindrances(asked):
        raise ValidationError(said)
    today = timezone.localdate()
    return draft(evaluation, product=kind, part=part, audience=audience, as_of=today)


def _refused(form: ProposalForm, refusal: Exception) -> list[Remark]:
    """What pre-flight found; anything else is said in the form."""
    if isinstance(refusal, NotReady):
        return refusal.remarks
    if isinstance(refusal, TooMany):
        refusal = ValidationError(_("You wait for too many papers already. Ask again in a while."))
    form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
    return []


def _proposed(
    request: HttpRequest, evaluation: Evaluation, product: str, audience: str, request_key: Any
) -> PublishedReport | str:  # fmt: skip
    """The proposal; or where to wait for its file, which is printed by and by."""
    drafted = _drafted(evaluation, product, audience)
    if waiting := ordered(request, drafted, product):
        return waiting
    made = printed(drafted)
    report = propose_report(
        evaluation=evaluation, file=made.file, data=made.data, fields=made.fields,
        beside=made.beside, by=request.user, request_key=request_key,
    )  # fmt: skip
    messages.success(request, _("The file is ready. It waits to be confirmed by a manager."))
    return report


@require_safe
def published_file(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """The bytes as they are kept."""
    report = _served(request, slug, number)
    return as_download(report.file, report.file_name)


@require_safe
def published_data(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """What the file was made of, whose hash its pages name."""
    report = _served(request, slug, number)
    response = as_download(report.data, report.name_of_file("json"))
    response["Content-Type"] = "application/json"
    return response


@require_safe
def published_beside(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """The same as a file to work on."""
    report = _served(request, slug, number)
    if not report.beside:
        raise Http404
    return as_download(report.beside, report.name_of_file(report.beside_ending))


def published_history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return history_page(request, _report(request, slug, number))


def published_confirm(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    about = {
        "title": _("Publish this file?"), "action": _("Publish it"),
        "lead": _("It is kept and served unchanged from now on. It can be withdrawn, but not replaced: "
                  "what is corrected becomes the next edition."),
    }  # fmt: skip
    return _ask(request, slug, number, "confirm", confirm_report, _("Published."), about)


def published_send_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    about = {
        "title": _("Send this back?"), "action": _("Send it back"),
        "lead": _("It is not published. Say why, so that whoever prepared it knows what to mend."),
    }  # fmt: skip
    said = _("Sent back.")
    return _ask(request, slug, number, "send_back", send_back_report, said, about)


def published_withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    about = {
        "title": _("Withdraw this edition?"), "action": _("Withdraw it"),
        "lead": _("Readers cannot fetch the file any more. Its place stays and says why, to everybody "
                  "who can see it."),
    }  # fmt: skip
    return _ask(request, slug, number, "withdraw", withdraw_report, _("Withdrawn."), about)


def _ask(
    request: HttpRequest, slug: str, number: int, verb: str, act: Callable[..., PublishedReport],
    done: str, about: dict[str, str],
) -> HttpResponse:  # fmt: skip
    """Asks before it is done, and does it on POST."""
    report = _report(request, slug, number)
    if not may(request.user, verb, report):
        raise PermissionDenied
    acting = partial(act, report=report, by=request.user)
    if verb == "confirm":
        acting = partial(_without_reason, acting)
    stale = _("Somebody was quicker. Look again.")
    answer = answer_to(request, report, acting, stale=stale)
    if answer.done:
        messages.success(request, done)
        return redirect(report)
    form = _asking_for_reason(answer.form, is_needed=verb != "confirm")
    context = {"evaluation": report.evaluation, "report": report, "form": form, **about}
    return render(request, "publication/published_ask.html", context, status=answer.status)


def _asking_for_reason(form: ReasonForm, *, is_needed: bool) -> ReasonForm:
    if is_needed:
        form.fields["reason"].required = True
        # Of a form that was answered the field is bound already, with the hint that it had then.
        form["reason"].help_text = _("Shown with the report.")
    else:
        del form.fields["reason"]
    return form


def _without_reason(act: Callable[..., PublishedReport], *, base_version: int, reason: str) -> Any:
    return act(base_version=base_version)


def unpublished_edit(
    request: HttpRequest, slug: str, product: str = PublishedProduct.FINAL_REPORT
) -> HttpResponse:  # fmt: skip
    """Says why a paper is not published, or says it otherwise."""
    evaluation = get_evaluation(request.user, slug)
    offer = _offer(request, evaluation, product)
    template = "publication/unpublished_form.html"
    context = {"evaluation": evaluation, "paper": offer.label}
    if row := _unpublished(request, evaluation, offer):
        return edit_page(request, row, UnpublishedForm, template, context=context)
    day = evaluation.report_date
    fixed = {"evaluation": evaluation} | {
        name: getattr(offer, name) for name in ("product", "part", "whose")
    }
    return create_page(
        request, Unpublished, UnpublishedForm, template, fixed=fixed,
        context=context, initial={"title": evaluation.title, "year": day.year if day else None},
    )  # fmt: skip


def unpublished_remove(
    request: HttpRequest, slug: str, product: str = PublishedProduct.FINAL_REPORT
) -> HttpResponse:  # fmt: skip
    evaluation = get_evaluation(request.user, slug)
    row = _unpublished(request, evaluation, _offer(request, evaluation, product))
    if row is None:
        raise Http404
    return remove_page(request, row, then=row.get_absolute_url())


def _offer(request: HttpRequest, evaluation: Evaluation, place: str) -> Offer:
    """The paper that could go out; a response matrix only to those who see it."""
    for each in offers_of(evaluation, request.user):
        if each.place == place:
            return each
    raise Http404


def _unpublished(request: HttpRequest, evaluation: Evaluation, offer: Offer) -> Unpublished | None:
    rows = Unpublished.objects.visible_to(request.user).filter(
        evaluation=evaluation, product=offer.product, part=offer.part
    )
    return rows.select_related("evaluation").first()


def _report(request: HttpRequest, slug: str, number: int) -> PublishedReport:
    """The report, of an evaluation that is open to the reader."""
    get_evaluation(request.user, slug)
    return get_part(PublishedReport, request.user, slug, number=number)


def _served(request: HttpRequest, slug: str, number: int) -> PublishedReport:
    """What was withdrawn is open to writers alone."""
    report = _report(request, slug, number)
    if report.withdrawn_at and not can_read_inside(request.user, report.evaluation):
        raise Http404
    return report


def _edition_before(request: HttpRequest, report: PublishedReport) -> PublishedReport | None:
    rows = PublishedReport.objects.visible_to(request.user).published().of_series(report)
    before: PublishedReport | None = (
        rows.filter(number__lt=report.number).order_by("-edition").first()
    )
    return before
