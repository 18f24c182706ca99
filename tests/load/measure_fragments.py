"""How long reports are printed: beside Chromium, after an edit, and as they grow."""

import io
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pikepdf
from django.conf import settings
from pypdf import PdfReader

from mmsp.reports import html, pdf
from mmsp.reports.fragments import excerpt, keeping, printing
from mmsp.reports.html import Paper
from mmsp.reports.shapes import Criterion, ReportContent
from tests.load import alone
from tests.load.frame import Values, exponent, measure
from tests.reports import sample, structure

ROW = """<tr><td>RC {0}</td><td>Workshop on labour mobility and skills for officials of the immigration
administration, round {0} <span class="p-quiet">Workshop</span></td><td>3 Nov 2015 – 4 Nov 2015<br>Beijing</td>
<td>32<br><span class="p-quiet">12 women, 20 men</span></td></tr>"""
TABLE = """<table class="p-plain"><thead><tr><th scope="col" class="p-w-number">No</th><th scope="col">Activity</th>
<th scope="col" class="p-w-when">When and where</th><th scope="col" class="p-w-people">Participants</th></tr></thead>
<tbody>{}</tbody></table>"""
# What tables are without our rules for them: as wide as their cells, hyphenated, with lines of their own.
DEFAULT = """.paper table { table-layout: auto; hyphens: auto; border-collapse: separate }
.paper tr { break-inside: auto }"""


@measure
def long_reports() -> Values:
    """Reports of 40 and 400 pages: whole, by sections, after an edit, beside Chromium (four minutes)."""
    forty, four_hundred = html.report(content(1)), html.report(content(15))
    (small, body), (again, _same) = alone.printed(forty), alone.printed(forty)
    large, _body = alone.printed(four_hundred)
    yield "short report", small.pages, "pages", None
    yield "long report", large.pages, "pages", None
    with shelf() as kept:
        whole = quickest(lambda: _whole(forty), 3)
        yield "whole", whole, "s", None
        yield from beside_chromium(forty, whole, kept)
        preview = quickest(lambda: _preview(forty), 3)
        yield "preview of a section / whole", preview / whole, "times", 0.20
        edited = after_an_edit(forty, finding=9)
        yield "one finding edited, 40 pages / whole", edited / whole, "times", 0.20
        edited = after_an_edit(four_hundred, finding=100)
        yield "one finding edited, 400 pages / whole", edited / large.wall, "times", 0.08
        yield from faults(forty, body)
    growth = exponent((small.pages, large.pages), (min(small.cpu, again.cpu), large.cpu))
    yield "growth from 40 to 400 pages", growth, "exponent", 1.08
    memory = (large.peak - small.peak) / (large.pages - small.pages)
    yield "memory of the press", memory, "MiB/page", 1.5
    yield "table of 1,000 rows / in default CSS", a_long_table(forty), "times", 0.55


def content(times: int) -> ReportContent:
    """About forty pages: nineteen questions, and no annex that is longer than the report."""
    whole = sample.report(times)
    return replace(
        whole, criteria=tuple(map(_shorter, whole.criteria)), matrices=(), events=(),
        sources=whole.sources[: 10 * times], conclusions=whole.conclusions[:3],
        lessons=whole.lessons[:3], recommendations=whole.recommendations[:3],
    )  # fmt: skip


def _shorter(criterion: Criterion) -> Criterion:
    questions = tuple(
        replace(
            question,
            judgement_criteria=(),
            findings=tuple(
                replace(each, text=sample.prose(each.number, 2, note=each.number % 4 == 1))
                for each in question.findings
            ),
        )
        for question in criterion.questions
    )
    return replace(criterion, questions=questions)


@contextmanager
def shelf() -> Iterator[Path]:
    """An empty place for sections, and two presses."""
    was, presses = keeping.shelf, settings.PRESSES
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        keeping.shelf, settings.PRESSES = lambda: Path(folder), 2
        try:
            yield Path(folder)
        finally:
            keeping.shelf, settings.PRESSES = was, presses


