from django.urls import URLPattern, URLResolver, include, path

from activities import views

app_name = "activities"

participation = [
    path("new/", views.participation_new, name="participation-new"),
    path("<number:position>/edit/", views.participation_edit, name="participation-edit"),
    path("<number:position>/remove/", views.participation_remove, name="participation-remove"),
    path("<number:position>/history/", views.participation_history, name="participation-history"),
]
session = [
    path("new/", views.session_new, name="session-new"),
    path("<number:number>/edit/", views.session_edit, name="session-edit"),
    path("<number:number>/move/", views.session_move, name="session-move"),
    path("<number:number>/remove/", views.session_remove, name="session-remove"),
    path("<number:number>/history/", views.session_history, name="session-history"),
]
activity: list[URLPattern | URLResolver] = [
    path("", views.activity_detail, name="activity-detail"),
    path("edit/", views.activity_edit, name="activity-edit"),
    path("remove/", views.activity_remove, name="activity-remove"),
    path("history/", views.activity_history, name="activity-history"),
    path("participants/", include(participation)),
]
pillar = [
    path("new/", views.pillar_new, name="pillar-new"),
    path("<number:number>/edit/", views.pillar_edit, name="pillar-edit"),
    path("<number:number>/remove/", views.pillar_remove, name="pillar-remove"),
    path("<number:number>/history/", views.pillar_history, name="pillar-history"),
]
outcome = [
    path("new/", views.outcome_new, name="outcome-new"),
    path("<number:number>/edit/", views.outcome_edit, name="outcome-edit"),
    path("<number:number>/remove/", views.outcome_remove, name="outcome-remove"),
    path("<number:number>/history/", views.outcome_history, name="outcome-history"),
]
document = [
    path("", views.document_list, name="document-list"),
    path("new/", views.document_new, name="document-new"),
    path("<number:number>/", views.document_detail, name="document-detail"),
    path("<number:number>/edit/", views.document_edit, name="document-edit"),
    path("<number:number>/file", views.document_file, name="document-file"),
    path("<number:number>/replace/", views.document_replace, name="document-replace"),
    path("<number:number>/remove/", views.document_remove, name="document-remove"),
    path("<number:number>/history/", views.document_history, name="document-history"),
]
item = [
    path("new/<slug:kind>/", views.item_new, name="item-new"),
    path("<number:entry>/edit/", views.item_edit, name="item-edit"),
    path("<number:entry>/replace/", views.item_replace, name="item-replace"),
    path("<number:entry>/move/", views.item_move, name="item-move"),
    path("<number:entry>/remove/", views.item_remove, name="item-remove"),
    path("<number:entry>/history/", views.item_history, name="item-history"),
    path("<number:entry>/picture", views.item_picture, name="item-picture"),
]
newsletter: list[URLPattern | URLResolver] = [
    path("", views.newsletter_list, name="newsletter-list"),
    path("new/", views.newsletter_new, name="newsletter-new"),
    path("<number:number>/", views.newsletter_detail, name="newsletter-detail"),
    path("<number:number>/edit/", views.newsletter_edit, name="newsletter-edit"),
    path("<number:number>/issue/", views.newsletter_issue, name="newsletter-issue"),
    path("<number:number>/remove/", views.newsletter_remove, name="newsletter-remove"),
    path("<number:number>/history/", views.newsletter_history, name="newsletter-history"),
    path("<number:number>/items/", include(item)),
]
text = [
    path("new/", views.text_new, name="text-new"),
    path("<slug:language>/edit/", views.text_edit, name="text-edit"),
    path("<slug:language>/remove/", views.text_remove, name="text-remove"),
    path("<slug:language>/history/", views.text_history, name="text-history"),
]
project: list[URLPattern | URLResolver] = [
    path("", views.project_detail, name="project-detail"),
    path("references/", views.reference_list, name="reference-list"),
    path("edit/", views.project_edit, name="project-edit"),
    path("history/", views.project_history, name="project-history"),
    path("new/", views.activity_new, name="activity-new"),
    path("<number:number>/", include(activity)),
    path("<number:event>/sessions/", include(session)),
    path("pillars/", include(pillar)),
    path("outcomes/", include(outcome)),
    path("documents/", include(document)),
    path("newsletters/", include(newsletter)),
    path("texts/", include(text)),
]
urlpatterns = [
    path("", views.project_list, name="project-list"),
    path("new/", views.project_new, name="project-new"),
    path("<code:code>/", include(project)),
]
