"""Suggested edits: other words for a paragraph, taken up by who writes the report, by both names."""

import pytest

from editing import versions
from evaluations.models import Comment, Suggestion
from tests import factories as make
from tests.evaluations.conftest import filled, now, without_tokens

FINDING = "/evaluations/final/findings/4/"
CHOOSE = "/evaluations/final/comments/on/finding/4/suggest/"
NEW = f"{CHOOSE}?paragraph=text-1"
THREAD = "/evaluations/final/comments/1/"
DECIDE, WITHDRAW = f"{THREAD}decide/", f"{THREAD}withdraw/"
CLEARER = "<p>First paragraph.</p><p>Second, clearer paragraph.</p>"


@pytest.fixture
def suggestion(evaluation, finding, reviewer):
    """The reviewer's other words for the second paragraph of finding 4."""
    suggestion = make.SuggestionFactory(
        thread__about=finding, thread__number=1, thread__author=reviewer
    )
    make.CommentFactory(thread=suggestion.thread, number=1, author=reviewer, text="")
    return suggestion


def decided(suggestion, decision, **also):
    """What the button sends from a page as it stands now."""
    part = now(suggestion.thread.about)
    versions_seen = {"base_version": now(suggestion.thread).version, "part_version": part.version}
    return versions_seen | {"decision": decision} | also


def reworded(finding, text, by=None):
    finding = now(finding)
    return versions.revise(finding, base_version=finding.version, fields={"text": text}, by=by)


def test_a_reviewer_suggests_without_being_able_to_edit(as_, reviewer, finding):
    browser = as_(reviewer)
    assert CHOOSE in browser.get(FINDING).content.decode()
    assert "?paragraph=text-1" in browser.get(CHOOSE).content.decode()
    page = browser.get(NEW)
    assert page.context["form"]["after"].value() == "<p>Second paragraph.</p>"
    sent = filled(page, after="<p>Second, clearer paragraph.</p>", text="@REVIEWER Clearer.")
    assert [browser.post(CHOOSE, sent)["Location"] for _again in range(2)] == [THREAD, THREAD]
    suggestion = Suggestion.objects.get()
    assert (suggestion.thread.quote, suggestion.thread.field) == ("Second paragraph", "text")
    assert Comment.objects.get().text == "@REVIEWER Clearer."
    assert now(finding).text == "<p>First paragraph.</p><p>Second paragraph.</p>"
    assert browser.get(f"{FINDING}edit/").status_code == 403


def test_a_marked_passage_leads_to_its_paragraph(as_, reviewer, finding):
    browser = as_(reviewer)
    page = browser.get(f"{CHOOSE}?quote=Second%20paragraph")
    assert page.context["form"].paragraph.position == 1
    page = browser.get(f"{CHOOSE}?quote=paragraph.%20Second").content.decode()
    assert "do not stand in one paragraph" in page


def test_the_author_sees_the_words_beside_the_item_and_accepts_with_one_click(
    as_, ev, reviewer, finding, suggestion
):
    browser = as_(ev)
    page = browser.get(FINDING).content.decode()
    assert "Second<ins>, clearer</ins> paragraph." in page
    answer = browser.post(f"{DECIDE}?next={FINDING}", decided(suggestion, "accept"))
    assert answer["Location"] == FINDING
    assert now(finding).text == CLEARER
    revision = versions.revisions_of(finding).first()
    assert (revision.by, revision.suggested_by, revision.reason) == (ev, reviewer, "Comment 1")
    history = as_(reviewer).get(f"{FINDING}history/").content.decode()
    assert "suggested by REVIEWER, accepted by EV" in history
    thread = now(suggestion.thread)
    assert (thread.outcome, thread.answered_by, thread.resolved_by) == ("accepted", ev, ev)
    assert thread.taken_up == "The suggested wording was taken over."


def test_a_second_click_changes_nothing(as_, ev, finding, suggestion):
    browser, sent = as_(ev), decided(suggestion, "accept")
    for _click in range(2):
        browser.post(DECIDE, sent)
    assert now(finding).version == 2
    assert "decided before" in browser.get(THREAD).content.decode()


