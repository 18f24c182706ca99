from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _text() -> str:
    return "<p>text</p>"


@dataclass(frozen=True, slots=True)
class Bomb:
    """What is large is made when it is wanted."""

    name: str
    tries: str
    body: Callable[[], str] = _text
    style: Callable[[], str] = str
    assets: Callable[[], Mapping[str, bytes]] = field(default=dict)

    def document(self) -> str:
        head = f"<head><title>t</title><style>{self.style()}</style></head>"
        return f'<!doctype html><html lang="en">{head}<body>{self.body()}</body></html>'
