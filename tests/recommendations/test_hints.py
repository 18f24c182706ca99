"""Hints beside an answer and a report: they help who writes, and keep nobody from saving."""

import pytest

from editing import versions
from recommendations import hints
from recommendations.models import KeyAction
from tests import factories as make
from tests.follow_up import report

once = pytest.mark.once
GOOD = {
    "text": "Write a hand-over note for every project.", "responsible_units": "Beijing office",
    "due_on": "2027-01-31",
}  # fmt: skip


@once
def test_a_key_action_that_says_who_what_and_when_hears_nothing():
    assert hints.flat(hints.of_action(GOOD)) == []
    assert hints.of_action({}) == {}


@once
@pytest.mark.parametrize(
    ("said", "field", "hint"),
    [
        ({"text": "Training"}, "text", "What exactly?"),
        ({"text": "培训"}, "text", "What exactly?"),
        ({"text": "Write a note; train the staff; report to all."}, "text", "several actions"),
        ({"text": "Write the note and then train all of the staff."}, "text", "several actions"),
        ({"text": "Rédiger la note, et ensuite former le personnel."}, "text", "several actions"),
        ({"text": "1. Write the note\n2. Train the staff"}, "text", "several actions"),
        ({"responsible_units": " "}, "responsible_units", "Who does it?"),
        ({"due_on": ""}, "due_on", "By when?"),
        ({"due_on": "", "no_date_reason": "other"}, "no_date_note", "why there is no date"),
    ],
)
def test_what_a_key_action_leaves_open_is_asked_for(said, field, hint):
    found = hints.of_action(GOOD | said)
    assert hint in found[field][0]


@once
@pytest.mark.parametrize(
    "promise",
    [
        "The office will write the note.", "Future projects will have an exit strategy.",
        "IOM plans to train staff. It is going to be held in May.", "La note sera rédigée.",
        "Le bureau prévoit une formation.", "将于五月举行培训。", "计划开展培训",
    ],
)  # fmt: skip
def test_a_report_that_only_promises_is_asked_for_what_has_happened(promise):
    assert "Say what has happened" in hints.flat(hints.of_progress({"what_was_done": promise}))[0]


@once
@pytest.mark.parametrize(
    "told",
    [
        "", "The note was signed.", "The note that will guide all was signed.",
        "Staff trained in May. A second round will follow.", "La note a été signée; elle sera lue.",
        "培训已于五月举行，将继续。", "Goodwill visits took place.",
    ],
)  # fmt: skip
def test_a_report_of_what_has_happened_is_left_in_peace(told):
    assert hints.of_progress({"what_was_done": told}) == {}


@once
def test_the_words_are_data(settings):
    settings.TEXT_HINTS = settings.TEXT_HINTS | {
        "de": {"promises": ["wird"], "done": [], "several": []}
    }
    assert hints.of_progress({"what_was_done": "Das wird."})


def test_while_one_writes_the_hints_come_to_their_fields(as_, pm):
    said = {"text": "Training", "due_on": "2027-01-31", "auto_id": "r3-new-%s"}
    page = as_(pm).post("/hints/action/", said).content.decode()
    assert 'id="r3-new-text_hints"' in page
    assert page.count('class="hint"') == 2
    assert "Who does it?" in page


@pytest.mark.parametrize("sent", [{}, {"text": "\x01" * 9, "auto_id": '"><b>%s%d'}])
def test_garbage_gives_no_fault_and_no_markup(as_, pm, sent):
    page = as_(pm).post("/hints/action/", sent)
    assert page.status_code == 200
    assert b"<b>" not in page.content
    assert as_(pm).post("/hints/nonsense/", sent).status_code == 404
    assert as_(pm).get("/hints/action/").status_code == 405


def test_a_form_opened_again_shows_the_hints_without_scripts(as_, pm, follow_up):
    form = as_(pm).get(follow_up.action.url_for("edit")).content.decode()
    assert "What exactly?" in form
    assert 'hx-post="/hints/action/"' in form
    empty = as_(pm).get(follow_up.response.url_for("action-new")).content.decode()
    assert 'class="hint"' not in empty


def test_a_hint_keeps_nobody_from_saving(as_, pm, follow_up):
    url = follow_up.action.url_for("update")
    said = {"status": "initiated", "what_was_done": "We will do it.", "seen_version": "1"}
    assert as_(pm).post(url, said).status_code == 302


def test_who_writes_the_answer_reads_the_hints_in_the_matrix(as_, pm, eud, follow_up):
    report(follow_up.action, what_was_done="The office will write it.")
    make.ActionFactory(response=follow_up.pending, number=1)
    versions.revise(follow_up.pending, base_version=1, fields={"decision": "accepted"}, by=None)
    page = as_(pm).get(follow_up.url).content.decode()
    for hint in ("What exactly?", "Say what has happened", "Who does it?", "very short"):
        assert hint in page, hint
    assert b'class="hint"' not in as_(eud).get(follow_up.url).content
    assert "Say what has happened" in as_(pm).get("/my/actions/").content.decode()


def test_an_accepted_recommendation_without_an_action_is_pointed_out(as_, pm, follow_up):
    versions.revise(follow_up.pending, base_version=1, fields={"decision": "accepted"}, by=None)
    assert "No key action says yet" in as_(pm).get(follow_up.url).content.decode()


def test_what_is_handed_over_is_read_without_hints(as_, pm, submitted):
    assert "What exactly?" not in as_(pm).get(submitted.url).content.decode()
    assert KeyAction.objects.get().text
