"""What the templates of the papers need beyond Django's own filters."""

import re
from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import PaperOrder
from editing.richtext import closed_up
from evaluations.commentable import noun_of
from mmsp.reports import days, refusals
from mmsp.reports.audience import NAMES
from mmsp.reports.chain import Link
from mmsp.reports.outline import Outline
from mmsp.reports.room import room_of
from mmsp.reports.shapes import Audience, Reference, Response

register = template.Library()

ANCHORS = {"F": "finding", "C": "conclusion", "L": "lesson", "R": "recommendation"}
DASH = mark_safe("–")
# In bytes: a narrow column of a page turned on its side has room for half as many again.
MOST_WHOLE = 1000
HALF_A_PAGE = 2.4  # turned on its side, in the columns of the response of the services
_HEADING = re.compile(r"<(/?)h([34])>")


register.filter("day", days.day)
register.filter("long_day", days.long_day)


@register.filter
def under(text: str, level: int) -> SafeString:
    """Rich text whose headings start one level below the heading it stands under, and pass over none."""

    def moved(match: re.Match[str]) -> str:
        return f"<{match[1]}h{min(6, level + int(match[2]) - 2)}>"

    # The closed tag set was enforced when the text was stored (`editing.fields.RichTextField`).
    return mark_safe(_HEADING.sub(moved, closed_up(text)))  # noqa: S308


@register.simple_tag
def printed_alone(part: Any) -> str:
    """The address of a part of a report as it will be printed, "" for what is no part of it."""
    noun = noun_of(part)
    if noun is None:
        return ""
    anchor = f"{noun.key}-{getattr(part, noun.place)}"
    return reverse("reports:part-pdf", args=[part.evaluation.slug, anchor])


@register.filter
def named(audience: Audience) -> Any:
    """What a version is called on its tab and beside its file."""
    return NAMES[audience]


@register.filter
def why(order: PaperOrder) -> str:
    """Why a paper was refused."""
    return refusals.told(order.sentence, order.named)


@register.filter
def placed(heading: str) -> str:
    """Where, by its heading in the paper."""
    return refusals.placed(heading)


@register.filter
def words_within(text: str, most: int) -> str:
    """The text, or as many of its words as fit into so many letters, with dots for the rest. Chinese, which
    has no room between words, is cut where it must be."""
    return (
        shorten(text, most, placeholder=" …") if " " in text[:most] else Truncator(text).chars(most)
    )


@register.filter
def whole(row: Any, pages: float = 1.0) -> str:
    """The class of a row that stays on one page, where all its words together are few enough for that:
    what must not break and is taller than a page stops the press. `pages` is for wider columns."""
    return "p-whole" if room_of(row) < MOST_WHOLE * pages else ""


@register.filter
def whole_answer(response: Response) -> str:
    """The same for a recommendation with its answer beside it: the longer of the two tells how tall the row
    is, and up to half a page it stays whole."""
    longer = max(room_of(response.recommendation), room_of((response.reason, response.actions)))
    return "p-whole" if longer < MOST_WHOLE * HALF_A_PAGE else ""


@register.filter
def table_number(outline: Outline, anchor: str) -> str:
    return outline.number_of_table(anchor) if outline else ""


@register.filter
def linked(numbers: Iterable[int], letter: str) -> SafeString:
    """Numbers as links to where they stand in the paper: "F3, F7"; a dash for none."""
    rows = ((ANCHORS[letter], number, letter, number) for number in numbers)
    return format_html_join(_(", "), '<a href="#{}-{}">{}{}</a>', rows) or DASH


@register.filter
def chained(links: Iterable[Link]) -> SafeString:
    """Links of the chain by their labels, each leading to where it stands in the paper."""
    return _listed((link.anchor, link.label) for link in links) or DASH


@register.filter
def references(items: Iterable[Reference]) -> SafeString:
    """References as links to the rows of an annex."""
    return _listed((item.anchor, item.label) for item in items)


def _listed(places: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join(_(", "), '<a href="#{}">{}</a>', places)


@register.filter
def breakable(url: str) -> SafeString:
    """An address as a link that may break after slashes and dots, so that it stays in its column."""
    shown = url.removeprefix("https://").removeprefix("http://")
    parts = ((part,) for part in re.split(r"(?<=[/.?&=_-])", shown))
    return format_html(
        '<a href="{}">{}</a>', url, format_html_join(mark_safe("<wbr>"), "{}", parts)
    )
