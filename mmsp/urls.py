"""The address book: people's words and numbers, one line a room."""

from django.contrib import admin
from django.urls import include, path

from mmsp import views
from mmsp.imports.matrix_views import import_matrix, import_matrix_confirm
from mmsp.register.views import register_list, register_row
from mmsp.reports.follow_up_views import follow_up_pdf, follow_up_xlsx
from recommendations.urls import MATRIX

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("presence/", views.presence, name="presence"),
    path("bring-back/", views.bring_back, name="bring-back"),
    path("inbox/", views.inbox_list, name="inbox-list"),
    path("inbox/<slug:key>/", views.inbox_mail, name="inbox-mail"),
    path("inbox/<slug:key>/html/", views.inbox_html, name="inbox-html"),
    path("components/", views.components, name="components"),
    path("lists/columns/", views.column_choice, name="column-choice"),
    path("lists/filters/", views.saved_filter_list, name="saved-filter-list"),
    path("lists/filters/new/", views.saved_filter_new, name="saved-filter-new"),
    path("lists/filters/<slug:token>/", views.saved_filter_open, name="saved-filter-open"),
    path("lists/filters/<slug:token>/edit/", views.saved_filter_edit, name="saved-filter-edit"),
    path(
        "lists/filters/<slug:token>/remove/", views.saved_filter_remove, name="saved-filter-remove"
    ),
    path("", include("mmsp.exports.urls")),
    path("evaluations/import/", include("mmsp.imports.urls")),
    path(f"{MATRIX}import/", import_matrix, name="import-matrix"),
    path(
        f"{MATRIX}import/<str:token>/confirm/", import_matrix_confirm, name="import-matrix-confirm"
    ),
    path("evaluations/register.csv", register_list, name="register-list"),
    path("evaluations/<slug:slug>/register.csv", register_row, name="register-row"),
    path("follow-up/status.pdf", follow_up_pdf, name="follow-up-pdf"),
    path("follow-up/status.xlsx", follow_up_xlsx, name="follow-up-xlsx"),
    path("", include("mmsp.orders.urls")),
    path("", include("mmsp.publication.urls")),
    path("evaluations/", include("mmsp.reports.urls")),
    path("evaluations/", include("evaluations.urls")),
    path("", include("recommendations.urls")),
    path("activities/", include("mmsp.reports.activity_urls")),
    path("activities/", include("activities.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("accounts.urls_sign_in")),
    path("admin/", admin.site.urls),
]

handler500 = "mmsp.views.errors.server_error"
