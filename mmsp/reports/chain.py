"""The chain of an evaluation, from the question over the evidence to what is done: every link with
what it rests on and what it leads to. Page and annex show the same links. No queries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmsp.reports.places import Places
from mmsp.reports.shapes import Action, Evidence, Matrix, ReportContent, Response

DECISIONS_THAT_PROMISE = {"accepted", "partially_accepted"}


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain. `rests_on` holds keys; `anchor` is where it stands on paper, `state` a
    strength, a decision or a status in words, `gaps` what it lacks."""

    key: str
    kind: str
    label: str
    title: str
    url: str
    anchor: str
    rests_on: tuple[str, ...] = ()
    state: str = ""
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A link with its neighbours on either side."""

    link: Link
    rests_on: tuple[Link, ...]
    leads_to: tuple[Link, ...]


@dataclass(frozen=True)
class Chain:
    links: tuple[Link, ...]

    def of(self, kind: str) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.kind == kind)

    @property
    def gaps(self) -> tuple[Link, ...]:
        """The links that lack something."""
        return tuple(link for link in self.links if link.gaps)

    @cached_property
    def groups(self) -> tuple[tuple[str, str, tuple[Row, ...]], ...]:
        """Kind, its name and its rows, in the order of the chain; kinds without a link are left out."""
        by_key = {link.key: link for link in self.links}
        above: dict[str, list[Link]] = {link.key: [] for link in self.links}
        for link in self.links:
            for key in link.rests_on:
                above[key].append(link)
        return tuple(
            (kind, name, rows)
            for kind, name in kinds().items()
            if (rows := tuple(
                Row(link, tuple(by_key[key] for key in link.rests_on), tuple(above[link.key]))
                for link in self.of(kind)
            ))
        )  # fmt: skip


def kinds() -> dict[str, str]:
    """The kinds of links in the order of the chain, as people call them."""
    return {
        "question": _("Questions"),
        "evidence": _("Evidence"),
        "finding": _("Findings"),
        "conclusion": _("Conclusions"),
        "lesson": _("Lessons learnt"),
        "recommendation": _("Recommendations"),
        "response": _("Responses"),
        "action": _("Key actions"),
    }


def chain_of(content: ReportContent, *, with_gaps: bool) -> Chain:
    """The chain as far as the content's audience sees it; what it lacks is for those who mend it."""
    links = (
        *_questions(content), *_evidence(content), *_findings(content), *_claims(content),
        *_recommendations(content), *_responses(content), *_actions(content),
    )  # fmt: skip
    known = {link.key for link in links}
    return Chain(
        tuple(
            replace(
                link,
                rests_on=tuple(key for key in link.rests_on if key in known),
                gaps=link.gaps if with_gaps else (),
            )
            for link in links
        )
    )


def _lacks(**has: bool) -> tuple[str, ...]:
    """The words for what is not there, of the things asked for."""
    words = {
        "finding": _("No finding"),
        "evidence": _("No evidence"),
        "conclusion": _("No conclusion"),
        "addressee": _("No addressee"),
        "response": _("No response"),
        "decision": _("Not decided"),
        "action": _("No action"),
        "proof": _("No proof"),
    }
    return tuple(words[name] for name, is_there in has.items() if not is_there)


def _questions(content: ReportContent) -> Iterator[Link]:
    to = Places(content.slug)
    for each in content.questions:
        key = f"question-{each.number}"
        label, url = _("EQ %(n)s") % {"n": each.number}, to.question(each.number)
        gaps = _lacks(finding=bool(each.findings))
        yield Link(key, "question", label, each.text, url, key, gaps=gaps)


def _evidence(content: ReportContent) -> Iterator[Link]:
    """One link a finding, so that a picture of many sources stays readable."""
    to = Places(content.slug)
    for finding in content.findings:
        if evidence := finding.evidence:
            n = evidence.sources
            label = ngettext("%(n)s source", "%(n)s sources", n) % {"n": n}
            of_kinds = ngettext("%(n)s kind", "%(n)s kinds", evidence.kinds)
            yield Link(
                f"evidence-{finding.number}", "evidence", label, _named(evidence),
                f"{to.finding(finding.number)}#evidence-{finding.number}", f"finding-{finding.number}",
                state=of_kinds % {"n": evidence.kinds},
            )  # fmt: skip


