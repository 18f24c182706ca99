"""A report made ready to go out: built, looked over, printed, and told what it is."""

import datetime
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from evaluations.models import Evaluation, PublishedProduct, PublishedReport
from evaluations.models.published import CODE_LENGTH
from mmsp.publication.comparison import compared
from mmsp.publication.facts import facts_of, tags_of, words_of
from mmsp.reports import content, html, pdf, preflight, publish
from mmsp.reports.preflight import Level, Remark
from mmsp.reports.shapes import Audience, Event, ReportContent

PAPERS: dict[str, Callable[[ReportContent], html.Paper]] = {
    PublishedProduct.FINAL_REPORT: html.report,
    PublishedProduct.EVALUATION_MATRIX: html.evaluation_matrix,
}
# At the foot of every page but the cover, in the place that drafts use for their mark.
FOOT = """
@page {{ @bottom-left {{
  content: "{}"; font: 8.5pt "Paper Sans", "Paper Chinese"; color: #57606a;
  vertical-align: top; padding-top: 8mm;
}} }}"""


@dataclass(frozen=True, slots=True)
class Made:
    """A printed file, the data it was made of, and what is to be known of both."""

    file: bytes
    data: bytes
    fields: dict[str, Any]


class NotReady(Exception):
    """Pre-flight found what keeps the report in the house."""

    def __init__(self, remarks: list[Remark]) -> None:
        super().__init__(f"{len(remarks)} remarks")
        self.remarks = remarks


def make(
    evaluation: Evaluation, *, product: str, audience: str, as_of: datetime.date
) -> Made:  # fmt: skip
    """Prints the paper as it would be published today.

    Raises NotReady, ValidationError where it says what the last edition says, PressBusy, and what
    `pdf.write` raises.
    """
    built = content.build(evaluation, audience=Audience(audience), as_of=as_of)
    if remarks := [each for each in preflight.check(built) if each.level == Level.BLOCKING]:
        raise NotReady(remarks)
    said = as_data(built, product)
    before = last_data(evaluation, product, audience)
    changes = compared(before, said) if before else []
    if before and not changes:
        raise ValidationError(_("Nothing has changed since the last edition."))
    data = canonical(said)
    printed = _printed(PAPERS[product](built), built.lang, sha256(data))
    known = {"product": product, "audience": audience, "changes": changes}
    return Made(printed.pdf, data, known | _of_report(evaluation, built) | _of_file(printed, data))


def _of_report(evaluation: Evaluation, built: ReportContent) -> dict[str, Any]:
    facts = facts_of(evaluation, built)
    return {
        "language": evaluation.language,
        "report_number": evaluation.report_number,
        "title": evaluation.title,
        "facts": facts,
        "tags": tags_of(facts),
        "words": words_of(evaluation.title, facts),
    }


def _of_file(printed: pdf.Printed, data: bytes) -> dict[str, Any]:
    return {
        "sha256": sha256(printed.pdf),
        "content_hash": sha256(data),
        "size": len(printed.pdf),
        "pages": printed.pages,
    }


def as_data(built: ReportContent, product: str) -> dict[str, Any]:
    """What the paper is made of as plain values, without what is for its writers alone."""
    events = tuple(_without_notes(event) for event in built.events)
    plain = replace(built, events=events, open_comments=(), is_assessed=False)
    said: dict[str, Any] = json.loads(
        json.dumps({"product": product, "content": asdict(plain)}, cls=DjangoJSONEncoder)
    )
    return said


def _without_notes(event: Event) -> Event:
    return replace(event, stated=(), page="")


def canonical(data: dict[str, Any]) -> bytes:
    """The same values are always the same bytes, so that their hash says what a paper contains."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1).encode()


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def last_data(evaluation: Evaluation, product: str, audience: str) -> dict[str, Any] | None:
    """What the edition that stands was made of."""
    series = PublishedReport(evaluation=evaluation, product=product, audience=audience)
    last = PublishedReport.objects.of_series(series).standing().order_by("-edition").first()
    return read_data(last) if last else None


def read_data(report: PublishedReport) -> dict[str, Any]:
    with report.data.open("rb") as file:
        known: dict[str, Any] = json.load(file)
    return known


def _printed(paper: html.Paper, lang: str, content_hash: str) -> pdf.Printed:
    """Always printed whole and anew: what is kept for ever is not taken from the shelf."""
    foot = FOOT.format(foot_line(lang, content_hash))
    with publish.press_to_myself():
        printed = pdf.write(paper.document, css=paper.css + foot, assets=paper.assets)
    pdf.require_whole(paper.document, printed)
    return printed


def foot_line(lang: str, content_hash: str) -> str:
    """Where to verify the file, and the code of its content. A file cannot hold its own hash."""
    with translation.override(html.ui_language(lang)):
        said = _("Verify at %(address)s · content %(code)s") % {
            "address": f"{settings.SITE_URL}{reverse('publication:verify')}".split("://")[1],
            "code": content_hash[:CODE_LENGTH],
        }
    return said.replace("\\", "").replace('"', "")
