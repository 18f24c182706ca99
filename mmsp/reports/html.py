"""Content to HTML: one skeleton and a small template a part. The preview shows what is printed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mmsp.reports import houses, outline, registry
from mmsp.reports.archive import Attachment, Variant
from mmsp.reports.brief_shapes import BriefContent
from mmsp.reports.chain import Chain
from mmsp.reports.change_shapes import ChangesContent
from mmsp.reports.citations import only_to_what_is_printed
from mmsp.reports.comment_shapes import CommentsContent
from mmsp.reports.days import day
from mmsp.reports.follow_up_shapes import FollowUpContent, Picture
from mmsp.reports.judged import QualityContent
from mmsp.reports.lesson_shapes import LessonsAhead
from mmsp.reports.listed import ListContent
from mmsp.reports.outreach_shapes import FactsheetContent, NewsletterContent
from mmsp.reports.shapes import Cover, MatrixContent, ReportContent
from mmsp.reports.spacing import tied
from mmsp.reports.watermark import drawn
from mmsp.reports.workshop_outline import of_workshop
from mmsp.reports.workshop_shapes import WorkshopContent

SHEETS = ("css/tokens.css", "css/print.css")
OUTREACH = "css/print-outreach.css"  # over the others, for what is made for a wide public
WATERMARK = "asset:watermark.svg"
BAR = 29  # units of a chart from one bar to the next
DRAFT = f"@page {{ background: url({WATERMARK}) no-repeat center }}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as HTML: the body for the preview, and the whole document for the press. `sheet` is the
    style sheet of its house, which the preview takes over print.css. Only a paper that is to be kept has
    attachments."""

    title: str
    body: SafeString
    document: str
    css: str
    assets: dict[str, bytes] = field(default_factory=dict)
    sheet: str = ""
    variant: Variant = Variant.READING
    attachments: tuple[Attachment, ...] = ()
    kind: str = ""

    @property
    def label(self) -> str:
        """What it is and of what, where the title says only the latter."""
        is_said = not self.kind or self.kind.casefold() in self.title.casefold()
        return (
            self.title
            if is_said
            else _("%(kind)s: %(title)s") % {"kind": self.kind, "title": self.title}
        )


def report(content: ReportContent) -> Paper:
    """The final report, with every heading and label in the language of the evaluation."""
    with translation.override(paper_language(content.lang)):
        context = {"paper": content, "outline": outline.of_report(content)}
        body = render_to_string("reports/final_report.html", context)
        kind = _("Final report")
        return _paper(content, content.cover.title, body, content.cover.is_draft, kind)


def matrix(content: MatrixContent) -> Paper:
    """The management follow-up response matrix in the layout of the IOM form."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/response_matrix.html", {"paper": content})
        is_draft = content.matrix.submitted_on is None
        kind = _("Management follow-up response matrix")
        return _paper(content, content.heading, body, is_draft, kind)


def services(content: MatrixContent) -> Paper:
    """The response of the services in the layout of the Commission, with the follow-up beside it."""
    with translation.override(paper_language(content.lang)):
        context = {"paper": content, "follow_up_on": _a_year_after(content.matrix.submitted_on)}
        body = render_to_string("reports/response_of_services.html", context)
        is_draft = content.matrix.submitted_on is None
        return _paper(content, content.heading, body, is_draft, _("Response of the services"))


def _a_year_after(day: datetime.date | None) -> datetime.date | None:
    """When the Commission asks for the follow-up of a response; no leap day has one a year later."""
    return day and day.replace(year=day.year + 1, day=min(day.day, 28 if day.month == 2 else 31))


def brief(content: BriefContent) -> Paper:
    """The evaluation brief on its two pages."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/brief.html", {"paper": content})
        kind = _("Evaluation brief")
        return _paper(content, _titled(kind, content.cover), body, content.cover.is_draft, kind)


def comments(content: CommentsContent) -> Paper:
    """The comment-response table, marked as internal on every page."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/comment_table.html", {"paper": content})
        return _paper(content, content.title, body, is_draft=False)


def changes(content: ChangesContent) -> Paper:
    """What changed since a moment, marked as internal on every page."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/changes.html", {"paper": content})
        return _paper(content, content.title, body, is_draft=False)


def quality(content: QualityContent) -> Paper:
    """The quality grid, marked as internal on every page."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/quality_grid.html", {"paper": content})
        kind = _("Quality grid")
        return _paper(content, _titled(kind, content.cover), body, is_draft=False, kind=kind)


def listed(content: ListContent) -> Paper:
    """A list as one table, marked as a reader's own copy on every page."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/list.html", {"paper": content})
        paper = _paper(content, content.title, body, is_draft=False)
    return replace(paper, css=paper.css + _shares(content.widths))


def _shares(widths: tuple[int, ...]) -> str:
    """The columns of a list, each with its share of the page."""
    return "\n".join(
        f".paper .p-list col:nth-child({number}) {{ width: {100 * width / sum(widths):.1f}% }}"
        for number, width in enumerate(widths, 1)
    )


def lessons_ahead(content: LessonsAhead) -> Paper:
    """The sheet of lessons for the next phase, marked as internal on every page."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/lessons_ahead.html", {"paper": content})
        return _paper(content, content.title, body, is_draft=False)


def workshop(content: WorkshopContent) -> Paper:
    """The summary report of an activity."""
    with translation.override(paper_language(content.lang)):
        context = {"paper": content, "outline": of_workshop(content)}
        body = render_to_string("reports/workshop.html", context)
        kind = _("Workshop summary report")
        return _paper(content, _titled(kind, content.cover), body, content.cover.is_draft, kind)


def factsheet(content: FactsheetContent) -> Paper:
    """The factsheet of a project, its languages side by side."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/factsheet.html", {"paper": content})
        cover = content.cover
        paper = _paper(content, _titled(cover.kind, cover), body, is_draft=False, kind=cover.kind)
    return replace(paper, css=paper.css + sheet(OUTREACH))


