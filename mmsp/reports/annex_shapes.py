"""What annexes are made of that no other part of a paper needs: plain values, like `shapes`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """An expected result, or a pillar; `held` of `foreseen` activities serve it."""

    number: int
    text: str
    held: int = 0
    foreseen: int = 0


@dataclass(frozen=True, slots=True)
class Intervention:
    """What a project set out to change; `objectives` are rich text."""

    code: str
    title: str
    objectives: str = ""
    results: tuple[Result, ...] = ()
    pillars: tuple[Result, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.objectives.strip() or self.results or self.pillars)


@dataclass(frozen=True, slots=True)
class Observed:
    """What was found for one indicator, under the criterion that it speaks for."""

    criterion: str
    criterion_text: str
    indicator: str
    text: str
    observed: str
    sources: str


@dataclass(frozen=True, slots=True)
class DetailedAnswer:
    """A question with its short answers (number of the finding, words) and what its indicators show."""

    number: int
    text: str
    answers: tuple[tuple[int, str], ...]
    observed: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of a kind of source the evaluation rests on, by what it consists of."""

    name: str
    total: int
    parts: tuple[tuple[str, int], ...] = ()
