"""Addresses of the follow-up, by people's numbers."""

from django.urls import path

from recommendations import views

app_name = "recommendations"

RECOMMENDATION = "evaluations/<slug:slug>/recommendations/<number:number>/"
MATRIX = "evaluations/<slug:slug>/matrix/<slug:organisation>/"
PART = RECOMMENDATION + "parts/<number:part>/"
RESPONSE = MATRIX + "<number:number>/"
ACTION = RESPONSE + "actions/<number:action>/"

urlpatterns = [
    path("recommendations/", views.recommendation_list, name="recommendation-list"),
    path("actions/", views.action_list, name="action-list"),
    path("actions/bulk/", views.bulk_update, name="bulk-update"),
    path("actions/bulk/<slug:token>/undo/", views.bulk_undo, name="bulk-undo"),
    path("actions/hand-over/", views.hand_over, name="hand-over"),
    path("hints/<slug:noun>/", views.hints, name="hints"),
    path("responses/", views.response_list, name="response-list"),
    path("follow-up/", views.follow_up, name="follow-up"),
    path(
        "evaluations/<slug:slug>/follow-up/",
        views.evaluation_follow_up,
        name="evaluation-follow-up",
    ),
    path("my/actions/", views.my_action_list, name="my-action-list"),
    path("my/mail/", views.mail_edit, name="mail-edit"),
    path("my/mail/<slug:slug>/", views.mail_mute, name="mail-mute"),
    path("my/calendar/", views.calendar_own, name="calendar-own"),
    path("my/calendar/<slug:slug>/", views.calendar_of_evaluation, name="calendar-of-evaluation"),
    path("calendar/<slug:token>.ics", views.calendar_feed, name="calendar-feed"),
    path("update/<slug:token>/", views.link_update, name="link-update"),
    path(
        "evaluations/<slug:slug>/recommendations/new/",
        views.recommendation_new,
        name="recommendation-new",
    ),
    path(RECOMMENDATION, views.recommendation_detail, name="recommendation-detail"),
    path(RECOMMENDATION + "edit/", views.recommendation_edit, name="recommendation-edit"),
    path(RECOMMENDATION + "remove/", views.recommendation_remove, name="recommendation-remove"),
    path(RECOMMENDATION + "history/", views.recommendation_history, name="recommendation-history"),
    path(RECOMMENDATION + "parts/new/", views.part_new, name="part-new"),
    path(PART + "edit/", views.part_edit, name="part-edit"),
    path(PART + "remove/", views.part_remove, name="part-remove"),
    path(PART + "history/", views.part_history, name="part-history"),
    path("evaluations/<slug:slug>/follow-up-rules/", views.rules_edit, name="rules-edit"),
    path(
        "evaluations/<slug:slug>/follow-up-rules/history/",
        views.rules_history,
        name="rules-history",
    ),
    path("evaluations/<slug:slug>/matrix/", views.matrix_list, name="matrix-list"),
    path("evaluations/<slug:slug>/ask-for-response/", views.matrix_new, name="matrix-new"),
    path(MATRIX, views.matrix_detail, name="matrix-detail"),
    path(MATRIX + "edit/", views.matrix_edit, name="matrix-edit"),
    path(MATRIX + "remove/", views.matrix_remove, name="matrix-remove"),
    path(MATRIX + "submit/", views.matrix_submit, name="matrix-submit"),
    path(MATRIX + "endorse/", views.matrix_endorse, name="matrix-endorse"),
    path(MATRIX + "agree/", views.matrix_agree, name="matrix-agree"),
    path(MATRIX + "reopen/", views.matrix_reopen, name="matrix-reopen"),
    path(MATRIX + "complete/", views.matrix_complete, name="matrix-complete"),
    path(MATRIX + "history/", views.matrix_history, name="matrix-history"),
    path(RESPONSE + "edit/", views.response_edit, name="response-edit"),
    path(RESPONSE + "history/", views.response_history, name="response-history"),
    path(RESPONSE + "parts/<number:part>/edit/", views.part_answer_edit, name="part-answer-edit"),
    path(
        RESPONSE + "parts/<number:part>/history/",
        views.part_answer_history,
        name="part-answer-history",
    ),
    path(RESPONSE + "remark/", views.remark_new, name="remark-new"),
    path(RESPONSE + "actions/new/", views.action_new, name="action-new"),
    path(ACTION + "edit/", views.action_edit, name="action-edit"),
    path(ACTION + "update/", views.action_update, name="action-update"),
    path(ACTION + "verify/", views.action_verify, name="action-verify"),
    path(ACTION + "files/<slug:token>/", views.evidence_file, name="action-file"),
    path(ACTION + "remove/", views.action_remove, name="action-remove"),
    path(ACTION + "history/", views.action_history, name="action-history"),
]
