from django.apps import AppConfig

from editing import converters


class EditingConfig(AppConfig):
    name = "editing"
    verbose_name = "Editing"

    def ready(self) -> None:
        from editing import links

        converters.register()
        links.guard()
