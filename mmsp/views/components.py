"""Every piece of the interface in every state, for those who build and check it (staff only)."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField

from editing.conflicts import FieldConflict
from editing.fields import EXTENSIONS
from mmsp.templatetags.ui import SAVE_STATES, TONE_ICONS

THEMES = [("light", _("Light")), ("dark", _("Dark"))]
PRIORITIES = [("1", _("1 – act first")), ("2", _("2 – important")), ("3", _("3 – useful"))]
STAGES = [
    ("planned", _("Planned")),
    ("inception", _("Inception")),
    ("drafting", _("Drafting")),
    ("review", _("Review")),
    ("final", _("Final")),
    ("closed", _("Closed")),
]


class SampleForm(forms.Form):
    """One field of every kind of control."""

    heading = forms.CharField(label=_("Heading"), help_text=_("One sentence that can stand alone."))
    text = forms.CharField(label=_("Text"), widget=forms.Textarea, required=False)
    finding = ProseEditorFormField(label=_("Finding"), extensions=EXTENSIONS, required=False)
    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            ("accepted", _("Accepted")),
            ("partially_accepted", _("Partially accepted")),
            ("rejected", _("Rejected")),
        ],
    )
    priority = forms.ChoiceField(label=_("Priority"), choices=PRIORITIES)
    addressees = forms.MultipleChoiceField(
        label=_("Addressees"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("eud", "EUD"), ("iom", "IOM"), ("ilo", "ILO")],
    )
    due_on = forms.DateField(
        label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    is_public = forms.BooleanField(label=_("Show to the public"), required=False)
    file = forms.FileField(label=_("Evidence"), required=False)


class SampleFilter(forms.Form):
    q = forms.CharField(label=_("Text"), required=False)
    priority = forms.ChoiceField(
        label=_("Priority"), choices=[("", _("Any")), *PRIORITIES], required=False
    )
    overdue = forms.BooleanField(label=_("Only overdue"), required=False)
    year = forms.IntegerField(label=_("Year"), required=False)


class SampleConflict(forms.Form):
    """What should stand after two people wrote at once."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea)
    short_answer = forms.CharField(label=_("Short answer"))


def _conflict() -> list[tuple[FieldConflict, forms.BoundField]]:
    question = "Both sides asked for more time for questions."
    text = FieldConflict(
        name="text",
        label=_("Text"),
        base=f"<p>Six workshops were held.</p><p>{question}</p>",
        theirs=f"<p>Seven workshops were held.</p><p>{question}</p>",
        mine="<p>Six workshops were held.</p><p>Officials asked for more time.</p>",
        is_rich=True,
        clashes=False,
    )
    answer = FieldConflict(
        name="short_answer",
        label=_("Short answer"),
        base="Largely.",
        theirs="To a large extent.",
        mine="Yes, largely.",
        is_rich=False,
        clashes=True,
    )
    together = "Seven workshops were held.\n\nOfficials asked for more time."
    both = "To a large extent. Yes, largely."
    form = SampleConflict(initial={"text": together, "short_answer": both}, prefix="conflict")
    return [(field, form[field.name]) for field in (text, answer)]


def components(request: HttpRequest) -> HttpResponse:
    """The component page, in the theme asked for; people who are not staff are refused."""
    if not request.user.is_staff:
        raise PermissionDenied
    theme = "dark" if request.GET.get("theme") == "dark" else "light"
    filters = SampleFilter(request.GET)
    filters.is_valid()
    context = {
        "theme": theme,
        "themes": [
            {"label": label, "href": f"?theme={value}", "is_current": value == theme}
            for value, label in THEMES
        ],
        "empty_form": SampleForm(auto_id="id_empty_%s"),
        "wrong_form": SampleForm({"due_on": "soon", "priority": "1"}, auto_id="id_wrong_%s"),
        "tones": list(TONE_ICONS),
        "save_states": list(SAVE_STATES),
        "stages": STAGES,
        "filters": filters,
        "page": Paginator(range(1, 241), 20).page(5),
        "argued": _conflict(),
        "due": {
            "late": date(2021, 3, 31),
            "promised": date(2020, 12, 31),
            "ahead": date(2027, 6, 30),
        },
    }
    return render(request, "components/index.html", context)
