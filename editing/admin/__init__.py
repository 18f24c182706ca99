"""Django's admin over versioned rows: the same forms, the same rights and the same write path."""

from editing.admin import records  # noqa: F401 - registers revisions and refused edits
from editing.admin.forms import AdminForm, InlineForm
from editing.admin.inlines import VersionedInline
from editing.admin.options import VersionedAdmin
from editing.admin.rights import under
from editing.admin.steps import Step

__all__ = ["AdminForm", "InlineForm", "Step", "VersionedAdmin", "VersionedInline", "under"]
