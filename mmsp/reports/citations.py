"""References by name on paper: links to where a part is printed, with its page. Knows no table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from editing.richtext import STORED_REFERENCE
from mmsp.reports.shapes import Reference

LOST = re.compile(r'<span class="xref-lost"[^>]*>([^<]*)</span>')
_LINK = re.compile(r'<a class="xref" href="#([^"]+)"[^>]*>([^<]*)</a>')
_ANCHOR = re.compile(r' id="([^"]+)"')


@dataclass(frozen=True)
class Citations:
    """Where each row of an evaluation stands in its report; None for what no annex tells of."""

    places: Mapping[str, Reference | None]
    marks_lost: bool

    def set_in(self, text: str) -> str:
        """The text with its references as links, or as words to what is not printed."""
        return STORED_REFERENCE.sub(self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        target, words = found.groups()
        if target not in self.places:
            return _lost(words) if self.marks_lost else words
        place = self.places[target]
        if place is None:
            return words
        # Translators: stands between a reference and the number of its page: “F4, page 12”.
        page = _(", page ")
        link = '<a class="xref" href="#{}" data-page="{}">{}</a>'
        return format_html(link, place.anchor, page, place.label)


def _lost(words: str) -> str:
    """Marked for the writers alone; the words were escaped when they were stored."""
    lost = '<span class="xref-lost" data-lost="{}">{}</span>'
    return format_html(lost, _("reference lost"), mark_safe(words))  # noqa: S308


def only_to_what_is_printed(body: SafeString) -> SafeString:
    """The paper with those references as links that lead to a place on it."""
    anchors = set(_ANCHOR.findall(body))

    def link(found: re.Match[str]) -> str:
        return found[0] if found[1] in anchors else found[2]

    return mark_safe(_LINK.sub(link, body))  # noqa: S308 - links become their words
