"""Removal in the admin: seen first, done on the version that was seen, erased never."""

import pytest

from editing import versions
from evaluations.models import Abbreviation
from tests import factories as make
from tests.admin.conftest import page_of


@pytest.fixture
def finding(evaluation):
    return make.FindingFactory(evaluation=evaluation, number=4)


@pytest.fixture
def abbreviations(evaluation):
    names = ("EUD", "IOM", "ILO")
    fields = ({"evaluation": evaluation, "short": name, "meaning": name} for name in names)
    return [versions.create(Abbreviation, fields=each, by=None) for each in fields]


def is_there(row):
    return versions.current(row).deleted_at is None


def test_support_removes_a_finding(back_office, support, finding):
    page = back_office.get(page_of(finding, "delete"))
    assert str(finding) in page.content.decode()
    sent = {"confirmed": "1", f"version-{finding.pk}": "1", "reason": "double"}
    assert back_office.post(page_of(finding, "delete"), sent).status_code == 302
    assert not is_there(finding)
    last = versions.revisions_of(finding).first()
    assert (last.kind, last.by, last.reason) == ("removed", support, "double")


def test_asking_removes_nothing(back_office, finding):
    back_office.get(page_of(finding, "delete"))
    back_office.post(page_of(finding, "delete"), {"post": "yes"})
    assert is_there(finding)


def test_what_somebody_changed_meanwhile_is_looked_at_again(back_office, eud, finding):
    versions.revise(finding, base_version=1, fields={"short_answer": "New."}, by=eud)
    sent = {"confirmed": "1", f"version-{finding.pk}": "1"}
    answer = back_office.post(page_of(finding, "delete"), sent)
    assert answer.status_code == 409
    assert "Look again before you remove it" in answer.content.decode()
    assert is_there(finding)
    sent[f"version-{finding.pk}"] = "2"
    assert back_office.post(page_of(finding, "delete"), sent).status_code == 302
    assert not is_there(finding)


@pytest.mark.parametrize("version", [None, "", "x", "-1", "9" * 30])
def test_a_forged_removal_without_its_version_is_not_taken(back_office, finding, version):
    sent = {"confirmed": "1"} | ({} if version is None else {f"version-{finding.pk}": version})
    assert back_office.post(page_of(finding, "delete"), sent).status_code in (200, 409)
    assert is_there(finding)


def test_a_question_with_a_finding_stays(back_office, finding):
    question = finding.question
    page = back_office.get(page_of(question, "delete"))
    assert "first remove what hangs on it (1 finding)" in page.content.decode()
    sent = {"confirmed": "1", f"version-{question.pk}": "1"}
    answer = back_office.post(page_of(question, "delete"), sent)
    assert "First remove what hangs on it" in answer.content.decode()
    assert is_there(question)


def selection(rows, **more):
    return {"action": "remove_selected", "_selected_action": [row.pk for row in rows], **more}


def seen(rows):
    return {f"version-{row.pk}": row.version for row in rows}


def test_several_rows_are_shown_before_they_go(back_office, abbreviations):
    url = page_of(Abbreviation, "changelist")
    page = back_office.post(url, selection(abbreviations[:2]))
    shown = page.content.decode()
    assert "EUD" in shown
    assert "IOM" in shown
    assert all(map(is_there, abbreviations))
    sent = selection(abbreviations[:2], confirmed="1") | seen(abbreviations[:2])
    assert back_office.post(url, sent).status_code == 302
    assert [is_there(row) for row in abbreviations] == [False, False, True]


def test_one_stale_row_keeps_the_whole_selection(back_office, eud, abbreviations):
    url = page_of(Abbreviation, "changelist")
    back_office.post(url, selection(abbreviations))
    versions.revise(abbreviations[1], base_version=1, fields={"meaning": "Changed"}, by=eud)
    sent = selection(abbreviations, confirmed="1") | seen(abbreviations)
    answer = back_office.post(url, sent)
    assert answer.status_code == 409
    assert "Somebody changed IOM meanwhile" in answer.content.decode()
    assert all(map(is_there, abbreviations))


def test_a_row_removed_by_somebody_else_leaves_the_others(back_office, eud, abbreviations):
    url = page_of(Abbreviation, "changelist")
    versions.remove(abbreviations[1], base_version=1, by=eud)
    sent = selection(abbreviations, confirmed="1") | seen(abbreviations)
    assert back_office.post(url, sent).status_code in (302, 409)
    assert [is_there(row) for row in abbreviations] == [False, False, False]


def test_the_removal_of_django_that_erases_is_not_offered(back_office, abbreviations):
    url = page_of(Abbreviation, "changelist")
    assert "delete_selected" not in back_office.get(url).content.decode()
    back_office.post(url, selection(abbreviations, post="yes") | {"action": "delete_selected"})
    assert all(map(is_there, abbreviations))


def test_the_history_of_a_removed_row_stays_open(back_office, finding, eud):
    versions.remove(finding, base_version=1, by=eud, reason="double")
    page = back_office.get(page_of(finding, "history"))
    assert page.status_code == 200
    assert "double" in page.content.decode()
