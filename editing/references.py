"""References by name from a rich text to another row: “see EQ 4”.

The text keeps which row is meant and what it was called when the reference was made (`richtext`);
what people read is what the row is called today. This floor knows no noun: each floor names the
rows that texts of one whole, such as an evaluation, may refer to. What is not among them leads
nowhere, whatever somebody has written into the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from html import escape, unescape
from operator import or_
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import JsonResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_prose_editor.widgets import ProseEditorWidget

from editing.fields import RichTextField
from editing.models import Versioned
from editing.richtext import STORED_REFERENCE

Row = TypeVar("Row", bound=Versioned)
# [[EQ 4]]: how a reference is typed where no picker is at hand. What stands within a tag, such as the
# address of a link, is none.
_TYPED = re.compile(r"<[^<>]*>|\[\[([^\[\]<>]{1,300})\]\]")


@dataclass(frozen=True)
class Kind:
    """Rows of one model that can be referred to: which of them a whole has, and how they are called.
    Kinds are offered in the order of their places."""

    place: int
    key: str
    model: type[Versioned]
    rows: Callable[[Any], QuerySet]
    label: Callable[[Any], str] = str
    title: Callable[[Any], str] = str


@dataclass(frozen=True)
class Target:
    """A row that a text may refer to. Without an address it is not open to the reader, and neither
    is what it is called."""

    key: str
    label: str = ""
    title: str = ""
    url: str = ""
    group: str = ""


Targets = Mapping[str, Target]
# What belongs to a whole, by its model; and the address that lists it for the picker.
WHOLES: dict[type[Model], dict[str, Kind]] = {}
PICKERS: dict[type[Model], Callable[[Any], str]] = {}


def referable(model: type[Model], *kinds: Kind) -> None:
    """Lets texts of a row of the model, and of rows that belong to one, refer to these kinds."""
    known = {**WHOLES.get(model, {}), **{kind.key: kind for kind in kinds}}
    WHOLES[model] = dict(sorted(known.items(), key=lambda item: item[1].place))


def whole_of(row: Any) -> Any:
    """What the texts of the row are a part of: the row itself or a parent of it; None for neither,
    and for what is not written yet."""
    parent = _parent(type(row))
    whole = row if type(row) in WHOLES else parent and getattr(row, parent, None)
    return whole if whole and whole.pk else None


def _parent(model: type[Model]) -> str:
    """The field of the model that names the whole, "" for none."""
    parents = (each.name for each in model._meta.concrete_fields if each.related_model in WHOLES)
    return next(parents, "")


def kinds_of(whole: Any) -> dict[str, Kind]:
    return WHOLES[type(whole)] if whole else {}


def targets_of(whole: Any, user: Any, keys: Iterable[str]) -> Iterator[Target]:
    """Everything of these kinds that belongs to the whole, in one query a kind."""
    for key in keys:
        kind = kinds_of(whole)[key]
        open_to_user = kind.model.objects.visible_to(user).filter(pk=OuterRef("pk"))
        for row in kind.rows(whole).annotate(is_open=Exists(open_to_user)):
            yield _target(kind, row)


def picker_items(whole: Any, user: Any) -> JsonResponse:
    """What the picker of the editor offers: all that texts of the whole can refer to."""
    offered = [
        {"ref": to.key, "label": to.label, "title": to.title, "group": to.group}
        for to in targets_of(whole, user, kinds_of(whole))
        if to.url
    ]
    return JsonResponse({"items": offered}, headers={"Cache-Control": "private, no-store"})


def _target(kind: Kind, row: Any) -> Target:
    key = f"{kind.key}:{row.pk}"
    if not row.is_open:
        return Target(key)
    group = capfirst(str(kind.model._meta.verbose_name_plural))
    return Target(key, kind.label(row), kind.title(row), row.get_absolute_url(), group)


def resolve(whole: Any, user: Any, texts: Iterable[str]) -> Targets:
    """Where the references in these texts lead: one query for each kind that they name."""
    named = {
        found[1].partition(":")[0] for text in texts for found in STORED_REFERENCE.finditer(text)
    }
    known = [key for key in kinds_of(whole) if key in named]
    return {target.key: target for target in targets_of(whole, user, known)}


def with_references(rows: Iterable[Row], whole: Any, user: Any) -> list[Row]:
    """The rows with what the references in their rich texts lead to, for the filter `rich`."""
    rows = list(rows)
    texts = (getattr(row, name) for row in rows for name in rich_fields(type(row)))
    targets = resolve(whole, user, texts)
    for row in rows:
        row.references = targets  # type: ignore[attr-defined]
    return rows


def rich_fields(model: type[Model]) -> list[str]:
    return [each.name for each in model._meta.concrete_fields if isinstance(each, RichTextField)]


def shown(text: str, targets: Targets) -> SafeString:
    """The text with its references as links, called as their rows are called today."""

    def link(found: re.Match[str]) -> str:
        target = targets.get(found[1])
        if target is None:
            lost = '<span class="xref-lost"><s>{}</s> ({})</span>'
            return format_html(lost, mark_safe(found[2]), _("reference lost"))  # noqa: S308
        if not target.url:
            return found[2]
        return format_html('<a class="xref" href="{}">{}</a>', target.url, target.label)

    # The closed tag set was enforced when the text was stored (`editing.fields.RichTextField`).
    return mark_safe(STORED_REFERENCE.sub(link, text))  # noqa: S308


def as_words(text: str) -> SafeString:
    """The text with what its references were called when they were made."""
    return mark_safe(STORED_REFERENCE.sub(r"\2", text))  # noqa: S308 - as above


def offer_picker(form: Any) -> None:
    """Tells the editors of a form where their picker finds what can be referred to."""
    boxes = [box for box in form.fields.values() if isinstance(box.widget, ProseEditorWidget)]
    if boxes and (whole := whole_of(form.instance)) and type(whole) in PICKERS:
        for box in boxes:
            box.widget.attrs["data-references"] = PICKERS[type(whole)](whole)


def with_typed(row: Any, fields: dict[str, Any], user: Any) -> dict[str, Any]:
    """The fields with every [[EQ 4]] of their rich texts turned into a reference.

    Raises ValidationError where a name is that of nothing the person could refer to.
    """
    typed = {name: fields[name] for name in rich_fields(type(row)) if "[[" in fields.get(name, "")}
    whole = whole_of(row) if typed else None
    if whole is None:
        return fields
    targets = targets_of(whole, user, kinds_of(whole))
    by_name = {_folded(target.label): target for target in targets if target.url}
    return fields | {name: _referring(name, text, by_name) for name, text in typed.items()}


def _referring(name: str, text: str, by_name: Mapping[str, Target]) -> str:
    unknown = []

    def reference(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0]
        target = by_name.get(_folded(unescape(found[1])))
        if target is None:
            unknown.append(unescape(found[1]).strip())
            return found[0]
        return (
            f'<span class="xref" data-ref="{target.key}">{escape(target.label, quote=False)}</span>'
        )

    changed = _TYPED.sub(reference, text)
    if unknown:
        said = _("There is nothing here called %(names)s. Choose it from the list, or take the "
                 "double brackets away.")  # fmt: skip
        names = ", ".join(f"“{each}”" for each in dict.fromkeys(unknown))
        raise ValidationError({name: said % {"names": names}})
    return changed


def _folded(name: str) -> str:
    """EQ4, eq 4 and “EQ 4” are one name."""
    return "".join(name.split()).casefold()


def referring_to(row: Any, user: Any) -> list[Any]:
    """The rows in whose texts there is a reference to this one, as far as the person sees them. What
    names it from outside its wholes leads nowhere, and is not told."""
    found = [each for key in _keys_of(row) for each in _naming(key, user)]
    wholes = {whole_of(each) for each in found}
    theirs = {whole for whole in wholes if _has(whole, row)}
    return [each for each in found if whole_of(each) in theirs]


def _keys_of(row: Any) -> set[str]:
    kinds = (kind for known in WHOLES.values() for kind in known.values())
    return {f"{kind.key}:{row.pk}" for kind in kinds if kind.model is type(row)}


def _naming(key: str, user: Any) -> Iterator[Any]:
    """Rows with such a reference in a text: one query a model."""
    for model in apps.get_models():
        if issubclass(model, Versioned) and (names := rich_fields(model)):
            stored = [Q(**{f"{name}__contains": f'data-ref="{key}"'}) for name in names]
            rows = model.objects.visible_to(user).filter(reduce(or_, stored))
            yield from rows.select_related(*filter(None, [_parent(model)]))


def _has(whole: Any, row: Any) -> bool:
    kinds = (kind for kind in kinds_of(whole).values() if kind.model is type(row))
    return any(kind.rows(whole).filter(pk=row.pk).exists() for kind in kinds)
