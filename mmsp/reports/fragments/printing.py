"""A long report by its sections: what did not change since it was last printed is not set again."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

from mmsp.reports import pdf
from mmsp.reports.fragments import keeping, sheets
from mmsp.reports.fragments.cutting import CannotCut, Section, classes, cut, gathered
from mmsp.reports.fragments.desk import Desk, Job, Waiting, job
from mmsp.reports.fragments.joining import Piece, firsts, joined
from mmsp.reports.fragments.tidying import Facts
from mmsp.reports.press import PACKET
from mmsp.reports.warm import Progress

logger = logging.getLogger(__name__)
# Below so many letters of HTML, about thirty pages, a report is set in a few seconds; by sections the first
# print costs up to half as much again, and only the next ones are worth that.
WORTH_CUTTING = 80_000
# Up to so many letters neighbours are one section: about four pages.
SMALL = 12_000
# Numbers of pages can move pages, which moves numbers: seldom once.
MOST_TURNS = 6


def write(
    document: str, *, css: str, assets: Mapping[str, bytes] | None = None, **waiting: Any
) -> pdf.Printed:
    """Prints one complete HTML document as `pdf.write` does, by sections where that is worth it.
    `waiting` is whom to tell, whom to ask, and how long to wait.

    Raises what `pdf.write` raises.
    """
    if len(document) >= WORTH_CUTTING:
        try:
            return by_sections(document, css=css, assets=assets, **waiting)
        except CannotCut as reason:
            logger.warning("A paper of %s letters is printed whole: %s.", len(document), reason)
    return pdf.write(document, css=css, assets=assets, **waiting)


def by_sections(
    document: str, *, css: str, assets: Mapping[str, bytes] | None = None, **waiting: Any
) -> pdf.Printed:
    """The paper joined from its sections, each printed alone or found as it was printed before.

    Raises CannotCut where it has to be printed whole, and what `pdf.write` raises.
    """
    refuse_excess(document)
    parts = cut(document)
    refuse_strange(parts, css)
    sections = gathered(parts, sheets.kinds_of_page(css), SMALL)
    desk = Desk(Waiting(**waiting))
    jobs, facts, stamps = settled(sections, css, assets or {}, desk)
    pieces = [
        Piece(keeping.bytes_of(each.key), known, section.depth)
        for each, known, section in zip(jobs, facts, sections, strict=True)
    ]
    body = joined(pieces, keeping.bytes_of(stamps.key))
    keeping.forget_old()
    pages = sum(each.pages for each in facts)
    desk.waiting.on_progress(Progress("writing", pages, pages))
    refused = tuple(sorted({address for each in facts for address in each.refused}))
    return pdf.Printed(body, pages, desk.layout_seconds, desk.write_seconds, refused)


def refuse_excess(document: str) -> None:
    """Raises PrintRefused for more cells than a whole paper may have; the place is looked for only then.
    How deep it is nested is asked of each section before it is printed."""
    most = pdf.Limits()
    if document.count("<td") + document.count("<th") > most.cells:
        pdf.refuse_excess(document, most)


def refuse_strange(sections: Sequence[Section], css: str) -> None:
    """Raises CannotCut where a section alone would not be what it is in the whole."""
    if len(sections) < 2:
        raise CannotCut("it is one section")
    anchors = Counter(anchor for each in sections for anchor in each.anchors)
    if twice := [anchor for anchor, count in anchors.items() if count > 1]:
        raise CannotCut(f"two sections have the anchor {twice[0]}")
    kinds = sheets.kinds_of_page(css)
    if inner := {name for each in sections for name in each.inner_classes() & kinds}:
        raise CannotCut(f"the kind of page changes within a section, at {min(inner)}")


def settled(
    sections: Sequence[Section], css: str, assets: Mapping[str, bytes], desk: Desk
) -> tuple[list[Job], list[Facts], Job]:
    """The sections printed with the numbers of the pages that they come to stand on, and the stamps."""
    named = frozenset(anchor for each in sections for anchor in each.paged())
    facts = _at_first(sections, _jobs(sections, css, assets, {}), desk)
    for _turn in range(MOST_TURNS):
        numbers, stamps = page_numbers(facts, named), _stamps(sections, facts, css)
        jobs = _jobs(sections, css, assets, numbers)
        *found, _blank = desk.facts_of([*jobs, stamps], [*_sizes(facts), 0])
        if page_numbers(found, named) == numbers and _sizes(found) == _sizes(facts):
            return jobs, found, stamps
        facts = found
    raise CannotCut("the numbers of its pages do not settle")


def _at_first(sections: Sequence[Section], jobs: Sequence[Job], desk: Desk) -> list[Facts]:
    """The sections without numbers. The contents are taken for one page until those are known."""
    printed = iter(
        desk.facts_of(
            [each for each, section in zip(jobs, sections, strict=True) if not section.is_contents]
        )
    )
    return [Facts(1, {}, ()) if each.is_contents else next(printed) for each in sections]


def _sizes(facts: Sequence[Facts]) -> list[int]:
    return [each.pages for each in facts]


def _stamps(sections: Sequence[Section], facts: Sequence[Facts], css: str) -> Job:
    kinds = classes(sections[0].article).union(*(each.kinds for each in sections))
    return job(blank(sections, facts), sheets.of_stamps(css, kinds), {})


def _jobs(
    sections: Sequence[Section],
    css: str,
    assets: Mapping[str, bytes],
    numbers: Mapping[str, int],
) -> list[Job]:
    """The packet of what the file says of itself goes with the first section alone."""
    anchors = {anchor for each in sections for anchor in each.anchors}
    others = {address: body for address, body in assets.items() if address != PACKET}
    return [
        job(
            each.document(numbers, anchors),
            sheets.of_section(css, frozenset(each.classes), each.notes),
            others if number else assets,
        )
        for number, each in enumerate(sections)
    ]


def page_numbers(facts: Sequence[Facts], named: Set[str]) -> dict[str, int]:
    """The numbers of the pages on which these anchors stand."""
    return {
        anchor: first + place.page + 1
        for each, first in zip(facts, firsts(facts), strict=True)
        for anchor, place in each.anchors.items()
        if anchor in named
    }


def blank(sections: Sequence[Section], facts: Sequence[Facts]) -> str:
    """Empty pages of the same kinds in the same order, for all that counts pages."""
    pages = "".join(
        f'<div class="{" ".join(sorted(section.kinds))} p-blank"></div>' * each.pages
        for section, each in zip(sections, facts, strict=True)
    )
    return sections[-1].before + pages + sections[-1].after
