"""What changed between two texts, told by paragraph and by word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editing.diff import changed


def words(html, tag):
    return re.findall(f"<{tag}>(.*?)</{tag}>", html)


def test_only_the_new_word_is_marked():
    html = changed("The project built capacity.", "The project built local capacity.")
    assert html == "<p>The project built <ins>local </ins>capacity.</p>"


def test_unchanged_paragraphs_are_counted():
    html = changed("One.\nTwo.\nThree.", "One.\nTwo.\nFour is new here.")
    assert "2 paragraphs as before" in html


def test_a_paragraph_put_before_a_reworded_one_is_an_addition():
    html = changed(
        "The goals were reached.", "Something else entirely, first.\nThe goals were partly reached."
    )
    assert words(html, "ins") == ["Something else entirely, first.", "partly "]
    assert words(html, "del") == []


def test_paragraphs_that_have_nothing_in_common_are_not_mixed():
    html = changed("Alpha beta gamma.", "Quite another matter indeed")
    assert words(html, "del") == ["Alpha beta gamma."]
    assert words(html, "ins") == ["Quite another matter indeed"]


def test_chinese_is_compared_by_character():
    assert (
        changed("项目加强了能力。", "项目大大加强了能力。")
        == "<p>项目<ins>大大</ins>加强了能力。</p>"
    )


def test_markup_in_a_text_is_text():
    assert "<script>" not in changed("", "<script>alert(1)</script>")


def test_a_replaced_text_of_many_paragraphs_is_told_at_once():
    old = "\n".join(f"Old sentence number {n}." for n in range(300))
    new = "\n".join(f"Completely different {n}" for n in range(300))
    html = changed(old, new)
    assert len(words(html, "del")) == len(words(html, "ins")) == 300


lines = st.lists(st.text(alphabet="ab c.中", min_size=1, max_size=12).map(str.strip), max_size=5)


@pytest.mark.parametrize("side", ["before", "after"])
@given(before=lines, after=lines)
def test_both_texts_can_be_read_back(side, before, after):
    """Nothing is lost in the telling: without additions it is the old text, without removals the new."""
    html = changed("\n".join(before), "\n".join(after))
    html = re.sub(r'<p class="quiet small">.*?</p>', "", html)
    gone = "ins" if side == "before" else "del"
    kept = re.sub(f"<{gone}>.*?</{gone}>", "", html)
    told = [re.sub("<[^>]+>", "", paragraph) for paragraph in re.findall("<p>(.*?)</p>", kept)]
    own, other = (before, after) if side == "before" else (after, before)
    assert [line for line in told if line] == [] or set(filter(None, told)) <= set(own)
    assert set(own) - set(other) <= set(told) | {""}
