"""The page that tells what became of a row: who changed what, when and why, and what came too late."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from editing.changes import Change, changes, changes_between, words_for
from editing.diff import Rest
from editing.models import Revision, Versioned
from editing.permissions import may
from editing.refused import TAKE, refused_edits_of, whole_number
from editing.restore_pages import RESTORE, restore_page
from editing.versions import revisions_of

A_PAGE = 20
FROM, TO = "from", "to"


@dataclass(frozen=True)
class Entry:
    """What a version, or a text that came too late, changed; `form` is where the text can be taken up."""

    revision: Any
    changes: list[Change]
    form: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two versions, the older first; without them, two numbers that mean none."""

    older: Revision | None = None
    newer: Revision | None = None
    changes: tuple[Change, ...] = ()

    @property
    def pair(self) -> tuple[Revision | None, Revision | None]:
        return self.older, self.newer

    @property
    def is_possible(self) -> bool:
        return all(self.pair)


def history_page(request: HttpRequest, row: Versioned) -> HttpResponse:
    """Shows all versions, newest first, and the refused edits, to who may `read_history` of the row;
    two of the versions beside each other; and, where that is asked for, brings one of them back."""
    if not may(request.user, "read_history", row):
        raise PermissionDenied
    if RESTORE in request.GET:
        return restore_page(request, row)
    compared = comparison_asked_for(request, row)
    told = {} if compared and compared.is_possible else _all_versions(request, row)
    context = {
        "row": row,
        "noun": row._meta.verbose_name,
        "compared": compared,
        "may_restore": may(request.user, "change", row),
    }
    return render(request, "editing/history.html", context | told)


def _all_versions(request: HttpRequest, row: Versioned) -> dict[str, Any]:
    page = Paginator(revisions_of(row), A_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "entries": entries_of(row, list(page), request.user),
        "refused": refused_of(row, request),
    }


def comparison_asked_for(request: HttpRequest, row: Versioned) -> Comparison | None:
    """`?from=3&to=7`; where `to` is left out, the newest version."""
    if not {FROM, TO} & request.GET.keys():
        return None
    asked = {TO: str(row.version)} | request.GET.dict()
    numbers = sorted(whole_number(asked.get(name)) or 0 for name in (FROM, TO))
    found = {each.version: each for each in revisions_of(row).filter(version__in=numbers)}
    older, newer = (found.get(number) for number in numbers)
    if not older or not newer:
        return Comparison()
    told = changes_between(row, older.content, newer.content, request.user, Rest.FOLDED)
    return Comparison(older, newer, tuple(told))


def entries_of(row: Versioned, revisions: list[Revision], user: Any) -> list[Entry]:
    """What each of these successive revisions (newest first) changed against the one before it."""
    if not revisions:
        return []
    oldest = revisions_of(row).filter(version__lt=revisions[-1].version).first()
    befores = [*revisions[1:], oldest]
    contents = [revision.content for revision in (*revisions, oldest) if revision]
    words = words_for(row, contents, user)
    return [
        Entry(revision, changes(row, before.content if before else {}, revision.content, words))
        for revision, before in zip(revisions, befores, strict=True)
    ]


def refused_of(row: Versioned, request: HttpRequest) -> list[Entry]:
    """Edits that came too late, the last first, against the version they were based on."""
    numbered = list(enumerate(refused_edits_of(row), start=1))[: -A_PAGE - 1 : -1]
    refused = [edit for _number, edit in numbered]
    bases = revisions_of(row).filter(version__in={edit.base_version for edit in refused})
    based_on = {revision.version: revision.content for revision in bases}
    words = words_for(row, [*based_on.values(), *(edit.content for edit in refused)], request.user)
    form = _form_of(request, row)
    return [
        Entry(
            edit,
            changes(row, based_on.get(edit.base_version, {}), edit.content, words),
            f"{form}?{TAKE}={number}" if form else "",
        )
        for number, edit in numbered
    ]


def _form_of(request: HttpRequest, row: Versioned) -> str:
    """Where this person edits the row, beside its history; nothing where they may not."""
    here: Any = request.resolver_match  # set, for a view is at work
    if not may(request.user, "change", row):
        return ""
    try:
        return reverse(here.view_name.replace("-history", "-edit"), kwargs=here.kwargs)
    except NoReverseMatch:
        return ""
