from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.forms import ProfileForm
from accounts.language import remember
from accounts.models import User
from editing.pages import edit_page


@require_safe
def user_detail(request: HttpRequest, number: int) -> HttpResponse:
    people = User.objects.visible_to(request.user).select_related("organisation")
    person = get_object_or_404(people, pk=number)
    return render(request, "accounts/user_detail.html", {"person": person})


def user_profile(request: HttpRequest) -> HttpResponse:
    """What I say of myself; the language takes effect with the answer."""
    people = User.objects.visible_to(request.user).select_related("organisation")
    me = get_object_or_404(people, pk=request.user.pk)
    here = reverse("accounts:user-profile")
    response = edit_page(
        request, me, ProfileForm, "accounts/user_profile.html", then=lambda _me: here
    )
    return remember(response, me.language) if response.status_code == 302 else response
