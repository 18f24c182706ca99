from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from evaluations.fetch import get_evaluation
from evaluations.models import Evaluation
from evaluations.models.evaluation import published
from mmsp.register.row import as_csv
from mmsp.reports.files import attachment

CSV = "text/csv; charset=utf-8"


@require_safe
def register_row(request: HttpRequest, slug: str) -> HttpResponse:
    """The evaluation as one row of the public repository, with its headings."""
    evaluation = get_evaluation(request.user, slug)
    rows = Evaluation.objects.visible_to(request.user).filter(pk=evaluation.pk)
    return attachment(as_csv(rows), CSV, f"{slug}-register.csv")


@require_safe
def register_list(request: HttpRequest) -> HttpResponse:
    """All published evaluations that the person may see, in the shape of the public repository."""
    rows = Evaluation.objects.visible_to(request.user).filter(published()).order_by("pk")
    return attachment(as_csv(rows), CSV, "register.csv")
