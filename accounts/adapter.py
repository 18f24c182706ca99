"""How sign-in behaves here: accounts are made by support staff, never by passers-by."""

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.language import remember
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The network that tried passwords are counted for: an IPv6 home has 2^64 addresses."""
        address = super().get_client_ip(request)
        try:
            parsed: Any = ipaddress.ip_address(address)
        except ValueError:
            return address
        if parsed.version == 4:
            return address
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Only the address that the account has now opens it: allauth remembers earlier ones."""
        user = super().authenticate(request, **credentials)
        return user if user and is_address_of(user, credentials.get("email", "")) else None

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """To the address that the account has now, and to no earlier one."""
        if is_address_of(user, email):
            super().send_password_reset_mail(user, email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the mail: its host comes from the settings, never from the request."""
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return settings.SITE_URL.rstrip("/") + path

    def format_email_subject(self, subject: str) -> str:
        return subject

    def post_login(self, request: HttpRequest, user: User, **login: Any) -> HttpResponse:
        """Goes on in the language of the profile, whatever this browser showed before."""
        return remember(super().post_login(request, user, **login), user.language)


def is_address_of(user: User, email: str) -> bool:
    return user.email.casefold() == email.casefold()
