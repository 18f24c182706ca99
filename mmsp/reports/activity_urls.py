"""Under activities/."""

from django.urls import path

from mmsp.reports import workshop_views

app_name = "activity_reports"
REPORT = "<code:code>/<number:number>/report/"
urlpatterns = [
    path(REPORT, workshop_views.workshop_preview, name="workshop-preview"),
    path(f"{REPORT}summary.pdf", workshop_views.workshop_pdf, name="workshop-pdf"),
    path(f"{REPORT}summary.docx", workshop_views.workshop_docx, name="workshop-docx"),
]