def newsletter(content: NewsletterContent) -> Paper:
    """A newsletter with its pictures."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/newsletter.html", {"paper": content})
        cover = content.cover
        paper = _paper(content, cover.title, body, cover.is_draft, cover.kind)
    pictures = {each.address: each.body for each in content.pictures}
    return replace(paper, css=paper.css + sheet(OUTREACH), assets=paper.assets | pictures)


def on_screen(paper: Paper, content: NewsletterContent) -> Paper:
    """The same paper with its pictures from where a browser finds them."""
    body = str(paper.body)
    for each in content.pictures:
        body = body.replace(f'src="{each.address}"', f'src="{escape(each.url)}"')
    return replace(paper, body=mark_safe(body))  # noqa: S308 - addresses of our own


def follow_up(content: FollowUpContent) -> Paper:
    """The follow-up in figures, marked as a reader's own copy on every page; charts are pictures."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/follow_up.html", {"paper": content})
        paper = _paper(content, content.title, body, is_draft=False)
    return replace(
        paper, assets=paper.assets | {each.address: _drawn(each) for each in content.pictures}
    )


def _drawn(picture: Picture) -> bytes:
    bars = [(bar, place * BAR) for place, bar in enumerate(picture.bars)]
    context = {"picture": picture, "bars": bars, "height": len(bars) * BAR}
    return render_to_string("reports/chart.svg", context).encode()


def evaluation_matrix(content: ReportContent) -> Paper:
    """The annex of judgement criteria and indicators as a paper of its own."""
    with translation.override(paper_language(content.lang)):
        body = render_to_string("reports/evaluation_matrix.html", {"paper": content})
        kind = _("Evaluation matrix")
        return _paper(content, _titled(kind, content.cover), body, content.cover.is_draft, kind)


def form_sheet(content: ReportContent, fields: Sequence[Any]) -> Paper:
    """What the forms of OPSYS are filled with; `fields` as `form_sheet.fields` gives them."""
    with translation.override(paper_language(content.lang)):
        context = {"paper": content, "fields": fields}
        body = render_to_string("reports/form_sheet_paper.html", context)
        kind = _("Executive summary and conclusions for OPSYS")
        return _paper(content, _titled(kind, content.cover), body, content.cover.is_draft, kind)


def traceability(content: ReportContent) -> Paper:
    """The annex of what rests on what as a paper of its own: its links lead from row to row."""
    with translation.override(paper_language(content.lang)):
        links = outline.printed_chain(content).links
        chain = Chain(tuple(replace(link, anchor=link.key) for link in links))
        context = {"paper": content, "chain": chain}
        body = render_to_string("reports/traceability.html", context)
        kind = _("From question to action")
        return _paper(content, _titled(kind, content.cover), body, content.cover.is_draft, kind)


def _titled(kind: str, cover: Cover) -> str:
    """What a paper beside the report is called where only titles are seen: in tabs and in registries."""
    return _("%(kind)s: %(title)s") % {"kind": kind, "title": cover.title}


def _paper(
    content: (
        ReportContent
        | BriefContent
        | MatrixContent
        | CommentsContent
        | QualityContent
        | ChangesContent
        | ListContent
        | LessonsAhead
        | FollowUpContent
        | WorkshopContent
        | FactsheetContent
        | NewsletterContent
    ),
    title: str,
    body: SafeString,
    is_draft: bool,
    kind: str = "",
) -> Paper:
    """`kind` is what registries are told that the paper is."""
    body = only_to_what_is_printed(body)
    entry = registry.entry_of(content, title, kind)
    context = {"paper": content, "entry": entry, "body": tied(body, content.lang)}
    document = render_to_string("reports/document.html", context)
    packet = registry.packet(entry)
    house = houses.house_of(content)
    paper = Paper(title, body, document, stylesheet(house), packet, house.sheet, kind=kind)
    if not is_draft:
        return paper
    return replace(paper, css=paper.css + DRAFT, assets=packet | {WATERMARK: _mark(content)})


def _mark(content: object) -> bytes:
    """Across every page of a draft: that it is one, its version and its day."""
    number = getattr(getattr(content, "cover", None), "number", "")
    version = _("Version %(number)s") % {"number": number} if number else ""
    as_of = day(getattr(content, "as_of"))  # noqa: B009 - every content has one
    return drawn(_("Draft").upper(), " · ".join(filter(None, (version, as_of))))


def stylesheet(house: houses.House = houses.PLAIN) -> str:
    """The tokens of the screen, then the rules of the paper, then those of the house."""
    folder = Path(settings.BASE_DIR) / "static"
    names = filter(None, (*SHEETS, house.sheet))
    return houses.faces(house) + "\n".join((folder / name).read_text() for name in names)


def sheet(name: str) -> str:
    return (Path(settings.BASE_DIR) / "static" / name).read_text()


def paper_language(lang: str) -> str:
    """The language of our own words: that of the paper where we have it, English otherwise."""
    known = {code.split("-")[0]: code for code, _name in settings.PAPER_LANGUAGES}
    return known.get(lang.split("-")[0], "en-gb")
