"""A list as a file: the rows that its page would show to the same person, from the same filter."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.lists import SAVED, columns_for
from accounts.models import SavedFilter
from editing.asked import in_words
from editing.tables import Column, Listing, Value, spoken
from mmsp.exports import sheet
from mmsp.exports.lists import LISTS
from mmsp.reports import html
from mmsp.reports.files import SHEET, private
from mmsp.reports.letters import printable
from mmsp.reports.listed import ListContent
from mmsp.reports.shapes import Audience
from mmsp.reports.views import download

# So many records are in memory at once, with what belongs to them.
A_BATCH = 500
LONGEST_NAME = 80
CSV = "text/csv; charset=utf-8"
Writer = Callable[[IO[bytes], str, Sequence[Column], Iterable[Sequence[Value]]], None]


@require_safe
def list_xlsx(request: HttpRequest, table: str, code: str = "") -> HttpResponseBase:
    listing = _listing(request, table, code)
    if _cells(listing) > settings.LISTS["sheet_cells"]:
        return _too_long(request, listing, "xlsx")
    return _file(request, listing, code, sheet.write_xlsx, SHEET, "xlsx")


@require_safe
def list_csv(request: HttpRequest, table: str, code: str = "") -> HttpResponseBase:
    return _file(request, _listing(request, table, code), code, sheet.write_csv, CSV, "csv")


@require_safe
def list_pdf(request: HttpRequest, table: str, code: str = "") -> HttpResponse:
    """A quick paper; a list too long for it is offered as a sheet."""
    listing = _listing(request, table, code)
    if _cells(listing) > settings.LISTS["paper_cells"]:
        return _too_long(request, listing, "pdf")
    paper = html.listed(_content(request, listing, code))
    name = _name(request, listing, code, "pdf")
    return download(request, paper, Audience.INTERNAL, name, is_own=True)


def _listing(request: HttpRequest, table: str, place: str) -> Listing:
    found = LISTS[table]
    return found.ask(request, request.GET, columns_for(request, found.table), place)


def _cells(listing: Listing) -> int:
    return listing.found.count() * len(listing.columns)


def _values(listing: Listing) -> Iterator[list[Value]]:
    """One list of values a row; a long list needs no more memory than a short one."""
    for record in listing.found.iterator(chunk_size=A_BATCH):
        row = listing.row(record)
        yield [column.value(row) for column in listing.columns]


def _file(
    request: HttpRequest, listing: Listing, place: str, write: Writer, kind: str, ending: str
) -> HttpResponseBase:
    """Written to the disk before a byte is sent: a fault is a page, never half a file."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write(file, _title(listing, place), listing.columns, _values(listing))
    file.seek(0)
    name = _name(request, listing, place, ending)
    return private(FileResponse(file, as_attachment=True, filename=name, content_type=kind))


def _content(request: HttpRequest, listing: Listing, place: str) -> ListContent:
    return ListContent(
        lang=translation.get_language() or settings.LANGUAGE_CODE,
        title=_title(listing, place),
        as_of=timezone.localdate(),
        asked=tuple(in_words(listing.filter.form)),
        heads=tuple(str(column.label) for column in listing.columns),
        widths=tuple(column.width for column in listing.columns),
        rows=tuple(tuple(printable(spoken(each)) for each in row) for row in _values(listing)),
        reader=str(request.user),
    )


def _title(listing: Listing, place: str) -> str:
    return f"{place}: {listing.table.label}" if place else str(listing.table.label)


def _name(request: HttpRequest, listing: Listing, place: str, ending: str) -> str:
    """What the reader's folder will show: which list, what was asked of it, and the day."""
    saved = SavedFilter.objects.visible_to(request.user).filter(token=request.GET.get(SAVED, ""))
    asked = " ".join(f"{label} {value}" for label, value in in_words(listing.filter.form))
    words = f"{place} {listing.table.name} {saved.first() or asked}"
    name = slugify(words, allow_unicode=True)[:LONGEST_NAME].strip("-")
    return f"{name}-{timezone.localdate().isoformat()}.{ending}"


def _too_long(request: HttpRequest, listing: Listing, ending: str) -> HttpResponse:
    """422 with the ways to take so long a list along."""
    others = {"pdf": ("xlsx", "csv"), "xlsx": ("csv",)}[ending]
    here = request.path.removesuffix(ending)
    context = {
        "title": listing.table.label,
        "rows": listing.found.count(),
        "most": settings.LISTS["paper_cells" if ending == "pdf" else "sheet_cells"]
        // len(listing.columns),
        "ending": ending,
        "others": [(other, f"{here}{other}?{request.GET.urlencode()}") for other in others],
    }
    return render(request, "exports/too_long.html", context, status=422)
