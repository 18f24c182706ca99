"""What two sequences have in common, in order: exact, and bounded whatever they hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Pairs of elements looked at; beyond that the middles count as different. 12,000 words against
# 12,000 stay below it, which is more than twice a text of 50,000 characters.
MOST_PAIRS = 144_000_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """`old[i:j]` stands where `new[k:m]` stands; both are the same or have nothing in common."""

    same: bool
    i: int
    j: int
    k: int
    m: int


def is_too_much(old: Sequence, new: Sequence) -> bool:
    """Whether `aligned` would give up on what lies between a common beginning and end."""
    return len(old) * len(new) > MOST_PAIRS


def aligned(old: Sequence, new: Sequence) -> Iterator[Stretch]:
    """The two sequences as stretches that are the same and stretches that differ, in turn."""
    i = k = 0
    for a, b, size in _runs(_common(old, new)):
        if i < a or k < b:
            yield Stretch(False, i, a, k, b)
        yield Stretch(True, a, a + size, b, b + size)
        i, k = a + size, b + size
    if i < len(old) or k < len(new):
        yield Stretch(False, i, len(old), k, len(new))


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring pairs as (place in old, place in new, how many)."""
    start = 0
    for end in range(1, len(pairs) + 1):
        a, b = pairs[end - 1]
        if end == len(pairs) or pairs[end] != (a + 1, b + 1):
            yield *pairs[start], end - start
            start = end


def _common(old: Sequence, new: Sequence) -> list[tuple[int, int]]:
    """Places of equal elements: the common beginning, the most that the middles share, the end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    rest = most - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    middle = [] if is_too_much(a, b) else _longest(a, b)
    return [
        *((n, n) for n in range(head)),
        *((head + i, head + k) for i, k in middle),
        *((len(old) - n, len(new) - n) for n in range(tail, 0, -1)),
    ]


def _longest(old: Sequence, new: Sequence) -> list[tuple[int, int]]:
    """The longest common subsequence, a whole row of the table in one integer (Hyyrö 2004): bit i
    of a row is 0 where one more element of `old` is found by taking in `old[i]`."""
    where: dict[object, int] = {}
    for i, element in enumerate(old):
        where[element] = where.get(element, 0) | 1 << i
    full = row = (1 << len(old)) - 1
    rows = []
    for element in new:
        found = row & where.get(element, 0)
        row = (row + found | row - found) & full
        rows.append(row)
    return _walked_back(rows, len(old))


def _walked_back(rows: list[int], i: int) -> list[tuple[int, int]]:
    """From the last row to the first: the pairs that were counted."""
    pairs, k = [], len(rows)
    while i and k:
        if rows[k - 1] >> (i - 1) & 1:
            i -= 1
            continue
        k -= 1
        if k == 0 or rows[k - 1] >> (i - 1) & 1:
            i -= 1
            pairs.append((i, k))
    return pairs[::-1]
