from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.user_profile, name="user-profile"),
    path("people/<number:number>/", views.user_detail, name="user-detail"),
    path("organisations/", views.organisation_list, name="organisation-list"),
    path("organisations/new/", views.organisation_new, name="organisation-new"),
    path("organisations/<slug:slug>/", views.organisation_detail, name="organisation-detail"),
    path("organisations/<slug:slug>/edit/", views.organisation_edit, name="organisation-edit"),
    path(
        "organisations/<slug:slug>/history/",
        views.organisation_history,
        name="organisation-history",
    ),
]
