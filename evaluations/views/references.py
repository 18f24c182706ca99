from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from editing.references import picker_items
from evaluations.fetch import get_evaluation


@require_safe
def reference_list(request: HttpRequest, slug: str) -> JsonResponse:
    return picker_items(get_evaluation(request.user, slug), request.user)
