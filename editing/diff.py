"""What changed between two texts, for people: by paragraph, and by word within a paragraph."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import product

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

# A word, a Chinese character, a run of spaces, or one sign.
_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+|\s+|[^\w\s]")
# Below this likeness two paragraphs are a removal and an addition, not one that was reworded.
_ALIKE = 0.5
# Comparing every paragraph with every other is for edits, not for a text that was replaced.
_MOST_PAIRS = 400


def changed(before: str, after: str, *, whole: bool = False) -> SafeString:
    """The changed paragraphs of a plain text with <ins> and <del>; the others are only counted,
    unless the `whole` text is wanted."""
    old, new = before.splitlines(), after.splitlines()
    return format_html_join("", "{}", ((part,) for part in _parts(old, new, whole)))


def _parts(old: list[str], new: list[str], whole: bool) -> Iterator[SafeString]:
    for change, i, j, k, m in _matcher(old, new).get_opcodes():
        if change == "equal" and whole:
            yield format_html_join("", "<p>{}</p>", ((line,) for line in old[i:j]))
        elif change == "equal":
            yield _unchanged(j - i)
        else:
            for was, now in _paired(old[i:j], new[k:m]):
                yield format_html("<p>{}</p>", _reworded(was, now))


def _unchanged(count: int) -> SafeString:
    said = ngettext("%(n)s paragraph as before", "%(n)s paragraphs as before", count)
    return format_html('<p class="quiet small">{}</p>', said % {"n": count})


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Old and new paragraphs side by side, the likest first; "" where one has no counterpart."""
    pair = _likest(old, new)
    if pair is None:
        yield from ((was, "") for was in old)
        yield from (("", now) for now in new)
        return
    m, n = pair
    yield from _paired(old[:m], new[:n])
    yield old[m], new[n]
    yield from _paired(old[m + 1 :], new[n + 1 :])


def _likest(old: list[str], new: list[str]) -> tuple[int, int] | None:
    """Where the two paragraphs stand that are most alike; None if no two are alike enough."""
    places = list(product(range(len(old)), range(len(new))))
    if not places or len(places) > _MOST_PAIRS:
        return None
    best = max(places, key=lambda place: _likeness(old[place[0]], new[place[1]]))
    return best if _likeness(old[best[0]], new[best[1]]) >= _ALIKE else None


def _likeness(was: str, now: str) -> float:
    return _matcher(_TOKEN.findall(was), _TOKEN.findall(now)).ratio()


def _reworded(was: str, now: str) -> SafeString:
    old, new = _TOKEN.findall(was), _TOKEN.findall(now)
    pieces: list[tuple[SafeString | str]] = []
    for change, i, j, k, m in _matcher(old, new).get_opcodes():
        if change == "equal":
            pieces.append(("".join(new[k:m]),))
            continue
        if i < j:
            pieces.append((format_html("<del>{}</del>", "".join(old[i:j])),))
        if k < m:
            pieces.append((format_html("<ins>{}</ins>", "".join(new[k:m])),))
    return format_html_join("", "{}", pieces)


def _matcher(old: list[str], new: list[str]) -> SequenceMatcher:
    return SequenceMatcher(None, old, new, autojunk=False)
