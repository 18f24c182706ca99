"""The back office: one row of every kind, and the two kinds of staff."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import NewsletterItem, Outcome, Pillar, ProjectText
from editing import versions
from evaluations.models import (
    Abbreviation,
    Criterion,
    Indicator,
    JudgementCriterion,
    LessonUptake,
    Membership,
    QualityAssessment,
    QualityScore,
    QualityStandard,
    Role,
    TeamMember,
    Unpublished,
)
from recommendations.actions import update_progress
from recommendations.models import (
    FollowUpRules,
    PartAnswer,
    RecommendationPart,
    Remark,
    Verification,
)
from tests import factories as make


@pytest.fixture
def clerk(world: Any) -> Any:
    """Support staff without all rights and without a role anywhere."""
    return make.UserFactory(email="clerk@example.org", name="CLERK", is_staff=True)


@pytest.fixture
def back_office(as_: Any, support: Any) -> Client:
    return as_(support)


def _new(model: Any, **fields: Any) -> Any:
    return versions.create(model, fields=fields, by=None)


@pytest.fixture
def one_of_each(world: Any, support: Any) -> dict[str, Any]:
    return new_of_each(world, support)


def new_of_each(world: Any, support: Any) -> dict[str, Any]:
    """A row of every editable model by its name, all of one evaluation."""
    evaluation, project = world.evaluation, world.project
    question = make.QuestionFactory(evaluation=evaluation, number=4)
    judgement = _new(JudgementCriterion, question=question, number=1, text="Judged so")
    activity = make.ActivityFactory(project=project)
    recommendation = make.RecommendationFactory(evaluation=evaluation)
    said = make.CommentFactory(thread__about=recommendation, author=support)
    edit = make.SuggestionFactory(thread=said.thread)
    lesson = make.LessonFactory(evaluation=evaluation)
    matrix = make.MatrixFactory(evaluation=evaluation, organisation=world.iom)
    response = make.ResponseFactory(matrix=matrix, recommendation=recommendation)
    action = make.ActionFactory(response=response)
    standard = QualityStandard.objects.all()[0]
    criterion = standard.criteria.all()[0]
    assessment = _new(QualityAssessment, evaluation=evaluation, report="draft", standard=standard)
    part = _new(RecommendationPart, recommendation=recommendation, number=1, text="A part")
    newsletter = make.NewsletterFactory(project=project)
    rows = [
        newsletter, _new(NewsletterItem, newsletter=newsletter, number=1, kind="notice", heading="New"),
        _new(ProjectText, project=project, language="fr", outcomes={"1": "Dialogue"}),
        part, _new(PartAnswer, response=response, part=part),
        _new(FollowUpRules, evaluation=evaluation, stale_days=30),
        _new(Verification, key_action=action, is_adequate=True, degree="complete"),
        standard, criterion, standard.levels.all()[0], assessment,
        _new(QualityScore, assessment=assessment, criterion=criterion),
        world.iom, support, project, evaluation, question, judgement, activity, recommendation,
        matrix, response, action, said.thread, said, edit,
        _new(Pillar, project=project, number=1, title="Legal migration"),
        _new(Outcome, project=project, number=1, text="Dialogue"),
        make.ParticipationFactory(activity=activity),
        make.SessionFactory(activity=activity, number=1),
        make.DocumentFactory(project=project, activity=activity),
        _new(TeamMember, evaluation=evaluation, name="A. Writer", role="Team leader"),
        _new(Membership, evaluation=evaluation, user=support, role=Role.READER),
        Criterion.objects.get(code="relevance"),
        _new(Indicator, judgement_criterion=judgement, number=1, text="Counted so"),
        make.FindingFactory(evaluation=evaluation, question=question, activities=[activity]),
        make.ConclusionFactory(evaluation=evaluation),
        lesson,
        _new(LessonUptake, lesson=lesson, phase="Phase II", decision="adopted"),
        make.SectionFactory(evaluation=evaluation),
        _new(Abbreviation, evaluation=evaluation, short="EUD", meaning="EU Delegation"),
        make.InterviewFactory(evaluation=evaluation),
        make.PublishedReportFactory(evaluation=evaluation, number=1),
        _new(Unpublished, evaluation=evaluation, cause="quality", title="Not yet"),
        _new(Remark, response=response, author_name="A. Reviewer", text="Why so late?"),
        update_progress(
            action=action, base_version=1, by=None,
            fields={"status": "initiated", "what_was_done": "We began."},
        ),
    ]  # fmt: skip
    return {row._meta.model_name: versions.current(row) for row in rows}


def page_of(row: Any, page: str = "change") -> str:
    """The address of a page of the admin about a row, or about its model where a class is given."""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"
    return reverse(name, args=[] if isinstance(row, type) else [row.pk])


def posted(page: Any, /, **changes: Any) -> dict[str, Any]:
    """What a browser would send back from the page of a form, with the changes made in it."""
    context = page.context
    forms = [context["adminform"].form]
    data = {}
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        forms += [formset.management_form, *formset.forms]
    for form in forms:
        for box in form:
            value = box.value()
            widget = box.field.widget
            data.update(_sent(box.html_name, widget, value))
    return {key: value for key, value in (data | changes).items() if value is not None}


def _sent(name: str, widget: Any, value: Any) -> dict[str, Any]:
    widget = getattr(widget, "widget", widget)
    if hasattr(widget, "decompress"):
        parts = widget.decompress(value)
        pairs = zip(widget.widgets_names, widget.widgets, parts, strict=True)
        return {name + suffix: part.format_value(piece) or "" for suffix, part, piece in pairs}
    if widget.__class__.__name__ == "CheckboxInput":
        return {name: "on"} if value else {}
    if widget.needs_multipart_form:
        return {}
    if getattr(widget, "allow_multiple_selected", False):
        return {name: [getattr(item, "pk", item) for item in value or []]}
    shown = widget.format_value(value)
    return {name: (shown[0] if shown else "") if isinstance(shown, list) else shown or ""}
