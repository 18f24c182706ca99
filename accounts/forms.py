"""Forms of people and organisations."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts import time_zones
from accounts.models import Audience, Organisation, SavedFilter, User
from editing.forms import RowsField, VersionedForm
from editing.mistakes import MistakesAtFields


class CountryField(forms.CharField):
    """Two letters as in ISO 3166-1, in capitals whatever was typed."""

    default_validators = [
        RegexValidator(r"^[A-Z]{2}\Z", _("Write two letters, for example CN or BE.")),
    ]

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").upper()


class OrganisationsField(RowsField):
    """Organisations to tick, by their full names, which is also their order."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.acronym})" if obj.acronym else obj.name


class OrganisationForm(MistakesAtFields, VersionedForm):
    class Meta:
        model = Organisation
        fields = ["name", "acronym", "slug", "kind", "country", "head"]
        field_classes = {"country": CountryField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(organisation=self.instance.pk, is_active=True)
        self.fields["head"].queryset = people if self.instance.pk else User.objects.none()
        self.fields["head"].empty_label = _("Nobody yet")

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug == "new":
            raise ValidationError(_("This word has another meaning in addresses. Choose another."))
        return slug


def zones_by_continent() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every time zone that is named after a place, in groups by continent."""
    places = sorted(name for name in time_zones.known() if "/" in name)
    return [
        (continent, [(name, name.replace("_", " ")) for name in names])
        for continent, names in groupby(places, key=lambda name: name.partition("/")[0])
    ]


class ProfileForm(VersionedForm):
    """What people say of themselves; organisation and rights are in other hands."""

    class Meta:
        model = User
        fields = ["name", "job_title", "language", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].widget = forms.Select(choices=zones_by_continent())
        del self.fields["reason"]


class SavedFilterForm(forms.ModelForm):
    """The name of a filter and who finds it; what it asks comes from the list."""

    class Meta:
        model = SavedFilter
        fields = ["name", "shared_with", "is_default"]
        widgets = {"shared_with": forms.RadioSelect}
        help_texts = {
            "name": _("For example “Overdue, priority 1”."),
            "shared_with": _("Each reader finds only the rows that are open to them."),
        }

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not person.organisation_id:
            choices = [each for each in Audience.choices if each[0] != Audience.ORGANISATION]
            self.fields["shared_with"].choices = choices
