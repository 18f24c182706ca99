"""What is missing or doubtful in a factsheet or a newsletter, for those who keep the register. No
queries."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.richtext import is_blank, plain_text
from mmsp.reports import letters
from mmsp.reports.outreach_shapes import FactsheetContent, Lack, NewsletterContent, Piece
from mmsp.reports.preflight import Level, Remark
from mmsp.reports.shapes import Cover
from mmsp.reports.shortening import lines

LACKING = {
    "title": gettext_lazy("the title"),
    "funding_line": gettext_lazy("the funding line"),
    "disclaimer": gettext_lazy("the disclaimer"),
    "objectives": gettext_lazy("the objectives"),
    "pillars": gettext_lazy("pillar %s"),
    "outcomes": gettext_lazy("outcome %s"),
    "partners": gettext_lazy("the partners"),
    "where": gettext_lazy("place and period"),
    "geographic_scope": gettext_lazy("the geographic scope"),
    "names": gettext_lazy("the name of %s"),
    "contact": gettext_lazy("the contact"),
}
A_LINE = 108  # letters of the text across the page
TWO_PAGES = 92  # lines of such a column, below the head and above the figures


def of_factsheet(content: FactsheetContent) -> tuple[Remark, ...]:
    return _sorted(_factsheet(content))


def _factsheet(content: FactsheetContent) -> Iterator[Remark]:
    project = reverse("activities:project-edit", args=[content.code])
    yield from _common(content.cover, project)
    if not content.contacts:
        yield _doubtful(_("Nobody is named whom readers may ask."), project)
    if not content.second:
        new = reverse("activities:text-new", args=[content.code])
        said = _("The sheet is in one language. Add the texts of the other.")
        yield _doubtful(said, new)
    text = content.second and reverse("activities:text-edit", args=[content.code, content.second])
    for lack in content.lacks:
        to = project if lack.what == "title" else text
        said = _("%(language)s lacks %(what)s: it stands there in one language.")
        yield _doubtful(said % {"language": lack.lang, "what": _what(lack)}, to)
    if (over := _needed(content) - TWO_PAGES) > 0:
        said = _("The texts are about %(n)s lines longer than two pages have room for.")
        yield _doubtful(said % {"n": over}, project)
    told = " ".join(cell.text for row in content.rows for cell in row.cells)
    yield from _strange(told, project)


def _what(lack: Lack) -> str:
    words = str(LACKING[lack.what])
    return words % lack.which if lack.which else words


def _needed(content: FactsheetContent) -> int:
    """Lines of the longer column, row by row."""
    a_column = A_LINE // len(content.languages)
    return sum(
        max(lines(plain_text(cell.text), a_column) + bool(cell.heading) for cell in row.cells)
        for row in content.rows
    )


def of_newsletter(content: NewsletterContent) -> tuple[Remark, ...]:
    return _sorted(_newsletter(content))


def _newsletter(content: NewsletterContent) -> Iterator[Remark]:
    place = [content.code, content.number]
    project = reverse("activities:project-edit", args=[content.code])
    edit = reverse("activities:newsletter-edit", args=place)
    yield from _common(content.cover, project)
    if is_blank(content.foreword):
        yield _doubtful(_("There is no foreword."), edit)
    elif not content.foreword_by:
        yield _doubtful(_("The foreword does not say who wrote it."), edit)
    if not content.pieces:
        said = _("There is nothing in it yet.")
        yield Remark(Level.BLOCKING, said, reverse("activities:newsletter-detail", args=place))
    for piece in content.pieces:
        yield from _piece(piece, reverse("activities:item-edit", args=[*place, piece.number]))
    for number in content.lost:
        to = reverse("activities:item-replace", args=[*place, number])
        yield Remark(Level.BLOCKING, _("The picture of item %(n)s is lost.") % {"n": number}, to)
    if not content.contact:
        yield _doubtful(_("Nobody is named whom readers may ask."), project)
    told = " ".join((content.foreword, *(f"{each.title} {each.text}" for each in content.pieces)))
    yield from _strange(told, edit)


def _piece(piece: Piece, to: str) -> Iterator[Remark]:
    if piece.kind != "picture" and is_blank(piece.text):
        said = _("“%(title)s” has no text: its title stands alone.")
        yield _doubtful(said % {"title": piece.title}, to)
    if piece.kind == "study" and not piece.href:
        said = _("Readers are not told where to find “%(title)s”.")
        yield _doubtful(said % {"title": piece.title}, to)


def _common(cover: Cover, project: str) -> Iterator[Remark]:
    if cover.is_eu_funded and not cover.funding_line:
        said = _("The Union pays, but there is no funding line to stand beside its emblem.")
        yield Remark(Level.BLOCKING, said, project)
    if not cover.disclaimer:
        yield Remark(Level.BLOCKING, _("Nobody answers for what it says: no disclaimer."), project)


def _strange(told: str, to: str) -> Iterator[Remark]:
    if strange := letters.missing(told):
        said = _("Our fonts cannot draw: %(letters)s")
        yield _doubtful(said % {"letters": strange[:40]}, to)


def _doubtful(message: str, url: str) -> Remark:
    return Remark(Level.DOUBTFUL, message, url)


def _sorted(found: Iterator[Remark]) -> tuple[Remark, ...]:
    """Blocking ones first."""
    return tuple(sorted(found, key=lambda remark: remark.level != Level.BLOCKING))
