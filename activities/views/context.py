from typing import Any

from editing.models import Versioned
from editing.permissions import may


def as_it_stands(row: Versioned, user: Any) -> dict[str, Any]:
    """Name and address of a row before a form changes it, and whether it may be removed."""
    return {
        "was": str(row),
        "back": row.get_absolute_url(),
        "removable": may(user, "delete", row),
    }
