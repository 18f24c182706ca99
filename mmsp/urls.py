"""The address book: people's words and numbers, one line a room."""

from django.contrib import admin
from django.urls import include, path

from mmsp import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("evaluations/", include("evaluations.urls")),
    path("", include("recommendations.urls")),
    path("activities/", include("activities.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "mmsp.views.errors.server_error"
