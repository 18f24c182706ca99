"""What of a text is compared: its words, and every two neighbouring signs of Chinese and Japanese."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise

LONGEST_TEXT = 60_000
LONGEST_WORD = 40
MOST_WORDS = 2_000
# Only letters and digits, so a word is the same to Python and to the index of any database.
WORD = re.compile(r"[^\W_]+")
SIGN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def words_of(text: str) -> list[str]:
    """The words of a plain text, each once, without capitals, in the order in which they come up.

    A text so long that nobody writes it is read from its beginning.
    """
    folded = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold()
    found = (word for run in WORD.findall(folded) for word in _cut(run))
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in found))[:MOST_WORDS]


def _cut(run: str) -> Iterator[str]:
    """Scripts without spaces are cut into pairs of neighbours, which needs no dictionary."""
    for is_sign, letters in groupby(run, lambda letter: bool(SIGN.match(letter))):
        part = "".join(letters)
        if is_sign and len(part) > 1:
            yield from map("".join, pairwise(part))
        else:
            yield part
