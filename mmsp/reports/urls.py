"""Under evaluations/."""

from django.urls import path

from mmsp.reports import comment_views, views

app_name = "reports"
urlpatterns = [
    path("<slug:slug>/report/", views.report_preview, name="report-preview"),
    path("<slug:slug>/comments/table/", comment_views.comment_table, name="comment-table"),
    path(
        "<slug:slug>/comments/table.pdf", comment_views.comment_table_pdf, name="comment-table-pdf"
    ),
    path(
        "<slug:slug>/comments/table.docx",
        comment_views.comment_table_docx,
        name="comment-table-docx",
    ),
    path(
        "<slug:slug>/comments/table.csv", comment_views.comment_table_csv, name="comment-table-csv"
    ),
    path("<slug:slug>/chain/", views.chain_detail, name="chain-detail"),
    path("<slug:slug>/report/final.pdf", views.report_pdf, name="report-pdf"),
    path("<slug:slug>/matrix/<slug:organisation>/matrix.pdf", views.matrix_pdf, name="matrix-pdf"),
]
