"""One part of a paper alone, as it stands in the whole."""

import html
import re
from dataclasses import dataclass

from django.utils.safestring import SafeString

from mmsp.reports.citations import only_to_what_is_printed
from mmsp.reports.fragments import sheets
from mmsp.reports.fragments.cutting import CHAPTER, NOTE, TAG, VOID, plain

HEAD = re.compile(r'(\sdata-head="[^"]*)"')


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part as a document, and its sheet."""

    document: str
    css: str


def of(document: str, css: str, anchor: str, mark: str) -> Excerpt | None:
    """The section in which the anchor stands, without the sections below it; None if it is not there.
    The running head says `mark`, so that nobody takes it for the whole."""
    article, end = re.search(r"<article\b[^>]*>", document), document.rfind("</article>")
    text = document[article.end() : end] if article else ""
    if not article or not (found := _section_of(text, anchor)):
        return None
    start, stop, ending = found
    earlier, part = text[:start], str(only_to_what_is_printed(SafeString(text[start:stop])))
    headings = CHAPTER.findall(earlier)
    if headings and not CHAPTER.search(part):
        said = html.escape(plain(headings[-1]))
        part = re.sub(r"^<section\b", f'<section data-chapter="{said}"', part)
    before = HEAD.sub(rf'\1 · {html.escape(mark)}"', document[: article.end()])
    notes = len(NOTE.findall(earlier)) if NOTE.search(part) else 0
    return Excerpt(before + part + ending + document[end:], css + sheets.inherited(notes))


def _section_of(text: str, anchor: str) -> tuple[int, int, str] | None:
    """Where the innermost section around the anchor begins and ends, and what closes it there."""
    goal = text.find(f' id="{anchor}"')
    opened: list[tuple[str, int]] = []
    start = -1
    for tag in TAG.finditer(text) if goal >= 0 else ():
        name = tag[2].lower()
        if name in VOID or tag[3].endswith("/"):
            continue
        if start < 0 and tag.start() > goal:
            start = next((at for each, at in reversed(opened) if each == "section"), -1)
            if start < 0:
                return None
        if not tag[1] and name == "section" and start >= 0:
            inner = [each for each, at in opened if at >= start]
            return start, tag.start(), "".join(f"</{each}>" for each in reversed(inner))
        if not tag[1]:
            opened.append((name, tag.start()))
        elif opened and opened.pop()[1] == start and start >= 0:
            return start, tag.end(), ""
    return None
