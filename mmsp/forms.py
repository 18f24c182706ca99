"""How every form of the house is laid out."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Label above, hint under it, error at the field and a summary on top."""

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"
