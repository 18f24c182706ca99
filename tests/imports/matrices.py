"""Response matrices in Word, filled in as people fill them in."""

from dataclasses import dataclass, field
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from tests.imports.papers import Paper

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
EXTENDED_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
)
HEADS = (
    "Key action",
    "Time frame or deadline",
    "Responsible individual or unit(s)",
    "Comments or action taken",
    "Status",
)
UNIT = "Migrant Services & Operations Unit"
Row = tuple[str, str, str, str, str]


@dataclass
class Form:
    """The IOM form under the pen: a table with merged cells for each recommendation."""

    paper: Paper = field(default_factory=Paper)
    tables: list[Table] = field(default_factory=list)
    threads: list[tuple[str, str]] = field(default_factory=list)

    def cover(self, completed_by: str, comment: str) -> None:
        label = (
            "Person or entity responsible for completing the management follow-up response matrix"
        )
        self.paper.text(f"{label}: {completed_by}")
        self.paper.text(f"Overall comment on evaluation process: {comment}")

    def recommend(
        self, number: int, heading: str, text: str, *rows: Row, to: str = "Project management",
        priority: str = "2", answer: str = "Accept", heads: tuple[str, ...] = HEADS,
    ) -> Table:  # fmt: skip
        table = self.paper.document.add_table(rows=5 + len(rows), cols=5)
        grid = table.cell
        grid(0, 0).merge(
            grid(0, 4)
        ).text = f"Evaluation recommendation {number}:\n{heading}\n{text}"
        grid(1, 0).merge(grid(1, 2)).text = f"Recommendation to: {to}"
        grid(1, 3).merge(grid(1, 4)).text = f"Priority level (1 to 3): {priority}"
        asked = "Management response (Accept/Partially Accept/Reject)"
        grid(2, 0).merge(grid(2, 4)).text = f"{asked}\n{answer}"
        grid(3, 3).merge(grid(3, 4)).text = "Implementation monitoring"
        for column, head in enumerate(heads):
            (grid(3, column).merge(grid(4, column)) if column < 3 else grid(4, column)).text = head
        for at, cells in enumerate(rows, start=5):
            for column, words in enumerate(cells):
                grid(at, column).text = words
        self.tables.append(table)
        self.paper.text("")
        return table

    def comment(self, cell: Any, author: str, text: str, answers: str = "") -> str:
        """A comment on the words of a cell; returns the name by which another answers it."""
        run = cell.paragraphs[0].runs[0]
        comment = self.paper.document.add_comment(runs=[run], text=text, author=author)
        name = f"0000AA{len(self.threads):02d}"
        comment._comment_elm.findall(qn("w:p"))[-1].set(f"{{{W14}}}paraId", name)
        self.threads.append((name, answers))
        return name

    def bytes(self) -> bytes:
        rows = "".join(
            f'<w15:commentEx w15:paraId="{name}" w15:done="0"'
            + (f' w15:paraIdParent="{answers}"/>' if answers else "/>")
            for name, answers in self.threads
        )
        part = self.paper.document.part
        xml = f'<w15:commentsEx xmlns:w15="{W15}">{rows}</w15:commentsEx>'.encode()
        name = PackURI("/word/commentsExtended.xml")
        part.relate_to(Part(name, EXTENDED_TYPE, xml, part.package), EXTENDED)
        return self.paper.bytes()


def tracked(paper: Paper, cell: Any, *, inserted: str = "", deleted: str = "") -> None:
    """Words that were put into a cell, or taken out, with tracked changes."""
    paragraph = cell.paragraphs[0]
    if inserted:
        run = f'<w:r><w:t xml:space="preserve">{inserted}</w:t></w:r>'
        paper.xml(paragraph, f'<w:ins w:id="91" w:author="A">{run}</w:ins>')
    if deleted:
        run = f'<w:r><w:delText xml:space="preserve">{deleted}</w:delText></w:r>'
        paper.xml(paragraph, f'<w:del w:id="92" w:author="A">{run}</w:del>')


def deleted_row(table: Table, number: int) -> None:
    table.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:del"))


def form() -> Form:
    """Five recommendations, as in a form that was published: sentences for dates, full stops."""
    made = Form()
    made.cover("Jun C., Manager\nKit G., Assistant", "Well designed.")
    before = "This was done before the evaluation."
    made.recommend(1, "A. Design", "Write better results.",
        ("Take part in training.", before, UNIT, before, "Completed."),
        priority="1", to="Project management; senior management",
    )  # fmt: skip
    made.recommend(2, "B: Gender:", "Think of gender.",
        ("Put gender in.", "1 Aug, 2023", UNIT, "The team was trained.", "Initiated."),
    )  # fmt: skip
    third = made.recommend(3, "C. Counterparts.", "Ask the neighbours.",
        ("Hold a session if funds allow.", "N/A", UNIT, "The idea was discussed.", "Initiated."),
        answer="Accept.", priority="2",
    )  # fmt: skip
    made.recommend(4, "D. Exit", "Plan the exit.",
        ("Develop a strategy.", "1 Aug 2025", f"{UNIT}.", "It will be developed.", "Initiated."),
        priority="3",
    )  # fmt: skip
    made.recommend(5, "E. Future", "Go on.",
        ("Keep in contact.", "1 Aug 2025", UNIT, "No actions taken.", "Not initiated."),
    )  # fmt: skip
    made.comment(third.cell(5, 3), "GX", "The topic is quite sensitive.")
    asked = made.comment(third.cell(5, 1), "CM", "Please provide a timeframe.")
    made.comment(third.cell(5, 1), "GX", "We do not foresee any fund for this.", answers=asked)
    return made
