"""The page that two people meet on who changed the same row: base, theirs, mine, and a proposal."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editing.fields import RichTextField
from editing.merge import Merged, merge_plain, merge_rich
from editing.models import Versioned
from editing.versions import Stale, revisions_of


@dataclass(frozen=True)
class FieldConflict:
    """One field in three states, as people read it, and what the merge proposes for it."""

    name: str
    label: str
    base: str
    theirs: str
    mine: str
    is_rich: bool
    clashes: bool

    @property
    def differs(self) -> bool:
        return self.theirs != self.mine


@dataclass(frozen=True)
class Conflict:
    row: Versioned
    fields: list[FieldConflict]
    their_revision: Any

    @property
    def clashes(self) -> bool:
        return any(field.clashes for field in self.fields)


def conflict_page(request: HttpRequest, stale: Stale, form: Any) -> HttpResponse:
    """Answers 409 with what was there, what they wrote, what I wrote and a merge to start from.

    The form comes back filled with the proposal and based on their version: one more save settles it.
    """
    merged = {}
    fields = []
    base, theirs = stale.base(), stale.row.snapshot()
    for name, value in stale.mine.items():
        field = stale.row._meta.get_field(name)
        proposal = _propose(field, base.get(name), theirs.get(name), value)
        merged[name] = proposal.text
        fields.append(_compare(field, base.get(name), theirs.get(name), value, proposal.clashes))
    posted = form.data.copy()
    for name, value in merged.items():
        key = form.add_prefix(name)
        if name in form.fields:
            value = form.fields[name].prepare_value(value)
        posted.setlist(
            key,
            [str(v) for v in value]
            if isinstance(value, list)
            else ["" if value is None else str(value)],
        )
    posted[form.add_prefix("base_version")] = str(stale.row.version)
    again = type(form)(
        posted, instance=stale.row, fixed=getattr(form, "fixed", None), prefix=form.prefix
    )
    conflict = Conflict(
        stale.row, [f for f in fields if f.differs], revisions_of(stale.row).first()
    )
    return render(
        request, "editing/conflict.html", {"conflict": conflict, "form": again}, status=409
    )


def _propose(field: Any, base: Any, theirs: Any, mine: Any) -> Merged:
    """Text merges by paragraph; of anything else, the side that changed it wins, mine when both did."""
    if isinstance(field, RichTextField):
        return merge_rich(base or "", theirs or "", mine or "")
    if isinstance(field, models.TextField):
        return merge_plain(base or "", theirs or "", mine or "")
    if mine in (base, theirs):
        return Merged(theirs, False)
    return Merged(mine, theirs != base)


def _compare(field: Any, base: Any, theirs: Any, mine: Any, clashes: bool) -> FieldConflict:
    return FieldConflict(
        name=field.name,
        label=str(field.verbose_name)[:1].upper() + str(field.verbose_name)[1:],
        base=readable(field, base),
        theirs=readable(field, theirs),
        mine=readable(field, mine),
        is_rich=isinstance(field, RichTextField),
        clashes=clashes,
    )


def readable(field: Any, value: Any) -> str:
    """A stored value as people know it: names for keys, labels for codes, lines for lists."""
    if value in (None, "", [], {}):
        return ""
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        rows = field.related_model._base_manager.filter(pk__in=keys)
        return "\n".join(str(row) for row in rows)
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, dict):
        return "\n".join(f"{key}: {text}" for key, text in value.items())
    return str(dict(field.flatchoices).get(value, value))
