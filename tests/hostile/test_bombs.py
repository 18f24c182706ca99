"""Papers that would never be ready end within their limits, and the next one is fine."""

import time

import pytest

from mmsp.reports import pdf, warm
from mmsp.reports.pdf import Limits, PrintRefused
from tests.hostile.bombs import BOMBS, markup, pictures, styles
from tests.hostile.canaries import text_of
from tests.hostile.test_inputs import PLAIN

pytestmark = pytest.mark.once

TIGHT = Limits(wall_seconds=10, cpu_seconds=1, memory_bytes=2**30)
# To look a paper over, to kill a press and to hear of it, on a machine with other work.
GRACE = 20


def outcome(bomb):
    """The sentence with which it was refused, or nothing where it was harmless."""
    try:
        printed = pdf.write(bomb.document(), css="", assets=bomb.assets(), limits=TIGHT)
    except PrintRefused as refusal:
        return str(refusal)
    assert printed.pages
    return ""


@pytest.mark.parametrize(
    "bombs", [markup.BOMBS, styles.BOMBS, pictures.BOMBS], ids=["markup", "styles", "pictures"]
)
def test_every_bomb_ends_within_its_limits_and_the_next_paper_is_fine(bombs):
    ended = {}
    for bomb in bombs:
        started = time.monotonic()
        ended[bomb.name] = outcome(bomb)
        assert time.monotonic() - started < TIGHT.wall_seconds + GRACE, bomb.name
    assert sum(map(bool, ended.values())) >= 10, ended
    assert text_of(pdf.write(PLAIN, css="").pdf) == "plain"
    assert all(press.is_alive for press in warm._idle)


def test_there_are_enough_of_them():
    assert len(BOMBS) >= 25
    assert len({bomb.name for bomb in BOMBS}) == len(BOMBS)
    assert all(bomb.tries for bomb in BOMBS)


@pytest.mark.parametrize("name", ["no-picture", "png-large", "jpeg-head", "png-head"])
def test_a_picture_that_cannot_be_printed_is_named_with_its_place(name):
    [bomb] = [each for each in BOMBS if each.name == name]
    page = bomb.document().replace("<body>", '<body><h2 id="finding-3">Method</h2>')
    with pytest.raises(PrintRefused, match="add it again") as said:
        pdf.write(page, css="", assets=bomb.assets())
    assert (said.value.place, said.value.anchor) == ("Method", "finding-3")
