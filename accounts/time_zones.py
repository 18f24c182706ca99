"""Names of time zones, read from the disk once: every request asks for one."""

import zoneinfo
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

from django.utils import timezone


@cache
def known() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def of(person: Any) -> AbstractContextManager[Any]:
    """Within it times are those where the person is; of whom that is not known, the installation's."""
    name = getattr(person, "time_zone", "")
    return timezone.override(name) if name in known() else nullcontext()
