from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model
from django.utils import timezone

from activities.models import Activity, Newsletter, Project
from evaluations.models import Evaluation
from mmsp.reports import publish
from mmsp.reports.follow_up import Portfolio
from mmsp.reports.pdf import PrintRefused
from mmsp.reports.products import PRODUCTS, Product
from mmsp.reports.responses import NotForAudience
from mmsp.reports.shapes import Audience
from recommendations.models import ResponseMatrix


class Command(BaseCommand):
    help = "Prints a paper of one or all evaluations, an activity, project or newsletter, as its page does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slug", nargs="?", help="short name of the evaluation, as in its address"
        )
        parser.add_argument("--activity", help="in place of an evaluation: MMSP/3")
        parser.add_argument("--project", help="in place of an evaluation: MMSP")
        parser.add_argument("--newsletter", help="in place of an evaluation: MMSP/1")
        parser.add_argument(
            "--portfolio", action="store_true",
            help="in place of an evaluation: the follow-up of all that the audience may read",
        )  # fmt: skip
        parser.add_argument(
            "--product", choices=PRODUCTS, help="(default: the report, sheet or letter of it)"
        )
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
        if sum(bool(options[name]) for name in ("slug", *MADE_OF)) != 1:
            said = ", ".join(f"--{name}" for name in MADE_OF)
            raise CommandError(f"Name an evaluation, or one other thing with {said}.")
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
    return next((each.usual for name, each in MADE_OF.items() if options[name]), "final-report")


def _row(product: Product, options: dict[str, Any]) -> Any:
    """What the paper is made of. Raises CommandError for one that is made of something else."""
    for name, each in MADE_OF.items():
        if options[name] and product.row is each.row:
            return each.find(options[name])
    if not options["slug"] or product.row not in (Evaluation, ResponseMatrix):
        raise CommandError(f"{product.label} is made of: {_noun(product.row)}. Name one.")
    evaluation = _evaluation(options["slug"])
    is_matrix = product.row is ResponseMatrix
    return _matrix(evaluation, options["organisation"]) if is_matrix else evaluation


def _noun(row: type) -> str:
    return "--portfolio" if row is Portfolio else str(row._meta.verbose_name)  # type: ignore[attr-defined]


def _project(code: str) -> Project:
    rows = Project.objects.select_related("donor")
    if row := rows.filter(code=code).first():
        return row
    raise CommandError(f"There is no project {code}. There are projects: {_known_projects()}.")


def _newsletter(name: str) -> Newsletter:
    rows = Newsletter.objects.select_related("project__donor")
    if row := _numbered(rows, name):
        return row
    raise CommandError(f"There is no newsletter {name}. There are projects: {_known_projects()}.")


def _known_projects() -> str:
    return ", ".join(Project.objects.values_list("code", flat=True)) or "none"


def _numbered(rows: Any, name: str) -> Any:
    """The row of a project by its number: MMSP/3."""
    code, _slash, number = name.rpartition("/")
    return rows.filter(project__code=code, number=number).first() if _is_number(number) else None


def _activity(name: str) -> Activity:
    if row := _numbered(Activity.objects.select_related("project__donor"), name):
        return row
    raise CommandError(f"There is no activity {name}. There are projects: {_known_projects()}.")


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


@dataclass(frozen=True)
class MadeOf:
    """A row that is named by an option of its own, its usual paper, and who finds it."""

    row: type[Model | Portfolio]
    usual: str
    find: Callable[[Any], Any]


MADE_OF = {
    "activity": MadeOf(Activity, "workshop-report", _activity),
    "project": MadeOf(Project, "project-factsheet", _project),
    "newsletter": MadeOf(Newsletter, "newsletter", _newsletter),
    "portfolio": MadeOf(Portfolio, "portfolio-status", lambda _asked: Portfolio()),
}
