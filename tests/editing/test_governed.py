"""Rights are asked again within the write: a report that becomes final at the same moment stays final."""

from threading import Event, Thread

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from editing import content, versions
from editing.models import RejectedEdit, Versioned
from evaluations.models import Conclusion, Finding, Membership, Stage
from tests import factories as make
from tests.evaluations.conftest import now

LATE = {"short_answer": "Said too late."}
ON_POSTGRESQL = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"
)


def become_final(evaluation):
    row = versions.current(evaluation)
    versions.revise(row, base_version=row.version, fields={"stage": Stage.FINAL}, by=None)


@pytest.fixture
def finding(evaluation):
    return make.FindingFactory(evaluation=evaluation)


@pytest.fixture
def meanwhile(monkeypatch):
    """`meanwhile(act)`: lets something happen after the first question and before the write."""

    def arrange(act):
        def split_late(*arguments):
            monkeypatch.undo()
            act()
            return content.split(*arguments)

        monkeypatch.setattr(versions.content, "split", split_late)

    return arrange


def test_a_report_that_became_final_meanwhile_is_not_changed(finding, ev, meanwhile):
    meanwhile(lambda: become_final(finding.evaluation))
    with pytest.raises(PermissionDenied):
        versions.revise(finding, base_version=1, fields=LATE, by=ev)
    assert now(finding).version == 1
    assert RejectedEdit.objects.get().content == LATE


def test_control_without_the_second_question_it_is_changed(finding, ev, meanwhile, monkeypatch):
    meanwhile(lambda: become_final(finding.evaluation))
    with monkeypatch.context() as broken:
        broken.setattr(versions, "_require_still", lambda *_arguments: None)
        versions.revise(finding, base_version=1, fields=LATE, by=ev)
    assert now(finding).short_answer == "Said too late."


def test_nothing_new_is_written_into_it_either(evaluation, ev, meanwhile):
    meanwhile(lambda: become_final(evaluation))
    fields = {"evaluation": evaluation, "number": 1, "heading": "Late"}
    with pytest.raises(PermissionDenied):
        versions.create(Conclusion, fields=fields, by=ev)
    assert not Conclusion.objects.exists()


def test_a_role_that_ended_meanwhile_writes_no_more(finding, ev, meanwhile):
    """The roles that the person's own object remembers from earlier in the request do not count."""
    role = Membership.objects.get(user=ev)
    meanwhile(lambda: versions.remove(role, base_version=1, by=None))
    with pytest.raises(PermissionDenied):
        versions.revise(finding, base_version=1, fields=LATE, by=ev)


def test_an_account_that_was_closed_meanwhile_writes_no_more(finding, ev, meanwhile):
    meanwhile(lambda: versions.revise(ev, base_version=1, fields={"is_active": False}, by=None))
    with pytest.raises(PermissionDenied):
        versions.revise(finding, base_version=1, fields=LATE, by=ev)


def test_the_second_question_costs_the_same_in_a_long_report(finding, ev):
    """Three queries: the lock, the person, their roles."""

    def asked():
        row = now(finding)
        fields = {"short_answer": f"Answer {row.version}."}
        with CaptureQueriesContext(connection) as queries:
            versions.revise(row, base_version=row.version, fields=fields, by=ev)
        return len(queries)

    asked()  # kinds of rows and roles are remembered from here on
    short = asked()
    for _number in range(10):
        make.FindingFactory(evaluation=finding.evaluation)
    assert asked() == short


def test_what_governs_a_row_is_a_row_that_governs_itself():
    """A wrong way would lock nothing, or something that decides nothing."""
    models = [model for model in apps.get_models() if issubclass(model, Versioned)]
    governors = {_governor(model)._meta.model_name for model in models}
    assert governors == {"evaluation", "project", "organisation", "user", "qualitystandard"}
    assert _governor(Finding)._meta.model_name == "evaluation"


def _governor(model):
    for link in filter(None, model.governed_by.split("__")):
        model = model._meta.get_field(link).related_model
    return model


@pytest.fixture
def both_write(finding, ev, monkeypatch):
    """The evaluator is about to write, rights asked and all, when the report becomes final; returns
    whether the text was written into a report that was final already."""

    def race():
        asked, go_on, final = Event(), Event(), Event()
        insert = versions._says_nothing

        def says_nothing_late(*arguments):
            asked.set()
            assert go_on.wait(20)
            return insert(*arguments)

        def write():
            try:
                versions.revise(finding, base_version=1, fields=LATE, by=ev)
            finally:
                connections.close_all()

        def move():
            try:
                become_final(finding.evaluation)
                final.set()
            finally:
                connections.close_all()

        monkeypatch.setattr(versions, "_says_nothing", says_nothing_late)
        writer = Thread(target=write)
        writer.start()
        assert asked.wait(20)
        monkeypatch.setattr(versions, "_says_nothing", insert)
        mover = Thread(target=move)
        mover.start()
        was_final_first = final.wait(1.5)
        go_on.set()
        writer.join(20)
        mover.join(20)
        assert now(finding).short_answer == LATE["short_answer"]
        assert now(finding.evaluation).stage == Stage.FINAL
        return was_final_first

    return race


@ON_POSTGRESQL
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_move_waits_for_a_write_that_has_begun(both_write):
    assert both_write() is False


@ON_POSTGRESQL
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_control_without_the_lock_the_move_overtakes_it(both_write, monkeypatch):
    monkeypatch.setattr(versions, "hold", lambda row: None)
    assert both_write() is True
