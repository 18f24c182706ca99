"""Under activities/."""

from django.urls import path

from mmsp.reports import outreach_views, workshop_views

app_name = "activity_reports"
REPORT = "<code:code>/<number:number>/report/"
NEWSLETTER = "<code:code>/newsletters/<number:number>/paper/"
urlpatterns = [
    path("<code:code>/factsheet/", outreach_views.factsheet_preview, name="factsheet-preview"),
    path("<code:code>/factsheet/sheet.pdf", outreach_views.factsheet_pdf, name="factsheet-pdf"),
    path(NEWSLETTER, outreach_views.newsletter_preview, name="newsletter-preview"),
    path(f"{NEWSLETTER}newsletter.pdf", outreach_views.newsletter_pdf, name="newsletter-pdf"),
    path(REPORT, workshop_views.workshop_preview, name="workshop-preview"),
    path(f"{REPORT}summary.pdf", workshop_views.workshop_pdf, name="workshop-pdf"),
    path(f"{REPORT}summary.docx", workshop_views.workshop_docx, name="workshop-docx"),
]
