from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.fields import RichTextField
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.comment import CommentThread, Outcome
from evaluations.models.evaluation import Evaluation


class SuggestionQuerySet(VersionedQuerySet):
    def visible_to(self, user: object) -> Self:
        return self.filter(thread__in=CommentThread.objects.visible_to(user))


class Suggestion(Versioned):
    """Other words for one paragraph of a part. Its thread says of which part and field, holds the
    talk about it, and how it was decided."""

    governed_by = "thread__evaluation"

    thread = models.OneToOneField(CommentThread, models.PROTECT, related_name="suggestion")
    position = models.PositiveIntegerField(
        _("position"), help_text=_("Which paragraph it was, counted from 0.")
    )
    before = RichTextField(_("paragraph as it read"))
    after = RichTextField(_("suggested wording"))

    objects = LiveManager.from_queryset(SuggestionQuerySet)()
    everything = models.Manager.from_queryset(SuggestionQuerySet)()

    class Meta:
        ordering = ["thread"]
        verbose_name = _("suggested edit")
        verbose_name_plural = _("suggested edits")

    def __str__(self) -> str:
        return str(self.thread)

    def get_absolute_url(self) -> str:
        return self.thread.get_absolute_url()

    @property
    def evaluation(self) -> Evaluation:
        return self.thread.evaluation

    @property
    def can_be_accepted(self) -> bool:
        """Until it was taken up or taken back; who refused it may still think again."""
        return self.thread.outcome not in (Outcome.ACCEPTED, Outcome.WITHDRAWN)

    @property
    def can_be_withdrawn(self) -> bool:
        return not self.thread.outcome
