from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluations.models.evaluation import Evaluation


class IndexedTextQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """What the evaluations open to the person say."""
        return self.filter(evaluation__in=Evaluation.objects.visible_to(user))


class IndexedText(models.Model):
    """The words of a row as `evaluations.similar` looks for them: kept by the write path, made anew by
    `manage.py rebuild_index`. A full-text index of the database stands on `words` (ADR 16)."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    words = models.TextField()

    objects = models.Manager.from_queryset(IndexedTextQuerySet)()

    class Meta:
        verbose_name = _("indexed text")
        verbose_name_plural = _("indexed texts")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="indexed_once_a_row")
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"
