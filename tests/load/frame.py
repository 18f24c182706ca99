"""The frame of a measure: its name, its unit, its bound, and the table and file they end in."""

import json
import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

Values = Iterator[tuple[str, float, str, float | None]]
Measure = Callable[[], Values]


@dataclass(frozen=True)
class Result:
    """One figure; `holds` is false when it lies above its bound."""

    name: str
    value: float
    unit: str
    bound: float | None

    @property
    def holds(self) -> bool:
        """A figure without a bound informs; one that is no number breaks any bound."""
        return self.bound is None or self.value <= self.bound


MEASURES: list[Measure] = []


def measure(function: Measure) -> Measure:
    """Marks a generator of (name, value, unit, bound or None); each runs on an empty database."""
    MEASURES.append(function)
    return function


def seconds(action: Callable[[], object], times: int = 15) -> float:
    """The least time of the processor for an action, after one run that warms it up: who else uses
    the machine only ever adds to it."""
    action()
    return min(one_run(action) for _ in range(times))


def one_run(action: Callable[[], object]) -> float:
    """How long the action keeps the processor busy once; the embedded database works in there."""
    started = time.process_time()
    action()
    return time.process_time() - started


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """How time grows with size: 1 is in proportion, 2 with the square (slope of the logarithms)."""
    logs = [math.log(size) for size in sizes], [math.log(each) for each in times]
    return statistics.linear_regression(*logs).slope


def table(results: Sequence[Result]) -> str:
    """The figures for a person: what, how much, at most how much, and whether that holds."""
    width = max((len(result.name) for result in results), default=0)
    return "\n".join(
        f"{result.name:<{width}}  {result.value:>10.3f} {result.unit:<8} {verdict(result)}"
        for result in results
    )


def verdict(result: Result) -> str:
    """`at most 2: holds`, or nothing where no bound was promised."""
    if result.bound is None:
        return ""
    return f"at most {result.bound:g}: {'holds' if result.holds else 'BROKEN'}"


def write(results: Sequence[Result], path: Path) -> None:
    """The figures for a program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(result) | {"holds": result.holds} for result in results]
    path.write_text(json.dumps(rows, indent=2) + "\n")
