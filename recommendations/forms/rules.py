from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from editing.forms import VersionedForm
from recommendations.models import FollowUpRules


class RulesForm(VersionedForm):
    """The days that hold in one evaluation, where an empty field leaves it to the settings, and the
    reminders that are sent."""

    class Meta:
        model = FollowUpRules
        fields = [*FollowUpRules.DAYS, *FollowUpRules.REMINDERS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FollowUpRules.DAYS:
            field = self.fields[name]
            said = {"hint": field.help_text, "days": settings.FOLLOW_UP[name]}
            field.help_text = _("%(hint)s Left empty: %(days)s.") % said
