from django.urls import path

from mmsp.orders import views

app_name = "orders"
urlpatterns = [
    path("my/files/", views.paper_list, name="paper-list"),
    path("my/files/new/", views.paper_new, name="paper-new"),
    path("my/files/<slug:token>/", views.paper_detail, name="paper-detail"),
    path("my/files/<slug:token>/file/", views.paper_file, name="paper-file"),
    path("my/files/<slug:token>/cancel/", views.paper_cancel, name="paper-cancel"),
]
