"""Two people save the same page: the second sees both texts and settles it with one more press."""

from datetime import date

import pytest
from lxml import html as lxml_html

from editing import versions
from editing.models import RejectedEdit
from evaluations.forms.findings import FindingForm
from evaluations.models import Finding
from tests import factories as make

TEXT = "<p>First paragraph.</p><p>Second paragraph.</p>"


@pytest.fixture
def finding(evaluation):
    return make.FindingFactory(evaluation=evaluation, number=4, text=TEXT)


def edit_url(row):
    return f"{row.get_absolute_url()}edit/"


def filled(answer):
    """What a browser sends back from the form of a page that carries a version."""
    page = lxml_html.fromstring(answer.content.decode())
    [form] = [form for form in page.forms if "base_version" in form.fields]
    sent = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def read(answer):
    return " ".join(lxml_html.fromstring(answer.content.decode()).text_content().split())


@pytest.fixture
def collision(as_, ev, eud, finding):
    """`collision(theirs, mine)`: the officer saves first, then the evaluator; the answer to the latter."""

    def collide(theirs, mine, row=finding):
        client = as_(ev)
        sent = filled(client.get(edit_url(row)))
        versions.revise(row, base_version=row.version, fields=theirs, by=eud)
        return client, client.post(edit_url(row), sent | mine)

    return collide


def test_both_texts_and_what_was_before_are_shown(collision, finding):
    _client, answer = collision({"short_answer": "The officer's."}, {"short_answer": "Mine."})
    assert answer.status_code == 409
    for words in ("Yes, by and large.", "The officer's.", "Mine.", "EUD"):
        assert words in read(answer)
    assert versions.current(finding).short_answer == "The officer's."
    assert RejectedEdit.objects.get().content["short_answer"] == "Mine."


def test_one_more_press_settles_it(collision, finding):
    theirs = TEXT.replace("Second", "Another")
    client, answer = collision({"text": theirs}, {"text": TEXT.replace("First", "My")})
    assert client.post(edit_url(finding), filled(answer)).status_code == 302
    text = "<p>My paragraph.</p><p>Another paragraph.</p>"
    assert versions.current(finding).text == text
    assert versions.current(finding).version == 3


def test_a_third_person_in_between_is_met_too(collision, finding, eud):
    client, answer = collision({"short_answer": "Theirs."}, {"short_answer": "Mine."})
    versions.revise(finding, base_version=2, fields={"short_answer": "Theirs again."}, by=eud)
    again = client.post(edit_url(finding), filled(answer) | {"short_answer": "Settled."})
    assert again.status_code == 409
    assert "Theirs again." in read(again)
    assert client.post(edit_url(finding), filled(again)).status_code == 302
    kept = RejectedEdit.objects.values_list("content__short_answer", flat=True)
    assert set(kept) == {"Mine.", "Settled."}


def test_choices_and_links_of_both_survive(collision, finding, world):
    activity = make.ActivityFactory(project=world.project, title="Study visit")
    client, answer = collision(
        {"rating": "satisfactory"},
        {"evidence_strength": "strong", "evidence_reason": "Seen.", "activities": [activity.pk]},
    )
    assert "Study visit" in read(answer)
    assert client.post(edit_url(finding), filled(answer)).status_code == 302
    fresh = versions.current(finding)
    assert (fresh.rating, fresh.evidence_strength) == ("satisfactory", "strong")
    assert list(fresh.activities.all()) == [activity]


def test_dates_and_lists_of_a_title_page_survive(collision, evaluation):
    theirs = {"period_from": date(2017, 1, 2), "themes": ["Migration", "Asylum"]}
    mine = {"report_date": "2020-12-31", "title": "Final evaluation, printed"}
    client, answer = collision(theirs, mine, evaluation)
    assert answer.status_code == 409
    assert client.post(edit_url(evaluation), filled(answer)).status_code == 302
    fresh = versions.current(evaluation)
    assert (fresh.period_from, fresh.report_date) == (date(2017, 1, 2), date(2020, 12, 31))
    assert (fresh.themes, fresh.title) == (["Migration", "Asylum"], mine["title"])


def test_saving_what_one_was_shown_quarrels_with_nobody(collision, finding):
    _client, answer = collision({"short_answer": "The officer's."}, {})
    assert answer.status_code == 302
    assert versions.current(finding).version == 2
    assert not RejectedEdit.objects.exists()


def test_the_page_shows_cleaned_text_only(collision):
    _client, answer = collision(
        {"text": "<p>Theirs.</p>"}, {"text": "<p>Mine.<script>alert(1)</script></p>"}
    )
    assert answer.status_code == 409
    assert "alert(1)" not in answer.content.decode()


def test_a_row_removed_in_the_same_moment(as_, ev, eud, finding, monkeypatch):
    client = as_(ev)
    sent = filled(client.get(edit_url(finding)))
    save_by = FindingForm.save_by

    def too_late(form, user):
        versions.remove(finding, base_version=1, by=eud)
        return save_by(form, user)

    monkeypatch.setattr(FindingForm, "save_by", too_late)
    answer = client.post(edit_url(finding), sent | {"short_answer": "Too late."})
    assert answer.status_code == 409
    assert "Too late." in read(answer)
    assert RejectedEdit.objects.get().content["short_answer"] == "Too late."


@pytest.mark.parametrize("version", [None, "", "x", "-1", "0", "9" * 30])
def test_a_form_without_an_honest_version_writes_nothing(as_, ev, finding, version):
    client = as_(ev)
    sent = filled(client.get(edit_url(finding))) | {"short_answer": "Forged."}
    del sent["base_version"]
    sent |= {} if version is None else {"base_version": version}
    assert client.post(edit_url(finding), sent).status_code in (409, 422)
    assert versions.current(finding).short_answer == "Yes, by and large."


def test_a_double_click_on_a_new_finding_makes_one(as_, ev, evaluation):
    question = make.QuestionFactory(evaluation=evaluation)
    client, url = as_(ev), f"{evaluation.get_absolute_url()}findings/new/"
    page = lxml_html.fromstring(client.get(url).content.decode())
    [form] = [form for form in page.forms if "request_key" in form.fields]
    sent = dict(form.form_values()) | {"question": question.pk, "short_answer": "Once."}
    first, second = client.post(url, sent), client.post(url, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Finding.objects.filter(evaluation=evaluation).count() == 1
    fresh = client.post(url, sent | {"request_key": "", "number": sent["number"]})
    assert fresh.status_code == 422
