"""Two people, one text: what they changed in different places needs no argument."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editing.merge import merge_plain, merge_rich

ONE, TWO, THREE = "<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>"
MINE, THEIRS = "<p>Mine.</p>", "<p>Theirs.</p>"


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        (ONE + TWO + THEIRS, MINE + TWO + THREE, MINE + TWO + THEIRS),
        (ONE + THEIRS + THREE, MINE + TWO + THREE, MINE + THEIRS + THREE),
        (ONE + TWO + THREE, MINE + TWO + THREE, MINE + TWO + THREE),
        (THEIRS + TWO + THREE, ONE + TWO + THREE, THEIRS + TWO + THREE),
        (MINE + TWO + THREE, MINE + TWO + THREE, MINE + TWO + THREE),
        (TWO + THREE, ONE + TWO + MINE, TWO + MINE),
        (ONE + THEIRS + TWO + THREE, ONE + TWO + THREE + MINE, ONE + THEIRS + TWO + THREE + MINE),
        (ONE + TWO, ONE + TWO + THREE, ONE + TWO),
        ("", ONE + TWO + THREE, ""),
    ],
)
def test_changes_in_different_paragraphs_are_joined(theirs, mine, merged):
    result = merge_rich(ONE + TWO + THREE, theirs, mine)
    assert (result.text, result.clashes) == (merged, False)


def test_both_words_stand_where_both_changed_one_paragraph():
    result = merge_rich(ONE + TWO, ONE + THEIRS, ONE + MINE)
    assert (result.text, result.clashes) == (ONE + THEIRS + MINE, True)


def test_what_one_removed_and_the_other_reworded_is_kept():
    result = merge_rich(ONE + TWO, ONE, ONE + MINE)
    assert (result.text, result.clashes) == (ONE + MINE, True)


def test_two_texts_for_an_empty_field_are_both_kept():
    result = merge_rich("", THEIRS, MINE)
    assert (result.text, result.clashes) == (THEIRS + MINE, True)


def test_plain_text_is_merged_by_lines():
    result = merge_plain("one\ntwo\nthree", "one\ntwo\ntheirs", "mine\ntwo\nthree")
    assert (result.text, result.clashes) == ("mine\ntwo\ntheirs", False)


def test_a_list_is_one_paragraph():
    base = "<ul><li>a</li><li>b</li></ul>"
    result = merge_rich(base, base.replace("a", "x"), base.replace("b", "y"))
    assert result.clashes


@pytest.mark.parametrize("block", ["<p>No.</p>", "<p>" + "No. " * 3 + "</p>"])
def test_a_thousand_times_the_same_takes_no_time_worth_mentioning(block):
    base = block * 6_000
    started = time.process_time()
    result = merge_rich(base, base + THEIRS, MINE + base)
    assert (result.text, result.clashes) == (MINE + base + THEIRS, False)
    assert time.process_time() - started < 5


# A busy machine is no fault of the text.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
paragraphs = st.lists(st.sampled_from("abcdef"), max_size=8)


@calm
@given(paragraphs, paragraphs)
def test_who_changed_nothing_has_no_say(base, theirs):
    text, other = "\n".join(base), "\n".join(theirs)
    for merged in (merge_plain(text, other, text), merge_plain(text, text, other)):
        assert (merged.text, merged.clashes) == (other, False)


@calm
@given(paragraphs, paragraphs, paragraphs)
def test_no_new_word_of_either_side_is_lost(base, theirs, mine):
    merged = merge_plain("\n".join(base), "\n".join(theirs), "\n".join(mine))
    new = (set(theirs) | set(mine)) - set(base)
    assert new <= set(merged.text.splitlines())


@calm
@given(paragraphs, paragraphs, paragraphs)
def test_nothing_is_made_up(base, theirs, mine):
    merged = merge_plain("\n".join(base), "\n".join(theirs), "\n".join(mine))
    assert set(merged.text.splitlines()) <= set(base) | set(theirs) | set(mine)
