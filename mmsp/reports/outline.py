"""The order of a paper: which chapters it has, their numbers, anchors and the template of each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from mmsp.reports.annexes import detailed_answers, sources_at_a_glance
from mmsp.reports.chain import Chain, chain_of
from mmsp.reports.room import room_of
from mmsp.reports.shapes import Audience, ReportContent, Section

# In the measure of `room`: what fills about a page and a half on average, a page of short annexes with
# their headings, and one that is short.
LONG_ANSWERS, A_PAGE, A_HEADING, SHORT_ANNEX = 6000, 8000, 600, 4000
INTRODUCTION = ("introduction", "context", "methodology", "limitations")
TITLES = {
    part: re.compile(words, re.IGNORECASE)
    for part, words in {
        "evaluators": r"\bevaluators\b|évaluateurs",
        "evaluation_matrix": r"evaluation matrix|matrice d.évaluation",
        "intervention": r"intervention logic|log(?:ical )?frame|logique d.intervention|cadre logique",
        "method": r"\bmethod|méthod",
        "detailed_answers": r"detailed answers|réponses détaillées",
        "consulted": r"\b(?:persons|people|organi[sz]ations)\b.*consulted|personnes.*consultées",
        "sources": r"literature|document(?:s|ation) consulted|bibliograph",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with what stands under it. `number` is "2.1", "Annex 3" or "".

    `page` names the kind of page in print.css, "" for the ordinary upright one; `lead` is rich text
    that stands before the part. `section` is the written section that the chapter is made of, where
    the anchor does not name it. `starts` a page even where it stands within another chapter; `follows`
    on the page of the chapter before it.
    """

    anchor: str
    title: str
    part: str
    data: Any = None
    number: str = ""
    page: str = ""
    lead: str = ""
    section: int = 0
    starts: bool = False
    follows: bool = False
    children: tuple["Chapter", ...] = ()

    @property
    def template(self) -> str:
        return f"reports/parts/{self.part}.html"


@dataclass(frozen=True, slots=True)
class Outline:
    front: tuple[Chapter, ...]
    body: tuple[Chapter, ...]
    annexes: tuple[Chapter, ...]
    tables: tuple[Chapter, ...]

    def __iter__(self) -> Iterator[Chapter]:
        yield from (*self.front, *self.body, *self.annexes)

    def number_of_table(self, anchor: str) -> str:
        """ "Table 2", as its caption and the list of tables call it."""
        return next((each.number for each in self.tables if each.anchor == anchor), "")


def of_report(content: ReportContent) -> Outline:
    """The chapters of a final report in the order the Commission prescribes; empty ones are left out."""
    return Outline(
        front=tuple(_front(content)),
        body=tuple(_numbered(_body(content))),
        annexes=tuple(_lettered(_side_by_side(_annexes(content)))),
        tables=tuple(_counted(_tables(content))),
    )


def _front(content: ReportContent) -> Iterator[Chapter]:
    if content.amendments:
        yield Chapter("amendments", _("Amendments"), "amendments", content.amendments)
    if content.abbreviations:
        yield Chapter("abbreviations", _("Abbreviations"), "abbreviations", content.abbreviations)
    for section in content.sections_of("executive_summary"):
        title = section.title or _("Executive summary")
        yield Chapter("summary", title, "written", section, section=section.position)


def _body(content: ReportContent) -> Iterator[Chapter]:
    if introduction := content.sections_of(*INTRODUCTION):
        yield _introduction(introduction)
    yield from map(_written, content.sections_of("other"))
    if content.criteria:
        yield _answers(content)
    yield from map(_written, content.sections_of("overall_assessment"))
    if content.conclusions or content.lessons or content.recommendations:
        yield _what_follows(content)


def _introduction(sections: tuple[Section, ...]) -> Chapter:
    """One chapter: the introduction itself, then context, method and limitations as its sections."""
    first, *rest = sorted(sections, key=lambda s: (INTRODUCTION.index(s.kind), s.position))
    if first.kind != "introduction":
        first, rest = replace(first, title=_("Introduction"), text="", position=0), [first, *rest]
    return Chapter(
        "introduction", first.title, "written", first,
        section=first.position, children=tuple(map(_written, rest)),
    )  # fmt: skip


def _written(section: Section) -> Chapter:
    return Chapter(f"section-{section.position}", section.title, "written", section)


def _answers(content: ReportContent) -> Chapter:
    """Each criterion starts a page where the answers are long, but the first where nothing stands above
    it yet."""
    is_long = room_of(content.criteria) > LONG_ANSWERS * len(content.criteria)
    introduction = content.sections_of("findings_intro")
    glance = content.criteria if _has_short_answers(content) else ()
    return Chapter(
        "answers",
        _("Answered questions and findings"),
        "answers",
        {"introduction": introduction, "criteria": glance},
        children=tuple(
            Chapter(
                f"criterion-{criterion.code}", criterion.name, "criterion", criterion,
                starts=is_long and bool(number or introduction or glance),
            )
            for number, criterion in enumerate(content.criteria)
        ),
    )  # fmt: skip


