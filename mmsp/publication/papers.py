"""A report made ready to go out: built, looked over, printed, and told what it is."""

import datetime
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import pikepdf
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from evaluations.models import Evaluation, PublishedProduct, PublishedReport
from evaluations.models.published import CODE_LENGTH
from mmsp.publication.comparison import compared
from mmsp.publication.facts import Facts, facts_of, tags_of, words_of
from mmsp.publication.recipes import RECIPES, responses_in
from mmsp.reports import content, html, matrix_sheet, preflight, publish
from mmsp.reports.archive import Attachment, Relation, Variant
from mmsp.reports.files import SHEET
from mmsp.reports.preflight import Level, Remark
from mmsp.reports.shapes import Audience

JSON = "application/json"

# At the foot of every page but the cover, in the place that drafts use for their mark.
FOOT = """
@page {{ @bottom-left {{
  content: "{}"; font: 8.5pt "Paper Sans", "Paper Chinese"; color: #57606a;
  vertical-align: top; padding-top: 8mm;
}} }}"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper ready to be printed, the data it is made of, what is known of it before it is printed, and by
    its ending who writes a file to work on."""

    slug: str
    paper: html.Paper
    data: bytes
    fields: dict[str, Any]
    beside: tuple[str, Callable[[], bytes]] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A printed file, the data it was made of, what is to be known of both, and by its ending a file to
    work on."""

    file: bytes
    data: bytes
    fields: dict[str, Any]
    beside: tuple[str, bytes] | None = None


class NotReady(Exception):
    """Pre-flight found what keeps the report in the house."""

    def __init__(self, remarks: list[Remark]) -> None:
        super().__init__(f"{len(remarks)} remarks")
        self.remarks = remarks


def draft(
    evaluation: Evaluation, *, product: str, audience: str, as_of: datetime.date, part: str = ""
) -> Draft:
    """What would be published today, before it is printed.

    Raises NotReady, and ValidationError where it says what the last edition says.
    """
    reader, recipe = Audience(audience), RECIPES[PublishedProduct(product)]
    whole = content.build(evaluation, audience=reader, as_of=as_of)
    if remarks := [each for each in preflight.check(whole) if each.level == Level.BLOCKING]:
        raise NotReady(remarks)
    built = recipe.build(evaluation, part, audience=reader, as_of=as_of)
    said = as_data(built, product)
    before = last_data(evaluation, product, part, audience)
    changes = compared(before, said) if before else []
    if before and not changes:
        raise ValidationError(_("Nothing has changed since the last edition."))
    data = canonical(said)
    known = {
        "product": product, "part": part, "audience": audience, "changes": changes,
        "content_hash": sha256(data),
    }  # fmt: skip
    facts = facts_of(evaluation, whole, built)
    return Draft(
        evaluation.slug, _to_be_kept(evaluation, recipe.paper(built), built, data), data,
        known | _of_report(evaluation, facts),
        (recipe.ending, partial(recipe.beside, built)) if recipe.beside else None,
    )  # fmt: skip


def make(
    evaluation: Evaluation, *, product: str, audience: str, as_of: datetime.date, part: str = ""
) -> Made:
    """Prints the paper as it would be published today, to be kept.

    Raises what `draft`, and what `publish.printed` raises.
    """
    drafted = draft(evaluation, product=product, part=part, audience=audience, as_of=as_of)
    return printed(drafted)


def printed(drafted: Draft) -> Made:
    """With its file, as it was printed when it was ordered, or printed now, and the one to work on."""
    path = publish.printed(drafted.paper, Audience(drafted.fields["audience"])).path
    file = path.read_bytes()
    known = {"sha256": sha256(file), "size": len(file), "pages": pages_of(file)}
    if not drafted.beside:
        return Made(file, drafted.data, drafted.fields | known | {"beside_sha256": ""})
    ending, write = drafted.beside
    body = write()
    known |= {"beside_sha256": sha256(body)}
    return Made(file, drafted.data, drafted.fields | known, (ending, body))


def pages_of(file: bytes) -> int:
    with pikepdf.open(io.BytesIO(file)) as opened:
        return len(opened.pages)


def _of_report(evaluation: Evaluation, facts: Facts) -> dict[str, Any]:
    return {
        "language": evaluation.language,
        "report_number": evaluation.report_number,
        "title": evaluation.title,
        "facts": facts,
        "tags": tags_of(facts),
        "words": words_of(evaluation.title, facts),
    }


def as_data(built: Any, product: str) -> dict[str, Any]:
    """What the paper is made of as plain values."""
    said: dict[str, Any] = json.loads(
        json.dumps({"product": product, "content": asdict(built)}, cls=DjangoJSONEncoder)
    )
    return said


def canonical(data: dict[str, Any]) -> bytes:
    """The same values are always the same bytes, so that their hash says what a paper contains."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1).encode()


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def last_data(
    evaluation: Evaluation, product: str, part: str, audience: str
) -> dict[str, Any] | None:
    """What the edition that stands was made of."""
    series = PublishedReport(evaluation=evaluation, product=product, part=part, audience=audience)
    last = PublishedReport.objects.of_series(series).standing().order_by("-edition").first()
    return read_data(last) if last else None


def read_data(report: PublishedReport) -> dict[str, Any]:
    with report.data.open("rb") as file:
        known: dict[str, Any] = json.load(file)
    return known


def _attached(evaluation: Evaluation, built: Any, data: bytes) -> tuple[Attachment, ...]:
    """What an archive is given within the file: the data, and every response matrix in it as a sheet."""
    with translation.override(html.paper_language(built.lang)):
        about = _("The data that this paper was printed from")
        sheet = _("Response matrix of %(name)s")
    sheets = (
        Attachment(
            f"response-matrix-{each.matrix.slug}.xlsx", SHEET, matrix_sheet.as_xlsx(each),
            sheet % {"name": each.matrix.organisation}, Relation.DATA, built.as_of,
        )
        for each in responses_in(evaluation, built)
    )  # fmt: skip
    source = Attachment("data.json", JSON, data, about, Relation.SOURCE, built.as_of)
    return (source, *sheets)


def _to_be_kept(
    evaluation: Evaluation, paper: html.Paper, built: Any, data: bytes
) -> html.Paper:  # fmt: skip
    """An archive copy, whose pages name the code of its content."""
    foot = FOOT.format(foot_line(built.lang, sha256(data)))
    attached = _attached(evaluation, built, data)
    return replace(paper, css=paper.css + foot, variant=Variant.ARCHIVE, attachments=attached)


def foot_line(lang: str, content_hash: str) -> str:
    """Where to verify the file, and the code of its content. A file cannot hold its own hash."""
    with translation.override(html.paper_language(lang)):
        said = _("Verify at %(address)s · content %(code)s") % {
            "address": f"{settings.SITE_URL}{reverse('publication:verify')}".split("://")[1],
            "code": content_hash[:CODE_LENGTH],
        }
    return said.replace("\\", "").replace('"', "")
