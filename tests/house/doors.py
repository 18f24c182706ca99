"""Every address of the application outside the admin, read from the address book itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Door:
    name: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    def address(self, values: dict[str, Any]) -> str:
        """The address with the values that this door asks for. Raises KeyError for one unknown."""
        return reverse(self.name, kwargs={name: values[name] for name in self.parameters})


def all_doors() -> list[Door]:
    return sorted(_walk(get_resolver().url_patterns, (), ()), key=lambda door: door.name)


def inner_doors() -> list[Door]:
    """All doors but the way out, which would end the visit."""
    return [door for door in all_doors() if door.name != "account_logout"]


def _walk(
    patterns: list[Any], spaces: tuple[str, ...], parameters: tuple[str, ...]
) -> Iterator[Door]:
    for pattern in patterns:
        here = (*parameters, *pattern.pattern.converters, *_groups(pattern))
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                named = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from _walk(pattern.url_patterns, named, here)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Door(":".join((*spaces, pattern.name)), tuple(dict.fromkeys(here)))


def _groups(pattern: Any) -> list[str]:
    """Named groups of an address written as a regular expression, as libraries do."""
    regex = getattr(pattern.pattern, "_regex", "")
    return re.findall(r"\(\?P<(\w+)>", regex)
