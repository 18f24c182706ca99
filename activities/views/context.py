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


def leads_to(row: Any, user: Any) -> Any:
    """The findings that rest on an activity or a document, as far as the person may read them. They live
    on the floor above, so they are reached from the row, never imported."""
    found = row.findings.visible_to(user).select_related("evaluation").defer("text")
    return found.order_by("-evaluation__report_date", "evaluation", "number")
