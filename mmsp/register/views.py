from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from evaluations.fetch import get_evaluation
from evaluations.models import Evaluation
from mmsp.register.row import as_csv


@require_safe
def register_row(request: HttpRequest, slug: str) -> HttpResponse:
    """The evaluation as one row of the public repository, with its headings."""
    evaluation = get_evaluation(request.user, slug)
    rows = Evaluation.objects.visible_to(request.user).filter(pk=evaluation.pk)
    headers = {"Content-Disposition": f'attachment; filename="{slug}-register.csv"'}
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
    patch_cache_control(response, private=True, no_store=True)
    return response
