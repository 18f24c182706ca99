"""What one edition says otherwise than the one before, read from the data of both: so it never tells
more than the two papers do."""

from collections.abc import Iterator, Set
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
# What passes with the days and is no change of the report.
PASSING = {"days_late", "stage"}


def compared(before: Data, after: Data) -> list[Change]:
    """Added, changed and removed parts in the order of the report, the removed ones last."""
    then, now = dict(_parts(before["content"])), dict(_parts(after["content"]))
    new = [
        _change(place, "changed" if place in then else "added")
        for place, said in now.items()
        if then.get(place) != said
    ]
    return new + [_change(place, "removed") for place in then if place not in now]


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
        "abbreviations": _("Abbreviations"),
        "consulted": _("People consulted"),
        "sources": _("Documents consulted"),
        "events": _("Activities"),
    }
    return names[change["part"]] % {"name": change["name"]}
