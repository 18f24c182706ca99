"""Comments on the draft: said by those who read it, answered by those who write it, seen by no one else."""

import pytest

from editing import versions
from evaluations.models import Comment, CommentThread
from tests import factories as make
from tests.evaluations.conftest import filled, now, without_tokens

FINDING = "/evaluations/final/findings/4/"
NEW = "/evaluations/final/comments/on/finding/4/"
LIST = "/evaluations/final/comments/"
THREAD = f"{LIST}1/"


@pytest.fixture
def thread(evaluation, finding, reviewer):
    """The reviewer's comment on a passage of finding 4."""
    thread = make.CommentThreadFactory(
        evaluation=evaluation, about=finding, number=1, author=reviewer, field="text",
        quote="Second paragraph", prefix="First paragraph",
    )  # fmt: skip
    make.CommentFactory(thread=thread, number=1, author=reviewer, text="Says who?")
    return thread


def said_on(finding):
    return Comment.objects.filter(thread__object_id=finding.pk)


def test_a_reviewer_comments_on_a_passage_without_being_able_to_edit(as_, reviewer, finding):
    browser = as_(reviewer)
    assert NEW in browser.get(FINDING).content.decode()
    sent = filled(browser.get(NEW), quote="second\nparagraph", text="Says who?")
    assert browser.post(NEW, sent).status_code == 422  # small letters are not in the text
    answer = browser.post(NEW, sent | {"quote": "Second \n paragraph"})
    assert answer["Location"] == THREAD
    thread = CommentThread.objects.get()
    assert (thread.quote, thread.field, thread.author) == ("Second paragraph", "text", reviewer)
    assert "Says who?" in browser.get(FINDING).content.decode()
    assert browser.get(f"{FINDING}edit/").status_code == 403


def test_a_form_sent_twice_says_it_once(as_, reviewer, finding):
    browser = as_(reviewer)
    sent = filled(browser.get(NEW), text="Once.")
    assert [browser.post(NEW, sent)["Location"] for _again in range(2)] == [THREAD, THREAD]
    assert said_on(finding).count() == 1


def test_the_evaluator_answers_and_resolves(as_, ev, reviewer, thread):
    browser = as_(ev)
    page = browser.get(f"{THREAD}answer/")
    sent = filled(
        page, outcome="partly_accepted", taken_up="In F4, second paragraph.", resolve="on"
    )
    assert browser.post(f"{THREAD}answer/", sent)["Location"] == THREAD
    thread = now(thread)
    assert (thread.outcome, thread.answered_by, thread.resolved_by) == ("partly_accepted", ev, ev)
    assert "In F4, second paragraph." in as_(reviewer).get(THREAD).content.decode()


def test_an_answer_needs_to_say_where(as_, ev, thread):
    browser = as_(ev)
    page = browser.post(
        f"{THREAD}answer/", filled(browser.get(f"{THREAD}answer/"), outcome="accepted")
    )
    assert page.status_code == 422
    assert now(thread).outcome == ""


def test_two_answers_meet_on_the_conflict_page(as_, ev, eud, thread):
    first, second = as_(ev), as_(eud)
    opened = second.get(f"{THREAD}answer/")
    taken = filled(first.get(f"{THREAD}answer/"), outcome="accepted", taken_up="In F4.")
    first.post(f"{THREAD}answer/", taken)
    late = second.post(f"{THREAD}answer/", filled(opened, outcome="not_accepted", taken_up="No."))
    assert late.status_code == 409
    assert now(thread).outcome == "accepted"


def test_who_opened_a_thread_may_resolve_and_reopen_it(as_, reviewer, pm, thread):
    browser, settle = as_(reviewer), f"{THREAD}settle/"
    browser.post(settle, {"base_version": 1, "resolved": "True"})
    assert now(thread).resolved_by == reviewer
    browser.post(settle, {"base_version": 2})
    assert now(thread).is_open
    assert as_(pm).post(settle, {"base_version": 3, "resolved": "True"}).status_code == 403
    browser.post(settle, {"base_version": 1, "resolved": "True"})  # seen before somebody else moved
    assert now(thread).is_open


def test_people_reword_their_own_comment_and_earlier_words_are_kept(as_, reviewer, ev, thread):
    browser, edit = as_(reviewer), f"{THREAD}1/edit/"
    browser.post(edit, filled(browser.get(edit), text="Who says so?"))
    comment = thread.comments.get()
    assert comment.text == "Who says so?"
    assert versions.revisions_of(comment).get(version=1).content["text"] == "Says who?"
    assert as_(ev).get(edit).status_code == 403


