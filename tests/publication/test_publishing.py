"""Two people and a file: what is prepared by one, confirmed by another, and never changed again."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from editing import versions
from evaluations.models import PublishedReport
from evaluations.publishing import confirm_report, send_back_report, withdraw_report
from mmsp.publication.papers import NotReady, make
from tests.publication.conftest import change, propose, publish, sha256

pytestmark = pytest.mark.usefixtures("press")


def test_what_the_evaluator_prepares_the_delegation_publishes(final, ev, eud):
    proposed = propose(final, ev)
    assert (proposed.state, proposed.edition) == ("proposed", None)
    published = confirm_report(report=proposed, base_version=1, by=eud)
    assert (published.state, published.edition, published.confirmed_by) == ("published", 1, eud)
    file = published.file.read()
    assert published.sha256 == sha256(file)
    assert published.content_hash == sha256(published.data.read())
    assert published.size == len(file)


def test_nobody_confirms_what_they_prepared(final, eud, second):
    proposed = propose(final, eud)
    with pytest.raises(PermissionDenied):
        confirm_report(report=proposed, base_version=1, by=eud)
    assert confirm_report(report=proposed, base_version=1, by=second).edition == 1


def test_the_database_itself_wants_two_people(final, eud, ev):
    """Also where no rule is asked, as for the system itself."""
    proposed = propose(final, ev)
    fields = {"edition": 1, "published_at": proposed.made_at}
    for confirmed_by in (ev, None):
        with pytest.raises(ValidationError):
            versions.revise(
                proposed, base_version=1, by=None, fields=fields | {"confirmed_by": confirmed_by}
            )
    with pytest.raises(ValidationError):
        versions.revise(proposed, base_version=1, by=None, fields={"confirmed_by": eud})


@pytest.mark.parametrize("role", ["ev", "pm", "reviewer", "reader", "stranger"])
def test_only_managers_confirm_and_withdraw(final, eud, second, role, request):
    person = request.getfixturevalue(role)
    proposed = propose(final, eud)
    with pytest.raises(PermissionDenied):
        confirm_report(report=proposed, base_version=1, by=person)
    published = confirm_report(report=proposed, base_version=1, by=second)
    with pytest.raises(PermissionDenied):
        withdraw_report(report=published, base_version=2, by=person, reason="Wrong")


def test_a_draft_and_a_report_that_is_not_public_stay_in_the_house(world, final, eud):
    change(world.evaluation, confidentiality="restricted")
    final.refresh_from_db()
    with pytest.raises(ValidationError, match="not marked public"):
        propose(final, eud)
    assert propose(final, eud, audience="restricted").audience == "restricted"
    change(world.evaluation, stage="review")
    final.refresh_from_db()
    with pytest.raises(ValidationError, match="Only a final report"):
        propose(final, eud, audience="internal")


def test_what_preflight_blocks_is_not_printed(final, eud, press):
    for section in final.sections.filter(kind="executive_summary"):
        change(section, text="")
    with pytest.raises(NotReady) as refused:
        propose(final, eud)
    assert "no executive summary" in refused.value.remarks[0].message
    assert press == []


def test_an_evaluation_that_was_closed_to_the_public_meanwhile_is_not_published(final, ev, eud):
    proposed = propose(final, ev)
    change(final, confidentiality="restricted")
    with pytest.raises(ValidationError, match="not marked public"):
        confirm_report(report=proposed, base_version=1, by=eud)


def test_the_next_edition_says_what_changed(final, ev, eud):
    publish(final, ev, eud)
    finding, lesson = final.findings.get(), final.lessons.get()
    change(finding, short_answer="No longer.")
    versions.remove(lesson, base_version=1, by=None)
    second = publish(final, ev, eud)
    assert second.edition == 2
    assert second.changes == [
        {"part": "finding", "name": str(finding.number), "what": "changed"},
        {"part": "lesson", "name": str(lesson.number), "what": "removed"},
    ]


def test_the_same_again_is_no_edition(final, ev, eud):
    publish(final, ev, eud)
    with pytest.raises(ValidationError, match="Nothing has changed"):
        propose(final, ev)


def test_the_same_again_is_one_after_a_withdrawal(final, ev, eud):
    first = publish(final, ev, eud)
    withdraw_report(report=first, base_version=2, by=eud, reason="By mistake")
    assert publish(final, ev, eud).edition == 2


def test_one_at_a_time_waits(final, ev, eud):
    waiting = propose(final, ev)
    with pytest.raises(ValidationError, match="waits for confirmation already"):
        propose(final, eud)
    back = send_back_report(report=waiting, base_version=1, by=eud, reason="The cover is old")
    assert (back.state, back.withdrawn_reason) == ("sent_back", "The cover is old")
    assert publish(final, ev, eud).edition == 1


def test_without_a_reason_nothing_is_withdrawn(final, ev, eud):
    published = publish(final, ev, eud)
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_report(report=published, base_version=2, by=eud, reason="  ")


def test_what_was_withdrawn_stays_withdrawn_and_what_was_sent_back_is_not_published(final, ev, eud):
    published = publish(final, ev, eud)
    withdrawn = withdraw_report(report=published, base_version=2, by=eud, reason="Wrong")
    with pytest.raises(PermissionDenied):
        withdraw_report(report=withdrawn, base_version=3, by=eud, reason="Again")
    back = send_back_report(report=propose(final, ev), base_version=1, by=eud, reason="No")
    with pytest.raises(PermissionDenied):
        confirm_report(report=back, base_version=2, by=eud)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Other"}, {"sha256": "0" * 64}, {"edition": 7}, {"facts": {}}, {"size": 1},
        {"file": "published/other.pdf"}, {"audience": "internal"}, {"published_at": None},
    ],
)  # fmt: skip
def test_not_even_the_system_changes_what_was_published(final, ev, eud, fields):
    published = publish(final, ev, eud)
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        versions.revise(published, base_version=2, fields=fields, by=None)
    published.refresh_from_db()
    assert published.version == 2


def test_nobody_removes_it(final, ev, eud, support):
    published = publish(final, ev, eud)
    for person in (eud, support):
        with pytest.raises(PermissionDenied):
            versions.remove(published, base_version=2, by=person)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):  # whom no rule stops, the database does
        versions.remove(published, base_version=2, by=None)
    assert PublishedReport.objects.get() == published


def test_the_public_data_hold_nothing_that_is_not_printed(final, ev, eud):
    data = json.loads(publish(final, ev, eud).data.read())
    assert data["product"] == "final-report"
    assert data["content"]["audience"] == "public"
    assert data["content"]["open_comments"] == []
    assert all(event["page"] == "" and event["stated"] == [] for event in data["content"]["events"])


def test_the_file_names_the_page_of_verification_and_its_content(final, ev, eud, settings):
    settings.SITE_URL = "https://mmsp.example.org"
    published = publish(final, ev, eud)
    file = published.file.read().decode()
    assert f"Verify at mmsp.example.org/verify/ · content {published.content_hash[:16]}" in file
    assert "Version 1.0" in file


def test_two_prints_of_the_same_content_are_the_same_bytes(final):
    import datetime

    made = [
        make(final, product="final-report", audience="public", as_of=datetime.date(2026, 1, 5))
        for _twice in range(2)
    ]
    assert made[0] == made[1]
