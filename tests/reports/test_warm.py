"""The press stays warm between papers, and each paper is printed as if it were the first."""

import os
import shutil
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from mmsp.reports import pdf, slots, warm
from mmsp.reports.pdf import Limits, PrintCancelled, PrintRefused
from mmsp.reports.warm import Patience

pytestmark = pytest.mark.once

PAGE = '<!doctype html><html lang="en"><head><title>t</title></head><body>{}</body></html>'
LONG = PAGE.format("<p>text</p>" * 3000)
# What a child leaves behind where it can: a variable, a file, a font that is another one.
NOSY = """
import os, sys
from pathlib import Path
sys.path.insert(0, {folder!r})
import press
left = []
def print_job(job):
    seen = [*left, *(name for name in os.environ if name == "LEFT"), *os.listdir(os.environ["TMPDIR"])]
    left.append("memory")
    os.environ["LEFT"] = "1"
    Path(os.environ["TMPDIR"], "left").write_text("1")
    return repr(sorted(seen)).encode(), {{}}
press.print_job = print_job
press.warm_up = lambda: None
if {forks}:
    press.main()
else:
    print("ready", flush=True)
    for line in sys.stdin:
        folder = Path(line.strip())
        os.environ["TMPDIR"] = str(folder.parent)
        (folder / "pdf").write_bytes(print_job(None)[0])
        print(0, flush=True)
"""


@pytest.fixture(autouse=True)
def own_presses(settings, tmp_path):
    """Places of our own, and presses that start cold."""
    settings.VAR_DIR = tmp_path
    warm.let_go()
    yield
    warm.let_go()


def nosy(tmp_path, *, forks):
    script = tmp_path / f"nosy{forks}.py"
    script.write_text(NOSY.format(folder=str(pdf.PRESS.parent), forks=forks))
    job = {"cpu_seconds": 20, "memory_bytes": 2**31, "text": "x"}
    return [warm.do(script, job, Patience(20)).pdf.decode() for _ in range(2)]


def test_nothing_of_one_paper_reaches_the_next(tmp_path):
    first, second = nosy(tmp_path, forks=True)
    assert first == second
    first, second = nosy(tmp_path, forks=False)  # the control: one process for both
    assert "memory" in second
    assert "LEFT" in second


def test_one_press_prints_many_papers_and_its_folder_goes_with_it():
    pdf.write(PAGE.format("<p>one</p>"), css="")
    [press] = warm._idle
    pdf.write(PAGE.format("<p>two</p>"), css="")
    assert warm._idle == [press]
    assert not list(press.folder.glob("job-*"))
    press.process.stdin.close()
    press.process.wait(10)
    assert not press.folder.exists()


def test_a_press_that_went_meanwhile_is_replaced():
    pdf.write(PAGE.format("<p>one</p>"), css="")
    [press] = warm._idle
    os.killpg(press.process.pid, 9)
    assert pdf.write(PAGE.format("<p>two</p>"), css="").pages == 1
    assert warm._idle != [press]


def test_a_press_that_left_of_itself_is_replaced():
    pdf.write(PAGE.format("<p>one</p>"), css="")
    [press] = warm._idle
    shutil.rmtree(press.folder)
    os.killpg(press.process.pid, 9)
    press.process.wait(10)
    assert pdf.write(PAGE.format("<p>two</p>"), css="").pages == 1
    assert warm._idle != [press]


def children_of(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_a_cancelled_paper_is_killed_and_the_press_stays():
    asked = []

    def cancelled():
        asked.append(children_of(press.process.pid))
        return len(asked) > 3

    pdf.write(PAGE.format("<p>one</p>"), css="")
    [press] = warm._idle
    with pytest.raises(PrintCancelled):
        pdf.write(LONG, css="", is_cancelled=cancelled)
    assert len(asked[-1]) == 1
    assert children_of(press.process.pid) == []
    assert pdf.write(PAGE.format("<p>two</p>"), css="").pages == 1
    assert warm._idle == [press]


def test_a_paper_out_of_time_leaves_a_press_for_the_next():
    with pytest.raises(PrintRefused):
        pdf.write(LONG, css="", limits=Limits(wall_seconds=0.1))
    [press] = warm._idle
    assert pdf.write(PAGE.format("<p>two</p>"), css="").pages == 1
    assert warm._idle == [press]


def test_the_press_says_how_far_it_is():
    seen = []
    css = "@page { @bottom-right { content: counter(page) ' of ' counter(pages) } }"
    printed = pdf.write(LONG, css=css, on_progress=seen.append)
    steps = [each.step for each in seen]
    assert set(steps) <= {"reading", "setting", "numbering", "writing"}
    assert {"setting", "writing"} <= set(steps)
    pages = [each.page for each in seen if each.step == "setting"]
    assert pages == sorted(pages)
    assert seen[-1].most == printed.pages


def test_presses_die_with_their_owner(tmp_path):
    """Even when it is killed in the middle of a paper."""
    program = textwrap.dedent(f"""
        import sys, threading
        sys.path.insert(0, {str(pdf.PRESS.parents[2])!r})
        from pathlib import Path
        from mmsp.reports import warm
        job = {{"html": {LONG!r}, "css": "", "assets": {{}}, "cpu_seconds": 99, "memory_bytes": 2**32}}
        tell = lambda _progress: print(warm.Press.last.process.pid, flush=True)
        warm.Press.__init__ = (lambda old: lambda self, script: (
            old(self, script), setattr(warm.Press, "last", self))[0])(warm.Press.__init__)
        warm.do(Path({str(pdf.PRESS)!r}), job, warm.Patience(60, tell))
    """)
    owner = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    press = int(owner.stdout.readline())
    [child] = children_of(press)
    owner.kill()
    owner.communicate()
    until = time.monotonic() + 5
    while time.monotonic() < until and any(map(is_running, (press, child))):
        time.sleep(0.05)
    assert not is_running(press)
    assert not is_running(child)


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_no_more_papers_are_printed_at_once_than_there_are_places(settings):
    settings.PRESSES = 2
    at_work, most = [], []

    def work():
        with slots.working():
            at_work.append(1)
            most.append(len(at_work))
            time.sleep(0.2)
            at_work.pop()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 5
    assert max(most) == 2


def test_who_finds_no_place_is_told_so(settings):
    settings.PRESSES = 1
    busy = []

    def another():
        try:
            with slots.working(0.1):
                pass
        except slots.PressBusy:
            busy.append(1)

    with slots.working(), slots.working(0.1):  # a place that one holds is not asked for twice
        thread = threading.Thread(target=another)
        thread.start()
        thread.join()
    assert busy == [1]
