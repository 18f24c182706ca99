"""Under evaluations/."""

from django.urls import path

from mmsp.reports import views

app_name = "reports"
urlpatterns = [
    path("<slug:slug>/report/", views.report_preview, name="report-preview"),
    path("<slug:slug>/chain/", views.chain_detail, name="chain-detail"),
    path("<slug:slug>/report/final.pdf", views.report_pdf, name="report-pdf"),
    path("<slug:slug>/matrix/<slug:organisation>/matrix.pdf", views.matrix_pdf, name="matrix-pdf"),
]
