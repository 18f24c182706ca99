"""What stands on the title page of every paper."""

import pytest

from mmsp.reports.titles import cover
from tests import factories as make


@pytest.mark.parametrize(
    ("kind", "is_shown"),
    [("eu_institution", True), ("eu_delegation", True), ("other", False), ("un_agency", False)],
)
def test_the_emblem_goes_with_the_money_of_the_union_alone(world, kind, is_shown):
    donor = make.OrganisationFactory(kind=kind)
    project = make.ProjectFactory(donor=donor, funding_line="Funded by somebody")
    evaluation = make.EvaluationFactory(commissioned_by=world.delegation, projects=[project])
    assert cover(evaluation).is_eu_funded is is_shown


def test_where_no_donor_is_named_the_commissioning_body_counts(world):
    for body, is_shown in ((world.delegation, True), (world.iom, False)):
        evaluation = make.EvaluationFactory(commissioned_by=body, projects=[])
        assert cover(evaluation).is_eu_funded is is_shown
