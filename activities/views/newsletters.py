from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.actions import remove_newsletter, set_status
from activities.forms import NewsletterForm
from activities.models import Newsletter, NewsletterItem, NewsletterStatus, Project
from activities.views.context import as_it_stands
from editing.asking import answer_to
from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may
from editing.references import with_references

FORM = "activities/newsletter_form.html"


@require_safe
def newsletter_list(request: HttpRequest, code: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user).with_facts(), code=code)
    rows = Newsletter.objects.visible_to(request.user).filter(project=project)
    context = {
        "project": project,
        "page": Paginator(rows.select_related("project"), 50).get_page(request.GET.get("page")),
        "may_edit": may(request.user, "change", project),
        "may_keep": may(request.user, "add", Newsletter(project=project)),
    }
    return render(request, "activities/newsletter_list.html", context)


@require_safe
def newsletter_detail(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What stands in the newsletter, in its order."""
    return detail_page(request, newsletter_of(request, code, number))


def detail_page(request: HttpRequest, newsletter: Newsletter, status: int = 200) -> HttpResponse:
    items = NewsletterItem.objects.visible_to(request.user).filter(newsletter=newsletter)
    rows = list(items.with_facts())
    with_references([newsletter, *rows], newsletter.project, request.user)
    context = {
        "newsletter": newsletter,
        "items": rows,
        "may_edit": may(request.user, "change", newsletter),
        "may_issue": may(request.user, "issue", newsletter),
    }
    return render(request, "activities/newsletter_detail.html", context, status=status)


def newsletter_new(request: HttpRequest, code: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), code=code)
    return create_page(
        request, Newsletter, NewsletterForm, FORM, fixed={"project": project},
        context={"back": reverse("activities:newsletter-list", args=[code])},
        then=_to_what_was_proposed(request),
    )  # fmt: skip


def _to_what_was_proposed(request: HttpRequest) -> Any:
    def address(newsletter: Newsletter) -> str:
        found = newsletter.items.aggregate(count=Max("number"))["count"] or 0
        said = _(
            "%(n)s activities and studies of the period were put in. Remove what does not belong in it."
        )
        if found:
            messages.info(request, said % {"n": found})
        return newsletter.get_absolute_url()

    return address


def newsletter_edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    newsletter = newsletter_of(request, code, number)
    context = as_it_stands(newsletter, request.user)
    return edit_page(request, newsletter, NewsletterForm, FORM, context=context)


def newsletter_issue(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Asks before a newsletter goes out, or is taken back to be worked on."""
    newsletter = newsletter_of(request, code, number)
    if not may(request.user, "issue", newsletter):
        raise PermissionDenied
    to = NewsletterStatus.FINAL if newsletter.is_draft else NewsletterStatus.DRAFT
    act = partial(set_status, newsletter=newsletter, status=to, by=request.user)
    said = _("Somebody changed it meanwhile. Look again before you go on.")
    answer = answer_to(request, newsletter, act, stale=said)
    if answer.done:
        return redirect(newsletter.get_absolute_url())
    context = {"form": answer.form, "newsletter": newsletter}
    return render(request, "activities/newsletter_issue.html", context, status=answer.status)


def newsletter_remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    newsletter = newsletter_of(request, code, number)
    then = reverse("activities:newsletter-list", args=[code])
    take_out = partial(remove_newsletter, newsletter=newsletter)
    return remove_page(request, newsletter, then=then, remove=take_out)


@require_safe
def newsletter_history(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return history_page(request, newsletter_of(request, code, number))


def newsletter_of(request: HttpRequest, code: str, number: int) -> Newsletter:
    open_to_me = Newsletter.objects.visible_to(request.user).select_related("project")
    rows = open_to_me.prefetch_related("project__kept_by")
    return get_object_or_404(rows, project__code=code, number=number)
