"""What the machine lacks for the house styles, said at the start of the application."""

from typing import Any

from django.core import checks

from mmsp.reports.houses import HOUSES, lacks_its_typeface


@checks.register
def every_house_has_its_typeface(**_options: Any) -> list[checks.CheckMessage]:
    if not any(map(lacks_its_typeface, HOUSES.values())):
        return []
    return [
        checks.Warning(
            "No font of the widths of Arial: papers in the house style of the Commission are"
            " printed in Source Sans.",
            hint="Install the Debian package fonts-liberation.",
            id="mmsp.W001",
        )
    ]
