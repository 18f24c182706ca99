"""The page that tells what became of a row: who changed what, when and why, and what came too late."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editing import diff, richtext
from editing.fields import RichTextField
from editing.models import RejectedEdit, Revision, Versioned
from editing.permissions import may
from editing.versions import revisions_of
from editing.words import Words

A_PAGE = 20


@dataclass(frozen=True)
class Change:
    """One field between two versions, as HTML with <ins> and <del>."""

    label: str
    html: SafeString | str


@dataclass(frozen=True)
class Entry:
    revision: Any
    changes: list[Change]


def history_page(request: HttpRequest, row: Versioned) -> HttpResponse:
    """Shows all versions, newest first, and the refused edits, to who may `read_history` of the row."""
    if not may(request.user, "read_history", row):
        raise PermissionDenied
    page = Paginator(revisions_of(row), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "row": row,
        "noun": row._meta.verbose_name,
        "page": page,
        "entries": entries_of(row, list(page), request.user),
        "refused": refused_of(row, request.user),
    }
    return render(request, "editing/history.html", context)


def entries_of(row: Versioned, revisions: list[Revision], user: Any) -> list[Entry]:
    """What each of these successive revisions (newest first) changed against the one before it."""
    if not revisions:
        return []
    oldest = revisions_of(row).filter(version__lt=revisions[-1].version).first()
    befores = [*revisions[1:], oldest]
    contents = [revision.content for revision in (*revisions, oldest) if revision]
    words = _words_for(row, contents, user)
    return [
        Entry(revision, _changes(row, before.content if before else {}, revision.content, words))
        for revision, before in zip(revisions, befores, strict=True)
    ]


def refused_of(row: Versioned, user: Any) -> list[Entry]:
    """Edits that came too late, against the version they were based on."""
    kind = ContentType.objects.get_for_model(row)
    refused = list(
        RejectedEdit.objects.filter(content_type=kind, object_id=row.pk).select_related("by")[
            :A_PAGE
        ]
    )
    bases = revisions_of(row).filter(version__in={edit.base_version for edit in refused})
    based_on = {revision.version: revision.content for revision in bases}
    words = _words_for(row, [*based_on.values(), *(edit.content for edit in refused)], user)
    return [
        Entry(edit, _changes(row, based_on.get(edit.base_version, {}), edit.content, words))
        for edit in refused
    ]


def _words_for(row: Versioned, contents: list[dict[str, Any]], user: Any) -> Words:
    words = Words(user)
    for field in _fields(row, {name for content in contents for name in content}):
        words.learn(field, [content.get(field.name) for content in contents])
    return words


def _changes(
    row: Versioned, before: dict[str, Any], after: dict[str, Any], words: Words
) -> list[Change]:
    """Only fields that the later content holds: a refused edit holds no more than its form did."""
    return [
        Change(words.label(field), _shown(field, before.get(field.name), after[field.name], words))
        for field in _fields(row, after)
        if (before.get(field.name) or "") != (after[field.name] or "")
    ]


def _fields(row: Versioned, names: Any) -> list[Any]:
    """The model's fields among these names; a field that the model has no longer is passed over."""
    fields = []
    for name in names:
        try:
            fields.append(row._meta.get_field(name))
        except FieldDoesNotExist:
            continue
    return fields


def _shown(field: Any, before: Any, after: Any, words: Words) -> SafeString | str:
    if isinstance(field, RichTextField):
        was, now = richtext.plain_text(before or ""), richtext.plain_text(after or "")
    else:
        was, now = words.of(field, before), words.of(field, after)
    return diff.changed(was, now) if was != now else _("Only the formatting changed.")