def test_the_author_refuses_with_a_word_and_may_think_again(as_, ev, finding, suggestion):
    browser = as_(ev)
    browser.post(DECIDE, decided(suggestion, "reject", word="Not what we heard."))
    thread = now(suggestion.thread)
    assert (thread.outcome, thread.taken_up) == ("not_accepted", "Not what we heard.")
    assert now(finding).version == 1
    browser.post(DECIDE, decided(suggestion, "accept"))
    assert now(finding).text == CLEARER


def test_edits_around_the_paragraph_and_in_other_sentences_fit_together(as_, ev, finding):
    long = "<p>One sentence. Another one. And a last one.</p>"
    reworded(finding, f"<p>First paragraph.</p>{long}")
    suggestion = make.SuggestionFactory(
        thread__about=finding, thread__number=1, before=long,
        after="<p>One sentence. Another one. And the very last one.</p>",
    )  # fmt: skip
    reworded(finding, "<p>New.</p><p>A sentence. Another one. And a last one.</p>")
    browser = as_(ev)
    assert "both changes fit together" in browser.get(FINDING).content.decode()
    browser.post(DECIDE, decided(suggestion, "accept"))
    merged = "<p>New.</p><p>A sentence. Another one. And the very last one.</p>"
    assert now(finding).text == merged


def test_what_others_changed_after_the_page_was_opened_is_looked_at_first(as_, ev, finding):
    reworded(finding, "<p>One thing. Another. And more.</p>")
    suggestion = make.SuggestionFactory(
        thread__about=finding, thread__number=1, position=0,
        before="<p>One thing. Another. And more.</p>", after="<p>A thing. Another. And more.</p>",
    )  # fmt: skip
    sent = decided(suggestion, "accept")
    reworded(finding, "<p>One thing. Another. And even more.</p>")
    page = as_(ev).post(DECIDE, sent, follow=True).content.decode()
    assert "Somebody changed it meanwhile" in page
    assert now(finding).text == "<p>One thing. Another. And even more.</p>"
    assert now(suggestion.thread).outcome == ""
    reworded(finding, "<p>New.</p><p>One thing. Another. And more.</p>")  # untouched, elsewhere
    as_(ev).post(DECIDE, sent)
    assert now(finding).text == "<p>New.</p><p>A thing. Another. And more.</p>"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<p>First paragraph.</p><p>Second, other paragraph.</p>", "The passage moved on"),
        ("<p>First paragraph, by now of another kind altogether.</p>", "The passage is gone"),
    ],
)
def test_where_both_changed_the_same_words_a_person_decides_and_nothing_is_lost(
    as_, ev, finding, suggestion, text, says
):
    reworded(finding, text)
    browser = as_(ev)
    page = browser.get(FINDING).content.decode()
    assert says in page
    assert "Second<ins>, clearer</ins> paragraph." in page
    assert 'value="accept"' not in page
    answer = browser.post(DECIDE, decided(suggestion, "accept"), follow=True)
    assert "The passage moved on. Look at both" in answer.content.decode()
    assert now(finding).text == text
    edit = filled(browser.get(f"{THREAD}answer/"), outcome="partly_accepted", taken_up="In F4.")
    assert browser.post(f"{THREAD}answer/", edit).status_code == 302


def test_two_suggestions_for_one_paragraph_do_not_overwrite_each_other(
    as_, ev, finding, suggestion
):
    other = make.SuggestionFactory(
        thread__about=finding, thread__number=2, after="<p>Second and best paragraph.</p>"
    )
    as_(ev).post(DECIDE, decided(suggestion, "accept"))
    sent = decided(other, "accept")
    as_(ev).post("/evaluations/final/comments/2/decide/", sent)
    assert now(finding).text == CLEARER
    assert now(other.thread).outcome == ""


def test_of_equal_paragraphs_the_one_meant_is_changed(as_, ev, finding):
    reworded(finding, "<p>None.</p><p>Some.</p><p>None.</p>")
    suggestion = make.SuggestionFactory(
        thread__about=finding, thread__number=1, position=2, before="<p>None.</p>",
        after="<p>Nothing.</p>",
    )  # fmt: skip
    as_(ev).post(DECIDE, decided(suggestion, "accept"))
    assert now(finding).text == "<p>None.</p><p>Some.</p><p>Nothing.</p>"


