"""Addresses of evaluations and of all that is in one: people's words and numbers."""

from django.urls import URLPattern, include, path

from evaluations.views import (
    abbreviations,
    comments,
    conclusions,
    criteria,
    evaluations,
    findings,
    indicators,
    interviews,
    judgement_criteria,
    lessons,
    matrix,
    members,
    parts,
    quality,
    questions,
    references,
    sections,
    similar,
    suggestions,
    team,
    uptakes,
)

app_name = "evaluations"
inside: list[URLPattern] = [
    path("", evaluations.evaluation_detail, name="evaluation-detail"),
    path("edit/", evaluations.evaluation_edit, name="evaluation-edit"),
    path("history/", evaluations.evaluation_history, name="evaluation-history"),
    path("stage/", evaluations.evaluation_move, name="evaluation-move"),
    path("parts/<slug:noun>/<number:place>/", parts.part_detail, name="part-detail"),
    path("evaluation-matrix/", matrix.evaluation_matrix, name="evaluation-matrix"),
    path("sections/new/", sections.section_new, name="section-new"),
    path("sections/<number:position>/", sections.section_detail, name="section-detail"),
    path("sections/<number:position>/edit/", sections.section_edit, name="section-edit"),
    path("sections/<number:position>/remove/", sections.section_remove, name="section-remove"),
    path("sections/<number:position>/history/", sections.section_history, name="section-history"),
    path("questions/new/", questions.question_new, name="question-new"),
    path("questions/<number:number>/", questions.question_detail, name="question-detail"),
    path("questions/<number:number>/edit/", questions.question_edit, name="question-edit"),
    path("questions/<number:number>/remove/", questions.question_remove, name="question-remove"),
    path("questions/<number:number>/history/", questions.question_history, name="question-history"),
    path("findings/new/", findings.finding_new, name="finding-new"),
    path("findings/<number:number>/", findings.finding_detail, name="finding-detail"),
    path("findings/<number:number>/edit/", findings.finding_edit, name="finding-edit"),
    path("findings/strength/", findings.finding_strength, name="finding-strength"),
    path("findings/<number:number>/strength/", findings.finding_strength, name="finding-strength"),
    path("findings/<number:number>/remove/", findings.finding_remove, name="finding-remove"),
    path("findings/<number:number>/history/", findings.finding_history, name="finding-history"),
    path("conclusions/new/", conclusions.conclusion_new, name="conclusion-new"),
    path("conclusions/<number:number>/", conclusions.conclusion_detail, name="conclusion-detail"),
    path("conclusions/<number:number>/edit/", conclusions.conclusion_edit, name="conclusion-edit"),
    path(
        "conclusions/<number:number>/remove/",
        conclusions.conclusion_remove,
        name="conclusion-remove",
    ),
    path(
        "conclusions/<number:number>/history/",
        conclusions.conclusion_history,
        name="conclusion-history",
    ),
    path("said-before/<slug:noun>/", similar.said_before_look, name="said-before"),
    path("next-phase/", uptakes.next_phase, name="next-phase"),
    path("next-phase/<number:number>/edit/", uptakes.uptake_edit, name="uptake-edit"),
    path("next-phase/<number:number>/remove/", uptakes.uptake_remove, name="uptake-remove"),
    path("next-phase/<number:number>/history/", uptakes.uptake_history, name="uptake-history"),
    path("lessons/new/", lessons.lesson_new, name="lesson-new"),
    path("lessons/<number:number>/", lessons.lesson_detail, name="lesson-detail"),
    path("lessons/<number:number>/edit/", lessons.lesson_edit, name="lesson-edit"),
    path("lessons/<number:number>/remove/", lessons.lesson_remove, name="lesson-remove"),
    path("lessons/<number:number>/history/", lessons.lesson_history, name="lesson-history"),
    path("interviews/", interviews.interview_list, name="interview-list"),
    path("interviews/new/", interviews.interview_new, name="interview-new"),
    path("interviews/<number:number>/", interviews.interview_detail, name="interview-detail"),
    path("interviews/<number:number>/edit/", interviews.interview_edit, name="interview-edit"),
    path(
        "interviews/<number:number>/remove/", interviews.interview_remove, name="interview-remove"
    ),
    path(
        "interviews/<number:number>/history/",
        interviews.interview_history,
        name="interview-history",
    ),
    path("references/", references.reference_list, name="reference-list"),
    path("comments/", comments.thread_list, name="thread-list"),
    path("comments/on/<slug:noun>/<number:place>/", comments.thread_new, name="thread-new"),
    path(
        "comments/on/<slug:noun>/<number:place>/suggest/",
        suggestions.suggestion_new,
        name="suggestion-new",
    ),
    path("comments/<number:number>/", comments.thread_detail, name="thread-detail"),
    path("comments/<number:number>/reply/", comments.thread_reply, name="thread-reply"),
    path("comments/<number:number>/answer/", comments.thread_answer, name="thread-answer"),
    path(
        "comments/<number:number>/decide/", suggestions.suggestion_decide, name="suggestion-decide"
    ),
    path(
        "comments/<number:number>/withdraw/",
        suggestions.suggestion_withdraw,
        name="suggestion-withdraw",
    ),
    path("comments/<number:number>/settle/", comments.thread_settle, name="thread-settle"),
    path("comments/<number:number>/history/", comments.thread_history, name="thread-history"),
    path(
        "comments/<number:number>/<number:entry>/edit/", comments.comment_edit, name="comment-edit"
    ),
    path(
        "comments/<number:number>/<number:entry>/history/",
        comments.comment_history,
        name="comment-history",
    ),
    path("abbreviations/", abbreviations.abbreviation_list, name="abbreviation-list"),
    path("abbreviations/new/", abbreviations.abbreviation_new, name="abbreviation-new"),
    path(
        "abbreviations/<number:entry>/edit/",
        abbreviations.abbreviation_edit,
        name="abbreviation-edit",
    ),
    path(
        "abbreviations/<number:entry>/remove/",
        abbreviations.abbreviation_remove,
        name="abbreviation-remove",
    ),
    path(
        "abbreviations/<number:entry>/history/",
        abbreviations.abbreviation_history,
        name="abbreviation-history",
    ),
    path("team/", team.team_list, name="team-list"),
    path("team/new/", team.team_member_new, name="team-member-new"),
    path("team/<number:entry>/edit/", team.team_member_edit, name="team-member-edit"),
    path("team/<number:entry>/remove/", team.team_member_remove, name="team-member-remove"),
    path("team/<number:entry>/history/", team.team_member_history, name="team-member-history"),
    path("members/", members.membership_list, name="membership-list"),
    path("members/new/", members.membership_new, name="membership-new"),
    path("members/<number:entry>/edit/", members.membership_edit, name="membership-edit"),
    path("members/<number:entry>/remove/", members.membership_remove, name="membership-remove"),
    path("members/<number:entry>/history/", members.membership_history, name="membership-history"),
    path("quality/", quality.quality_grid, name="quality-grid"),
    path("criteria/", criteria.criterion_list, name="criterion-list"),
    path("criteria/new/", criteria.criterion_new, name="criterion-new"),
    path("criteria/<slug:code>/edit/", criteria.criterion_edit, name="criterion-edit"),
    path("criteria/<slug:code>/remove/", criteria.criterion_remove, name="criterion-remove"),
    path("criteria/<slug:code>/history/", criteria.criterion_history, name="criterion-history"),
]

