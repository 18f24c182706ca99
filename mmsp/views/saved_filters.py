"""What people keep of a list: filters under a name, and the columns that they want to see."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import choose_columns, forget_filter, keep_filter
from accounts.forms import SavedFilterForm
from accounts.lists import SAVED
from accounts.models import SavedFilter, User
from accounts.models.saved_filter import LONGEST_QUERY
from editing.asked import in_words
from editing.permissions import may
from editing.tables import COLUMNS, SORT
from mmsp.exports.lists import LISTS, ListOf, list_named

FORM = "saved_filters/form.html"


@require_safe
def saved_filter_list(request: HttpRequest) -> HttpResponse:
    """My own filters of all lists."""
    mine = SavedFilter.objects.visible_to(request.user).kept_by(request.user)
    rows = [(each, LISTS[each.table].table.label) for each in mine if each.table in LISTS]
    return render(request, "saved_filters/list.html", {"rows": rows})


@require_safe
def saved_filter_open(request: HttpRequest, token: str) -> HttpResponse:
    """The list, asked what the filter asks, as far as this reader's list understands it."""
    saved = _saved(request, token)
    of = list_named(saved.table)
    query, lost = of.asked(request, saved.place, saved.query)
    if lost:
        said = _("Left out of “%(name)s”, because it is gone or not open to you: %(what)s.")
        messages.warning(request, said % {"name": saved, "what": ", ".join(lost)})
    query[SAVED] = saved.token
    return redirect(f"{of.address(saved.place)}?{query.urlencode(safe=',')}")


def saved_filter_new(request: HttpRequest) -> HttpResponse:
    """Keeps what the list in `?list=` is asked in `?query=`."""
    of = list_named(request.GET.get("list", ""))
    place = request.GET.get("place", "")
    query, _lost = of.asked(request, place, request.GET.get("query", ""))
    saved = SavedFilter(owner=_me(request), table=of.table.name, place=place)
    return _form_page(request, of, saved, query, _("Save this filter"))


def saved_filter_edit(request: HttpRequest, token: str) -> HttpResponse:
    """Renames or shares a filter; with `?query=` it also keeps what the list is asked now."""
    saved = _saved(request, token)
    if not may(request.user, "change", saved):
        raise PermissionDenied
    of = list_named(saved.table)
    query, _lost = of.asked(request, saved.place, request.GET.get("query", saved.query))
    return _form_page(request, of, saved, query, _("Change “%(name)s”") % {"name": saved})


def saved_filter_remove(request: HttpRequest, token: str) -> HttpResponse:
    saved = _saved(request, token)
    if not may(request.user, "delete", saved):
        raise PermissionDenied
    if request.method == "POST":
        forget_filter(saved=saved, by=_me(request))
        messages.success(request, _("The filter “%(name)s” is removed.") % {"name": saved})
        return redirect("saved-filter-list")
    return render(request, "saved_filters/remove.html", {"saved": saved})


@require_POST
def column_choice(request: HttpRequest) -> HttpResponse:
    """Remembers the columns that were ticked, and goes back to the list with them."""
    of = list_named(request.GET.get("list", ""))
    there = of.address(request.GET.get("place", ""))
    ticked = [of.table.first.name, *request.POST.getlist(COLUMNS)]
    columns = of.table.chosen("" if "usual" in request.POST else ",".join(ticked))
    choose_columns(table=of.table, columns=columns, by=_me(request))
    query = QueryDict(request.GET.get("query", ""), mutable=True)
    query[COLUMNS] = ",".join(column.name for column in columns)
    return redirect(f"{there}?{query.urlencode(safe=',')}")


def _me(request: HttpRequest) -> User:
    """Whoever is signed in; no page here opens without that."""
    return cast(User, request.user)


def _saved(request: HttpRequest, token: str) -> SavedFilter:
    return get_object_or_404(SavedFilter.objects.visible_to(request.user), token=token)


def _form_page(
    request: HttpRequest, of: ListOf, saved: SavedFilter, query: QueryDict, title: str
) -> HttpResponse:
    form = SavedFilterForm(request.POST or None, instance=saved, person=_me(request))
    if request.method == "POST" and form.is_valid():
        try:
            kept = _keep(request, form, saved, query)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The filter is kept as “%(name)s”.") % {"name": kept})
            return redirect(kept)
    context = {
        "form": form,
        "title": title,
        "of": of.table.label,
        "asked": _in_words(request, of, saved, query),
        "back": f"{of.address(saved.place)}?{query.urlencode(safe=',')}",
    }
    return render(request, FORM, context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: Any, saved: SavedFilter, query: QueryDict) -> SavedFilter:
    text = query.urlencode(safe=",")
    if len(text) > LONGEST_QUERY:
        raise ValidationError(_("This filter is too long to be kept. Take something away."))
    return keep_filter(saved=saved, fields=form.cleaned_data | {"query": text}, by=_me(request))


def _in_words(
    request: HttpRequest, of: ListOf, saved: SavedFilter, query: QueryDict
) -> list[tuple[str, str]]:
    """What the filter asks, as its maker reads it before it is kept."""
    listing = of.ask(request, query, of.table.chosen(query.get(COLUMNS, "")), saved.place)
    columns = ", ".join(str(column.label) for column in listing.columns)
    order = of.table.by_name.get(query.get(SORT, "").removeprefix("-"))
    sort = [(_("Sorted by"), str(order.label))] if order else []
    return [*in_words(listing.filter.form), *sort, (_("Columns"), columns)]