def test_a_paragraph_can_be_left_out_and_a_table_changed(as_, reviewer, ev, finding):
    table = "<table><tbody><tr><td>One</td></tr></tbody></table>"
    reworded(finding, f"<p>First paragraph.</p>{table}")
    for number, (place, after) in enumerate((("text-0", ""), ("text-1", table)), 1):
        browser = as_(reviewer)
        page = browser.get(f"{CHOOSE}?paragraph={place}")
        changed = after.replace("One", "Two")
        answer = browser.post(CHOOSE, filled(page, after=changed))
        assert answer["Location"] == f"/evaluations/final/comments/{number}/"
    for suggestion in Suggestion.objects.order_by("pk"):
        where = f"/evaluations/final/comments/{suggestion.thread.number}/decide/"
        as_(ev).post(where, decided(suggestion, "accept"))
    assert now(finding).text == table.replace("One", "Two")


def test_its_author_takes_it_back(as_, reviewer, ev, finding, suggestion):
    browser = as_(reviewer)
    assert WITHDRAW in browser.get(FINDING).content.decode()
    browser.post(WITHDRAW, {"base_version": 1})
    assert now(suggestion.thread).outcome == "withdrawn"
    assert as_(ev).post(DECIDE, decided(suggestion, "accept")).status_code == 403
    assert as_(ev).get(f"{THREAD}answer/").status_code == 403
    assert now(finding).version == 1


def test_what_was_accepted_is_no_longer_taken_back(as_, reviewer, ev, suggestion):
    as_(ev).post(DECIDE, decided(suggestion, "accept"))
    as_(reviewer).post(WITHDRAW, {"base_version": now(suggestion.thread).version})
    assert now(suggestion.thread).outcome == "accepted"


def test_only_writers_decide_and_none_on_their_own(as_, reviewer, pm, eud, finding, suggestion):
    for person in (reviewer, pm):
        for decision in ("accept", "reject"):
            assert as_(person).post(DECIDE, decided(suggestion, decision)).status_code == 403
    assert as_(eud).post(WITHDRAW, {"base_version": 1}).status_code == 403
    own = make.SuggestionFactory(thread__about=finding, thread__number=2, thread__author=eud)
    there = "/evaluations/final/comments/2/decide/"
    assert as_(eud).post(there, decided(own, "accept")).status_code == 403
    assert now(finding).version == 1
    assert as_(eud).post(DECIDE, decided(suggestion, "accept")).status_code == 302  # the control
    assert now(finding).version == 2


def test_a_final_report_takes_no_more_suggestions(as_, reviewer, ev, evaluation, suggestion):
    versions.revise(evaluation, base_version=1, fields={"stage": "final"}, by=None)
    assert as_(reviewer).get(CHOOSE).status_code == 403
    assert as_(reviewer).get(NEW).status_code == 403
    assert as_(reviewer).post(WITHDRAW, {"base_version": 1}).status_code == 403
    assert as_(ev).post(DECIDE, decided(suggestion, "accept")).status_code == 403
    page = as_(ev).get(THREAD)
    assert page.status_code == 200
    assert 'value="accept"' not in page.content.decode()


def test_strangers_readers_and_other_evaluations_find_nothing(
    as_, reader, stranger, ev, reviewer, suggestion
):
    for person in (reader, stranger):
        for there in (CHOOSE, NEW):
            nowhere = there.replace("finding/4", "finding/99")
            seen, absent = as_(person).get(there), as_(person).get(nowhere)
            assert seen.status_code == absent.status_code
            assert b"Second paragraph" not in seen.content
        sent = decided(suggestion, "accept")
        foreign = as_(person).post(DECIDE, sent)
        absent = as_(person).post(DECIDE.replace("/1/", "/9/"), sent)
        assert foreign.status_code == absent.status_code == 404
        assert without_tokens(foreign, DECIDE) == without_tokens(absent, DECIDE.replace("1", "9"))
    other = make.SuggestionFactory(thread__number=7)
    elsewhere = f"/evaluations/{other.thread.evaluation.slug}/comments/7/decide/"
    assert as_(ev).post(elsewhere, decided(other, "accept")).status_code == 404
    assert as_(ev).post("/evaluations/final/comments/7/decide/", {}).status_code == 404
    plain = make.CommentThreadFactory(about=suggestion.thread.about, number=3, author=reviewer)
    assert as_(ev).post(f"/evaluations/final/comments/{plain.number}/decide/").status_code == 404


