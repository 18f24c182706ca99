"""Comments of Word with their threads: who answers whom stands in a part that the library does not write."""

import datetime
from collections.abc import Hashable, Sequence
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


class Threads:
    """Collects the comments of one document; `close` writes the threads, once, before it is saved."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.paragraphs: dict[Hashable, str] = {}
        self.lines: list[str] = []

    def comment(
        self, runs: Sequence[Any], author: str, text: str, made_at: datetime.datetime | None,
        *, key: Hashable, answers: Hashable = None,
    ) -> None:  # fmt: skip
        """A comment on the runs; `answers` is the key of the one it replies to."""
        initials = "".join(word[0] for word in author.split()[:3]).upper()
        made = self.document.add_comment(runs, text=text, author=author, initials=initials)
        if made_at:
            stamp = made_at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            made._comment_elm.set(qn("w:date"), stamp)
        # A thread is told by the last paragraph of each comment.
        paragraph = f"{0x10000000 + len(self.paragraphs):08X}"
        made._comment_elm.findall(qn("w:p"))[-1].set(f"{{{W14}}}paraId", paragraph)
        above = self.paragraphs.get(answers)
        parent = f' w15:paraIdParent="{above}"' if above else ""
        self.lines.append(f'<w15:commentEx w15:paraId="{paragraph}"{parent} w15:done="0"/>')
        # Word knows one level of answers: what replies to a reply belongs to the thread.
        self.paragraphs[key] = above or paragraph

    def close(self) -> None:
        if not self.lines:
            return
        xml = f'{HEAD}<w15:commentsEx xmlns:w15="{W15}">{"".join(self.lines)}</w15:commentsEx>'
        part = self.document.part
        name = PackURI("/word/commentsExtended.xml")
        part.relate_to(Part(name, TYPE, xml.encode(), part.package), RELATION)
