"""A project that tells a wide public of itself: its texts in Chinese, and a newsletter with a picture."""

from typing import Any

from django.core.files.base import ContentFile

from activities.models import Newsletter, NewsletterItem, Outcome, Pillar, Project, ProjectText
from editing import versions
from tests import factories as make
from tests.activities.papers import picture

LONG = "<p>" + "The ferry left at nine and came back at noon, with more on board. " * 8 + "</p>"
FIRST = 900  # other activities of the same project have smaller numbers
CHINESE = {
    "objectives": "<p>渡口更好。</p><ul><li>更快</li></ul>",
    "pillars": {"1": "正常移民"},
    "outcomes": {"1": "对话得到支持。"},
    "names": {"IOM": "国际移民组织", "EUD China": "欧盟驻华代表团", "NIA": "国家移民管理局"},
    "geographic_scope": "中国",
    "funding_line": "由欧洲联盟资助",
    "contact": "北京塔园",
    "disclaimer": "国际移民组织自行负责。",
}


def write(model: Any, **fields: Any) -> Any:
    return versions.create(model, fields=fields, by=None)


def told(world: Any, **chinese: Any) -> Project:
    """The project of the world with all that a factsheet shows, in both languages."""
    versions.revise(
        world.project, base_version=world.project.version, by=None,
        fields={
            "donor": world.delegation, "implementing_partners": [world.iom],
            "funding_line": "Funded by the European Union", "other_titles": {"zh-hans": "渡口项目"},
            "objectives": "<p>Better ferries.</p><ul><li>Faster</li></ul>",
            "geographic_scope": "China", "starts_on": "2015-04-01", "ends_on": "2018-12-31",
            "contact": "Tayuan, Beijing", "disclaimer": "IOM alone answers for it.",
            "contract_reference": "PI/2015/1",
        },
    )  # fmt: skip
    project = versions.current(world.project)
    write(Pillar, project=project, number=1, title="Regular migration")
    write(Outcome, project=project, number=1, text="The dialogue is supported.")
    if chinese != {"texts": None}:
        write(ProjectText, project=project, language="zh-hans", **CHINESE | chinese)
    nia = make.OrganisationFactory(acronym="NIA", slug="nia", name="Immigration Administration")
    for number, place in ((1, "Beijing and Kunming"), (2, "Kunming"), (3, "Paris")):
        row = make.ActivityFactory(
            project=project, number=FIRST + number, title=f"Training {number}", place=place,
            organisers=[world.iom, nia], starts_on=f"201{number + 5}-02-03",
            status="planned" if number == 3 else "implemented",
        )  # fmt: skip
        make.ParticipationFactory(activity=row, women=4, men=None, total=10)
    return project


def newsletter(project: Project, **fields: Any) -> Newsletter:
    """Two stories, a study of each confidentiality, a notice and a picture."""
    row = make.NewsletterFactory(
        project=project, number=1, title="A year on the river", foreword=LONG,
        foreword_by="Head of Mission", period_from="2016-01-01", period_to="2016-12-31", **fields,
    )  # fmt: skip
    drawn = ContentFile(picture("PNG", (40, 30)), name="a.png")
    stories = project.activities.filter(number__in=(FIRST + 1, FIRST + 2))
    papers = [
        make.DocumentFactory(
            project=project, number=FIRST + n, title=f"Study {kind}", confidentiality=kind,
            url="https://example.org/study",
        )
        for n, kind in enumerate(("internal", "restricted", "public"), 1)
    ]  # fmt: skip
    about = {"picture_alt": "A line that rises", "picture_credit": "IOM", "picture_caption": "More"}
    items = [
        {"kind": "picture", "picture": drawn, **about},
        *({"kind": "story", "activity": each, "text": LONG} for each in stories),
        *({"kind": "study", "document": each, "text": "<p>Read it.</p>"} for each in papers),
        {"kind": "notice", "heading": "New boat", "text": "<p>It floats.</p>"},
    ]
    for number, item in enumerate(items, 1):
        write(NewsletterItem, newsletter=row, number=number, **item)
    return row
