"""Where each part of a report is mended: addresses by people's numbers."""

import re
from dataclasses import dataclass

from django.urls import reverse

# Elements of a paper that stand for a row, by what their names begin with.
ROW = re.compile(r"(section|question|finding|conclusion|lesson|recommendation)-([0-9]{1,6})")
SESSION = re.compile(r"session-([0-9]{1,6})")
# The chapters of a summary report by their anchors, and the field that each is made of.
CHAPTERS = {
    "summary": "summary", "opening": "opening_remarks", "observations": "key_observations",
    "findings": "final_findings", "challenges": "challenges", "way-forward": "way_forward",
    "feedback": "feedback",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of one evaluation."""

    slug: str

    def evaluation(self) -> str:
        return reverse("evaluations:evaluation-detail", args=[self.slug])

    def section(self, position: int) -> str:
        return reverse("evaluations:section-detail", args=[self.slug, position])

    def question(self, number: int) -> str:
        return reverse("evaluations:question-detail", args=[self.slug, number])

    def finding(self, number: int) -> str:
        return reverse("evaluations:finding-detail", args=[self.slug, number])

    def conclusion(self, number: int) -> str:
        return reverse("evaluations:conclusion-detail", args=[self.slug, number])

    def lesson(self, number: int) -> str:
        return reverse("evaluations:lesson-detail", args=[self.slug, number])

    def recommendation(self, number: int) -> str:
        return reverse("recommendations:recommendation-detail", args=[self.slug, number])

    def matrix(self, organisation: str) -> str:
        return reverse("recommendations:matrix-detail", args=[self.slug, organisation])

    def abbreviations(self) -> str:
        return reverse("evaluations:abbreviation-list", args=[self.slug])

    def comment(self, number: int) -> str:
        return reverse("evaluations:thread-detail", args=[self.slug, number])

    def quality(self) -> str:
        return reverse("evaluations:quality-grid", args=[self.slug])

    def of(self, anchor: str) -> str:
        """Where the part of a report is mended that an element of the paper is named after, if any."""
        found = ROW.fullmatch(anchor)
        return str(getattr(self, found[1])(int(found[2]))) if found else ""


@dataclass(frozen=True, slots=True)
class ActivityPlaces:
    """The addresses of one activity and of what its summary report is made of."""

    code: str
    number: int

    def form(self, field: str) -> str:
        return reverse("activities:activity-edit", args=[self.code, self.number]) + f"#id_{field}"

    def project(self) -> str:
        return reverse("activities:project-edit", args=[self.code])

    def new(self, noun: str) -> str:
        return reverse(f"activities:{noun}-new", args=[self.code, self.number])

    def participants(self) -> str:
        page = reverse("activities:activity-detail", args=[self.code, self.number])
        return f"{page}#participants"

    def session(self, number: int) -> str:
        return reverse("activities:session-edit", args=[self.code, self.number, number])

    def of(self, anchor: str) -> str:
        """Where the part is mended that an element of the paper is named after, if any."""
        if found := SESSION.fullmatch(anchor):
            return self.session(int(found[1]))
        return self.form(CHAPTERS[anchor]) if anchor in CHAPTERS else ""
