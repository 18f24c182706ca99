from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "Activities"

    def ready(self) -> None:
        from activities import converters, permissions, references  # noqa: F401

        converters.register()
        references.register()
