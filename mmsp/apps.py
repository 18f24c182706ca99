from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class MmspConfig(AppConfig):
    name = "mmsp"
    verbose_name = "MMSP"
    default = True

    def ready(self) -> None:
        from mmsp.reports import gate, house_checks  # noqa: F401


class HouseAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the site of the house in the place of its own."""

    default_site = "mmsp.site.HouseSite"
    default = False
