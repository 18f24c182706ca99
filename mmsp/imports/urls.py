"""Under evaluations/import/."""

from django.urls import path

from mmsp.imports import views

urlpatterns = [
    path("", views.import_report, name="import-report"),
    path("<str:token>/", views.import_preview, name="import-preview"),
    path("<str:token>/confirm/", views.import_confirm, name="import-confirm"),
]