# Beneath a question: its findings and its part of the evaluation matrix (JC 4.1, I 4.1.2).
beneath_a_question: list[URLPattern] = [
    path("findings/new/", findings.finding_new, name="finding-new"),
    path("judged/new/", judgement_criteria.judgement_criterion_new, name="judgement-criterion-new"),
    path(
        "judged/<number:number>/edit/",
        judgement_criteria.judgement_criterion_edit,
        name="judgement-criterion-edit",
    ),
    path(
        "judged/<number:number>/move/",
        judgement_criteria.judgement_criterion_move,
        name="judgement-criterion-move",
    ),
    path(
        "judged/<number:number>/remove/",
        judgement_criteria.judgement_criterion_remove,
        name="judgement-criterion-remove",
    ),
    path(
        "judged/<number:number>/history/",
        judgement_criteria.judgement_criterion_history,
        name="judgement-criterion-history",
    ),
    path("judged/<number:judged>/indicators/new/", indicators.indicator_new, name="indicator-new"),
    path(
        "judged/<number:judged>/indicators/<number:number>/edit/",
        indicators.indicator_edit,
        name="indicator-edit",
    ),
    path(
        "judged/<number:judged>/indicators/<number:number>/move/",
        indicators.indicator_move,
        name="indicator-move",
    ),
    path(
        "judged/<number:judged>/indicators/<number:number>/remove/",
        indicators.indicator_remove,
        name="indicator-remove",
    ),
    path(
        "judged/<number:judged>/indicators/<number:number>/history/",
        indicators.indicator_history,
        name="indicator-history",
    ),
]

# In the quality grid: the assessment of the draft or the final report, and its scores.
in_the_quality_grid: list[URLPattern] = [
    path("new/", quality.quality_assessment_new, name="quality-assessment-new"),
    path("edit/", quality.quality_assessment_edit, name="quality-assessment-edit"),
    path("reply/", quality.quality_assessment_reply, name="quality-assessment-reply"),
    path("remove/", quality.quality_assessment_remove, name="quality-assessment-remove"),
    path("hand-over/", quality.quality_assessment_hand_over, name="quality-assessment-hand-over"),
    path("take-back/", quality.quality_assessment_take_back, name="quality-assessment-take-back"),
    path("history/", quality.quality_assessment_history, name="quality-assessment-history"),
    path("<number:number>/edit/", quality.quality_score_edit, name="quality-score-edit"),
    path("<number:number>/reply/", quality.quality_score_reply, name="quality-score-reply"),
    path("<number:number>/history/", quality.quality_score_history, name="quality-score-history"),
]

urlpatterns = [
    path("", evaluations.evaluation_list, name="evaluation-list"),
    path("new/", evaluations.evaluation_new, name="evaluation-new"),
    path("<slug:slug>/", include(inside)),
    path("<slug:slug>/questions/<number:asked>/", include(beneath_a_question)),
    path("<slug:slug>/quality/<slug:report>/", include(in_the_quality_grid)),
]
