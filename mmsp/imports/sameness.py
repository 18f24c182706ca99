"""Whether a text that comes back from Word is the one that went out, however its HTML was written."""

import re

from editing.richtext import STORED_REFERENCE, closed_up

_BLOCK = r"</?(?:ul|ol|li|h3|h4|blockquote|table|tr|th|td)(?: [^>]*)?>"
_SILENT = re.compile(r"</?(?:thead|tbody)>|</(strong|em|sub|sup)>(\s*)<\1>| scope=\"[a-z]*\"")
_HEAD = re.compile(r"(</?)th\b")
_BOLD_CELL = re.compile(r"(<td[^>]*>)[\s¶]*<strong>([^<]*)</strong>[\s¶]*(</td>)")
_NOTE = re.compile(r"<span class=\"fn\">.*?</span>", re.DOTALL)
_LINK = re.compile(r"<a href=\"([^\"]*)\">(.*?)</a>")
_PARAGRAPHS = re.compile(r"\s*(?:</?p>\s*)+")
_AROUND_BLOCKS = re.compile(rf"[\s¶]*({_BLOCK})[\s¶]*")


def says_the_same(one: str, other: str, names: dict[str, str]) -> bool:
    """`names` is what the rows that texts refer to are called today, by the key of the reference."""
    return one == other or _said(one, names) == _said(other, names)


def _said(text: str, names: dict[str, str]) -> str:
    """The text without what Word does not tell apart."""
    named = STORED_REFERENCE.sub(lambda found: names.get(found[1], found[2]), closed_up(text))
    bare = _SILENT.sub(r"\2", _NOTE.sub(lambda note: _LINK.sub(_addressed, note[0]), named))
    bare = _PARAGRAPHS.sub("¶", _HEAD.sub(r"\1td", bare))
    bare = _AROUND_BLOCKS.sub(r"\1", _BOLD_CELL.sub(r"\1\2\3", bare))
    return re.sub(r"\s+", " ", bare).strip(" ¶")


def _addressed(link: re.Match[str]) -> str:
    """A link in a footnote as it goes out: footnotes of Word come back as plain words."""
    address, words = link.groups()
    return words if words.rstrip("/") in address else f"{words} ({address})"
