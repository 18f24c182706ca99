"""The one write path: what it writes, what it refuses, and what it never loses."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction

from accounts.models import User
from activities.models import Document
from editing import versions
from editing.content import as_it_would_be
from editing.models import RejectedEdit, Revision, WritePathError
from editing.versions import Stale
from evaluations.actions import move_stage
from evaluations.models import EvaluationQuestion, Finding, Stage
from tests import factories as make


@pytest.fixture
def finding(evaluation):
    return make.FindingFactory(evaluation=evaluation, number=4)


def says(row):
    """What a row says now, asked of the database."""
    return versions.current(row).short_answer


def test_a_new_row_has_one_version_that_holds_everything(evaluation, ev):
    question = make.QuestionFactory(evaluation=evaluation)
    activity = make.ActivityFactory()
    finding = versions.create(
        Finding,
        fields={
            "evaluation": evaluation, "question": question, "number": 1,
            "short_answer": "Yes.", "activities": [activity],
        },
        by=ev,
        reason="first draft",
    )  # fmt: skip
    [revision] = versions.revisions_of(finding)
    assert (revision.version, revision.kind, revision.by) == (1, "created", ev)
    assert revision.reason == "first draft"
    assert revision.content["short_answer"] == "Yes."
    assert revision.content["activities"] == [activity.pk]


def test_an_edit_is_the_next_version(finding, ev):
    fresh = versions.revise(finding, base_version=1, fields={"short_answer": "Partly."}, by=ev)
    assert (fresh.version, fresh.short_answer) == (2, "Partly.")
    assert [r.version for r in versions.revisions_of(finding)] == [2, 1]


def test_saying_the_same_makes_no_version(finding, ev):
    fields = {"short_answer": finding.short_answer, "text": finding.text, "activities": []}
    assert versions.revise(finding, base_version=1, fields=fields, by=ev).version == 1
    assert Revision.objects.filter(object_id=finding.pk, version=2).count() == 0


def test_changing_links_alone_makes_a_version(finding, ev):
    activity = make.ActivityFactory()
    fresh = versions.revise(finding, base_version=1, fields={"activities": [activity]}, by=ev)
    assert fresh.version == 2
    assert list(fresh.activities.all()) == [activity]
    assert versions.revise(fresh, base_version=2, fields={"activities": []}, by=ev).version == 3


def test_a_removed_activity_does_not_make_a_version_of_the_finding(finding, ev):
    activity = make.ActivityFactory()
    fresh = versions.revise(finding, base_version=1, fields={"activities": [activity]}, by=ev)
    versions.remove(activity, base_version=1, by=None)
    assert versions.revise(fresh, base_version=2, fields={"activities": []}, by=ev).version == 2


def test_who_comes_too_late_is_refused_and_both_texts_are_kept(finding, eud, ev):
    versions.revise(finding, base_version=1, fields={"short_answer": "From the officer."}, by=eud)
    with pytest.raises(Stale) as refused:
        versions.revise(finding, base_version=1, fields={"short_answer": "From me."}, by=ev)
    assert says(finding) == "From the officer."
    assert refused.value.base()["short_answer"] == "Yes, by and large."
    assert refused.value.row.short_answer == "From the officer."
    assert refused.value.mine == {"short_answer": "From me."}
    kept = RejectedEdit.objects.get(by=ev)
    assert (kept.object_id, kept.base_version) == (finding.pk, 1)
    assert kept.content == {"short_answer": "From me."}


def test_who_comes_too_late_with_nothing_to_say_is_not_bothered(finding, eud, ev):
    versions.revise(finding, base_version=1, fields={"short_answer": "From the officer."}, by=eud)
    fresh = versions.revise(
        finding, base_version=1, fields={"short_answer": "Yes, by and large."}, by=ev
    )
    assert (fresh.version, fresh.short_answer) == (2, "From the officer.")
    assert not RejectedEdit.objects.exists()


def test_a_made_up_version_is_refused(finding, ev):
    with pytest.raises(Stale):
        versions.revise(finding, base_version=99, fields={"short_answer": "Forged."}, by=ev)
    assert says(finding) == "Yes, by and large."


def test_refused_links_and_dates_are_kept_as_keys_and_iso(finding, eud, ev):
    activity = make.ActivityFactory()
    versions.revise(finding, base_version=1, fields={"short_answer": "Other."}, by=eud)
    with pytest.raises(Stale) as refused:
        versions.revise(finding, base_version=1, fields={"activities": [activity]}, by=ev)
    assert refused.value.mine == {"activities": [activity.pk]}


def test_several_writes_are_undone_together_and_the_refused_text_outlives_them(finding, eud, ev):
    lesson = make.LessonFactory(evaluation=finding.evaluation)
    versions.revise(finding, base_version=1, fields={"short_answer": "Officer."}, by=eud)

    def write_both():
        with versions.together(remark="said in the same breath"):
            versions.revise(lesson, base_version=1, fields={"heading": "Changed"}, by=ev)
            versions.revise(finding, base_version=1, fields={"short_answer": "Mine."}, by=ev)

    with pytest.raises(Stale):
        write_both()
    assert versions.current(lesson).version == 1
    kept = RejectedEdit.objects.get(by=ev)
    assert kept.content == {"short_answer": "Mine.", "remark": "said in the same breath"}


def test_control_a_plain_transaction_would_lose_the_refused_text(finding, eud, ev):
    versions.revise(finding, base_version=1, fields={"short_answer": "Officer."}, by=eud)
    with pytest.raises(Stale), transaction.atomic():
        versions.revise(finding, base_version=1, fields={"short_answer": "Mine."}, by=ev)
    assert not RejectedEdit.objects.filter(by=ev).exists()


def test_a_form_sent_twice_makes_one_row(evaluation, ev):
    question, key = make.QuestionFactory(evaluation=evaluation), uuid4()
    fields = {"evaluation": evaluation, "question": question, "number": 7}
    first = versions.create(Finding, fields=fields, by=ev, request_key=key)
    again = versions.create(Finding, fields=fields, by=ev, request_key=key)
    assert first.pk == again.pk
    assert Finding.objects.filter(evaluation=evaluation).count() == 1


def test_another_persons_key_opens_nothing(evaluation, ev, eud):
    question, key = make.QuestionFactory(evaluation=evaluation), uuid4()
    fields = {"evaluation": evaluation, "question": question, "number": 7}
    versions.create(Finding, fields=fields, by=ev, request_key=key)
    with pytest.raises(ValidationError):
        versions.create(Finding, fields={**fields, "number": 8}, by=eud, request_key=key)


def test_a_taken_number_is_said_in_words(finding, ev):
    other = make.FindingFactory(evaluation=finding.evaluation, number=5)
    with pytest.raises(ValidationError, match="This number is taken"):
        versions.revise(other, base_version=1, fields={"number": 4}, by=ev)
    with pytest.raises(ValidationError, match="This number is taken"):
        versions.create(
            Finding,
            fields={"evaluation": finding.evaluation, "question": finding.question, "number": 4},
            by=ev,
        )


def test_a_stranger_writes_nothing(finding, stranger, reader):
    for person in (stranger, reader):
        with pytest.raises(PermissionDenied):
            versions.revise(finding, base_version=1, fields={"short_answer": "Mine."}, by=person)
        with pytest.raises(PermissionDenied):
            versions.remove(finding, base_version=1, by=person)
    assert says(finding) == "Yes, by and large."


def test_nobody_moves_a_row_to_where_they_may_not_write(finding, ev):
    foreign = make.EvaluationFactory()
    with pytest.raises(PermissionDenied):
        versions.revise(finding, base_version=1, fields={"evaluation": foreign}, by=ev)
    moved = as_it_would_be(finding, {"evaluation": foreign})
    assert moved.evaluation == foreign
    assert finding.evaluation != foreign


def test_a_person_does_not_make_themselves_support_staff(ev):
    for name in ("is_staff", "is_superuser"):
        with pytest.raises(PermissionDenied):
            versions.revise(ev, base_version=1, fields={name: True}, by=ev)
    assert versions.revise(ev, base_version=1, fields={"job_title": "Lead"}, by=ev).version == 2


def test_only_the_manager_says_when_a_report_is_final(evaluation, ev, eud):
    with pytest.raises(PermissionDenied):
        versions.revise(evaluation, base_version=1, fields={"stage": Stage.FINAL}, by=ev)
    fields = {"stage": evaluation.stage, "title": "Helped with the title"}
    assert versions.revise(evaluation, base_version=1, fields=fields, by=ev).version == 2
    with pytest.raises(PermissionDenied):
        versions.revise(evaluation, base_version=2, fields={"stage": Stage.FINAL}, by=eud)
    make.SectionFactory(evaluation=evaluation, kind="executive_summary")
    final = move_stage(evaluation=evaluation, to="final", base_version=2, by=eud)
    assert final.stage == Stage.FINAL


def test_a_removed_row_is_out_of_sight_and_its_history_stays(finding, ev):
    versions.remove(finding, base_version=1, by=ev, reason="double")
    assert not Finding.objects.filter(pk=finding.pk).exists()
    last = versions.revisions_of(finding).first()
    assert (last.kind, last.version, last.reason) == ("removed", 2, "double")
    with pytest.raises(Stale):
        versions.revise(finding, base_version=2, fields={"short_answer": "Late."}, by=ev)


def test_a_removal_on_an_old_version_is_refused(finding, ev, eud):
    versions.revise(finding, base_version=1, fields={"short_answer": "Other."}, by=eud)
    with pytest.raises(Stale):
        versions.remove(finding, base_version=1, by=ev)
    assert Finding.objects.filter(pk=finding.pk).exists()


def test_a_question_with_a_finding_is_not_removed(finding, ev):
    with pytest.raises(ValidationError, match="First remove what hangs on it: 1 finding"):
        versions.remove(finding.question, base_version=1, by=ev)
    versions.remove(finding, base_version=1, by=ev)
    versions.remove(finding.question, base_version=1, by=ev)
    assert not EvaluationQuestion.objects.filter(pk=finding.question.pk).exists()


def test_a_final_report_stands(finding, ev, eud):
    evaluation = finding.evaluation
    versions.revise(evaluation, base_version=1, fields={"stage": Stage.FINAL}, by=None)
    with pytest.raises(PermissionDenied):
        versions.revise(finding, base_version=1, fields={"short_answer": "Later."}, by=ev)


def test_rich_text_is_cleaned_whoever_writes(finding):
    fresh = versions.revise(
        finding, base_version=1, fields={"text": "<p onclick=go()>a<script>b</script></p>"}, by=None
    )
    assert fresh.text == "<p>a</p>"


def upload(name, words=b"%PDF-1.7"):
    return SimpleUploadedFile(name, words, "application/pdf")


def test_a_new_file_of_a_document_is_stored_and_the_old_one_remembered(db):
    document = make.DocumentFactory(file=upload("first.pdf"))
    fresh = versions.revise(
        document, base_version=1, fields={"file": upload("second.pdf", b"new")}, by=None
    )
    assert fresh.file.name != document.file.name
    assert fresh.file.read() == b"new"
    first, second = versions.revisions_of(document).order_by("version")
    assert (first.content["file"], second.content["file"]) == (document.file.name, fresh.file.name)


def test_a_file_that_is_kept_or_taken_away(db):
    document = make.DocumentFactory(file=upload("first.pdf"))
    kept = versions.revise(document, base_version=1, fields={"file": document.file}, by=None)
    assert kept.version == 1
    assert not versions.revise(document, base_version=1, fields={"file": False}, by=None).file


def test_control_a_bare_update_would_keep_a_name_without_a_file(db):
    document = make.DocumentFactory()
    loose = upload("loose.pdf")
    models.QuerySet.update(Document.objects.filter(pk=document.pk), file=loose)
    stored = Document.objects.get(pk=document.pk).file
    assert stored.name == "loose.pdf"
    assert not stored.storage.exists("loose.pdf")


WAYS_AROUND = {
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "update": lambda row: Finding.objects.update(number=9),
    "update of everything": lambda row: Finding.everything.all().update(number=9),
    "bulk delete": lambda row: Finding.objects.filter(pk=row.pk).delete(),
    "bulk_create": lambda row: Finding.objects.bulk_create([Finding(number=8)]),
    "bulk_update": lambda row: Finding.objects.bulk_update([row], ["number"]),
    "create": lambda row: Finding.objects.create(number=9),
    "get_or_create": lambda row: Finding.objects.get_or_create(number=99),
    "update_or_create": lambda row: Finding.objects.update_or_create(
        pk=row.pk, defaults={"number": 9}
    ),
    "related create": lambda row: row.evaluation.findings.create(number=9),
    "add a link": lambda row: row.activities.add(make.ActivityFactory()),
    "set links": lambda row: row.activities.set([make.ActivityFactory()]),
    "link from the other side": lambda row: make.ActivityFactory().findings.add(row),
}


@pytest.mark.parametrize("way", WAYS_AROUND)
def test_there_is_no_way_around_the_write_path(finding, way):
    before = finding.snapshot()
    with pytest.raises(WritePathError), transaction.atomic():
        WAYS_AROUND[way](finding)
    assert versions.current(finding).snapshot() == before


def test_control_without_the_guard_a_plain_save_goes_through_unremembered(finding):
    finding.short_answer = "Past everything."
    models.Model.save(finding)
    assert says(finding) == "Past everything."
    assert versions.revisions_of(finding).count() == 1


def test_sign_in_and_a_new_password_pass_but_nothing_else_of_a_person(ev):
    ev.set_password("evaluate-again")
    ev.name = "Smuggled"
    ev.save()
    fresh = User.objects.get(pk=ev.pk)
    assert fresh.check_password("evaluate-again")
    assert fresh.name == "EV"
    with pytest.raises(WritePathError):
        ev.save(update_fields=["name"])
    with pytest.raises(WritePathError):
        User(email="new@example.org").save()
