"""Numbers in addresses: as long as people's numbers are, so none overflows a database."""

from django.urls import register_converter


class Number:
    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def register() -> None:
    """Makes `<number:...>` known to every urls.py."""
    register_converter(Number, "number")
