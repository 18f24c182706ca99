"""What changed between two texts, told by paragraph and by word."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editing.diff import Rest, changed, changed_rich, excerpt


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


def table(*rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<p>Before.</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_a_changed_cell_is_shown_in_its_table():
    html = changed_rich(
        table("Year|Women", "2019|12", "2020|14"), table("Year|Women", "2019|12", "2020|15")
    )
    assert "<tr><th>Year</th><th>Women</th></tr>" in html
    assert "<tr><td>2019</td><td>12</td></tr>" in html
    assert "<tr><td>2020</td><td><del>14</del><ins>15</ins></td></tr>" in html


def test_rows_of_a_table_come_and_go():
    html = changed_rich(table("Year|Women", "2019|12"), table("Year|Women", "Total|26"))
    assert "<tr><td><del>2019</del></td><td><del>12</del></td></tr>" in html
    assert "<tr><td><ins>Total</ins></td><td><ins>26</ins></td></tr>" in html


def test_a_paragraph_that_became_a_table_is_both():
    html = changed_rich(
        "<p>Women and men</p>", "<table><tr><td>Women</td><td>and men</td></tr></table>"
    )
    assert "<p><del>Women and men</del></p>" in html
    assert "<th><ins>Women</ins></th>" in html


def test_lists_and_quotations_keep_their_form():
    html = changed_rich(
        "<ul><li>One</li></ul><blockquote><p>Said.</p></blockquote>",
        "<ul><li>One</li><li>Two</li></ul><blockquote><p>Said so.</p></blockquote>",
        Rest.SHOWN,
    )
    assert "<ul><li>One</li><li><ins>Two</ins></li></ul>" in html
    assert "<blockquote><p>Said<ins> so</ins>.</p></blockquote>" in html


def test_long_unchanged_stretches_fold_away_and_unfold():
    text = "".join(f"<p>Paragraph {n}</p>" for n in range(12))
    html = changed_rich(text, f"{text}<p>One more.</p>", Rest.FOLDED)
    assert "<summary>12 paragraphs as before</summary><p>Paragraph 0</p>" in html
    assert "<p><ins>One more.</ins></p>" in html


def test_formatting_alone_tells_nothing():
    assert changed_rich("<p>One</p>", "<p><strong>One</strong></p>") == ""


def test_between_two_replacements_small_words_are_noise():
    html = changed("Officers of customs came late", "Students of law came late")
    assert html == "<p><del>Officers of customs</del><ins>Students of law</ins> came late</p>"


def test_no_text_takes_long():
    """A word ten thousand times, and as many words that are all others: bounded all the same."""
    for old, new in (
        ("again " * 10_000, "again " * 9_000),
        (" ".join(f"a{n}" for n in range(9_000)), " ".join(f"b{n}" for n in range(9_000))),
        ("\n".join(f"a {n}" for n in range(6_000)), "\n".join(f"b {n}" for n in range(6_000))),
        ("字" * 50_000, "文" * 50_000),
    ):
        started = process_time()
        assert changed(old, new)
        assert process_time() - started < 3  # some hundredths; a quadratic comparison takes minutes


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


def test_an_excerpt_keeps_the_words_around_each_change():
    before = " ".join(f"word{n}" for n in range(60)) + " <b>"
    changes = changed(before, before.replace("word30", "WORD"), Rest.SHOWN)
    short = excerpt(changes)
    assert "<del>word30</del><ins>WORD</ins>" in short
    assert "word29" in short
    assert "word15 " not in short
    assert short.count("…") == 2
    assert "&lt;b&gt;" in short
    assert excerpt(changed("A few words", "Some words")) == changed("A few words", "Some words")
