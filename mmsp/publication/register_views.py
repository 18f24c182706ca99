"""The public register. It reads published copies alone, as somebody who has no account would, whoever
asks; so nothing that becomes of an evaluation can be seen in it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Sum
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from activities.downloads import as_download
from evaluations.models import PublishedProduct, PublishedReport, Unpublished
from evaluations.models.published import at_place
from mmsp.publication import downloads
from mmsp.publication.comparison import told
from mmsp.publication.register_filter import RegisterFilter

STRANGER = AnonymousUser()
A_PAGE, IN_FEED, ANNOUNCED = 25, 50, 100
# Kept by browsers and caches on the way, who ask each time whether it still stands.
revalidated = cache_control(public=True, no_cache=True)


@login_not_required
@require_safe
@revalidated
@conditional_page
def register_list(request: HttpRequest) -> HttpResponse:
    heads = PublishedReport.objects.visible_to(STRANGER).heads()
    found = RegisterFilter(request.GET, queryset=heads)
    page = Paginator(found.qs.order_by("-published_at", "-pk"), A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": shown,
        "entries": [(each, papers[each.slug]) for papers in [_papers(shown)] for each in shown],
        "unpublished": Unpublished.objects.visible_to(STRANGER).still()[:ANNOUNCED],
    }
    return render(request, "publication/register_list.html", context)


def _papers(heads: Iterable[PublishedReport]) -> dict[str, list[PublishedReport]]:
    """The latest edition of each paper, by the address of the evaluation."""
    rows = PublishedReport.objects.visible_to(STRANGER).newest()
    found: dict[str, list[PublishedReport]] = {}
    for each in rows.filter(slug__in=[head.slug for head in heads]).order_by("-edition"):
        found.setdefault(each.slug, []).append(each)
    return {slug: _latest(papers) for slug, papers in found.items()}


@login_not_required
@require_safe
@revalidated
@conditional_page
def register_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """All editions at one address, which outlasts them: where none stands any more, it says why (410)."""
    rows = PublishedReport.objects.visible_to(STRANGER).filter(slug=slug)
    editions = list(rows.annotate(fetched=Sum("downloads__count")).order_by("-edition", "-pk"))
    if not editions:
        raise Http404
    head = rows.heads().first()
    latest = _latest(editions)
    context = {
        "report": head or editions[0],
        "stands": head is not None,
        "editions": [_edition(each, latest) for each in sorted(editions, key=_by_paper)],
        "latest": latest,
        "unpublished": Unpublished.objects.visible_to(STRANGER)
        .still()
        .filter(evaluation__in=[each.evaluation_id for each in editions]),
    }
    status = 200 if head else 410
    return render(request, "publication/register_detail.html", context, status=status)


def _latest(editions: Iterable[PublishedReport]) -> list[PublishedReport]:
    """The edition of each paper that stands, in the order of the products."""
    latest: dict[str, PublishedReport] = {}
    for each in editions:
        if not each.withdrawn_at:
            latest.setdefault(each.place, each)
    return sorted(latest.values(), key=_by_paper)


def _by_paper(report: PublishedReport) -> tuple[int, str]:
    return PublishedProduct.values.index(report.product), report.part


def _edition(report: PublishedReport, latest: list[PublishedReport]) -> dict[str, Any]:
    return {
        "report": report,
        "is_latest": report in latest,
        "changes": told(report.changes),
    }


@login_not_required
@require_safe
def register_file(request: HttpRequest, slug: str, edition: int, product: str) -> HttpResponseBase:
    """The bytes as they were published; 304 to who has them, 410 with the reason once withdrawn."""
    report = _edition_at(slug, edition, product)
    return _served(request, report, report.file, report.sha256, "pdf")


@login_not_required
@require_safe
def register_beside(
    request: HttpRequest, slug: str, edition: int, product: str, ending: str
) -> HttpResponseBase:  # fmt: skip
    """The same as a file to work on, where one was published."""
    report = _edition_at(slug, edition, product)
    if ending != report.beside_ending:
        raise Http404
    return _served(request, report, report.beside, report.beside_sha256, ending)


def _edition_at(slug: str, edition: int, place: str) -> PublishedReport:
    rows = PublishedReport.objects.visible_to(STRANGER)
    product, part = at_place(place)
    found: PublishedReport = get_object_or_404(
        rows, slug=slug, edition=edition, product=product, part=part
    )
    return found


def _served(
    request: HttpRequest, report: PublishedReport, file: FieldFile, sha256: str, ending: str
) -> HttpResponseBase:  # fmt: skip
    if report.withdrawn_at:
        context = {"report": report}
        return render(request, "publication/register_withdrawn.html", context, status=410)
    etag = f'"{sha256}"'
    response: Any = get_conditional_response(request, etag=etag)
    if response is None:
        response = as_download(file, report.name_of_file(ending))
        if request.method == "GET" and "Range" not in request.headers:
            downloads.note(report, timezone.localdate())
    del response["Cache-Control"]
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


@login_not_required
@require_safe
@revalidated
@conditional_page
def register_feed(request: HttpRequest) -> HttpResponse:
    """The latest editions as an Atom feed; its addresses come from the configuration."""
    feed = RegisterFeed(
        title=_("Published evaluations"),
        link=_absolute(reverse("publication:register-list")),
        feed_url=_absolute(reverse("publication:register-feed")),
        description=_("Reports of evaluations as they are published."),
        language=getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
    )
    standing = PublishedReport.objects.visible_to(STRANGER).standing()
    for report in standing.order_by("-published_at", "-pk")[:IN_FEED]:
        feed.add_item(
            title=f"{report.title}: {report}",
            link=_absolute(report.register_url),
            unique_id=_absolute(report.register_file_url),
            description=report.facts.get("summary", ""),
            pubdate=report.published_at,
            updateddate=report.published_at,
            categories=report.facts.get("themes", []),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml")


class RegisterFeed(Atom1Feed):
    """An empty one is as old as can be: the present moment would make it another feed each time."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, tz=UTC)


def _absolute(address: str) -> str:
    return f"{settings.SITE_URL}{address}"
