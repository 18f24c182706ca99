"""From the wish to the file: a paper is ordered, printed once for all who want it, and fetched by its reader."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import PaperOrder
from editing import versions
from mmsp.orders import spool, work
from mmsp.orders.handing_out import signed
from mmsp.reports import pdf, publish
from mmsp.reports.survey import Place
from mmsp.tick import papers as papers_of_tick
from tests import factories as make
from tests.orders.conftest import EVALUATIONS, REPORT, body, order, work_off


def refuse(*_args, **_job):
    raise pdf.PrintRefused("Too many cells.", Place("Annex 3", "finding-1"))


def test_who_looks_at_the_address_orders_nothing(as_, eud, report, press):
    page = as_(eud).get(REPORT)
    assert page.status_code == 200
    assert "Print it" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert not PaperOrder.objects.exists()
    assert press == []


def test_a_paper_is_ordered_printed_and_fetched(as_, eud, report, press):
    client = as_(eud)
    mine = order(client)
    assert press == []
    assert "It is the next one." in client.get(mine).content.decode()
    work_off()
    assert "Download" in client.get(mine).content.decode()
    file = client.get(f"{mine}file/")
    assert file["Content-Disposition"].startswith('attachment; filename="final-final-report-')
    assert body(file) == press[0]
    again = client.get(REPORT)  # stored: at once
    assert body(again) == press[0]
    assert client.get(REPORT, headers={"if-none-match": again["ETag"]}).status_code == 304
    assert len(press) == 1
    assert list((publish.folder() / "spool").iterdir()) == []


def test_papers_of_one_evaluation_are_told_apart(as_, eud, report, press):
    client = as_(eud)
    order(client)
    order(client, "/evaluations/final/report/brief.pdf")
    page = client.get("/my/files/").content.decode()
    assert "Final report: " in page
    assert "Evaluation brief: " in page


@pytest.mark.parametrize(
    ("step", "said", "count"),
    [
        ("sections", "The pages are being set, section by section.", "12 of about 30"),
        ("numbering", "The page numbers are being set.", "12 of 30"),
    ],
)
def test_who_waits_is_told_what_is_known_and_what_is_reckoned(
    as_, eud, report, press, step, said, count
):
    client = as_(eud)
    mine = order(client)
    PaperOrder.objects.update(state="printing", step=step, page=12, pages=30)
    page = client.get(mine).content.decode()
    assert said in page
    assert count in page


def test_how_many_pages_it_had_the_last_time_is_no_promise(as_, eud, report, press):
    client = as_(eud)
    order(client)
    PaperOrder.objects.update(state="ready", pages=30)
    finding = report.findings.first()
    versions.revise(finding, base_version=1, fields={"short_answer": "No longer."}, by=None)
    mine = order(client)
    PaperOrder.objects.filter(state="waiting").update(state="printing", step="setting", page=12)
    assert "12 of about 30" in client.get(mine).content.decode()


def test_any_change_is_another_paper_and_no_other_change_is(as_, eud, report, press):
    client = as_(eud)
    order(client)
    work_off()
    etag = client.get(REPORT)["ETag"]
    make.UserFactory(name="Somebody else")
    assert client.get(REPORT)["ETag"] == etag
    finding = report.findings.first()
    versions.revise(finding, base_version=1, fields={"short_answer": "No longer."}, by=None)
    assert "Print it" in client.get(REPORT).content.decode()
    order(client)
    work_off()
    assert "No longer." in press[1]


def test_what_is_printed_is_what_was_asked_for(as_, eud, report, press):
    client = as_(eud)
    mine = order(client)
    finding = report.findings.first()
    versions.revise(finding, base_version=1, fields={"short_answer": "No longer."}, by=None)
    work_off()
    assert "No longer." not in body(client.get(f"{mine}file/"))


def test_two_people_who_ask_for_the_same_paper_have_it_printed_once(as_, eud, ev, report, press):
    first, second = order(as_(eud)), order(as_(ev))
    assert first != second
    assert order(as_(eud)) == first  # asked twice by the same person, too
    work_off()
    assert len(press) == 1
    assert body(as_(eud).get(f"{first}file/")) == body(as_(ev).get(f"{second}file/"))


def test_an_order_is_its_persons_alone(as_, eud, pm, stranger, support, report, press):
    mine = order(as_(eud))
    work_off()
    for somebody in (pm, stranger, support):
        for door in ("", "file/"):
            assert as_(somebody).get(f"{mine}{door}").status_code == 404
        assert as_(somebody).post(f"{mine}cancel/").status_code == 404
    assert as_(None).get(f"{mine}file/").status_code == 302
    assert as_(eud).get(f"{mine}file/").status_code == 200


def test_who_lost_the_right_gets_no_file(as_, reviewer, report, press):
    client = as_(reviewer)
    mine = order(client)
    work_off()
    assert client.get(f"{mine}file/").status_code == 200  # the control
    versions.remove(reviewer.memberships.get(), base_version=1, by=None)
    assert client.get(f"{mine}file/").status_code == 404


def test_who_belongs_to_another_audience_by_now_gets_no_file(as_, ev, report, press):
    """The paper for those inside stays with them."""
    client = as_(ev)
    mine = order(client)
    work_off()
    membership = ev.memberships.get()
    versions.revise(membership, base_version=1, fields={"role": "reviewer"}, by=None)
    assert "Print it" in client.get(REPORT).content.decode()  # another paper is open to them
    assert client.get(f"{mine}file/").status_code == 404


def test_a_list_made_of_what_one_sees_is_fetched_while_one_sees_the_same(
    as_, reviewer, report, press
):
    client = as_(reviewer)
    mine = order(client, EVALUATIONS)
    work_off()
    assert client.get(f"{mine}file/").status_code == 200
    versions.remove(reviewer.memberships.get(), base_version=1, by=None)
    answer = client.get(f"{mine}file/")
    assert (answer.status_code, answer["Location"]) == (302, EVALUATIONS)


def test_nobody_orders_by_another_persons_form_or_for_another_address(as_, eud, pm, report):
    client = as_(eud)
    for asked in ("", "x", REPORT, signed(REPORT, pm.pk)):
        assert client.post("/my/files/new/", {"asked": asked}).status_code == 404
    assert client.post("/my/files/new/", {"asked": signed(REPORT, eud.pk)}).status_code == 302


def test_who_lost_the_right_cannot_order_either(as_, reviewer, report):
    asked = signed(REPORT, reviewer.pk)
    versions.remove(reviewer.memberships.get(), base_version=1, by=None)
    assert as_(reviewer).post("/my/files/new/", {"asked": asked}).status_code == 404
    assert not PaperOrder.objects.exists()


def test_a_cancelled_paper_is_not_printed_and_the_press_hears_of_it(
    as_, eud, ev, report, monkeypatch
):
    client, heard = as_(eud), []
    mine, other = order(client), order(as_(ev))

    def write(document, *, is_cancelled, **_job):
        monkeypatch.setattr(work, "ASK_SECONDS", -1)
        client.post(f"{mine}cancel/")
        heard.append(is_cancelled())
        as_(ev).post(f"{other}cancel/")
        heard.append(is_cancelled())
        raise pdf.PrintCancelled

    monkeypatch.setattr(pdf, "write", write)
    work_off()
    assert heard == [False, True]
    assert "Cancelled" in client.get(mine).content.decode()
    assert client.get(f"{mine}file/").status_code == 302
    work_off()
    assert len(heard) == 2


def test_a_refused_paper_names_the_place(as_, eud, report, monkeypatch):
    client = as_(eud)
    mine = order(client)
    monkeypatch.setattr(pdf, "write", refuse)
    work_off()
    for page in (mine, "/my/files/"):
        said = client.get(page).content.decode()
        assert "Too many cells." in said
        assert "Annex 3" in said
    assert "/evaluations/final/findings/1/" in client.get(mine).content.decode()


def test_a_press_that_breaks_ends_the_order_in_a_sentence(as_, eud, report, monkeypatch):
    client = as_(eud)
    mine = order(client)
    monkeypatch.setattr(pdf, "write", lambda *_args, **_job: 1 / 0)
    work_off()
    said = client.get(mine).content.decode()
    assert "could not set this paper" in said
    assert "division" not in said


def left_alone(**fields):
    """As a worker leaves an order that dies over it."""
    past = timezone.now() - timedelta(seconds=1)
    PaperOrder.objects.update(state="printing", lease_until=past, **fields)


def test_a_paper_whose_worker_died_is_put_back(as_, eud, report, press):
    client = as_(eud)
    mine = order(client)
    DBTaskResult.objects.update(status="RUNNING")
    left_alone(tries=1)
    work_off()
    assert press == []
    assert papers_of_tick(timezone.now()).startswith("1 back in the queue")
    work_off()
    assert client.get(f"{mine}file/").status_code == 200


def test_a_paper_that_another_worker_has_is_left_to_it(as_, eud, report, press):
    order(as_(eud))
    soon = timezone.now() + timedelta(seconds=20)
    PaperOrder.objects.update(state="printing", lease_until=soon)
    work_off()
    assert press == []
    assert work.put_back_left_alone(timezone.now()) == 0


def test_a_paper_over_which_workers_die_is_given_up(as_, eud, report, press):
    mine = order(as_(eud))
    left_alone(tries=work.TRIES)
    work.put_back_left_alone(timezone.now())
    work_off()
    assert press == []
    assert "could not set this paper" in as_(eud).get(mine).content.decode()


def test_what_is_stopped_with_the_worker_waits_again_and_counts_as_no_try(
    as_, eud, report, monkeypatch
):
    order(as_(eud))

    def write(document, **_job):
        raise pdf.PrintCancelled

    monkeypatch.setattr(pdf, "write", write)
    monkeypatch.setattr(work, "enqueue", lambda *_args: None)
    work_off()
    found = PaperOrder.objects.get()
    assert (found.state, found.tries) == ("waiting", 0)


def test_old_orders_and_what_nobody_waits_for_are_forgotten(as_, eud, report, press):
    client = as_(eud)
    order(client)
    kept = PaperOrder.objects.get().key
    order(client, EVALUATIONS)
    done = PaperOrder.objects.exclude(key=kept)
    done.update(state="cancelled", finished_at=timezone.now() - timedelta(days=15))
    key = done.get().key
    for path in (publish.folder() / "spool").iterdir():
        os.utime(path, (1, 1))
    assert work.forget_old(timezone.now()) == 1
    assert spool.read(kept)
    with pytest.raises(spool.NotKept):
        spool.read(key)


def test_a_file_that_is_no_longer_kept_is_asked_for_again(as_, eud, report, press):
    client = as_(eud)
    mine = order(client)
    work_off()
    publish.path_of(PaperOrder.objects.get().key).unlink()
    answer = client.get(f"{mine}file/")
    assert (answer.status_code, answer["Location"]) == (302, REPORT)


def test_a_file_that_makes_room_at_this_moment_is_asked_for_again_and_leaves_no_empty_one(
    as_, eud, report, press, monkeypatch
):
    """Another process takes it away between a look and the next step."""
    client = as_(eud)
    mine = order(client)
    work_off()
    path = publish.path_of(PaperOrder.objects.get().key)
    path.unlink()
    monkeypatch.setattr(type(path), "exists", lambda _path: True)
    answer = client.get(f"{mine}file/")
    assert (answer.status_code, answer["Location"]) == (302, REPORT)
    assert "Print it" in client.get(REPORT).content.decode()
    monkeypatch.undo()
    assert not path.exists()


def test_an_address_too_long_to_be_kept_is_told_so_and_nothing_is_printed_meanwhile(
    as_, eud, report, press
):
    """Each of these signs is three in an address. A page that prints would keep its thread for minutes."""
    client = as_(eud)
    answer = client.get(REPORT, {"x": "|" * 2_500})
    assert answer.status_code == 414
    assert "choose fewer filters" in answer.content.decode()
    assert press == []
    order(client, f"{REPORT}?x={'|' * 1_900}")  # the control
    work_off()
    assert len(press) == 1


def test_without_a_queue_the_file_comes_at_once(as_, eud, report, press, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    assert body(as_(eud).get(REPORT)) == press[0]
    assert not PaperOrder.objects.exists()
