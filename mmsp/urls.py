"""The address book: people's words and numbers, one line a room."""

from django.contrib import admin
from django.urls import include, path

from mmsp import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("presence/", views.presence, name="presence"),
    path("components/", views.components, name="components"),
    path("evaluations/import/", include("mmsp.imports.urls")),
    path("evaluations/", include("mmsp.reports.urls")),
    path("evaluations/", include("evaluations.urls")),
    path("", include("recommendations.urls")),
    path("activities/", include("activities.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("accounts.urls_sign_in")),
    path("admin/", admin.site.urls),
]

handler500 = "mmsp.views.errors.server_error"
