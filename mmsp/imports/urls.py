"""Under evaluations/import/."""

from django.urls import path

from mmsp.imports import views
from mmsp.register.import_views import import_register, import_register_confirm

urlpatterns = [
    path("", views.import_report, name="import-report"),
    path("register/", import_register, name="import-register"),
    path("register/<str:token>/confirm/", import_register_confirm, name="import-register-confirm"),
    path("<str:token>/", views.import_preview, name="import-preview"),
    path("<str:token>/confirm/", views.import_confirm, name="import-confirm"),
]
