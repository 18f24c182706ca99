"""Nothing is dropped: every word of the document is somewhere in what was understood."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from editing.richtext import plain_text
from mmsp.imports import word
from mmsp.imports.parsed import ParsedReport
from tests.imports.papers import report

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "mmsp-final-report.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def written(data: bytes, *, headings: bool) -> Counter[str]:
    """All words of the document and its footnotes, with or without those of its headings."""
    found: Counter[str] = Counter()
    with ZipFile(BytesIO(data)) as archive:
        for name in ("word/document.xml", "word/footnotes.xml"):
            for paragraph in etree.fromstring(archive.read(name)).iter(f"{W}p"):
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                if headings or style is None or not style.get(f"{W}val", "").startswith("Heading"):
                    found += words("".join(_texts(paragraph)))
    return found


def _texts(paragraph: etree._Element) -> list[str]:
    return [e.text or "" if e.tag == f"{W}t" else " " for e in paragraph.iter(f"{W}t", f"{W}br")]


def understood(parsed: ParsedReport, *, headings: bool) -> Counter[str]:
    """All words of the parse; derived titles and key phrases are not counted a second time."""
    placed = (*parsed.leftovers, *parsed.set_aside)
    statements = (
        (letter, row)
        for letter, rows in (
            ("C", parsed.conclusions),
            ("L", parsed.lessons),
            ("R", parsed.recommendations),
        )
        for row in rows
    )
    texts = [
        *parsed.cover.lines,
        *(plain_text(row.html) for row in (*parsed.sections, *placed)),
        *(f"{pair.short} {pair.meaning}" for pair in parsed.abbreviations),
        *(f"EQ{q.number} {q.text} {' '.join(q.sub_questions)}" for q in parsed.questions),
        *(plain_text(q.finding) for q in parsed.questions),
        *(f"{letter}{row.number} {plain_text(row.html)}" for letter, row in statements),
    ]
    if headings:
        texts += [heading.text for heading in parsed.outline]
    return words(" ".join(texts))


def test_every_word_of_the_sample_is_kept():
    if not SAMPLE.exists():
        pytest.skip("the sample report lies beside the repository, not in it")
    data = SAMPLE.read_bytes()
    parsed = word.parse(data)
    assert written(data, headings=True) - understood(parsed, headings=True) == Counter()
    assert written(data, headings=False) - understood(parsed, headings=False) == Counter()


def test_the_sample_is_understood_in_full():
    if not SAMPLE.exists():
        pytest.skip("the sample report lies beside the repository, not in it")
    parsed = word.parse(SAMPLE.read_bytes())
    assert [q.number for q in parsed.questions] == list(range(1, 20))
    assert [row.number for row in parsed.lessons] == list(range(1, 10))
    assert [row.number for row in parsed.recommendations] == list(range(1, 11))
    assert all(row.heading and row.html for row in (*parsed.lessons, *parsed.recommendations))
    assert all(q.finding for q in parsed.questions)
    assert (parsed.footnotes, len(parsed.abbreviations)) == (3, 34)
    assert [c.code for c in parsed.criteria] == [
        "relevance", "effectiveness", "efficiency", "sustainability", "impact",
        "eu_added_value", "coherence",
    ]  # fmt: skip
    assert parsed.questions[3].text.startswith("To which extent has the Action achieved")
    assert parsed.questions[3].text.endswith("international migration trends?")
    assert len(parsed.questions[1].sub_questions) == 5
    assert len(parsed.leftovers) == 1


def test_every_word_of_a_paper_of_ours_is_kept_and_a_missing_one_noticed():
    data = report().bytes()
    parsed = word.parse(data)
    everything = understood(parsed, headings=True) + words(
        " ".join(row.heading for row in parsed.conclusions)  # taken out of the text, not derived
    )
    assert written(data, headings=True) - everything == Counter()
    assert written(data, headings=True) + words("lost") - everything == words("lost")
