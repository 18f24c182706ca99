"""The press: what it may read, what it may cost, and that it repeats itself exactly."""

import http.server
import io
import logging
import threading
import time
from dataclasses import replace

import pytest
import weasyprint
from pypdf import PdfReader

from mmsp.reports import html, pdf, warm
from mmsp.reports.pdf import Limits, PrintRefused
from mmsp.reports.warm import Patience
from tests.reports import sample

pytestmark = pytest.mark.once

CANARY = "canary-7f3a"
PAGE = '<!doctype html><html lang="en"><head><title>t</title></head><body>{}</body></html>'


@pytest.fixture
def canary(tmp_path):
    """A file that no paper may contain, as a sheet that would show itself in the text."""
    path = tmp_path / "canary.css"
    path.write_text(f"p::after {{ content: '{CANARY}' }}")
    return path.as_uri()


@pytest.fixture
def listener():
    """A web server on this machine, and the list of what was asked of it."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def text_of(data):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_an_open_fetcher_would_have_read_the_file(canary):
    page = PAGE.format(f'<link rel="stylesheet" href="{canary}"><p>text</p>')
    assert CANARY in text_of(weasyprint.HTML(string=page).write_pdf())


@pytest.mark.parametrize(
    "body",
    [
        '<link rel="stylesheet" href="{}"><p>text</p>',
        "<style>@import url({});</style><p>text</p>",
        '<img src="{}" alt="x"><p>text</p>',
        '<object data="{}"></object><p>text</p>',
        '<p style="background: url({})">text</p>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}"/></svg><p>text</p>',
    ],
)
def test_the_press_reads_no_file_of_the_machine(canary, body):
    printed = pdf.write(PAGE.format(body.replace("{}", canary)), css="")
    assert CANARY not in text_of(printed.pdf)
    assert printed.refused == (canary,)


def test_the_sheet_of_a_paper_reads_no_file_either(canary):
    printed = pdf.write(PAGE.format("<p>text</p>"), css=f"p {{ background: url({canary}) }}")
    assert CANARY not in text_of(printed.pdf)
    assert printed.refused == (canary,)


def test_an_open_fetcher_would_have_called_out(listener):
    address, asked = listener
    weasyprint.HTML(string=PAGE.format(f'<img src="{address}/a.png" alt="x">')).write_pdf()
    assert asked == ["/a.png"]


def test_the_press_calls_nobody(listener):
    address, asked = listener
    body = f'<img src="{address}/a.png" alt="x"><img src="http://169.254.169.254/" alt="x">'
    printed = pdf.write(PAGE.format(body), css=f"body {{ background: url({address}/b.png) }}")
    assert asked == []
    assert len(printed.refused) == 3


def run_once(script, text, monkeypatch):
    """How a press ends that is this program."""
    script.write_text(text)
    monkeypatch.setattr(pdf, "PRESS", script)
    return pdf.run({}, Patience(20))


def test_the_press_has_no_network_even_if_the_fetcher_were_open(listener, monkeypatch, tmp_path):
    if not warm.network_fence():
        pytest.skip("unshare is not allowed on this machine")
    address, asked = listener
    call = f"import urllib.request; urllib.request.urlopen('{address}/x', timeout=3)"
    ended = run_once(tmp_path / "caller.py", call, monkeypatch)
    assert ended.status != 0
    assert "URLError" in ended.said
    assert asked == []
    monkeypatch.setattr(warm, "network_fence", tuple)
    assert run_once(tmp_path / "caller.py", call, monkeypatch).status == 0
    assert asked == ["/x"]


def test_the_press_starts_with_an_empty_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", CANARY)
    tell = "import os, sys; sys.stderr.write(repr(dict(os.environ)))"
    ended = run_once(tmp_path / "env.py", tell, monkeypatch)
    assert "TMPDIR" in ended.said
    assert CANARY not in ended.said


def test_a_paper_that_takes_too_long_is_killed():
    body = "<p>text</p>" * 4000
    started = time.monotonic()
    with pytest.raises(PrintRefused, match="too large"):
        pdf.write(PAGE.format(body), css="", limits=Limits(wall_seconds=1))
    assert time.monotonic() - started < 5


def test_a_paper_that_eats_the_processor_is_stopped():
    body = "<p>text</p>" * 20_000
    with pytest.raises(PrintRefused, match="too large"):
        pdf.write(PAGE.format(body), css="", limits=Limits(cpu_seconds=2))


def test_a_paper_that_eats_the_memory_is_stopped():
    with pytest.raises(PrintRefused):
        pdf.write(
            PAGE.format("<p>text</p>" * 20_000), css="", limits=Limits(memory_bytes=400 * 2**20)
        )


def test_too_many_cells_are_refused_with_the_place():
    table = "<table>" + "<tr><td>1</td><td>2</td></tr>" * 60 + "</table>"
    page = PAGE.format(f"<h2>2 Findings</h2>{table}<h2>Annex 3 Register</h2>{table}")
    with pytest.raises(PrintRefused) as said:
        pdf.write(page, css="", limits=Limits(cells=200))
    assert said.value.place == "Annex 3 Register"
    assert "200 cells" in said.value.sentence
    assert pdf.write(page, css="", limits=Limits(cells=240)).pages == 4


def test_nesting_without_end_is_refused_with_the_place():
    page = PAGE.format("<h2>Method</h2>" + "<div>" * 300 + "</div>" * 300)
    with pytest.raises(PrintRefused) as said:
        pdf.write(page, css="")
    assert said.value.place == "Method"
    with pytest.raises(PrintRefused, match="too large"):
        pdf.write(page, css="", limits=replace(Limits(), depth=1000))


def test_a_press_that_breaks_is_told_to_the_reader_without_its_inner_words(
    monkeypatch, tmp_path, caplog
):
    script = tmp_path / "broken.py"
    script.write_text(f"raise SystemError('{CANARY}')")
    monkeypatch.setattr(pdf, "PRESS", script)
    with caplog.at_level(logging.WARNING), pytest.raises(PrintRefused) as said:
        pdf.write(PAGE.format("<p>text</p>"), css="")
    assert CANARY not in str(said.value)
    assert CANARY in caplog.text


def test_the_same_paper_printed_twice_is_the_same_to_the_byte():
    paper = html.matrix(sample.matrix_paper())
    first, second = (pdf.write(paper.document, css=paper.css).pdf for _ in range(2))
    assert first == second
    changed = paper.document.replace("Li Wen", "Li Wei")
    assert pdf.write(changed, css=paper.css).pdf != first
