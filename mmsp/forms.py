from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Forms in the look of the house; the templates are under `templates/django/forms/`."""
