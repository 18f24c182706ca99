"""Texts made to fit so many lines: whole sentences where they fit, never a box that hides the rest."""

import re
from collections.abc import Callable, Iterator, Sequence
from unicodedata import east_asian_width

from editing.richtext import FOOTNOTE, lines_of, parsed
from mmsp.reports.letters import widths

# A full stop before a capital letter or a figure ends a sentence, as a Chinese one does before anything.
END = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=[“‘\"'(\[]?[^\W_a-zß-öø-ÿ])|(?<=[。！？])")
NO_SENTENCES = f".//span[@class='{FOOTNOTE}']", ".//table", ".//h3", ".//h4"
SHORTEST_END = 20  # letters of the last sentence of what was shortened


def sentences_only(rich: str) -> str:
    """A rich text without what is no sentence: headings, tables and footnotes; a line a paragraph."""
    if not rich.strip():
        return ""
    root = parsed(rich)
    for each in [found for path in NO_SENTENCES for found in root.xpath(path)]:
        each.drop_tree()
    return "\n".join(" ".join(line.split()) for line in lines_of(root) if line.strip())


def width(text: str) -> float:
    """How much room the text takes, in letters of half an em, as most of them are."""
    return sum(_width(sign) for sign in text)


def _width(sign: str) -> float:
    return 2 * widths().get(ord(sign), 1.0)


def lines(text: str, a_line: int) -> int:
    """How many lines of that width the paragraphs fill."""
    return sum(_lines(each, a_line) for each in text.splitlines())


def _lines(paragraph: str, a_line: int) -> int:
    """Word by word, as they are set; Chinese breaks anywhere, and so does a word longer than a line."""
    full, used = 0, 0.0
    for word in paragraph.split():
        long = width(word) + 1
        if used and used + long > a_line and not _breaks(word):
            full, used = full + 1, 0.0
        over, used = divmod(used + long, a_line)
        full += int(over)
    return full + bool(used)


def _breaks(word: str) -> bool:
    return any(east_asian_width(sign) in "WF" for sign in word)


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """As many whole sentences as fit, none where not even the first does."""
    if fits(text):
        return text
    kept: list[str] = []
    for between, sentence in _sentences(text):
        if not fits("".join([*kept, between, sentence])):
            break
        kept += [between, sentence]
    # What only begins something is no end: a label, or the head of a list.
    if len(kept) > 2 and (width(kept[-1]) < SHORTEST_END or kept[-1].endswith((":", "："))):
        del kept[-2:]
    return "".join(kept)


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each with what parts it from the one before."""
    before = ""
    for paragraph in text.splitlines():
        for place, sentence in enumerate(END.split(paragraph)):
            is_parted = place and not before.endswith(("。", "！", "？"))
            yield "" if not before else "\n" if place == 0 else " " if is_parted else "", sentence
            before = sentence or before


def cut(text: str, most: float) -> str:
    """The text, or as many of its words as fit with a sign that more follows."""
    if width(text) <= most:
        return text
    room, kept = most - 1, ""
    for sign in text:
        if (room := room - _width(sign)) < 0:
            break
        kept += sign
    whole_words = kept.rpartition(" ")[0]
    return f"{whole_words or kept}…" if kept else ""


def beginning(text: str, most: float, fits: Callable[[str], bool]) -> str:
    """The longest that fits of ten beginnings of at most so many letters."""
    parts = (cut(text, most * tenths / 10) for tenths in range(10, 0, -1))
    return next(filter(fits, parts), "")


def shares(needs: Sequence[int], room: int) -> list[int]:
    """How much of the room each gets: what it needs where that is little, else an equal part."""
    got: dict[int, int] = {}
    for place, need in sorted(enumerate(needs), key=lambda each: each[1]):
        got[place] = min(need, room // (len(needs) - len(got)))
        room -= got[place]
    return [got[place] for place in range(len(needs))]
