from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts.actions import choose_language


@login_not_required
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Django's own switch; whoever is signed in has it kept in the profile too."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(language):
        choose_language(language=language, by=request.user)
    return set_language(request)