def _named(evidence: Evidence) -> str:
    """The evidence in words, by kind: "Activities 3, 5; 2 interviews"."""
    parts = [
        f"{word} {', '.join(each.label for each in references)}"
        for word, references in (
            (_("Activities"), evidence.activities),
            (_("Documents"), evidence.documents),
            (_("Indicators"), evidence.indicators),
        )
        if references
    ]
    if n := evidence.people:
        parts.append(ngettext("%(n)s interview", "%(n)s interviews", n) % {"n": n})
    if n := evidence.unseen:
        parts.append(ngettext("%(n)s other paper", "%(n)s other papers", n) % {"n": n})
    return "; ".join(parts)


def _findings(content: ReportContent) -> Iterator[Link]:
    to = Places(content.slug)
    for question in content.questions:
        for each in question.findings:
            key = f"finding-{each.number}"
            yield Link(
                key, "finding", f"F{each.number}", each.short_answer, to.finding(each.number), key,
                rests_on=(f"question-{question.number}", f"evidence-{each.number}"),
                state=each.strength_label, gaps=_lacks(evidence=bool(each.evidence)),
            )  # fmt: skip


def _claims(content: ReportContent) -> Iterator[Link]:
    """Conclusions, then lessons: both rest on findings."""
    to = Places(content.slug)
    claims: tuple[tuple[str, str, Any, Any], ...] = (
        ("conclusion", "C", content.conclusions, to.conclusion),
        ("lesson", "L", content.lessons, to.lesson),
    )
    for kind, letter, rows, place in claims:
        for each in rows:
            key = f"{kind}-{each.number}"
            yield Link(
                key, kind, f"{letter}{each.number}", each.heading, place(each.number), key,
                rests_on=_keys("finding", each.findings), gaps=_lacks(finding=bool(each.findings)),
            )  # fmt: skip


def _recommendations(content: ReportContent) -> Iterator[Link]:
    """An answer is missed only once the report is final, or somebody has answered it."""
    to, answered = Places(content.slug), _answered(content)
    expected = bool(content.matrices) or not content.cover.is_draft
    for each in content.recommendations:
        key = f"recommendation-{each.number}"
        gaps = _lacks(
            conclusion=bool(each.conclusions),
            addressee=bool(each.addressees or each.addressee_note),
            response=each.number in answered or not expected,
        )
        yield Link(
            key, "recommendation", f"R{each.number}", each.heading, to.recommendation(each.number),
            key, gaps=gaps,
            rests_on=_keys("conclusion", each.conclusions) + _keys("finding", each.findings),
        )  # fmt: skip


def _answered(content: ReportContent) -> set[int]:
    return {each.recommendation.number for matrix in content.matrices for each in matrix.responses}


def _keys(kind: str, numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(f"{kind}-{number}" for number in numbers)


def _pairs(content: ReportContent) -> list[tuple[Matrix, Response]]:
    """Every answer with the matrix it stands in, by recommendation."""
    pairs = [(matrix, each) for matrix in content.matrices for each in matrix.responses]
    return sorted(pairs, key=lambda pair: pair[1].recommendation.number)


def _responses(content: ReportContent) -> Iterator[Link]:
    to = Places(content.slug)
    for matrix, each in _pairs(content):
        number = each.recommendation.number
        promises = each.decision in DECISIONS_THAT_PROMISE
        yield Link(
            f"response-{matrix.slug}-{number}", "response", f"R{number} {matrix.short_name}",
            each.reason or each.decision_label, f"{to.matrix(matrix.slug)}#r{number}",
            f"matrix-{matrix.slug}", rests_on=(f"recommendation-{number}",),
            state=each.decision_label,
            gaps=_lacks(
                decision=each.decision != "pending", action=bool(each.actions) or not promises
            ),
        )  # fmt: skip


def _actions(content: ReportContent) -> Iterator[Link]:
    to = Places(content.slug)
    for matrix, response in _pairs(content):
        for each in response.actions:
            yield Link(
                f"action-{matrix.slug}-{each.number}", "action", each.number, each.text,
                f"{to.matrix(matrix.slug)}#a{each.number}", f"matrix-{matrix.slug}",
                rests_on=(f"response-{matrix.slug}-{response.recommendation.number}",),
                state=each.status_label, gaps=_lacks(proof=_is_proved(each)),
            )  # fmt: skip


def _is_proved(action: Action) -> bool:
    """Only what is said to be done has to be proved."""
    return action.status != "completed" or action.has_proof
