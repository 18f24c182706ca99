from functools import partial

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from activities.downloads import as_download
from activities.fetch import get_edited
from activities.forms import ItemForm, NewItemForm, PictureForm
from activities.models import ItemKind, NewsletterItem
from activities.views.context import as_it_stands
from activities.views.newsletters import detail_page, newsletter_of
from editing.history import history_page
from editing.pages import create_page, edit_page, move_page, remove_page

FORM = "activities/item_form.html"


def item_new(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponse:
    newsletter = newsletter_of(request, code, number)
    if kind not in ItemKind.values:
        raise Http404
    return create_page(
        request, NewsletterItem, NewItemForm, FORM, user=request.user,
        fixed={"newsletter": newsletter, "kind": kind},
        context={"back": newsletter.get_absolute_url()},
    )  # fmt: skip


def item_edit(request: HttpRequest, code: str, number: int, entry: int) -> HttpResponse:
    item = _opened(request, code, number, entry)
    context = as_it_stands(item, request.user)
    return edit_page(request, item, ItemForm, FORM, context=context, user=request.user)


def item_replace(request: HttpRequest, code: str, number: int, entry: int) -> HttpResponse:
    """Puts another picture in the place of the one that is kept, or the first one."""
    item = _opened(request, code, number, entry)
    context = as_it_stands(item, request.user)
    return edit_page(request, item, PictureForm, "activities/item_replace.html", context=context)


@require_POST
def item_move(request: HttpRequest, code: str, number: int, entry: int) -> HttpResponse:
    """Changes places with its neighbour; who saw an older version looks again first (409)."""
    item = _item(request, code, number, entry)
    siblings = NewsletterItem.objects.visible_to(request.user).filter(newsletter=item.newsletter)
    again = partial(detail_page, request, item.newsletter)
    return move_page(request, item, siblings, again=again)


def item_remove(request: HttpRequest, code: str, number: int, entry: int) -> HttpResponse:
    item = _item(request, code, number, entry)
    return remove_page(request, item, then=item.newsletter.get_absolute_url())


@require_safe
def item_history(request: HttpRequest, code: str, number: int, entry: int) -> HttpResponse:
    return history_page(request, _item(request, code, number, entry))


@require_safe
def item_picture(request: HttpRequest, code: str, number: int, entry: int) -> FileResponse:
    item = _item(request, code, number, entry)
    return as_download(item.picture, item.picture_file_name)


def _opened(request: HttpRequest, code: str, number: int, entry: int) -> NewsletterItem:
    """The item whose form was opened, wherever it stands in the newsletter by now."""
    among = {"newsletter__project__code": code, "newsletter__number": number}
    return get_edited(NewsletterItem, request, among, entry, "newsletter__project")


def _item(request: HttpRequest, code: str, number: int, entry: int) -> NewsletterItem:
    """Of a newsletter that is open to the reader, with what decides who may change it."""
    rows = NewsletterItem.objects.visible_to(request.user).with_facts()
    place = {"newsletter__project__code": code, "newsletter__number": number, "number": entry}
    return get_object_or_404(rows, **place)