def quickest(
    action: Callable[[], object], times: int, before: Callable[[], object] = lambda: None
) -> float:
    """Seconds by the clock, the least of several: who else uses the machine only adds to them."""
    least = float("inf")
    for _each in range(times):
        before()
        started = time.monotonic()
        action()
        least = min(least, time.monotonic() - started)
    return least


def beside_chromium(paper: Paper, whole: float, kept: Path) -> Values:
    def clear() -> None:
        for path in kept.iterdir():
            path.unlink()

    sections = quickest(lambda: _sections(paper), 3, before=clear)
    yield "by sections, nothing kept / whole", sections / whole, "times", None
    yield (
        "by sections, all kept / whole",
        quickest(lambda: _sections(paper), 3) / whole,
        "times",
        None,
    )
    if chromium := shutil.which(os.environ.get("CHROMIUM", "chromium")):
        theirs = quickest(lambda: _chromium(chromium, paper), 3)
        yield "whole / Chromium", whole / theirs, "times", 2.6
        yield "by sections, nothing kept / Chromium", sections / theirs, "times", 1.8


def after_an_edit(paper: Paper, finding: int) -> float:
    """The report is asked for again after one finding says something else, of the same length."""
    _sections(paper)
    others = iter("234")

    def edited() -> None:
        text, count = re.subn(
            rf"In case {finding}\.1,", f"In case {finding}.{next(others)},", paper.document
        )
        assert count == 1
        _sections(replace(paper, document=text))

    return quickest(edited, 3)


def faults(paper: Paper, body: bytes) -> Values:
    """What a reader would stumble over, in the whole and in the joined file together."""
    files = [body, _sections(paper).pdf]
    found = [said for file in files for said in structure.faults(pikepdf.open(io.BytesIO(file)))]
    dead = [each for each in found if each.startswith("link")]
    fonts = [each for each in found if each.startswith("font")]
    yield "checker errors", len(found) - len(dead) - len(fonts), "", 0
    yield "dead links", len(dead), "", 0
    yield "fonts not embedded", len(fonts), "", 0
    yield "misplaced footnotes", sum(map(misplaced, files)), "", 0


def misplaced(file: bytes) -> int:
    """Notes that stand on another page than their call."""
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file)).pages]
    calls = {n: at for at, text in enumerate(pages) for n in re.findall(r"source (\d+) says", text)}
    notes = {n: at for at, text in enumerate(pages) for n in re.findall(r"Note (\d+): ", text)}
    return len(calls.items() ^ notes.items()) if calls else 1


def a_long_table(paper: Paper) -> float:
    """Processor time for an annex of 1,000 rows, as a share of what it takes by the rules that tables
    have by default, in a press that leaves the collector of rubbish on."""
    table = TABLE.format("".join(ROW.format(number) for number in range(1000)))
    page = f"""<!doctype html><html lang="en-GB"><head><title>t</title></head><body>
    <article class="paper">{table}</article></body></html>"""
    ours = replace(paper, document=page)
    default = replace(ours, css=paper.css + DEFAULT)
    # Twice, and the lesser counts: who else uses the machine only adds to it.
    quick = min(alone.printed(ours)[0].cpu for _each in range(2))
    return quick / min(alone.printed(default, as_is=True)[0].cpu for _each in range(2))


def _whole(paper: Paper) -> pdf.Printed:
    return pdf.write(paper.document, css=paper.css, assets=paper.assets)


def _sections(paper: Paper) -> pdf.Printed:
    return printing.by_sections(paper.document, css=paper.css, assets=paper.assets)


def _preview(paper: Paper) -> pdf.Printed:
    part = excerpt.of(paper.document, paper.css, "finding-9", "excerpt")
    assert part
    return pdf.write(part.document, css=part.css, assets=paper.assets)


def _chromium(program: str, paper: Paper) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        page, target = Path(folder, "paper.html"), Path(folder, "paper.pdf")
        page.write_text(paper.document.replace("</head>", f"<style>{paper.css}</style></head>"))
        subprocess.run(
            [
                program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}",
                "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        assert target.stat().st_size
