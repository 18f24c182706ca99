"""Where each part of a report is mended: addresses by people's numbers."""

from dataclasses import dataclass

from django.urls import reverse


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
