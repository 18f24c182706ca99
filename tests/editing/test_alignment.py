"""The longest that two sequences share, found exactly."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from editing.alignment import aligned, is_too_much

letters = st.lists(st.sampled_from("abc"), max_size=12)


def longest_common(old, new):
    """The textbook's table, as the measure of what is found."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, a in enumerate(old):
        for k, b in enumerate(new):
            table[i + 1][k + 1] = (
                table[i][k] + 1 if a == b else max(table[i][k + 1], table[i + 1][k])
            )
    return table[-1][-1]


@given(old=letters, new=letters)
def test_both_are_told_whole_and_in_order(old, new):
    stretches = list(aligned(old, new))
    assert [x for at in stretches for x in old[at.i : at.j]] == old
    assert [x for at in stretches for x in new[at.k : at.m]] == new
    assert all(old[at.i : at.j] == new[at.k : at.m] for at in stretches if at.same)
    assert not any(not one.same and not other.same for one, other in pairwise(stretches))


@given(old=letters, new=letters)
def test_nothing_that_they_share_is_missed(old, new):
    assert sum(at.j - at.i for at in aligned(old, new) if at.same) == longest_common(old, new)


def test_too_much_in_the_middle_is_a_replacement():
    old, new = [0, *range(1, 13_000), 0], [0, *range(20_000, 33_000), 0]
    assert is_too_much(old, new)
    assert [at.same for at in aligned(old, new)] == [True, False, True]
