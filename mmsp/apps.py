from django.apps import AppConfig


class MmspConfig(AppConfig):
    name = "mmsp"
    verbose_name = "MMSP"
