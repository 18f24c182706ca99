"""`{% presence row %}`: a place on the page where people see who else is at the row."""

from typing import Any

from django import template

from editing.models import Versioned
from editing.presence import token_of

register = template.Library()


@register.inclusion_tag("editing/presence.html")
def presence(row: Versioned, writes: bool = False) -> dict[str, Any]:
    """Stays empty without scripts, and for a row that does not exist yet."""
    return {"token": token_of(row) if row.pk else "", "writes": writes}