def _has_short_answers(content: ReportContent) -> bool:
    return any(finding.short_answer for finding in content.findings)


def _what_follows(content: ReportContent) -> Chapter:
    children = (
        Chapter("conclusions", _("Conclusions"), "conclusions", content.conclusions),
        Chapter("lessons", _("Lessons learnt"), "lessons", content.lessons),
        Chapter(
            "recommendations", _("Recommendations"), "recommendations", content.recommendations
        ),
    )
    return Chapter(
        "what-follows",
        _("Conclusions, lessons and recommendations"),
        "what_follows",
        content.sections_of("conclusions_intro"),
        children=tuple(child for child in children if child.data),
    )


def _annexes(content: ReportContent) -> Iterator[Chapter]:
    """The written annexes in their order, each with the table that belongs to it; then the other
    tables; last what was not placed."""
    made = {chapter.part: chapter for chapter in _made_annexes(content)}
    for section in content.sections_of("annex"):
        table = made.pop(_part_titled(section.title), None)
        if table:
            yield replace(table, title=section.title, lead=section.text, section=section.position)
        else:
            yield _written(section)
    yield from made.values()
    for matrix in content.matrices:
        title = _("Management response of %(organisation)s") % {"organisation": matrix.organisation}
        yield Chapter(f"matrix-{matrix.slug}", title, "response_matrix", matrix, page="matrix")
    if content.findings:
        yield _traceability(content)
    yield from map(_written, content.sections_of("leftovers"))


def _traceability(content: ReportContent) -> Chapter:
    return Chapter(
        "traceability", _("From question to action"), "traceability", printed_chain(content)
    )


def printed_chain(content: ReportContent) -> Chain:
    """What the chain lacks is printed in the writers' own drafts alone."""
    with_gaps = content.cover.is_draft and content.audience == Audience.INTERNAL
    return chain_of(content, with_gaps=with_gaps)


def _part_titled(title: str) -> str:
    """The table that evaluators mean when they give an annex this title, "" for none."""
    return next((part for part, words in TITLES.items() if words.search(title)), "")


def _made_annexes(content: ReportContent) -> Iterator[Chapter]:
    """The annexes that stand in the database as rows; those without any are left out."""
    judged = any(question.judgement_criteria for question in content.questions)
    made: tuple[tuple[str, str, Any], ...] = (
        ("evaluators", _("The evaluators"), content.cover.authors),
        ("method", _("Method: what the findings rest on"), sources_at_a_glance(content)),
        (
            "evaluation_matrix",
            _("Evaluation matrix, judgement criteria and indicators"),
            content.criteria if judged else (),
        ),
        ("intervention", _("Intervention logic of the project"), content.interventions),
        ("consulted", _("Persons and organisations consulted"), content.consulted),
        ("sources", _("Literature and documents consulted"), content.sources),
        (
            "detailed_answers",
            _("Detailed answers by judgement criterion and indicator"),
            detailed_answers(content),
        ),
        ("events", _("Project activities the findings rest on"), content.events),
    )
    for part, title, rows in made:
        if rows:
            page = "landscape" if part == "evaluation_matrix" else ""
            yield Chapter(part.replace("_", "-"), title, part, rows, page=page)


def _tables(content: ReportContent) -> Iterator[Chapter]:
    """The tables with a caption, for the list of tables."""
    if _has_short_answers(content):
        yield Chapter("table-answers", _("Answers at a glance"), "")
    if content.recommendations:
        yield Chapter("table-recommendations", _("Recommendations at a glance"), "")


def _numbered(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    for number, chapter in enumerate(chapters, 1):
        children = tuple(
            replace(child, number=f"{number}.{below}")
            for below, child in enumerate(chapter.children, 1)
        )
        yield replace(chapter, number=str(number), children=children)


def _counted(tables: Iterable[Chapter]) -> Iterator[Chapter]:
    for number, table in enumerate(tables, 1):
        yield replace(table, number=_("Table %(number)s") % {"number": number})


def _side_by_side(annexes: Iterable[Chapter]) -> Iterator[Chapter]:
    """Short annexes that follow one another share a page."""
    taken = A_PAGE
    for annex in annexes:
        room = A_HEADING + room_of((annex.lead, annex.data))
        is_short = not annex.page and room < SHORT_ANNEX
        follows = is_short and taken + room <= A_PAGE
        taken = A_PAGE if annex.page else room + taken * follows
        yield replace(annex, follows=follows)


def _lettered(annexes: Iterable[Chapter]) -> Iterator[Chapter]:
    for number, annex in enumerate(annexes, 1):
        yield replace(annex, number=_("Annex %(number)s") % {"number": number})
