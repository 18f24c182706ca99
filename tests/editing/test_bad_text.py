"""Text that no honest person writes comes through every door: it is cleaned or refused, never a fault."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from editing import versions
from editing.models import PrivateDraft, RejectedEdit

HOSTILE = (Path(__file__).parent / "clipboard" / "hostile.txt").read_text()
EDIT = "/evaluations/final/findings/4/edit/"
HUGE = "<p>Five megabytes of a report.</p>" * 160_000
NESTED = "<ul><li>" * 10_000
LINES = "A line.\n\n" * 100_000
REFUSED = "too long or too deeply nested"


def form(text, **more):
    return {
        "question": "",
        "number": 4,
        "short_answer": "Yes.",
        "base_version": 1,
        "text": text,
        **more,
    }


@pytest.fixture
def sent(as_, eud, finding):
    """`sent(text)`: the answer to the officer's form."""

    def send(text, **more):
        content = form(text, question=finding.question_id, **more)
        return as_(eud).post(EDIT, content)

    return send


def test_what_is_hostile_is_cleaned_before_it_is_stored(sent, finding):
    assert sent(HOSTILE).status_code == 302
    text = versions.current(finding).text
    assert "Honest words." in text
    assert "evil" not in text


@pytest.mark.parametrize(
    "text", [HUGE, NESTED, LINES], ids=["5 MB", "10,000 nested lists", "100,000 lines"]
)
def test_what_no_report_holds_is_refused_at_its_field_and_given_back(sent, finding, text):
    answer = sent(text)
    assert answer.status_code == 422
    assert REFUSED in str(answer.context["form"].errors["text"])
    assert answer.context["form"]["text"].value() == text
    assert versions.current(finding).version == 1


def test_a_draft_is_clean_too(sent, eud):
    key = "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f"
    assert sent(HOSTILE, **{"draft-keep": "yes", "draft-key": key}).status_code == 200
    [draft] = PrivateDraft.objects.visible_to(eud)
    assert "Honest words." in str(draft.content)
    assert "evil" not in str(draft.content)
    assert draft.content["short_answer"] == ["Yes."]


@pytest.mark.parametrize("text", [HUGE, NESTED], ids=["5 MB", "10,000 nested lists"])
def test_a_draft_that_cannot_be_kept_says_so(sent, text):
    answer = sent(
        text, **{"draft-keep": "yes", "draft-key": "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f"}
    )
    assert answer.status_code == 413
    assert "too long" in answer.json()["error"]
    assert not PrivateDraft.objects.exists()


def test_what_a_conflict_keeps_is_clean(sent, finding):
    versions.revise(finding, base_version=1, fields={"short_answer": "No."}, by=None)
    assert sent(HOSTILE).status_code == 409
    [kept] = RejectedEdit.objects.all()
    assert "Honest words." in str(kept.content)
    assert "evil" not in str(kept.content)


def test_the_write_path_itself_cleans_and_refuses(finding):
    """Imports, commands and the demonstration data come this way."""
    revised = versions.revise(finding, base_version=1, fields={"text": HOSTILE}, by=None)
    assert "evil" not in versions.current(revised).text
    for text in (HUGE, NESTED):
        with pytest.raises(ValidationError, match=REFUSED):
            versions.revise(finding, base_version=2, fields={"text": text}, by=None)


def test_the_back_office_refuses_and_cleans(as_, support, finding):
    address = f"/admin/evaluations/finding/{finding.pk}/change/"
    page = as_(support).get(address)
    content = {
        name: value
        for name in page.context["adminform"].form.fields
        if (value := page.context["adminform"].form[name].value()) is not None
    }
    refused = as_(support).post(address, content | {"text": NESTED})
    assert refused.status_code in {200, 422}
    assert REFUSED in str(refused.context["adminform"].form.errors["text"])
    assert as_(support).post(address, content | {"text": HOSTILE}).status_code == 302
    assert "evil" not in versions.current(finding).text


def test_a_form_longer_than_any_is_answered_in_words(sent, finding, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = sent("x" * 2000)
    assert answer.status_code == 413
    assert "your text is still in the form" in answer.content.decode()
    assert versions.current(finding).version == 1
