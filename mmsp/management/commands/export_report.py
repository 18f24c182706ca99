from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from activities.models import Activity, Project
from evaluations.models import Evaluation
from mmsp.reports import publish
from mmsp.reports.pdf import PrintRefused
from mmsp.reports.products import PRODUCTS, Product
from mmsp.reports.responses import NotForAudience
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix


class Command(BaseCommand):
    help = "Prints a paper of an evaluation or an activity, as its page in the browser does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slug", nargs="?", help="short name of the evaluation, as in its address"
        )
        parser.add_argument("--activity", help="in place of an evaluation: MMSP/3")
        parser.add_argument("--product", choices=PRODUCTS, help="(default: the report of either)")
        parser.add_argument("--output", type=Path, required=True, help="the file to write")
        parser.add_argument(
            "--format", choices=("pdf", "docx", "xlsx", "csv"), default="pdf",
            help="PDF, or Word or a sheet where the paper has one (default: pdf)",
        )  # fmt: skip
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="DAY",
            help="of a follow-up status report: the day of which it tells, as 2026-11-23",
        )  # fmt: skip
        parser.add_argument("--organisation", help="whose response matrix: its short name")
        parser.add_argument(
            "--audience",
            choices=[audience.value for audience in Audience],
            default=Audience.INTERNAL.value,
            help="for whom it is printed; what they may not see is left out (default: internal)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["slug"]) == bool(options["activity"]):
            raise CommandError("Name an evaluation, or an activity with --activity.")
        product = PRODUCTS[options["product"] or _usual(options)]
        audience = Audience(options["audience"])
        if audience not in product.audiences:
            said = ", ".join(product.audiences)
            raise CommandError(f"{product.label} stays inside: only --audience {said}.")
        row = _row(product, options)
        try:
            body = _written(product, row, audience, options["format"], options["as_of"])
            options["output"].write_bytes(body)
        except NotForAudience:
            raise CommandError(
                "This matrix has not been submitted: only --audience internal."
            ) from None
        except (PrintRefused, publish.PressBusy, OSError) as refusal:
            raise CommandError(str(refusal) or "Another paper is being printed.") from refusal
        self.stdout.write(f"{options['output']}: {product.label}, {row} ({audience})")


def _written(
    product: Product, row: Any, audience: Audience, form: str, as_of: date | None
) -> bytes:
    if as_of and not product.looks_back:
        known = ", ".join(key for key, each in PRODUCTS.items() if each.looks_back)
        raise CommandError(f"--as-of is for papers that look back: {known}.")
    today = as_of or timezone.localdate()
    if form == "pdf" and product.of:
        paper = product.of(row, audience=audience, as_of=today)
        return publish.printed(paper, audience).path.read_bytes()
    if form not in product.writers:
        known = ", ".join(product.formats)
        raise CommandError(f"There is no {form} of this paper; there is: {known}.")
    return product.writers[form](row, audience=audience, as_of=today)


def _usual(options: dict[str, Any]) -> str:
    return "workshop-report" if options["activity"] else "final-report"


def _row(product: Product, options: dict[str, Any]) -> Evaluation | ResponseMatrix | Activity:
    """What the paper is made of. Raises CommandError for one that is made of something else."""
    if (product.row is Activity) != bool(options["activity"]):
        said = (
            "an activity: name it with --activity" if product.row is Activity else "an evaluation"
        )
        raise CommandError(f"{product.label} is made of {said}.")
    if options["activity"]:
        return _activity(options["activity"])
    evaluation = _evaluation(options["slug"])
    is_matrix = product.row is ResponseMatrix
    return _matrix(evaluation, options["organisation"]) if is_matrix else evaluation


def _activity(name: str) -> Activity:
    code, _slash, number = name.rpartition("/")
    rows = Activity.objects.select_related("project__donor")
    found = rows.filter(project__code=code, number=number) if _is_number(number) else rows.none()
    if row := found.first():
        return row
    known = ", ".join(Project.objects.values_list("code", flat=True)) or "none"
    raise CommandError(f"There is no activity {name}. There are projects: {known}.")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _evaluation(slug: str) -> Evaluation:
    rows = Evaluation.objects.select_related("commissioned_by", "contractor")
    try:
        return rows.get(slug=slug)
    except Evaluation.DoesNotExist:
        known = ", ".join(rows.order_by("slug").values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no evaluation {slug}. There are: {known}.") from None


def _matrix(evaluation: Evaluation, organisation: str | None) -> ResponseMatrix:
    """The named one, or the only one."""
    rows = ResponseMatrix.objects.filter(evaluation=evaluation)
    rows = rows.select_related("evaluation", "organisation")
    found = [row for row in rows if organisation in (None, row.organisation.slug)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(row.organisation.slug for row in rows) or "none"
    raise CommandError(f"Say whose matrix with --organisation. There are: {known}.")
