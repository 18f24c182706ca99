from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mmsp.glance import glances_for
from mmsp.waiting import waiting_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    on = timezone.localdate()
    tasks = waiting_for(request.user, on)
    context = {"tasks": tasks, "glances": glances_for(request.user, on)}
    return render(request, "home.html", context)
