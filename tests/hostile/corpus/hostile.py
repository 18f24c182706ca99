"""One hostile input. «file:css» stands for the address of a canary file of that kind, «path:css» for its
path, «web:css» and «hop:css» for our listener (straight, or by a redirect), «here» for its host and port,
«port» for the port, and «asset» for the input's own asset."""

import re
from dataclasses import dataclass

BLANK = re.compile(r"«(file|path|web|hop|asset|here|port)(?::([a-z0-9]+))?»")


@dataclass(frozen=True, slots=True)
class Hostile:
    """`body` and `style` stand in one document with those of all others, unless it stands `alone`.
    `is_abroad` is never shown to an open press: it names machines that are not ours, or never ends."""

    name: str
    tries: str
    body: str = "<p>text</p>"
    style: str = ""
    head: str = ""
    asset: str = ""
    alone: bool = False
    is_abroad: bool = False

    @property
    def kinds(self) -> set[str]:
        """The kinds of canary that this input reaches for."""
        told = f"{self.body}{self.style}{self.head}{self.asset}"
        return {kind for _what, kind in BLANK.findall(told) if kind}
