"""How a second pair of eyes looks at an action."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from editing import versions
from recommendations.models import KeyAction, Verification


def verify(
    *, action: KeyAction, fields: dict[str, Any], by: Any, at: datetime | None = None,
    request_key: Any = None,
) -> Verification:  # fmt: skip
    """Adds what the verifier found; the owner's status stays as it is.

    Raises ValidationError where it is not adequate and nothing is said about it.
    """
    if not fields["is_adequate"] and not fields.get("comment", "").strip():
        raise ValidationError({"comment": _("Say what is missing.")})
    said = {**fields, "key_action": action, "by": by, "made_at": at or timezone.now()}
    return versions.create(Verification, fields=said, by=by, request_key=request_key)
