from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import time_zones
from accounts.fields import LowerEmailField
from accounts.models.mail_habits import MailHabits, promises
from accounts.models.organisation import Organisation
from editing import versions
from editing.models import Versioned, VersionedQuerySet


class UserQuerySet(VersionedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Colleagues know each other; staff know everybody; strangers nobody."""
        if user.is_staff:
            return self
        if not user.is_authenticated:
            return self.none()
        same = models.Q(organisation=user.organisation_id) if user.organisation_id else models.Q()
        return self.filter(models.Q(pk=user.pk) | same) if same else self.filter(pk=user.pk)

    def here(self) -> Self:
        """Those whose account is open."""
        return self.filter(is_active=True, deleted_at__isnull=True)

    def colleagues_of(self, user: Any) -> Self:
        """Others of the same organisation."""
        if user.organisation_id is None:
            return self.none()
        return self.here().filter(organisation=user.organisation_id).exclude(pk=user.pk)

    def stood_in_for_by(self, deputy: Any, on: date) -> Self:
        """Those who are away on the day and named this deputy."""
        return self.here().filter(deputy=deputy.pk, away_from__lte=on, away_until__gte=on)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """People are told apart by their e-mail address, whatever its capitals."""

    def get_queryset(self) -> UserQuerySet:
        return super().get_queryset().filter(deleted_at__isnull=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Makes an account; without a password nobody can sign in to it until one is set."""
        user = versions.create(
            User, fields={"email": self.normalize_email(email), **fields}, by=None, reason="account"
        )
        user.set_password(password)
        user.save(update_fields=["password"])
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True, **fields}
        )


def known_time_zone(name: str) -> None:
    """Raises ValidationError for a name outside the time-zone database."""
    if name not in time_zones.known():
        raise ValidationError(_("This time zone is not known. An example: Asia/Shanghai."))


class User(MailHabits, Versioned, AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address."""

    # Written by sign-in and password change, which save by themselves; no version counts them.
    CREDENTIALS = frozenset({"password", "last_login"})
    BOOKKEEPING = (*Versioned.BOOKKEEPING, *CREDENTIALS)

    email = LowerEmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    job_title = models.CharField(_("function"), max_length=150, blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.CONTENT_LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="Europe/Brussels", validators=[known_time_zone]
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("support staff"), default=False)

    objects = UserManager()
    everything = models.Manager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is already an account with this e-mail address."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_superuser=False) | models.Q(is_staff=True),
                name="user_with_all_rights_is_staff",
                violation_error_message=_("Somebody with all rights is support staff too."),
            ),
            *promises(),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_absolute_url(self) -> str:
        return reverse("accounts:user-detail", args=[self.pk])

    def get_full_name(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Any = None, **kwargs: Any) -> None:
        """Lets sign-in and password change through, and only them: credentials have no versions.

        Libraries save the whole row after a new password; of that, the credentials are written.
        """
        if self._state.adding:
            super().save(*args, **kwargs)  # refuses
        wanted = set(update_fields or self.CREDENTIALS)
        if not wanted <= self.CREDENTIALS:
            super().save(*args, **kwargs)  # refuses
        models.Model.save(self, update_fields=wanted)
