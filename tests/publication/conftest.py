"""A final, public report, a second manager, and a press that needs no second of its own."""

import hashlib

import pytest

from editing import versions
from evaluations.models import Role
from evaluations.models.published import at_place
from evaluations.publishing import confirm_report, propose_report
from mmsp.publication import papers as made_of
from mmsp.publication.papers import make
from mmsp.reports import pdf
from tests import factories
from tests.reports import rows


@pytest.fixture
def press(monkeypatch):
    """Prints the sheet and the HTML themselves; counts the papers."""
    printed = []

    def write(document, *, css, **job):
        printed.append(document)
        return pdf.Printed(b"%PDF-" + (css[-400:] + document).encode(), 3, 0.0, 0.0)

    monkeypatch.setattr(pdf, "write", write)
    monkeypatch.setattr(made_of, "pages_of", lambda file: 3)
    return printed


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def change(row, **fields):
    row = versions.current(row)
    return versions.revise(row, base_version=row.version, fields=fields, by=None)


@pytest.fixture
def final(world):
    """The evaluation with its report, final and public."""
    rows.fill(world)
    change(world.project, geographic_scope="China")
    return change(world.evaluation, stage="final", confidentiality="public")


@pytest.fixture
def second(world):
    """Another manager, at the same Delegation."""
    person = factories.UserFactory(
        email="second@example.org", name="SECOND", organisation=world.delegation
    )
    factories.MembershipFactory(evaluation=world.evaluation, user=person, role=Role.MANAGER)
    return person


def propose(evaluation, by, audience="public", product="final-report"):
    """Prepares the paper as the page does, on a day of its own."""
    import datetime

    kind, part = at_place(product)
    day = datetime.date(2026, 1, 5)
    made = make(evaluation, product=kind, part=part, audience=audience, as_of=day)
    return propose_report(
        evaluation=evaluation,
        file=made.file,
        data=made.data,
        fields=made.fields,
        by=by,
        beside=made.beside,
    )


def publish(evaluation, by, confirmed_by, **asked):
    report = propose(evaluation, by, **asked)
    return confirm_report(report=report, base_version=1, by=confirmed_by)


def body(response):
    return b"".join(response) if response.streaming else response.content


def sha256(content):
    return hashlib.sha256(content).hexdigest()
