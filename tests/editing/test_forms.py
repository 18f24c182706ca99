"""Forms of versioned rows: what steers them, and lists and titles as people write them."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from editing.forms import LinesField, TitlesField, VersionedForm
from evaluations.models import Lesson
from tests import factories as make


class LessonForm(VersionedForm):
    class Meta:
        model = Lesson
        fields = ["number", "heading", "text"]


def test_a_new_row_has_a_key_and_no_version():
    form = LessonForm()
    assert {"request_key", "base_version", "reason"} & set(form.fields) == {"request_key"}
    assert form["request_key"].value()


def test_an_old_row_has_a_version_and_asks_for_it(evaluation):
    lesson = make.LessonFactory(evaluation=evaluation)
    form = LessonForm(instance=lesson)
    assert form["base_version"].value() == 1
    assert "request_key" not in form.fields
    sent = LessonForm({"number": 1, "heading": "x"}, instance=lesson)
    assert "base_version" in sent.errors


def test_saving_past_the_write_path_is_no_option(evaluation):
    lesson = make.LessonFactory(evaluation=evaluation)
    form = LessonForm({"number": 1, "heading": "x", "base_version": 1}, instance=lesson)
    assert form.is_valid()
    with pytest.raises(TypeError, match="save_by"):
        form.save()


def test_promises_of_the_table_are_asked_with_what_the_address_decides(evaluation):
    make.LessonFactory(evaluation=evaluation, number=3)
    form = LessonForm({"number": 3, "heading": "x"}, fixed={"evaluation": evaluation})
    assert "This number is taken." in str(form.errors)
    assert LessonForm({"number": 4, "heading": "x"}, fixed={"evaluation": evaluation}).is_valid()


def test_too_much_text_is_said_at_its_field(evaluation):
    deep = "<blockquote>" * 100
    form = LessonForm({"number": 3, "heading": "x", "text": deep}, fixed={"evaluation": evaluation})
    assert "too long or too deeply nested" in str(form.errors["text"])


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_made_up_key_was_not_sent_before(ev, key):
    form = LessonForm({"request_key": key})
    assert form.sent_before(ev) is None


def test_lines():
    field = LinesField(required=False)
    assert field.clean(" one \n\n  two\r\n") == ["one", "two"]
    assert field.clean("") == []
    assert field.prepare_value(["one", "two"]) == "one\ntwo"
    assert field.prepare_value("typed\n") == "typed\n"
    assert not field.has_changed(["one", "two"], "one\r\ntwo")
    assert field.has_changed(["one"], "two")
    with pytest.raises(ValidationError):
        LinesField().clean("  \n ")


def test_titles():
    field = TitlesField(required=False)
    titles = {"zh-hans": "移民", "fr": "Projet : la suite"}
    assert field.clean("ZH-HANS: 移民\nfr: Projet : la suite\n\n") == titles
    assert field.clean(field.prepare_value(titles)) == titles
    assert not field.has_changed(titles, "zh-hans: 移民\nfr: Projet : la suite")
    for wrong in ("just words", "fr:", ": Projet"):
        with pytest.raises(ValidationError, match="Write each title as language"):
            field.clean(wrong)
    with pytest.raises(ValidationError):
        TitlesField().clean("")


def test_a_field_of_the_row_that_is_called_like_a_steering_field_stays():
    class Answer(VersionedForm):
        reason = None

        class Meta:
            model = make.ResponseFactory._meta.model
            fields = ["decision", "reason"]

    assert isinstance(Answer().fields["reason"], forms.CharField)
