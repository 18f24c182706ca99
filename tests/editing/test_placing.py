"""A changed paragraph finds its place in a text that was edited since, or says that it cannot."""

import random
import time

import pytest

from editing.merge import merge_sentences
from editing.placing import placed

TWO = "<p>One fish. Two fish. Three fish.</p>"
NEW = "<p>One fish. Two fish. Red fish.</p>"


def test_in_an_untouched_text_it_replaces_its_paragraph():
    place = placed(f"<p>A</p>{TWO}<p>B</p>", TWO, NEW, 1)
    assert (place.text, place.is_untouched) == (f"<p>A</p>{NEW}<p>B</p>", True)


def test_it_follows_its_paragraph_and_joins_changes_of_other_sentences():
    place = placed("<p>A</p><p>New</p><p>Some fish. Two fish. Three fish.</p>", TWO, NEW, 0)
    assert place.then == "<p>Some fish. Two fish. Red fish.</p>"
    assert place.text == f"<p>A</p><p>New</p>{place.then}"
    assert not place.is_untouched


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("<p>One fish. Two fish. Blue fish.</p>", "<p>One fish. Two fish. Blue fish.</p>"),
        ("<p>Nothing of the kind.</p>", ""),
        ("", ""),
    ],
)
def test_it_has_no_place_where_the_same_words_changed_or_went(text, now):
    place = placed(text, TWO, NEW, 0)
    assert (place.text, place.then, place.now) == (None, None, now)


def test_what_somebody_wrote_by_hand_already_is_no_clash():
    assert placed(NEW, TWO, NEW, 0).text == NEW


def test_signs_written_differently_are_the_same_paragraph():
    assert placed("<p>A&nbsp;&amp; b</p>", "<p>A\xa0&amp; b</p>", "<p>C</p>", 0).text == "<p>C</p>"


def test_chinese_sentences_are_told_apart():
    base, theirs, mine = (f"<p>{one}。移民。{two}。</p>" for one, two in ("ab", "cb", "ad"))
    assert merge_sentences(base, theirs, mine).text == "<p>c。移民。d。</p>"


def test_marks_that_no_longer_fit_into_each_other_clash():
    base = "<p>One. Two. Three. Four.</p>"
    theirs = "<p><strong>One. Two. Three.</strong> Four.</p>"
    mine = "<p>One. <strong>Two. Three. Four.</strong></p>"
    assert merge_sentences(base, theirs, mine).clashes


def test_a_word_said_ten_thousand_times_takes_no_time_worth_mentioning():
    before = f"<p>{'No. ' * 10_000}Yes.</p>"
    started = time.process_time()
    place = placed(before.replace("Yes", "Perhaps. Yes"), before, f"{before[:-4]} Sure.</p>", 0)
    assert place.then == before.replace("Yes.", "Perhaps. Yes. Sure.")
    assert time.process_time() - started < 5


def test_a_long_text_takes_no_time_worth_mentioning():
    chance = random.Random(7)
    words = [f"w{n}" for n in range(400)] + ["the", "of", "and"] * 60
    sentence = lambda: " ".join(chance.choices(words, k=14)).capitalize() + "."  # noqa: E731
    blocks = ["<p>" + " ".join(sentence() for _s in range(5)) + "</p>" for _b in range(160)]
    text = "".join(blocks)
    assert len(text) > 50_000
    before, edited = blocks[80], blocks[80].replace("<p>", "<p>Once more: ")
    started = time.process_time()
    place = placed(text.replace(before, edited), before, "<p>Short.</p>", 80)
    assert place.now == edited
    assert time.process_time() - started < 1