def test_who_is_mentioned_is_told_at_home_until_they_reply(as_, ev, reviewer, thread):
    reply = f"{THREAD}reply/"
    browser = as_(reviewer)
    browser.post(reply, filled(browser.get(reply), text="@EV, <b>where</b> from? Or @NOBODY?"))
    assert [person.name for person in thread.comments.last().mentions.all()] == ["EV"]
    page = browser.get(THREAD).content.decode()
    assert ">@EV</a>, &lt;b&gt;where&lt;/b&gt; from? Or @NOBODY?" in page
    evaluator = as_(ev)
    assert "Mentions of you" in evaluator.get("/").content.decode()
    evaluator.post(reply, filled(evaluator.get(reply), text="From interview 3."))
    assert "Mentions of you" not in evaluator.get("/").content.decode()


def test_nobody_outside_the_evaluation_can_be_mentioned(as_, reviewer, stranger, reader, thread):
    browser = as_(reviewer)
    form = browser.get(f"{THREAD}reply/").context["form"]
    assert "REVIEWER" in form.members
    assert not {"STRANGER", "READER"} & set(form.members)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<p>New start. First paragraph.</p><p>Second paragraph.</p>", "“Second paragraph”"),
        ("<p>First paragraph.</p><p>Second, shorter paragraph.</p>", "Second, shorter paragraph"),
        ("<p>All is new here.</p>", "The passage is gone; it read:"),
    ],
)
def test_a_comment_finds_its_passage_again_or_says_that_it_is_gone(
    as_, reviewer, finding, thread, text, says
):
    versions.revise(finding, base_version=1, fields={"text": text}, by=None)
    browser = as_(reviewer)
    assert says in browser.get(THREAD).content.decode() + browser.get(LIST).content.decode()
    assert ("is gone" in says) == ("is gone" in browser.get(THREAD).content.decode())


def test_the_comment_outlives_its_finding(as_, ev, finding, thread):
    versions.remove(finding, base_version=1, by=None)
    page = as_(ev).get(THREAD).content.decode()
    assert "(removed)" in page
    assert "Says who?" in page


@pytest.mark.parametrize("stage", ["review", "final"])
def test_readers_and_strangers_find_no_comments(as_, reader, stranger, evaluation, thread, stage):
    versions.revise(evaluation, base_version=1, fields={"stage": stage}, by=None)
    for browser in (as_(reader), as_(stranger)):
        for there, nowhere in ((THREAD, f"{LIST}9/"), (f"{THREAD}answer/", f"{LIST}9/answer/")):
            seen, absent = browser.get(there), browser.get(nowhere)
            assert seen.status_code == 404
            assert without_tokens(seen, there) == without_tokens(absent, nowhere)
        assert browser.get(LIST).status_code == 404
        assert "Says who?" not in browser.get(FINDING).content.decode()


def test_a_final_report_is_no_longer_commented_on(as_, reviewer, evaluation, thread):
    versions.revise(evaluation, base_version=1, fields={"stage": "final"}, by=None)
    browser = as_(reviewer)
    assert browser.get(THREAD).status_code == 200
    assert browser.get(NEW).status_code == 403
    assert browser.post(f"{THREAD}reply/", {"text": "Too late"}).status_code == 403


def test_a_part_of_another_evaluation_cannot_be_commented_on(as_, reviewer, evaluation):
    foreign = make.FindingFactory(number=77)
    assert as_(reviewer).get(f"{LIST}on/finding/77/").status_code == 404
    other = f"/evaluations/{foreign.evaluation.slug}/comments/on/finding/77/"
    assert as_(reviewer).get(other).status_code == 404
    assert as_(reviewer).get(f"{LIST}on/membership/1/").status_code == 404


def test_the_list_can_be_narrowed(as_, reviewer, ev, evaluation, thread):
    make.CommentFactory(
        thread__about=make.SectionFactory(evaluation=evaluation), thread__number=2, text="Longer?",
        author=ev, mentions=[reviewer],
    )  # fmt: skip
    versions.revise(
        thread, base_version=1, by=None,
        fields={"outcome": "accepted", "taken_up": "F4", "answered_by": ev,
                "answered_at": thread.created_at},
    )  # fmt: skip

    def shown(query):
        page = as_(reviewer).get(f"{LIST}?{query}")
        return [view.thread.number for view in page.context["threads"]]

    assert shown("") == shown("show=open") == shown("show=nonsense") == [1, 2]
    assert shown("show=unanswered") == shown("show=mentions") == shown("part=section") == [2]
    assert shown("show=mine") == [1]
    assert shown("show=resolved") == []


@pytest.mark.parametrize("threads", [2, 20])
def test_pages_cost_the_same_with_many_comments(
    as_, reviewer, evaluation, finding, threads, django_assert_max_num_queries
):
    for number in range(1, threads + 1):
        thread = make.CommentThreadFactory(
            about=finding, evaluation=evaluation, number=number, author=make.UserFactory(),
            quote="Second paragraph", field="text",
        )  # fmt: skip
        make.CommentFactory(thread=thread, author=make.UserFactory(), mentions=[reviewer])
    browser = as_(reviewer)
    for address in (LIST, FINDING, THREAD):
        with django_assert_max_num_queries(38):
            browser.get(address)
