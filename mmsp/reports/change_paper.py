"""The changes in a report as a paper. Internal, and built for one reader: names of rows that this
person may not see are not on it."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing.changes import Change
from evaluations.models import Evaluation
from mmsp.reports import change_shapes as shapes
from mmsp.reports.changes import Hand, Item, What, changed_items, told
from mmsp.reports.days import moment
from mmsp.reports.letters import printable
from mmsp.reports.moments import Moment, stage_moves
from mmsp.reports.shapes import Audience
from mmsp.reports.titles import cover, running_title, written_in

# Characters of changes that a paper holds; after them the parts are only named.
MOST_PRINTED = 600_000


class ChangesStayInside(Exception):
    """Earlier wordings are for those who follow the draft; no other paper may hold them."""


def build_changes(
    evaluation: Evaluation, *, since: Moment, reader: Any, audience: Audience, as_of: datetime.date
) -> shapes.ChangesContent:
    """All changes since the moment. Without a reader nothing is left out. Raises ChangesStayInside
    unless internal."""
    if audience != Audience.INTERNAL:
        raise ChangesStayInside
    with translation.override(evaluation.language):
        items = told(changed_items(evaluation, since.at), reader)
        title_page = cover(evaluation)
        return shapes.ChangesContent(
            slug=evaluation.slug,
            lang=written_in(evaluation),
            audience=audience,
            as_of=as_of,
            title=printable(evaluation.title),
            short_title=running_title(title_page),
            house=title_page.house,
            since=since.label,
            parts=tuple(_parts(items)),
        )


def _parts(items: list[tuple[Item, list[Change]]]) -> Iterator[shapes.ChangedPart]:
    room = MOST_PRINTED
    for item, changes in items:
        room -= sum(len(change.html) for change in changes)
        yield shapes.ChangedPart(
            chapter=item.chapter,
            noun=item.noun,
            name=printable(str(item.row)),
            what=words_for(item.what),
            hands=tuple(map(_hand, item.hands)),
            reasons=tuple(printable(each) for hand in item.hands for each in hand.reasons),
            changes=tuple(_printed(change) for change in changes) if room > 0 else (),
        )


def _printed(change: Change) -> shapes.FieldChange:
    return shapes.FieldChange(change.label, printable(str(change.html)))


def words_for(what: What) -> str:
    return {
        What.ADDED: _("added"), What.CHANGED: _("changed"), What.REMOVED: _("removed"),
    }[what]  # fmt: skip


def _hand(hand: Hand) -> str:
    """Li Wei, last on 3 Nov 2026, 14:03 (4 versions)."""
    when = moment(timezone.localtime(hand.last))
    name = hand.name or _("The system")
    if hand.versions == 1:
        return _("%(name)s, %(when)s") % {"name": name, "when": when}
    count = ngettext("%(n)s version", "%(n)s versions", hand.versions) % {"n": hand.versions}
    return _("%(name)s, last on %(when)s (%(count)s)") % {
        "name": name, "when": when, "count": count,
    }  # fmt: skip


def last_move(evaluation: Evaluation) -> Moment:
    """The moment that changes are counted from where nobody says another."""
    return stage_moves(evaluation)[0]
