from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities import languages
from activities.models import ProjectText
from editing.forms import PairsField, VersionedForm
from editing.mistakes import MistakesAtFields


class ByNumberField(PairsField):
    """Texts by number, one a line as `1: text`."""

    how = _("Write each line as number, colon, text.")


class NamesField(PairsField):
    """Names by acronym, one a line as `IOM: name`."""

    how = _("Write each line as acronym, colon, name.")


class ProjectTextForm(MistakesAtFields, VersionedForm):
    """The texts of a project in another language, beside those that are translated."""

    mended_at = {"projecttext_project_language_once": "language"}

    language = forms.ChoiceField(
        label=_("Language"),
        error_messages={"invalid_choice": _("Choose a language that is not there yet.")},
    )

    class Meta:
        model = ProjectText
        fields = [
            "language",
            "objectives",
            "pillars",
            "outcomes",
            "names",
            "geographic_scope",
            "funding_line",
            "contact",
            "disclaimer",
        ]
        field_classes = {"pillars": ByNumberField, "outcomes": ByNumberField, "names": NamesField}
        help_texts = {
            "pillars": _("One a line, by the number of the pillar. 1: …"),
            "outcomes": _("One a line, by the number of the outcome. 1: …"),
            "names": _("One a line, by the acronym of the organisation. IOM: 国际移民组织"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.instance
        others = ProjectText.objects.filter(project=text.project).exclude(pk=text.pk)
        taken = others.values_list("language", flat=True)
        language: Any = self.fields["language"]
        language.choices = languages.offered(besides=set(taken), own=text.language)
