"""Which paragraph became which, and how one was reworded: by word, and by character in Chinese."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from editing.alignment import aligned, is_too_much

# Each stands with the space after it: a word, a Chinese character, one sign, or space at the start.
_WORD = re.compile(
    r"([\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+|[^\w\s]|^)(\s*)"
)
_SENTENCE = re.compile(r"([^.!?。！？;；]*[.!?。！？;；]*)(\s*)")
# Below this likeness two paragraphs are a removal and an addition, not one that was reworded.
_ALIKE = 0.5
# Words looked up to find out which paragraph became which; beyond that, only those are compared that
# stand about as far down.
_MOST_WORDS = 1_000_000
_FEW = 30  # what it costs to look at a paragraph at all, in words
_CHINESE = "\u3400"  # the first of the Chinese characters
# Between two replacements, so many letters that stayed are noise.
_NOISE = 3

Token = tuple[str, str]  # a word, and the space after it
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """What stayed, or what was taken out and put in at one place."""

    kept: str = ""
    out: str = ""
    put: str = ""

    @property
    def replaces(self) -> bool:
        return bool(self.out and self.put)


def reworded(was: str, now: str) -> SafeString:
    """One paragraph with <del> and <ins>."""
    if was == now:
        return SafeString(escape(now))
    parts = _parts(was, now) if was and now else [Part(out=was, put=now)]
    return SafeString("".join(map(_marked, parts)))


def _marked(part: Part) -> str:
    """Escaped here by hand: there may be thousands of parts, and Django takes its time with each."""
    space = " " if part.out[-1:] == part.put[-1:] == " " else ""
    out, put = (escape(text.removesuffix(space)) for text in (part.out, part.put))
    return f"{escape(part.kept)}{out and f'<del>{out}</del>'}{put and f'<ins>{put}</ins>'}{space}"


def _parts(was: str, now: str) -> list[Part]:
    """By words; by sentences where there are more words than can be compared."""
    old, new = _tokens(was), _tokens(now)
    if is_too_much(old, new):
        old, new = _SENTENCE.findall(was), _SENTENCE.findall(now)
    return _without_noise(list(_joined(_raw(old, new))))


def _tokens(text: str) -> list[Token]:
    return _WORD.findall(text)


def _raw(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Part]:
    for at in aligned([word for word, _space in old], [word for word, _space in new]):
        before, after = old[at.i : at.j], new[at.k : at.m]
        if not at.same:
            space = _shared_space(before, after)
            yield Part(
                out=_text(before)[: -len(space) or None], put=_text(after)[: -len(space) or None]
            )
            yield Part(kept=space)
        elif before == after:
            yield Part(kept=_text(before))
        else:
            for (word, space), (_same, another) in zip(before, after, strict=True):
                yield Part(kept=word + space) if space == another else Part(kept=word)
                if space != another:
                    yield Part(out=space, put=another)


def _shared_space(before: Sequence[Token], after: Sequence[Token]) -> str:
    """The space after a word that was replaced, if it stayed: it need not be struck through."""
    ends = {tokens[-1][1] for tokens in (before, after) if tokens}
    return ends.pop() if before and after and len(ends) == 1 else ""


def _text(tokens: Sequence[Token]) -> str:
    return "".join(word + space for word, space in tokens)


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """What stayed and what changed in turn, nothing empty."""
    last = Part()
    for part in parts:
        if part == Part():
            continue
        if bool(part.kept) == bool(last.kept) or last == Part():
            last = Part(last.kept + part.kept, last.out + part.out, last.put + part.put)
        else:
            yield last
            last = part
    yield last


def _without_noise(parts: list[Part]) -> list[Part]:
    """Two replacements that only a sign or an "of" keeps apart read better as one."""
    told: list[Part] = []
    for part in parts:
        if len(told) > 1 and part.replaces and told[-2].replaces and _is_noise(told[-1].kept):
            kept, first = told.pop().kept, told.pop()
            part = Part(out=first.out + kept + part.out, put=first.put + kept + part.put)
        told.append(part)
    return told


def _is_noise(kept: str) -> bool:
    return len(kept.strip()) <= _NOISE


def paired(old: list[str], new: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """The paragraphs of both in their order, each with the one it became; None where it has none."""
    i = k = 0
    for a, b in _couples(old, new):
        yield from ((n, None) for n in range(i, a))
        yield from ((None, n) for n in range(k, b))
        yield a, b
        i, k = a + 1, b + 1
    yield from ((n, None) for n in range(i, len(old)))
    yield from ((None, n) for n in range(k, len(new)))


def _couples(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs that are alike. Of too many paragraphs, only those about as far down are compared."""
    these, those = [_words(text) for text in old], [_words(text) for text in new]
    slices = math.ceil(len(old) * sum(_FEW + len(each) for each in those) / _MOST_WORDS) or 1
    m, n = len(old), len(new)
    for s in range(slices):
        i, k = m * s // slices, n * s // slices
        found = _likest(these[i : m * (s + 1) // slices], those[k : n * (s + 1) // slices])
        yield from ((i + a, k + b) for a, b in found)


def _likest(old: list[Words], new: list[Words]) -> list[tuple[int, int]]:
    """Pairs in the order of both that are alike the most in sum."""
    shares = [[_share(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1)]  # best[i][k]: the most that the first i and the first k come to
    for row in shares:
        above, line = best[-1], [0.0]
        for k, share in enumerate(row):
            line.append(max(above[k] + share, above[k + 1], line[k]))
        best.append(line)
    return _traced(best)


def _traced(best: list[list[float]]) -> list[tuple[int, int]]:
    pairs, i, k = [], len(best) - 1, len(best[0]) - 1
    while i and k:
        if best[i][k] == best[i - 1][k]:
            i -= 1
        elif best[i][k] == best[i][k - 1]:
            k -= 1
        else:
            i, k = i - 1, k - 1
            pairs.append((i, k))
    return pairs[::-1]


def _words(text: str) -> Words:
    """Single characters say little of a Chinese text: each counts together with the next."""
    words = [word for word, _space in _tokens(text)]
    following = zip(words, [*words[1:], ""], strict=True)
    return frozenset(word + after if word >= _CHINESE else word for word, after in following)


def _share(one: Words, other: Words) -> float:
    """The words of both among all, 0 below the likeness asked for."""
    total = len(one) + len(other)
    if 2 * min(len(one), len(other)) < _ALIKE * total:
        return 0.0
    share = 2 * len(one & other) / total
    return share if share >= _ALIKE else 0.0
