from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from activities.downloads import as_download
from activities.filters import DocumentFilter, is_narrowed, ordered
from activities.forms import DocumentForm, FileForm, NewDocumentForm
from activities.models import Document, Project
from activities.views.context import as_it_stands, leads_to
from editing.history import history_page
from editing.pages import create_page, edit_page, remove_page
from editing.permissions import may

FORM = "activities/document_form.html"
SORTED_BY = {"number", "title", "issued_on"}


@require_safe
def document_list(request: HttpRequest, code: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user).with_facts(), code=code)
    open_to_me = Document.objects.visible_to(request.user).filter(project=project)
    asked = DocumentFilter(request.GET, open_to_me.select_related("project", "activity"))
    rows = ordered(asked.qs, request.GET.get("sort", ""), SORTED_BY)
    context = {
        "project": project,
        "filter": asked,
        "is_narrowed": is_narrowed(request.GET),
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "may_edit": may(request.user, "change", project),
        "may_keep": may(request.user, "add", Document(project=project)),
    }
    return render(request, "activities/document_list.html", context)


@require_safe
def document_detail(request: HttpRequest, code: str, number: int) -> HttpResponse:
    document = _document(request, code, number)
    context = {
        "document": document,
        "findings": leads_to(document, request.user),
        "may_edit": may(request.user, "change", document),
    }
    return render(request, "activities/document_detail.html", context)


@require_safe
def document_file(request: HttpRequest, code: str, number: int) -> FileResponse:
    document = _document(request, code, number)
    return as_download(document.file, document.download_name)


def document_new(request: HttpRequest, code: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), code=code)
    context = {"back": reverse("activities:document-list", args=[code])}
    return create_page(
        request, Document, NewDocumentForm, FORM, fixed={"project": project}, context=context
    )


def document_edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    document = _document(request, code, number)
    return edit_page(
        request, document, DocumentForm, FORM, context=as_it_stands(document, request.user)
    )


def document_replace(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Puts another file in the place of the one that is kept, or the first one."""
    document = _document(request, code, number)
    template = "activities/document_replace.html"
    return edit_page(
        request, document, FileForm, template, context=as_it_stands(document, request.user)
    )


def document_remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    document = _document(request, code, number)
    return remove_page(request, document, then=reverse("activities:document-list", args=[code]))


@require_safe
def document_history(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return history_page(request, _document(request, code, number))


def _document(request: HttpRequest, code: str, number: int) -> Document:
    open_to_me = Document.objects.visible_to(request.user).select_related(
        "project", "activity__project"
    )
    return get_object_or_404(open_to_me, project__code=code, number=number)
