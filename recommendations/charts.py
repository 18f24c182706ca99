"""Bars of the follow-up figures: where they stand in their picture, on the screen and on paper."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from recommendations.dashboard import UNANSWERED, Dashboard, Figure, Group
from recommendations.measures import AGEING, band_labels
from recommendations.models import Decision
from recommendations.rows import DECISION_TONES
from recommendations.status import ActionStatus, tone_of

# In units of the picture: its width, and the height of a bar with its words above it.
WIDTH, STEP, THICK, WORDS = 360, 44, 14, 16

AGE_TONES = dict(zip(AGEING, ("waiting", "attention", "late"), strict=True))


@dataclass(frozen=True)
class Bar:
    figure: Figure
    tone: str
    length: int
    top: int

    @property
    def words_at(self) -> int:
        return self.top + WORDS - 3

    @property
    def bar_at(self) -> int:
        return self.top + WORDS + 4


@dataclass(frozen=True)
class Chart:
    key: str
    title: str
    what: str
    bars: list[Bar]
    width: int = WIDTH
    thick: int = THICK

    @property
    def height(self) -> int:
        return len(self.bars) * STEP

    @property
    def in_words(self) -> str:
        """All that the picture says."""
        return "; ".join(f"{bar.figure.label}: {bar.figure.count}" for bar in self.bars)


def charts(dashboard: Dashboard) -> list[Chart]:
    """What was answered, how far the actions are, how late the open ones, and each year's promises
    beside what was closed."""
    total = dashboard.total
    drawn = [
        _chart("decisions", _("Responses to recommendations"), _("Recommendations"),
               _decisions(dashboard)),
        _chart("statuses", _("Status of key actions"), _("Key actions"), _statuses(total)),
        _chart("ageing", _("Open actions past their first date"), _("Key actions"), _ageing(total)),
        _chart("years", _("First promised and closed, by year"), _("Key actions"),
               _years(total, dashboard.years)),
    ]  # fmt: skip
    return [chart for chart in drawn if chart.bars]


Named = list[tuple[Figure, str]]


def _chart(key: str, title: str, what: str, named: Named) -> Chart:
    most = max((figure.count for figure, _tone in named), default=0) or 1
    bars = [
        Bar(figure, tone, round(WIDTH * figure.count / most), place * STEP)
        for place, (figure, tone) in enumerate(named)
    ]
    return Chart(key, title, what, bars)


def _decisions(dashboard: Dashboard) -> Named:
    group = dashboard.total
    told: list[tuple[str, Any, str]] = [
        (each.value, each.label, DECISION_TONES[each]) for each in Decision
    ]
    if not {"organisation", "unit"} & set(dashboard.asked):
        told.append((UNANSWERED, _("No response yet"), "waiting"))
    return [(group.figure(key, label), tone) for key, label, tone in told]


def _statuses(group: Group) -> Named:
    return [(group.figure(each.value, each.label), tone_of(each)) for each in ActionStatus]


def _ageing(group: Group) -> Named:
    labels = band_labels()
    return [(group.figure(key, labels[key]), AGE_TONES[key]) for key in AGEING]


def _years(group: Group, years: list[int]) -> Named:
    named: Named = []
    for year in years:
        promised = group.figure(
            f"promised_in:{year}", _("%(year)s, first promised") % {"year": year}
        )
        closed = group.figure(f"closed_in:{year}", _("%(year)s, closed") % {"year": year})
        named += [(promised, "info"), (closed, "done")]
    return named
