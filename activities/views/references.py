from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from activities.models import Project
from editing.references import picker_items


@require_safe
def reference_list(request: HttpRequest, code: str) -> JsonResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), code=code)
    return picker_items(project, request.user)
