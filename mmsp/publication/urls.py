"""What went out: inside an evaluation, and in the open."""

from django.urls import include, path

from mmsp.publication import register_views, verify_views, views

app_name = "publication"
OF_ONE = [
    path("", views.published_detail, name="published-detail"),
    path("file/", views.published_file, name="published-file"),
    path("data/", views.published_data, name="published-data"),
    path("beside/", views.published_beside, name="published-beside"),
    path("history/", views.published_history, name="published-history"),
    path("confirm/", views.published_confirm, name="published-confirm"),
    path("send-back/", views.published_send_back, name="published-send-back"),
    path("withdraw/", views.published_withdraw, name="published-withdraw"),
]
urlpatterns = [
    path("evaluations/<slug:slug>/published/", views.published_list, name="published-list"),
    path("evaluations/<slug:slug>/published/new/", views.published_new, name="published-new"),
    path(
        "evaluations/<slug:slug>/published/reason/", views.unpublished_edit, name="unpublished-edit"
    ),
    path(
        "evaluations/<slug:slug>/published/reason/remove/",
        views.unpublished_remove,
        name="unpublished-remove",
    ),
    path(
        "evaluations/<slug:slug>/published/reason/<slug:product>/",
        views.unpublished_edit,
        name="unpublished-edit-of",
    ),
    path(
        "evaluations/<slug:slug>/published/reason/<slug:product>/remove/",
        views.unpublished_remove,
        name="unpublished-remove-of",
    ),
    path("evaluations/<slug:slug>/published/<number:number>/", include(OF_ONE)),
    path("register/", register_views.register_list, name="register-list"),
    path("register/feed.xml", register_views.register_feed, name="register-feed"),
    path("register/<slug:slug>/", register_views.register_detail, name="register-detail"),
    path(
        "register/<slug:slug>/<number:edition>/<slug:product>.pdf",
        register_views.register_file,
        name="register-file",
    ),
    path(
        "register/<slug:slug>/<number:edition>/<slug:product>.<slug:ending>",
        register_views.register_beside,
        name="register-beside",
    ),
    path("verify/", verify_views.verify, name="verify"),
]
