"""The management follow-up response matrix as the IOM form in Word: what goes out can come in again."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from mmsp import matrix_words
from mmsp.reports.days import day
from mmsp.reports.html import paper_language
from mmsp.reports.letters import all_printable
from mmsp.reports.matrix_rows import addressed
from mmsp.reports.shapes import Action, MatrixContent, Remark, Response
from mmsp.reports.spacing import tied_words
from mmsp.reports.word.cover import add_funding_below
from mmsp.reports.word.notes import Footnotes
from mmsp.reports.word.paper import bytes_of, new_paper, number_pages
from mmsp.reports.word.rich import RichText
from mmsp.reports.word.signatures import add_signatures
from mmsp.reports.word.tables import add_table, keep_whole, keep_with_next, shade
from mmsp.reports.word.threads import Threads
from mmsp.reports.word.watermark import add_watermark

WIDTHS = (72, 34, 44, 75, 32)  # millimetres of the columns on A4 landscape
HEADS = ("text", "deadline", "unit")
ABOVE = 5  # rows before the first action


def as_docx(content: MatrixContent, *, with_comments: bool) -> bytes:
    """The form in the language of the evaluation; the remarks, where the content has any, as comments."""
    lang = paper_language(content.lang)
    with translation.override(lang):
        return _Form(all_printable(content), lang).written(with_comments=with_comments)


class _Form:
    """One form under the pen."""

    def __init__(self, content: MatrixContent, lang: str) -> None:
        self.content, self.lang = content, lang
        self.document = new_paper(content.heading, content.lang, content.as_of, landscape=True)
        self.footnotes, self.threads = Footnotes(self.document), Threads(self.document)
        self.rich = RichText(self.document, self.footnotes, with_tables=False)

    def written(self, *, with_comments: bool) -> bytes:
        self._cover()
        for response in self.content.matrix.responses:
            runs = self._response(response)
            self._remark(runs, response.remarks if with_comments else ())
        add_signatures(self.document, self.content.matrix.signatures, self.lang)
        add_funding_below(self.document, self.content)
        self.footnotes.close()
        self.threads.close()
        return bytes_of(self.document)

    def _said(self, part: str, key: str) -> str:
        return tied_words(matrix_words.said(part, key, self.lang), self.lang)

    def _cover(self) -> None:
        content, matrix = self.content, self.content.matrix
        self.document.core_properties.author = matrix.organisation
        section = self.document.sections[0]
        number_pages(section, _("State of %(day)s") % {"day": day(content.as_of)})
        if matrix.submitted_on is None:
            words = _("Draft, not yet submitted")
            section.header.paragraphs[0].text = words
            add_watermark(section.header, words, 1)
        kicker = _("Management follow-up response matrix")
        self.document.add_paragraph(kicker, style="Subtitle")
        self.document.add_heading(content.heading, level=1)
        title = ", ".join(filter(None, (content.title, str(content.year or ""))))
        self._line("title", title)
        self._line("completed_by", matrix.completed_by)
        self._line("overall_comment", matrix.overall_comment)

    def _line(self, name: str, words: str) -> None:
        paragraph = self.document.add_paragraph()
        label = self._said("cover", name)
        paragraph.add_run(label if label.endswith("：") else f"{label} ").bold = True
        paragraph.add_run(words)

    def _response(self, response: Response) -> list[Any]:
        """The table of a recommendation; the runs that remarks hang on."""
        self.document.add_paragraph()
        table = add_table(self.document, ABOVE + max(1, len(response.actions)), WIDTHS)
        self._recommendation(table.cell(0, 0).merge(table.cell(0, 4)), response)
        each = response.recommendation
        to = table.cell(1, 0).merge(table.cell(1, 2)).paragraphs[0]
        to.add_run(f"{self._said('labels', 'addressee')}{_(': ')}{addressed(response)}")
        priority = table.cell(1, 3).merge(table.cell(1, 4)).paragraphs[0]
        priority.add_run(f"{self._said('labels', 'priority')}{_(': ')}{each.priority or ''}")
        runs = self._decision(table.cell(2, 0).merge(table.cell(2, 4)), response)
        self._heads(table)
        for row, action in enumerate(response.actions, ABOVE):
            self._action(table.rows[row].cells, action)
        for row in table.rows[1:]:
            keep_whole(row)
        for row in table.rows[1:ABOVE]:
            keep_with_next(row)
        return runs

    def _recommendation(self, cell: Any, response: Response) -> None:
        each = response.recommendation
        numbered = self._said("labels", "numbered").format(n=each.number)
        cell.paragraphs[0].add_run(numbered).bold = True
        cell.add_paragraph().add_run(each.heading).bold = True
        self.rich.write(cell, each.text)
        for paragraph in cell.paragraphs[:2]:
            paragraph.paragraph_format.keep_with_next = True

    def _decision(self, cell: Any, response: Response) -> list[Any]:
        cell.paragraphs[0].add_run(self._said("labels", "decision")).bold = True
        decision = cell.add_paragraph().add_run(self._said("decision", response.decision))
        if response.reason:
            cell.add_paragraph(response.reason)
        return [decision]

    def _heads(self, table: Any) -> None:
        for column, name in enumerate(HEADS):
            _head(table.cell(3, column).merge(table.cell(4, column)), self._said("heads", name))
        _head(table.cell(3, 3).merge(table.cell(3, 4)), self._said("heads", "monitoring"))
        for column, name in enumerate(("done", "status"), 3):
            _head(table.cell(4, column), self._said("heads", name))

    def _action(self, cells: Any, action: Action) -> None:
        last = action.updates[0] if action.updates else None
        proof = last.evidence if last else ""
        said = (
            [action.text],
            self._deadline(action),
            [action.responsible],
            [last.what_was_done if last else "", self._before("evidence", proof)],
            [self._said("status", action.status)],
        )
        for cell, paragraphs in zip(cells, said, strict=True):
            first, *others = paragraphs
            cell.paragraphs[0].add_run(first)
            for words in filter(None, others):
                cell.add_paragraph(words)

    def _deadline(self, action: Action) -> list[str]:
        """The day with the first one that was promised, or why there is none."""
        if action.due_on:
            is_moved = action.promised_on and action.promised_on != action.due_on
            first = day(action.promised_on) if is_moved and action.promised_on else ""
            return [day(action.due_on), self._before("promised", first)]
        if not action.no_date:
            return [action.time_frame]
        why = self._said("no_date", action.no_date)
        reason = f"{why[:1].lower()}{why[1:]}"
        note = f". {action.no_date_note}" if action.no_date_note else ""
        return [self._before("no_date", f"{reason}{note}")]

    def _before(self, key: str, what: str) -> str:
        return self._said("before", key).format(what=what) if what else ""

    def _remark(self, runs: list[Any], remarks: Iterable[Remark]) -> None:
        """In the order in which they were said, so that an answer comes behind its question."""
        for each in remarks:
            self.threads.comment(
                runs, each.author, each.text, each.made_at, key=each.key, answers=each.answers
            )


def _head(cell: Any, words: str) -> None:
    cell.paragraphs[0].add_run(words).bold = True
    shade(cell)
