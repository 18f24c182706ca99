"""What the public register tells of a report: taken when it is made, and never looked up again."""

from collections.abc import Iterable
from typing import Any

from editing.richtext import plain_text
from evaluations.models import Evaluation
from mmsp.reports.brief_shapes import BriefContent
from mmsp.reports.shapes import MatrixContent, ReportContent

Facts = dict[str, Any]
SUMMARY = 1_200  # characters of the executive summary
# How the public repository calls the countries of an entry that was taken over from it.
COUNTRIES = "Countries Covered"


def facts_of(evaluation: Evaluation, whole: ReportContent, printed: Any) -> Facts:
    """How the evaluation is filed, and only what stands in the paper that is `printed`; `whole` is the
    report for the same audience."""
    return _filed(evaluation, whole) | _told(printed)


def _filed(evaluation: Evaluation, built: ReportContent) -> Facts:
    cover = built.cover
    day = cover.dated or evaluation.period_to
    return {
        "timing": evaluation.timing,
        "year": day.year if day else None,
        "dated": cover.dated,
        "reference": cover.reference,
        "countries": _countries(evaluation),
        "criteria": [{"code": each.code, "name": each.name} for each in built.criteria],
        "themes": list(evaluation.themes),
        "commissioned_by": cover.commissioned_by,
        "contractor": cover.contractor,
        "organisations": _organisations(built),
        "authors": [f"{author.name}, {author.role}" for author in cover.authors],
        "projects": [{"code": each.code, "title": each.title} for each in cover.projects],
        "funding": cover.funding_line,
    }  # fmt: skip


def _told(printed: ReportContent | BriefContent | MatrixContent) -> Facts:
    if isinstance(printed, MatrixContent):
        answered = [each.recommendation for each in printed.matrix.responses]
        return _points("", (), answered) | {"whose": printed.matrix.short_name}
    if isinstance(printed, BriefContent):
        points = [(each.number.removeprefix("R"), each.heading) for each in printed.recommendations]
        told = _points(printed.introduction, printed.conclusions, ())
        return told | {"recommendations": [{"number": n, "heading": said} for n, said in points]}
    told = _points(_summary(printed), printed.conclusions, printed.recommendations)
    amended = [{"number": each.number, "reason": each.reason} for each in printed.amendments]
    return told | {"amendments": amended}


def _points(summary: str, conclusions: Iterable[Any], recommendations: Iterable[Any]) -> Facts:
    return {
        "summary": summary,
        "conclusions": [each.heading for each in conclusions],
        "recommendations": [
            {"number": each.number, "heading": each.heading} for each in recommendations
        ],
        "amendments": [],
    }


def _countries(evaluation: Evaluation) -> list[str]:
    scopes = [project.geographic_scope for project in evaluation.projects.all()]
    named = ",".join([*scopes, evaluation.register.get(COUNTRIES, "")])
    return list(dict.fromkeys(filter(None, map(str.strip, named.split(",")))))


def _organisations(built: ReportContent) -> list[str]:
    cover = built.cover
    named = [cover.commissioned_by, cover.contractor, *cover.implementing_partners]
    return list(dict.fromkeys(filter(None, named)))


def _summary(built: ReportContent) -> str:
    texts = (plain_text(part.text) for part in built.sections_of("executive_summary"))
    told = " ".join(" ".join(texts).split())
    return told if len(told) <= SUMMARY else told[:SUMMARY].rsplit(" ", 1)[0] + " …"


def tags_of(facts: Facts) -> str:
    """One line a fact that the register is filtered by."""
    lines = [
        f"year:{facts['year'] or ''}",
        f"timing:{facts['timing']}",
        *(f"country:{name}" for name in facts["countries"]),
        *(f"criterion:{each['code']}" for each in facts["criteria"]),
        *(f"organisation:{name}" for name in facts["organisations"]),
    ]
    return "\n" + "\n".join(" ".join(line.split()) for line in lines) + "\n"


def words_of(title: str, facts: Facts) -> str:
    """Everything that a search looks through, in small letters."""
    said = [
        title, facts["reference"], facts["summary"], *facts["themes"], *facts["organisations"],
        *facts["countries"], *facts["conclusions"],
        *(each["heading"] for each in facts["recommendations"]),
        *(f"{each['code']} {each['title']}" for each in facts["projects"]),
    ]  # fmt: skip
    return "\n".join(said).casefold()
