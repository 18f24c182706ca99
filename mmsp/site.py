"""The admin site of the house: the same door to sign in, and nothing logged twice."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache


class HouseSite(admin.AdminSite):
    site_title = _("mmsp administration")
    index_title = _("Support")

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Passwords are tried at the one door that counts the tries."""
        from allauth.account.decorators import secure_admin_login

        return secure_admin_login(super().login)(request, extra_context)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:
        from editing.admin.choices import ChoicesView  # whose neighbours register with this site

        return ChoicesView.as_view(admin_site=self)(request)

    def get_log_entries(self, request: HttpRequest) -> list:
        """Revisions remember every change; Django's own log stays empty."""
        return []
