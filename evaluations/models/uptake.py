from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import Project
from editing.constraints import once, one_of
from editing.models import LiveManager, Versioned, VersionedQuerySet
from evaluations.models.evaluation import Evaluation
from evaluations.models.lesson import Lesson
from evaluations.models.membership import Membership


class Uptake(models.TextChoices):
    ADOPTED = "adopted", _("Adopted")
    ADAPTED = "adapted", _("Adapted")
    DECLINED = "declined", _("Declined")


SAYS_HOW_OR_WHY = [Uptake.ADAPTED, Uptake.DECLINED]


class LessonUptakeQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Open to who has a role in the evaluation by now, and to the keepers of the next project; the
        public of a report reads the lesson alone."""
        if user.is_staff:
            return self
        if not user.is_authenticated:
            return self.none()
        held = Membership.objects.of(user).reading_now()
        inside = Q(Exists(held.filter(evaluation=OuterRef("lesson__evaluation"))))
        if user.organisation_id:
            kept = Project.objects.filter(kept_by=user.organisation_id)
            inside |= Q(project__in=kept)
        return self.filter(inside, lesson__evaluation__in=Evaluation.objects.visible_to(user))


class LessonUptake(Versioned):
    """What a next phase makes of a lesson: a line of the sheet that its design starts from."""

    governed_by = "lesson__evaluation"
    # Set by whoever decides, on the day they do.
    NOT_RESTORED = ("decided_by", "decided_on")

    lesson = models.ForeignKey(
        Lesson, models.PROTECT, related_name="uptakes", verbose_name=_("lesson")
    )
    phase = models.CharField(
        _("next phase or project"), max_length=200,
        help_text=_("As it is called, for example “Phase II”."),
    )  # fmt: skip
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("its register"),
        help_text=_("Where the next project is here already. Its keepers may then decide as well."),
    )  # fmt: skip
    decision = models.CharField(_("decision"), max_length=10, choices=Uptake)
    explanation = models.TextField(
        _("how or why"), blank=True,
        help_text=_("Needed when it is adapted (how) or declined (why)."),
    )  # fmt: skip
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        editable=False, verbose_name=_("decided by"),
    )  # fmt: skip
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)

    objects = LiveManager.from_queryset(LessonUptakeQuerySet)()
    everything = models.Manager.from_queryset(LessonUptakeQuerySet)()

    class Meta:
        ordering = ["lesson__evaluation", "lesson__number"]
        verbose_name = _("uptake of a lesson")
        verbose_name_plural = _("uptakes of lessons")
        constraints = [
            once("lesson", message=_("This lesson is decided on already.")),
            one_of("decision", Uptake),
            models.CheckConstraint(
                condition=~Q(decision__in=SAYS_HOW_OR_WHY) | ~Q(explanation=""),
                name="uptake_says_how_or_why",
                violation_error_message=_("Say how it is adapted or why it is declined."),
            ),
        ]

    def __str__(self) -> str:
        return f"L{self.lesson.number}: {self.get_decision_display()}"

    def get_absolute_url(self) -> str:
        sheet = reverse("evaluations:next-phase", args=[self.lesson.evaluation.slug])
        return f"{sheet}#l{self.lesson.number}"
