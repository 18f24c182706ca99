"""How sign-in behaves here: accounts are made by support staff, never by passers-by."""

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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
