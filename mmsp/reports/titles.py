"""Title page and running title of an evaluation's papers."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models.organisation import OrganisationKind
from activities.models import HouseStyle, Project
from evaluations.models import Evaluation
from evaluations.models.evaluation import Timing
from mmsp.reports.shapes import Author, Cover, ProjectFacts, Title

# The typeface and the hyphens of a paper follow its BCP 47 tag, which Django spells differently.
TAGS = {"en": "en-GB", "en-gb": "en-GB", "zh": "zh-CN", "zh-hans": "zh-CN", "zh-cn": "zh-CN"}

# Whose money carries the emblem of the Union.
EU_BODIES = {OrganisationKind.EU_INSTITUTION, OrganisationKind.EU_DELEGATION}


def tag_of(language: str) -> str:
    return TAGS.get(language.lower(), language)


def written_in(evaluation: Evaluation) -> str:
    """The language of the evaluation's papers as a BCP 47 tag."""
    return tag_of(evaluation.language)


def kind_of(evaluation: Evaluation) -> str:
    """What the evaluation is called on its title page."""
    names = {
        Timing.EX_ANTE: _("Ex-ante evaluation"),
        Timing.REAL_TIME: _("Real-time evaluation"),
        Timing.MID_TERM: _("Mid-term evaluation"),
        Timing.FINAL: _("Final evaluation"),
        Timing.EX_POST: _("Ex-post evaluation"),
    }
    return names.get(Timing(evaluation.timing), _("Evaluation"))


def cover(evaluation: Evaluation) -> Cover:
    """The title page, from three queries: projects, their partners, and the team."""
    projects = evaluation.projects.select_related("donor").prefetch_related("implementing_partners")
    facts = tuple(map(project_facts, projects))
    partners = dict.fromkeys(name for each in facts for name in each.implementing_partners)
    return Cover(
        title=evaluation.title,
        kind=kind_of(evaluation),
        commissioned_by=evaluation.commissioned_by.name if evaluation.commissioned_by else "",
        stage=str(evaluation.get_stage_display()),
        is_draft=not evaluation.is_frozen,
        number=evaluation.report_number,
        dated=evaluation.report_date,
        reference=evaluation.reference,
        contract_number=evaluation.contract_number,
        authors=_authors(evaluation),
        contractor=evaluation.contractor.name if evaluation.contractor else "",
        implementing_partners=tuple(partners),
        funding_line=_funding_line(evaluation, projects),
        is_eu_funded=_is_eu_funded(evaluation, projects),
        disclaimer=evaluation.disclaimer,
        projects=facts,
        keywords=_keywords(evaluation, projects),
        house=next((row.house_style for row in projects), HouseStyle.PLAIN.value),
    )


def _keywords(evaluation: Evaluation, projects: Iterable[Project]) -> tuple[str, ...]:
    """Themes and places, as registries file by."""
    places = (place.strip() for row in projects for place in row.geographic_scope.split(","))
    return tuple(dict.fromkeys(filter(None, (*evaluation.themes, *places))))


def running_title(title_page: Cover) -> str:
    """What stands at the head of every page: "MMSP: final evaluation", or the title without projects."""
    codes = ", ".join(project.code for project in title_page.projects)
    if not codes:
        return title_page.title
    return _("%(kind)s: %(title)s") % {"kind": codes, "title": title_page.kind.lower()}


def _authors(evaluation: Evaluation) -> tuple[Author, ...]:
    return tuple(
        Author(row.name, row.role, row.organisation.name if row.organisation else "")
        for row in evaluation.team.select_related("organisation")
    )


def project_facts(row: Project) -> ProjectFacts:
    return ProjectFacts(
        code=row.code,
        title=row.title,
        other_titles=tuple(Title(tag_of(lang), text) for lang, text in row.other_titles.items()),
        contract_reference=row.contract_reference,
        donor=row.donor.name if row.donor else "",
        implementing_partners=tuple(each.name for each in row.implementing_partners.all()),
        period=(row.starts_on, row.ends_on),
    )


def _funding_line(evaluation: Evaluation, projects: Iterable[Project]) -> str:
    """The sentence beside the emblem: the evaluation's own, else that of the first project with one."""
    lines = (row.funding_line for row in projects if row.funding_line)
    return evaluation.visibility_statement or next(lines, "")


def _is_eu_funded(evaluation: Evaluation, projects: Iterable[Project]) -> bool:
    """Whether the Union pays, whose emblem goes with its money alone: as a donor of a project, or as
    who commissioned the evaluation where no project names a donor."""
    if any(row.donor for row in projects) or not evaluation.commissioned_by:
        return is_paid_by_eu(projects)
    return evaluation.commissioned_by.kind in EU_BODIES


def is_paid_by_eu(projects: Iterable[Project]) -> bool:
    return any(row.donor.kind in EU_BODIES for row in projects if row.donor)


def disclaimer_of(responsible: Iterable[str], is_eu_funded: bool) -> str:
    """Who answers for a paper that names no other; in the words the Commission prescribes where the
    Union pays."""
    if not (names := _(" and ").join(responsible)):
        return ""
    if not is_eu_funded:
        return _("Its contents are the sole responsibility of %(names)s.") % {"names": names}
    said = _(
        "This publication was produced with the financial support of the European Union. Its contents "
        "are the sole responsibility of %(names)s and do not necessarily reflect the views of the "
        "European Union."
    )
    return said % {"names": names}
