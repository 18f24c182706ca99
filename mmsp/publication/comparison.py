"""What one edition says otherwise than the one before, read from the data of both: so it never tells
more than the two papers do."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Data = dict[str, Any]
Place = tuple[str, str]  # what kind of part, and which one
Change = dict[str, str]

# Parts by what tells them from their siblings; a part without a name is compared as a whole.
LISTS = (
    ("section", "sections", "title"),
    ("conclusion", "conclusions", "number"),
    ("lesson", "lessons", "number"),
    ("recommendation", "recommendations", "number"),
    ("response", "matrices", "organisation"),
)
WHOLE = (
    ("cover", "cover"), ("abbreviations", "abbreviations"), ("consulted", "consulted"),
    ("sources", "sources"), ("events", "events"),
)  # fmt: skip
# Of a brief what stands in its boxes, of a response matrix what stands above its answers.
BOXES = ("title", "introduction", "evaluation", "project", "disclaimer")
HEAD = ("organisation", "completed_by", "overall_comment", "submitted_on")
# What passes with the days and is no change of the report.
PASSING = {"days_late", "stage"}


def compared(before: Data, after: Data) -> list[Change]:
    """Added, changed and removed parts in the order of the paper, the removed ones last."""
    parts = PARTS.get(after["product"], _parts)
    then, now = dict(parts(before["content"])), dict(parts(after["content"]))
    new = [
        _change(place, "changed" if place in then else "added")
        for place, said in now.items()
        if place not in then or not _same(then[place], said)
    ]
    return new + [_change(place, "removed") for place in then if place not in now]


def _same(then: Any, now: Any) -> bool:
    """What only one of them knows was not kept, or not yet, when the other was made."""
    if isinstance(then, dict) and isinstance(now, dict):
        return all(_same(then[key], now[key]) for key in then.keys() & now.keys())
    if isinstance(then, list) and isinstance(now, list):
        return len(then) == len(now) and all(map(_same, then, now))
    return bool(then == now)


def _change(place: Place, what: str) -> Change:
    return {"part": place[0], "name": place[1], "what": what}


def _parts(content: Data) -> Iterator[tuple[Place, Any]]:
    for kind, name in WHOLE[:1]:
        yield (kind, ""), _lasting(content[name], drop={"number"})
    yield from _listed(content, *LISTS[0])
    yield from _questions(content)
    for kind, name, key in LISTS[1:]:
        yield from _listed(content, kind, name, key)
    for kind, name in WHOLE[1:]:
        yield (kind, ""), _lasting(content[name])


def _brief_parts(content: Data) -> Iterator[tuple[Place, Any]]:
    yield ("cover", ""), _lasting(content["cover"], drop={"number"})
    yield ("about", ""), [_lasting(content[each]) for each in BOXES]
    for each in content["passages"]:
        yield ("section", each["heading"]), _lasting(each)
    for kind in ("finding", "conclusion", "recommendation"):
        for each in content[f"{kind}s"]:
            yield (kind, each["number"][1:]), _lasting(each)


def _response_parts(content: Data) -> Iterator[tuple[Place, Any]]:
    matrix = content["matrix"]
    yield ("head", ""), [content["heading"], *(matrix[each] for each in HEAD)]
    yield ("signatures", ""), _lasting(matrix["signatures"])
    for each in matrix["responses"]:
        yield ("answer", str(each["recommendation"]["number"])), _lasting(each)


def _question_parts(content: Data) -> Iterator[tuple[Place, Any]]:
    """Of the matrix of questions; an edition kept with the whole report is compared by these alone."""
    yield ("cover", ""), _lasting(content["cover"], drop={"number"})
    yield from (each for each in _questions(content) if each[0][0] == "question")


PARTS: dict[str, Callable[[Data], Iterator[tuple[Place, Any]]]] = {
    "evaluation-brief": _brief_parts,
    "response-matrix": _response_parts,
    "evaluation-matrix": _question_parts,
}


def _listed(content: Data, kind: str, name: str, key: str) -> Iterator[tuple[Place, Any]]:
    for part in content[name]:
        yield (kind, str(part[key] or part.get("kind", ""))), _lasting(part, drop={"position"})


def _questions(content: Data) -> Iterator[tuple[Place, Any]]:
    for question in (each for group in content["criteria"] for each in group["questions"]):
        yield ("question", str(question["number"])), _lasting(question, drop={"findings"})
        for finding in question["findings"]:
            yield ("finding", str(finding["number"])), _lasting(finding)


def _lasting(value: Any, drop: Set[str] = frozenset()) -> Any:
    """The value without what passes with the days, and without `drop` at the top of it."""
    if isinstance(value, dict):
        left_out = PASSING | drop
        return {key: _lasting(each) for key, each in value.items() if key not in left_out}
    return [_lasting(each) for each in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Told:
    """A change in words of the reader."""

    part: str
    what: str


def told(changes: list[Change]) -> list[Told]:
    """The changes as people read them."""
    whats = {"added": _("added"), "changed": _("changed"), "removed": _("removed")}
    return [Told(_name(each), whats[each["what"]]) for each in changes]


def _name(change: Change) -> str:
    names = {
        "cover": _("Title page"),
        "section": _("Section “%(name)s”"),
        "question": _("Question %(name)s"),
        "finding": _("Finding %(name)s"),
        "conclusion": _("Conclusion %(name)s"),
        "lesson": _("Lesson %(name)s"),
        "recommendation": _("Recommendation %(name)s"),
        "response": _("Response of %(name)s"),
        "about": _("Facts about the evaluation and the project"),
        "head": _("Head of the form"),
        "signatures": _("Sign-off"),
        "answer": _("Response to recommendation %(name)s"),
        "abbreviations": _("Abbreviations"),
        "consulted": _("People consulted"),
        "sources": _("Documents consulted"),
        "events": _("Activities"),
    }
    return names[change["part"]] % {"name": change["name"]}
