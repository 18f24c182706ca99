"""The page that two people meet on who changed the same row: base, theirs, mine, and a proposal."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.forms import BoundField, MultiWidget
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from editing import diff
from editing.drafts import Slot
from editing.fields import RichTextField
from editing.merge import Merged, merge_plain, merge_rich
from editing.models import Versioned
from editing.versions import Stale, current, revisions_of
from editing.words import Words


@dataclass(frozen=True)
class FieldConflict:
    """One field in three states, as people read it, and what the merge proposes for it."""

    name: str
    label: str | Promise
    base: str
    theirs: str
    mine: str
    is_rich: bool
    clashes: bool

    @property
    def their_changes(self) -> SafeString:
        """Their whole text, marked where it left the base."""
        return self._changes(self.theirs)

    @property
    def my_changes(self) -> SafeString:
        return self._changes(self.mine)

    def _changes(self, text: str) -> SafeString:
        tell = diff.changed_rich if self.is_rich else diff.changed
        return tell(self.base, text, diff.Rest.SHOWN)

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


def conflict_page(
    request: HttpRequest, stale: Stale, form: Any, draft: Slot, context: dict[str, Any] | None = None,
    **form_args: Any,
) -> HttpResponse:  # fmt: skip
    """Answers 409 with what was there, what they wrote, what I wrote and a merge to start from.

    The form comes back filled with the proposal and based on their version: one more save settles it.
    """
    proposals = proposals_for(stale)
    posted = form.data.copy()
    fill(posted, form, stale, proposals)
    form_args = {"fixed": getattr(form, "fixed", None), "prefix": form.prefix, **form_args}
    # The form writes what was posted into its row; the row shown beside it stays theirs.
    again = type(form)(posted, instance=current(stale.row), **form_args)
    conflict = conflict_of(stale, request.user)
    page = {
        "conflict": conflict,
        "form": again,
        "argued": [(field, _box(again, field)) for field in conflict.fields],
        "settled": _settled(again, conflict),
        "draft": draft,
        **(context or {}),
    }
    return render(request, "editing/conflict.html", page, status=409)


def conflict_of(stale: Stale, user: Any) -> Conflict:
    """The two texts side by side, as far as the reader may see what they link to."""
    compared = _compared(stale, proposals_for(stale), user)
    return Conflict(stale.row, compared, revisions_of(stale.row).first())


def proposals_for(stale: Stale) -> dict[str, Merged]:
    """What should stand in each field that was sent; nothing for a row that was removed."""
    if stale.row.deleted_at:
        return {}
    base, theirs = stale.base(), stale.row.snapshot()
    return {
        name: _propose(stale.row._meta.get_field(name), base.get(name), theirs.get(name), mine)
        for name, mine in stale.mine.items()
    }


def fill(posted: QueryDict, form: Any, stale: Stale, proposals: dict[str, Merged]) -> None:
    """Puts the proposals into what was posted, on their version as the new base."""
    for name, proposal in proposals.items():
        if name in form.fields:
            field = stale.row._meta.get_field(name)
            _write_into(posted, form[name], _as_python(field, proposal.text))
    posted[form.add_prefix("base_version")] = str(stale.row.version)


def _as_python(field: Any, value: Any) -> Any:
    """Stored as JSON a date is a text; the boxes of a form expect a date."""
    return value if field.is_relation else field.to_python(value)


def _write_into(posted: QueryDict, box: BoundField, value: Any) -> None:
    """Writes the value as the box's widget would send it; a date and a time are two boxes."""
    value = box.field.prepare_value(value)
    widget = box.field.widget
    if isinstance(widget, MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)  # type: ignore[arg-type]
        for suffix, part, piece in parts:
            posted[box.html_name + suffix] = part.format_value(piece) or ""
        return
    values = value if isinstance(value, list) else _shown(widget, value)
    posted.setlist(box.html_name, ["" if part is None else str(part) for part in values])


def _shown(widget: Any, value: Any) -> list[Any]:
    """A check box reads what is sent, not how it is drawn; a list of choices shows a list."""
    shown = str(value).lower() if isinstance(value, bool) else widget.format_value(value)
    return shown if isinstance(shown, list) else [shown]


def _compared(stale: Stale, proposals: dict[str, Merged], user: Any) -> list[FieldConflict]:
    """The fields in which their text and mine differ."""
    base, theirs, words = stale.base(), stale.row.snapshot(), Words(user)
    compared = (
        FieldConflict(
            name=name,
            label=words.label(field),
            base=words.of(field, base.get(name)),
            theirs=words.of(field, theirs.get(name)),
            mine=words.of(field, mine),
            is_rich=isinstance(field, RichTextField),
            clashes=name in proposals and proposals[name].clashes,
        )
        for name, mine in stale.mine.items()
        for field in [stale.row._meta.get_field(name)]
    )
    return [field for field in compared if field.differs]


def _box(form: Any, field: FieldConflict) -> BoundField | None:
    """Where the proposal is written down; None for what an action works out by itself."""
    return form[field.name] if field.name in form.fields else None


def _settled(form: Any, conflict: Conflict) -> list[BoundField]:
    """The fields nobody argues about: they travel along hidden."""
    argued = {field.name for field in conflict.fields}
    return [field for field in form if field.name not in argued]


def _propose(field: Any, base: Any, theirs: Any, mine: Any) -> Merged:
    """Text merges by paragraph; of anything else, the side that changed it wins, mine when both did."""
    if isinstance(field, RichTextField):
        return merge_rich(base or "", theirs or "", mine or "")
    if isinstance(field, models.TextField):
        return merge_plain(base or "", theirs or "", mine or "")
    if mine in (base, theirs):
        return Merged(theirs, False)
    return Merged(mine, theirs != base)
