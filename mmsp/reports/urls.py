"""Under evaluations/."""

from django.urls import path

from mmsp.reports import (
    blank_matrix_views,
    brief_views,
    change_views,
    comment_views,
    follow_up_views,
    form_sheet_views,
    lessons_views,
    matrix_views,
    offers_views,
    part_views,
    quality_views,
    views,
    word_views,
)

app_name = "reports"
MATRIX = "<slug:slug>/matrix/<slug:organisation>/"
urlpatterns = [
    path("<slug:slug>/papers/", offers_views.paper_list, name="paper-list"),
    path("<slug:slug>/report/", views.report_preview, name="report-preview"),
    path("<slug:slug>/preflight/", views.preflight_detail, name="preflight-detail"),
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
        "<slug:slug>/comments/table.xlsx",
        comment_views.comment_table_xlsx,
        name="comment-table-xlsx",
    ),
    path(
        "<slug:slug>/comments/table.csv", comment_views.comment_table_csv, name="comment-table-csv"
    ),
    path("<slug:slug>/next-phase/lessons.pdf", lessons_views.lessons_ahead_pdf, name="lessons-pdf"),
    path(
        "<slug:slug>/next-phase/lessons.xlsx", lessons_views.lessons_ahead_xlsx, name="lessons-xlsx"
    ),
    path("<slug:slug>/quality/grid.pdf", quality_views.quality_grid_pdf, name="quality-grid-pdf"),
    path(
        "<slug:slug>/quality/grid.docx", quality_views.quality_grid_docx, name="quality-grid-docx"
    ),
    path(
        "<slug:slug>/evaluation-matrix/matrix.pdf",
        views.evaluation_matrix_pdf,
        name="evaluation-matrix-pdf",
    ),
    path(
        "<slug:slug>/evaluation-matrix/matrix.docx",
        word_views.evaluation_matrix_docx,
        name="evaluation-matrix-docx",
    ),
    path(
        "<slug:slug>/report/responses.pdf",
        blank_matrix_views.blank_matrix_pdf,
        name="blank-matrix-pdf",
    ),
    path(
        "<slug:slug>/report/responses.docx",
        blank_matrix_views.blank_matrix_docx,
        name="blank-matrix-docx",
    ),
    path(
        "<slug:slug>/report/responses.xlsx",
        blank_matrix_views.blank_matrix_xlsx,
        name="blank-matrix-xlsx",
    ),
    path("<slug:slug>/changes/", change_views.change_list, name="change-list"),
    path("<slug:slug>/changes/since.pdf", change_views.change_list_pdf, name="change-list-pdf"),
    path("<slug:slug>/removed/", change_views.removed_list, name="removed-list"),
    path("<slug:slug>/chain/", views.chain_detail, name="chain-detail"),
    path("<slug:slug>/chain/annex.pdf", word_views.traceability_pdf, name="traceability-pdf"),
    path("<slug:slug>/chain/annex.docx", word_views.traceability_docx, name="traceability-docx"),
    path(
        "<slug:slug>/follow-up/status.pdf",
        follow_up_views.evaluation_follow_up_pdf,
        name="evaluation-follow-up-pdf",
    ),
    path(
        "<slug:slug>/follow-up/status.xlsx",
        follow_up_views.evaluation_follow_up_xlsx,
        name="evaluation-follow-up-xlsx",
    ),
    path("<slug:slug>/report/final.pdf", views.report_pdf, name="report-pdf"),
    path("<slug:slug>/report/final.docx", views.report_docx, name="report-docx"),
    path("<slug:slug>/report/parts/<slug:anchor>.pdf", part_views.part_pdf, name="part-pdf"),
    path("<slug:slug>/report/brief/", brief_views.brief_preview, name="brief-preview"),
    path("<slug:slug>/report/brief.pdf", brief_views.brief_pdf, name="brief-pdf"),
    path("<slug:slug>/report/brief.docx", word_views.brief_docx, name="brief-docx"),
    path("<slug:slug>/report/opsys/", form_sheet_views.form_sheet_page, name="form-sheet"),
    path("<slug:slug>/report/opsys.docx", form_sheet_views.form_sheet_docx, name="form-sheet-docx"),
    path(MATRIX + "matrix.pdf", matrix_views.matrix_pdf, name="matrix-pdf"),
    path(MATRIX + "services.pdf", matrix_views.services_pdf, name="services-pdf"),
    path(MATRIX + "services.docx", matrix_views.services_docx, name="services-docx"),
    path(MATRIX + "services.xlsx", matrix_views.services_xlsx, name="services-xlsx"),
    path(MATRIX + "matrix.docx", matrix_views.matrix_docx, name="matrix-docx"),
    path(MATRIX + "matrix.xlsx", matrix_views.matrix_xlsx, name="matrix-xlsx"),
    path(MATRIX + "matrix.csv", matrix_views.matrix_csv, name="matrix-csv"),
]
