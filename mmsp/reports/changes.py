"""What changed in a whole report since a moment: what was added, reworded and removed, by whom and
why. It shows earlier wordings, so it stays with those who follow the draft."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import itemgetter, or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q, QuerySet

from editing.changes import Change, changes
from editing.diff import Rest
from editing.models import Revision, Versioned
from editing.words import Words
from evaluations.models import Evaluation
from mmsp.reports.change_parts import PARTS, Chapter, Part, Place

Row = tuple[int, int]  # the key of its kind, its own key


class What(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Hand:
    """One person's share in it: how many versions, the last of them when, and the reasons given."""

    name: str
    versions: int
    last: datetime.datetime
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the report that is no longer as it was."""

    row: Any
    place: Place
    what: What
    hands: tuple[Hand, ...]
    before: dict[str, Any]
    after: dict[str, Any]
    since: int  # the version that it had then; 0 where it was not there

    @property
    def chapter(self) -> str:
        return Chapter(self.place[0]).title

    @property
    def noun(self) -> str:
        return str(self.row._meta.verbose_name)


def changed_items(evaluation: Evaluation, since: datetime.datetime) -> list[Item]:
    """In the order of the report, from a number of queries that does not grow with it."""
    later = _later(evaluation, since)
    then = _versions_then(since, later)
    last = {row: revisions[-1] for row, revisions in later.items()}
    contents = _contents([*then.values(), *(revision.pk for revision in last.values())])
    items = (
        _item(row, place, later[key], contents.get(then.get(key, 0)), contents[last[key].pk])
        for key, row, place in _rows(evaluation, later)
    )
    return sorted((item for item in items if item), key=lambda item: item.place)


def _later(evaluation: Evaluation, since: datetime.datetime) -> dict[Row, list[Revision]]:
    """All versions since then, without their content, in order."""
    found: dict[Row, list[Revision]] = {}
    for revision in _revisions(evaluation).filter(at__gte=since).defer("content"):
        found.setdefault((revision.content_type_id, revision.object_id), []).append(revision)
    return found


def _revisions(evaluation: Evaluation) -> QuerySet[Revision]:
    wanted = reduce(or_, (_of_part(part, evaluation) for part in PARTS))
    return Revision.objects.filter(wanted).select_related("by").order_by("version")


def _of_part(part: Part, evaluation: Evaluation) -> Q:
    kind = ContentType.objects.get_for_model(part.model)
    return Q(content_type=kind, object_id__in=part.rows(evaluation).values("pk"))


def _versions_then(since: datetime.datetime, later: Iterable[Row]) -> dict[Row, int]:
    """The key of the version in which each of these rows stood then."""
    rows = Revision.objects.filter(
        at__lt=since,
        content_type__in={kind for kind, _key in later},
        object_id__in={key for _kind, key in later},
    )
    last = rows.order_by().values_list("content_type", "object_id").annotate(Max("pk"))
    return {(kind, key): pk for kind, key, pk in last}


def _contents(keys: list[int]) -> dict[int, Revision]:
    return Revision.objects.in_bulk(keys)


def _rows(evaluation: Evaluation, later: Iterable[Row]) -> Iterable[tuple[Row, Versioned, Place]]:
    for part in PARTS:
        kind = ContentType.objects.get_for_model(part.model).pk
        keys = [key for each, key in later if each == kind]
        if keys:
            rows = part.rows(evaluation).filter(pk__in=keys).select_related(*part.fetched_with)
            yield from (((kind, row.pk), row, part.place(row)) for row in rows)


def _item(
    row: Versioned,
    place: Place,
    revisions: list[Revision],
    then: Revision | None,
    last: Revision,
) -> Item | None:
    """None for what came and went, and for what went and came back as it was."""
    was_there = then is not None and then.kind != Revision.Kind.REMOVED
    is_there = last.kind != Revision.Kind.REMOVED
    before = then.content if then and was_there else {}
    after = last.content if is_there else {}
    if before == after:
        return None
    what = What.CHANGED if before and after else What.ADDED if after else What.REMOVED
    since = then.version if then and was_there else 0
    return Item(row, place, what, _hands(revisions), before, after, since)


def _hands(revisions: list[Revision]) -> tuple[Hand, ...]:
    """Who had a hand in it, the first to come first."""
    by: dict[str, list[Revision]] = {}
    for revision in revisions:
        by.setdefault(str(revision.by or ""), []).append(revision)
    return tuple(
        Hand(name, len(own), own[-1].at, tuple(dict.fromkeys(r.reason for r in own if r.reason)))
        for name, own in by.items()
    )


def removed_parts(evaluation: Evaluation) -> list[tuple[Any, Revision]]:
    """What is out of sight, in the order of the report, each with the version it went with."""
    gone = {
        (revision.content_type_id, revision.object_id): revision
        for revision in _revisions(evaluation).filter(kind=Revision.Kind.REMOVED)
    }
    found = sorted(_rows(evaluation, gone), key=itemgetter(2))
    return [(row, gone[key]) for key, row, _place in found if row.deleted_at]


def told(
    items: list[Item], reader: Any, rest: Rest = Rest.COUNTED
) -> list[tuple[Item, list[Change]]]:
    """Each item with its changes in words, as far as the reader may see what is linked."""
    words = Words(reader)
    for model in {type(item.row) for item in items}:
        own = [item for item in items if type(item.row) is model]
        for field in model.all_fields():
            contents = [content for item in own for content in (item.before, item.after)]
            words.learn(field, [content.get(field.name) for content in contents])
    return [(item, _changes(item, words, rest)) for item in items]


def _changes(item: Item, words: Words, rest: Rest) -> list[Change]:
    """A removal is told by what went."""
    after = item.after or dict.fromkeys(item.before)
    return changes(item.row, item.before, after, words, rest)