@pytest.mark.parametrize(
    "after",
    [
        '<p onclick="x()">Hi<script>alert(1)</script><img src="http://evil.example/t.gif"></p>',
        '<p style="position:fixed" class="evil">Hi<iframe src="//evil.example"></iframe></p>',
    ],
)
def test_what_is_suggested_is_cleaned_as_every_text_is(as_, reviewer, ev, finding, after):
    browser = as_(reviewer)
    browser.post(CHOOSE, filled(browser.get(NEW), after=after))
    suggestion = Suggestion.objects.get()
    assert suggestion.after == "<p>Hi</p>"
    as_(ev).post(DECIDE, decided(suggestion, "accept"))
    assert now(finding).text == "<p>First paragraph.</p><p>Hi</p>"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"seen": ""}, "Choose the paragraph again"),
        ({"seen": "eyJ4IjoxfQ:forged"}, "Choose the paragraph again"),
        ({"after": "<p>Second paragraph.</p>"}, "These are the words that stand there"),
        ({"after": "<p>" + "<b>" * 400}, "too long or too deeply nested"),
        ({"after": "x" * 2_000_001}, "too long or too deeply nested"),
        ({"text": "x" * 10_001}, "at most 10000"),
    ],
)
def test_nonsense_is_answered_at_its_place_and_kept(as_, reviewer, finding, changes, says):
    browser = as_(reviewer)
    sent = filled(browser.get(NEW), after="<p>Second, clearer paragraph.</p>") | changes
    answer = browser.post(CHOOSE, sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Suggestion.objects.exists()


def test_the_words_of_another_part_cannot_be_put_into_this_one(as_, reviewer, evaluation, finding):
    make.FindingFactory(evaluation=evaluation, number=5, text="<p>Other.</p>")
    other = as_(reviewer).get("/evaluations/final/comments/on/finding/5/suggest/?paragraph=text-0")
    sent = filled(other, after="<p>New.</p>")
    assert as_(reviewer).post(CHOOSE, sent).status_code == 422
    assert as_(reviewer).post(CHOOSE.replace("4", "5"), sent).status_code == 302  # the control


@pytest.mark.parametrize("word", ["x\x00y", "x" * 5000])
def test_a_word_that_cannot_be_kept_decides_nothing(as_, ev, suggestion, word):
    as_(ev).post(DECIDE, decided(suggestion, "reject", word=word))
    assert now(suggestion.thread).outcome == ""


def test_a_decision_that_makes_no_sense_is_said_to_make_none(as_, ev, suggestion):
    page = as_(ev).post(DECIDE, decided(suggestion, "perhaps"), follow=True)
    assert "This could not be understood." in page.content.decode()


def test_a_word_as_long_as_the_box_takes_is_kept(as_, ev, suggestion):
    word = "Kept.\r\n" * 332 + "Yes"
    as_(ev).post(DECIDE, decided(suggestion, "reject", word=word))
    assert now(suggestion.thread).taken_up == word


def test_suggestions_have_a_list_of_their_own(as_, reviewer, ev, finding, suggestion):
    make.CommentThreadFactory(about=finding, number=2)

    def shown(query):
        page = as_(reviewer).get(f"/evaluations/final/comments/?{query}")
        return [view.thread.number for view in page.context["threads"]]

    assert shown("kind=suggestion&show=unanswered") == [1]
    assert shown("kind=comment") == [2]
    as_(ev).post(DECIDE, decided(suggestion, "accept"))
    assert shown("kind=suggestion&outcome=accepted") == [1]
    assert shown("kind=suggestion&outcome=not_accepted") == []


@pytest.mark.parametrize("count", [2, 20])
def test_pages_cost_the_same_with_many_suggestions(
    as_, ev, finding, count, django_assert_max_num_queries
):
    for number in range(1, count + 1):
        make.SuggestionFactory(
            thread__about=finding, thread__number=number, thread__author=make.UserFactory()
        )
    browser = as_(ev)
    for address in ("/evaluations/final/comments/", FINDING, THREAD):
        with django_assert_max_num_queries(38):
            browser.get(address)
