"""A passage is found again after edits around it and in it, or not at all."""

import time

import pytest

from evaluations.anchors import Passage, found, quoted

TEXT = "The dialogue began late. Partners met twice a year. Trust grew slowly but steadily."


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("Partners met twice", "Partners met twice"),
        ("late.  Partners\nmet", "late. Partners met"),
        ("met [twice] a", "met twice a"),
        ("Partners never met", None),
        ("", None),
        ("...", None),
    ],
)
def test_a_passage_is_what_stands_in_the_text(quote, stands):
    passage = quoted(TEXT, quote)
    assert (passage and passage.quote) == stands


def test_the_words_around_it_are_kept():
    passage = quoted(TEXT, "met twice")
    assert passage == Passage(
        "met twice", "The dialogue began late. Partners", "a year. Trust grew slowly but steadily"
    )


@pytest.mark.parametrize(
    ("now", "reads"),
    [
        ("An addition. " + TEXT, "Partners met twice a year"),
        (TEXT.replace("twice", "three times"), "Partners met three times a year"),
        (TEXT.replace("Partners met twice a year", "They met in spring"), None),
        (
            TEXT.replace("Partners met twice a year", "Partners in spring met"),
            "Partners in spring met",
        ),
        ("Nothing of it is left.", None),
        ("", None),
    ],
)
def test_it_is_found_again_or_not(now, reads):
    assert found(now, quoted(TEXT, "Partners met twice a year")) == reads


def test_of_two_equal_passages_the_one_between_the_same_words_is_meant():
    text = "One says yes today. Two says yes tomorrow."
    passage = Passage("says yes", "today Two", "tomorrow")
    assert found("He says yes. " + text, passage) == "says yes"


def test_chinese_is_compared_by_characters():
    passage = quoted("双方每年会晤两次，信任逐步增长。", "每年会晤两次")
    assert passage.quote == "每年会晤两次"
    assert found("双方每年会晤三次，信任逐步增长。", passage) == "每年会晤三次"


def test_a_long_text_is_searched_quickly():
    text = " ".join(f"word{number % 900}" for number in range(9000))
    started = time.process_time()
    assert found(text, Passage("nothing like this stands there " * 20)) is None
    assert time.process_time() - started < 2
