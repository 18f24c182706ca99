"""The register of one project as its people see it."""

from typing import Any

import pytest

from activities.models import Activity, Document, Outcome, Participation, Pillar
from editing import versions
from tests import factories as make
from tests.conftest import World


@pytest.fixture
def training(world: World) -> Activity:
    """Activity 1 of MMSP, with ten participants whose sex was counted."""
    return make.ActivityFactory(
        project=world.project, number=1, title="Training in Kunming", starts_on="2018-10-09",
        ends_on="2018-10-11", place="Kunming", organisers=[world.iom],
        summary="<p>Officers learnt to tell a forged visa.</p>",
    )  # fmt: skip


@pytest.fixture
def officials(training: Activity) -> Participation:
    return make.ParticipationFactory(
        activity=training, group="Provincial officials", women=4, men=6, total=10
    )


@pytest.fixture
def paper(world: World) -> Document:
    return make.DocumentFactory(project=world.project, number=1, title="Final report")


@pytest.fixture
def internal(world: World) -> Document:
    return make.DocumentFactory(
        project=world.project, number=2, title="List of names", confidentiality="internal"
    )


@pytest.fixture
def pillar(world: World) -> Pillar:
    return _row(Pillar, project=world.project, number=1, title="Regular migration")


@pytest.fixture
def outcome(world: World) -> Outcome:
    return _row(Outcome, project=world.project, number=1, text="The dialogue is supported.")


def _row(model: Any, **fields: Any) -> Any:
    return versions.create(model, fields=fields, by=None)
