"""Nobody's papers keep those of others: turns, shares of the presses, and what is kept meanwhile."""

import pytest

from accounts.models import PaperOrder
from mmsp.orders import desk, work
from mmsp.reports import pdf, publish
from mmsp.reports.warm import Progress
from tests.orders.conftest import EVALUATIONS, REPORT, body, order, work_off


def test_one_person_waits_for_so_many_papers_and_no_more(as_, eud, report, monkeypatch):
    monkeypatch.setattr(desk, "MOST_OPEN", 1)
    client = as_(eud)
    order(client)
    assert order(client, EVALUATIONS) == "/my/files/"
    assert "You wait for 1 papers already" in client.get("/my/files/").content.decode()
    assert PaperOrder.objects.count() == 1


def test_who_asks_for_one_comes_before_who_asks_for_many(as_, eud, pm, report, press):
    for address in (EVALUATIONS, REPORT):
        last = order(as_(eud), address)
    other = order(as_(pm), "/recommendations/list.pdf")
    turns = [PaperOrder.objects.get(token=each.split("/")[3]) for each in (last, other)]
    assert [desk.place_in_queue(each) for each in turns] == [2, 1]
    assert "2 papers are printed before" in as_(eud).get(last).content.decode()
    work_off()
    assert len(press) == 3
    assert press[1] == body(as_(pm).get(f"{other}file/"))


@pytest.mark.parametrize(("presses", "meanwhile"), [(1, 2), (2, 2), (3, 3)])
def test_one_person_never_has_all_presses(
    as_, eud, pm, report, monkeypatch, settings, presses, meanwhile
):
    """While the first of two long papers is printed, another worker looks for something to do."""
    settings.PRESSES, begun = presses, []
    for person, address in ((eud, REPORT), (eud, EVALUATIONS), (pm, "/recommendations/list.pdf")):
        order(as_(person), address)

    def write(document, **_job):
        begun.append(document)
        if len(begun) == 1:
            work_off()
            assert len(begun) == meanwhile
            ready = PaperOrder.objects.filter(state="ready").values_list("person", flat=True)
            assert pm.pk in ready
        return pdf.Printed(b"%PDF-", 1, 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", write)
    work_off()
    assert len(begun) == 3
    assert not PaperOrder.objects.open().exists()


def test_a_paper_that_somebody_else_wants_as_well_does_not_wait_for_ones_others(
    as_, eud, ev, report, monkeypatch, settings
):
    settings.PRESSES, begun = 2, []
    for person, address in ((eud, EVALUATIONS), (eud, REPORT), (ev, REPORT)):
        order(as_(person), address)

    def write(document, **_job):
        begun.append(document)
        if len(begun) == 1:
            work_off()
            assert len(begun) == 2
        return pdf.Printed(b"%PDF-", 1, 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", write)
    work_off()
    assert not PaperOrder.objects.open().exists()


def test_who_joins_those_who_wait_for_a_paper_has_the_next_one_after_it(
    as_, eud, ev, report, monkeypatch, settings
):
    monkeypatch.setattr(work, "TELL_SECONDS", -1)
    settings.PRESSES, begun = 2, []
    order(as_(ev))

    def write(document, *, on_progress, **_job):
        begun.append(document)
        if len(begun) == 1:
            order(as_(eud))
            order(as_(eud), EVALUATIONS)
            on_progress(Progress("setting", 1, 2))
            work_off()
            assert len(begun) == 1
        return pdf.Printed(b"%PDF-", 1, 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", write)
    work_off()
    assert len(begun) == 2
    assert not PaperOrder.objects.open().exists()


def test_who_orders_and_cancels_fills_no_disk(as_, eud, ev, report):
    mine, other = order(as_(eud)), order(as_(ev))
    kept = publish.folder() / "spool"
    as_(eud).post(f"{mine}cancel/")
    assert len(list(kept.iterdir())) == 1  # somebody waits for the same
    as_(ev).post(f"{other}cancel/")
    assert list(kept.iterdir()) == []
