"""People with a password, at a sign-in page whose counters start at nought."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User

PASSWORD = "evaluate-together"


@pytest.fixture(autouse=True)
def nobody_has_tried_before(settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "sign-in",
        }
    }
    cache.clear()


@pytest.fixture
def ana(pm: User) -> User:
    """The project manager with a password."""
    pm.set_password(PASSWORD)
    pm.save()
    return pm


@pytest.fixture
def sign_in(client: Client) -> Any:
    """`sign_in("pm@example.org")` is what the sign-in page answers."""

    def send(login: str, password: str = PASSWORD, address: str = "", **headers: str) -> Any:
        if address:
            headers["REMOTE_ADDR"] = address
        return client.post("/accounts/login/", {"login": login, "password": password}, **headers)

    return send
