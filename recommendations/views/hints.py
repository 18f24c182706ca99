from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from recommendations.hints import OF


@require_POST
def hints(request: HttpRequest, noun: str) -> HttpResponse:
    """What there is to say of a form as it stands, each hint for its place in it. Nothing is read or
    written: it speaks of what was sent alone."""
    if noun not in OF:
        raise Http404
    find, names = OF[noun]
    found, pattern = find(request.POST), request.POST.get("auto_id", "id_%s")
    places = [(pattern.replace("%s", name), found.get(name, [])) for name in names]
    return render(request, "recommendations/hints.html", {"places": places})
