"""What an open press would open, call or print, ours refuses by name; and the next paper is fine."""

import io
import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest

from mmsp.reports import pdf
from mmsp.reports.pdf import PrintRefused
from tests.hostile.canaries import DRAWING, tells, text_of
from tests.hostile.corpus import INPUTS
from tests.hostile.scene import Scene

pytestmark = pytest.mark.once

# Not imported: WeasyPrint makes Pillow take half a picture for a whole one, in all of its process.
OPEN_PRESS = Path(__file__).with_name("open_press.py")
PLAIN = (
    '<!doctype html><html lang="en"><head><title>t</title></head><body><p>plain</p></body></html>'
)


@pytest.fixture
def scene(tmp_path):
    with closing(Scene.at(tmp_path, INPUTS)) as scene:
        yield scene


def reached(scene, folder):
    """The inputs that reach out of an open press, and those of them that put what they found on paper:
    both by their names."""
    live, shown = set(), set()
    job = subprocess.Popen(
        [sys.executable, str(OPEN_PRESS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    for each in INPUTS:
        if not each.is_abroad:
            out = folder / "open.pdf"
            out.unlink(missing_ok=True)
            asked = {"html": scene.document([each], is_open=True), "out": str(out)}
            print(json.dumps(asked), file=job.stdin, flush=True)
            assert job.stdout.readline()
            live |= {each.name} if any(scene.noticed()) else set()
            shown |= {each.name} if out.exists() and tells(out.read_bytes()) else set()
    job.communicate()
    return live, shown


def in_our_press(scene, inputs):
    """What our press refused to fetch for a document with all these inputs."""
    try:
        printed = pdf.write(
            scene.document(inputs), css="", assets=scene.assets(inputs), limits=pdf.Limits(60, 40)
        )
    except PrintRefused as refusal:
        return {refusal.sentence}
    assert not tells(printed.pdf)
    with pikepdf.open(io.BytesIO(printed.pdf)) as paper:
        assert not list(paper.attachments)
    return set(printed.refused)


def test_what_reaches_out_of_an_open_press_is_refused_by_ours(scene, tmp_path_factory):
    assert len(INPUTS) >= 80
    live, shown = reached(scene, tmp_path_factory.mktemp("open"))
    assert len(live) >= 90, sorted(live)
    assert len(shown) >= 70, sorted(shown)
    together = [each for each in INPUTS if not each.alone]
    groups = [together, *([each] for each in INPUTS if each.alone)]
    refused = set().union(*(in_our_press(scene, group) for group in groups))
    assert scene.noticed() == (set(), [])
    abroad = {each.name for each in INPUTS if each.is_abroad}
    missed = {name for name in live | abroad if not any(name in said for said in refused)}
    assert not missed
    assert text_of(pdf.write(PLAIN, css="").pdf) == "plain"


def test_the_sheet_of_a_paper_reaches_nothing_either(scene):
    inputs = [each for each in INPUTS if each.style and not each.alone]
    css = "".join(scene.filled(each.style, each) for each in inputs)
    body = "".join(f'<div id="{each.name}"><p>text</p></div>' for each in inputs)
    printed = pdf.write(PLAIN.replace("<p>plain</p>", body), css=css)
    assert len(printed.refused) > 20
    assert not tells(printed.pdf)
    assert scene.noticed() == (set(), [])


def test_the_watch_over_the_canaries_sees_a_single_opening(scene):
    file = scene.folder.put("one", "txt")
    scene.noticed()
    Path(file).read_bytes()
    assert scene.noticed() == ({"one.txt"}, [])


def test_a_paper_knows_nothing_of_what_was_printed_before_it():
    """Neither its pictures nor its fonts, counters and styles, although one press prints both."""
    page = PLAIN.replace("plain", '<img src="asset:secret.svg" alt="x">plain')
    before = pdf.write(page, css="")
    assert before.refused == ("asset:secret.svg",)
    spoils = (
        "@font-face { font-family: 'Paper Sans'; src: url(asset:own.ttf) } @counter-style decimal "
        "{ system: cyclic; symbols: 'x' } @page { size: 9cm } p { color: red }"
    )
    assets = {"asset:secret.svg": DRAWING.encode(), "asset:own.ttf": b"no font at all"}
    assert tells(pdf.write(page, css=spoils, assets=assets).pdf)
    after = pdf.write(page, css="")
    assert (after.pdf, after.refused) == (before.pdf, before.refused)
