"""What people with bad intentions might put into a paper: each with a name and what it tries."""

from tests.hostile.corpus import drawings, pages, sheets
from tests.hostile.corpus.hostile import Hostile

INPUTS: tuple[Hostile, ...] = (*pages.INPUTS, *sheets.INPUTS, *drawings.INPUTS)
