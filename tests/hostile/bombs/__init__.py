"""Papers that would never be ready: each with a name and what it tries to use up."""

from tests.hostile.bombs import markup, pictures, styles
from tests.hostile.bombs.bomb import Bomb

BOMBS: tuple[Bomb, ...] = (*markup.BOMBS, *styles.BOMBS, *pictures.BOMBS)
