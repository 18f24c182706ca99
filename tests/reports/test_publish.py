"""Papers on disk: printed once, named by what they are made of, one at a time."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from mmsp.reports import html, pdf, publish, slots
from mmsp.reports.shapes import Audience
from tests.reports import sample


@pytest.fixture
def press(monkeypatch):
    """Counts what is printed, and prints nothing."""
    printed = []

    def write(document, **job):
        printed.append(document)
        return pdf.Printed(f"%PDF {len(printed)}".encode(), 1, 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", write)
    return printed


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "papers"


@pytest.fixture
def paper():
    return html.matrix(sample.matrix_paper())


def test_the_same_paper_is_printed_once(press, paper):
    first, second = (publish.printed(paper, Audience.PUBLIC) for _ in range(2))
    assert first.path == second.path
    assert first.path.read_bytes() == b"%PDF 1"
    assert len(press) == 1


def test_another_text_audience_sheet_or_mark_is_another_paper(press, paper):
    variants = [
        (paper, Audience.PUBLIC),
        (paper, Audience.INTERNAL),
        (replace(paper, document=paper.document + " "), Audience.PUBLIC),
        (replace(paper, css=paper.css + " "), Audience.PUBLIC),
        (replace(paper, assets={"asset:x": b"1"}), Audience.PUBLIC),
        (replace(paper, assets={"asset:x": b"2"}), Audience.PUBLIC),
    ]
    assert len({publish.key_of(*variant) for variant in variants}) == len(variants)


def test_another_printer_makes_another_paper(paper, monkeypatch):
    before = publish.key_of(paper, Audience.PUBLIC)
    monkeypatch.setattr(pdf, "RENDERER", "weasyprint 99")
    assert publish.key_of(paper, Audience.PUBLIC) != before


def test_a_press_that_refuses_leaves_nothing_behind(paper, papers, monkeypatch):
    def refuse(*args, **kwargs):
        raise pdf.PrintRefused("No.")

    monkeypatch.setattr(pdf, "write", refuse)
    with pytest.raises(pdf.PrintRefused):
        publish.printed(paper, Audience.PUBLIC)
    assert not [path for path in papers.iterdir() if path.suffix != ".lock"]


def test_one_paper_is_not_printed_twice_at_once(paper, papers, monkeypatch):
    """Who asks for it while it is being printed waits, and takes what the other one printed."""
    printed = []

    def write(document, **job):
        printed.append(document)
        time.sleep(0.3)
        return pdf.Printed(b"%PDF", 1, 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", write)
    with ThreadPoolExecutor(4) as people:
        stored = list(people.map(lambda _n: publish.printed(paper, Audience.PUBLIC), range(4)))
    assert len(printed) == 1
    assert len({each.path for each in stored}) == 1


def test_what_is_printed_already_needs_no_press(press, paper):
    publish.printed(paper, Audience.PUBLIC)
    with slots.working():
        assert publish.printed(paper, Audience.PUBLIC).seconds == 0


def test_papers_nobody_asked_for_lately_make_room(press, paper, papers, monkeypatch):
    monkeypatch.setattr(publish, "KEPT", 2)
    stored = []
    for n in range(3):
        stored.append(publish.printed(replace(paper, document=str(n)), Audience.PUBLIC))
        os.utime(stored[-1].path, (time.time() - 100 + n,) * 2)
        if n == 1:
            publish.printed(replace(paper, document="0"), Audience.PUBLIC)
    assert [each.path.exists() for each in stored] == [True, False, True]
