"""Dates of the register as people write them."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def period(start: date | None, end: date | None) -> str | SafeString:
    """Both days, the first shortened where they share a month: 3–4 Nov 2015."""
    if start is None:
        return ""
    end = end or start
    first, last = date_format(start), date_format(end)
    if first == last:
        return _day(start, first)
    if (start.year, start.month) == (end.year, end.month) and last.startswith(str(end.day)):
        return format_html("{}\u2060–\u2060{}", _day(start, str(start.day)), _day(end, last))
    return format_html("{} – {}", _day(start, first), _day(end, last))


def _day(day: date, text: str) -> SafeString:
    return format_html(
        '<time datetime="{}">{}</time>', day.isoformat(), text.replace(" ", "\u00a0")
    )
