"""Asks every declared right of a whole cast, for the table of `docs/permissions.md` and its tests.

The cast is written to the database in a transaction that is always rolled back: the answers come
from the predicates and querysets themselves, not from a second description of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from activities.models import (
    Activity,
    ActivitySession,
    Document,
    Newsletter,
    NewsletterItem,
    Outcome,
    Participation,
    Pillar,
    Project,
    ProjectText,
)
from editing import versions
from editing.models import Versioned
from editing.permissions import may
from evaluations.models import (
    Abbreviation,
    Comment,
    CommentThread,
    Conclusion,
    Criterion,
    Evaluation,
    EvaluationQuestion,
    Finding,
    Indicator,
    Interview,
    JudgementCriterion,
    Lesson,
    LessonUptake,
    Membership,
    PublishedReport,
    QualityAssessment,
    QualityLevel,
    QualityScore,
    QualityStandard,
    ReportSection,
    Role,
    Stage,
    Suggestion,
    TeamMember,
    Unpublished,
)
from mmsp.roles import ACTORS, SEE, declared
from recommendations.models import (
    FollowUpRules,
    KeyAction,
    ManagementResponse,
    PartAnswer,
    ProgressUpdate,
    Recommendation,
    RecommendationPart,
    Remark,
    ResponseMatrix,
    Verification,
)

OWN, FOREIGN, PUBLISHED = "own", "foreign", "published"
ONESELF = "oneself"
REVIEWERS = "of the reviewer"
HANDED_OVER = "handed over"
ISSUED = "issued"
FOR_ALL, FOR_SOME = "public", "restricted"
Rows = dict[str, Any]


def _new(model: Any, **fields: Any) -> Any:
    return versions.create(model, fields=fields, by=None)


def variants(model: type[Versioned]) -> list[str]:
    """The names under which rows of a model stand in the table; some differ by more than stage."""
    name = str(model._meta.verbose_name)
    return [name, *(f"{name}, {word}" for word in SPECIAL.get(model, ()))]


# What a row may be besides ordinary, where rights depend on it.
SPECIAL: dict[type, tuple[str, ...]] = {
    User: (ONESELF, "support staff"),
    Document: ("internal",),
    Newsletter: (ISSUED,),
    NewsletterItem: (ISSUED,),
    Criterion: ("standard",),
    ResponseMatrix: (HANDED_OVER,),
    CommentThread: (REVIEWERS,),
    Comment: (REVIEWERS,),
    QualityAssessment: (HANDED_OVER,),
    QualityScore: (HANDED_OVER,),
    PublishedReport: (FOR_ALL, FOR_SOME),
}


@dataclass
class Cast:
    """People by the key of their role, and rows by (place, stage) and name."""

    people: dict[str, User] = field(default_factory=dict)
    rows: dict[tuple[str, str], Rows] = field(default_factory=dict)
    seen: dict[tuple[str, type], set[int]] = field(default_factory=dict)

    def may(self, actor: str, verb: str, name: str, place: str, stage: str) -> bool:
        """Whether the actor may do this to the row of that name, in this place and stage."""
        person = self.people[actor]
        row = person if name.endswith(ONESELF) else self.rows[place, stage][name]
        if verb == SEE:
            return row.pk in self._visible(actor, type(row))
        return may(person, verb, row)

    def _visible(self, actor: str, model: type[Versioned]) -> set[int]:
        """Asked once of every kind of row: nothing is written while the cast stands."""
        if (actor, model) not in self.seen:
            visible = model.objects.visible_to(self.people[actor])
            self.seen[actor, model] = set(visible.values_list("pk", flat=True))
        return self.seen[actor, model]

    def stages(self, actor: str, verb: str, name: str, place: str = OWN) -> list[str]:
        """The stages of the evaluation at which the actor may."""
        return [stage for stage in Stage.values if self.may(actor, verb, name, place, stage)]


@contextmanager
def cast() -> Iterator[Cast]:
    """A cast that is gone again at the end, whatever happens."""
    with transaction.atomic():
        yield _written()
        transaction.set_rollback(True)


def _written() -> Cast:
    made = Cast()
    homes = {
        key: _new(Organisation, name=key, acronym=key, slug=f"cast-{key}")
        for key in (*(actor.key for actor in ACTORS), "elsewhere")
    }
    for actor in ACTORS:
        made.people[actor.key] = _new(
            User, email=f"cast-{actor.key}@example.invalid", name=actor.key,
            organisation=homes[actor.key], is_staff=actor.key in ("support", "superuser"),
            is_superuser=actor.key == "superuser",
        )  # fmt: skip
    own = _register("own", kept_by=[homes["keeper"]], shared_with=[homes["partner"]])
    foreign = _register("foreign", kept_by=[homes["elsewhere"]], shared_with=[])
    people = _persons(homes["elsewhere"])
    for stage in Stage.values:
        evaluation = _evaluation(OWN, stage)
        for role in Role:
            _new(Membership, evaluation=evaluation, user=made.people[role], role=role)
        answering, person = homes[Role.RESPONDENT], made.people["responsible"]
        parts = _parts(evaluation, answering, person)
        talk = _talk(parts["finding"], people["person"], made.people[Role.REVIEWER])
        made.rows[OWN, stage] = {**people, **own, **parts, **talk}
        evaluation = _evaluation(FOREIGN, stage)
        parts = _parts(evaluation, homes["elsewhere"], people["person"])
        talk = _talk(parts["finding"], people["person"], people["person"])
        made.rows[FOREIGN, stage] = {**people, **foreign, **parts, **talk}
    evaluation = _evaluation(
        PUBLISHED, Stage.FINAL, confidentiality="public", published_at=timezone.now()
    )
    parts = _parts(evaluation, homes["elsewhere"], people["person"])
    talk = _talk(parts["finding"], people["person"], people["person"])
    made.rows[PUBLISHED, Stage.FINAL] = {**people, **foreign, **parts, **talk}
    return made


def _evaluation(place: str, stage: str, **more: Any) -> Evaluation:
    return _new(Evaluation, slug=f"cast-{place}-{stage}", title=place, stage=stage, **more)


def _named(rows: list[Versioned], **special: Versioned) -> Rows:
    return {str(row._meta.verbose_name): row for row in rows} | special


def _persons(home: Organisation) -> Rows:
    person = _new(User, email="cast-person@example.invalid", name="person", organisation=home)
    staff = _new(
        User, email="cast-staff@example.invalid", name="staff", organisation=home, is_staff=True
    )
    return _named([home, person]) | {"person, support staff": staff}


def _register(code: str, **access: Any) -> Rows:
    project = _new(Project, code=f"CAST-{code}", title=code, **access)
    activity = _new(Activity, project=project, number=1, title="activity", type="training")
    papers = [
        _new(
            Document, project=project, number=number, title=kind, type="study", confidentiality=kind
        )
        for number, kind in enumerate(("restricted", "internal"), 1)
    ]
    rows = [
        project, activity, papers[0],
        _new(Pillar, project=project, number=1, title="pillar"),
        _new(Outcome, project=project, number=1, text="outcome"),
        _new(Participation, activity=activity, group="group", total=1),
        _new(ActivitySession, activity=activity, number=1, title="session"),
        _new(ProjectText, project=project, language="fr"),
    ]  # fmt: skip
    return _named(rows) | {"document, internal": papers[1]} | _newsletters(project)


def _newsletters(project: Project) -> Rows:
    """One that is being written and one that went out, each with a notice."""
    day = timezone.localdate()
    made: Rows = {}
    for number, (status, ending) in enumerate((("draft", ""), ("final", f", {ISSUED}")), 1):
        newsletter = _new(
            Newsletter, project=project, number=number, title="newsletter", status=status,
            issued_on=day, period_from=day, period_to=day,
        )  # fmt: skip
        item = _new(NewsletterItem, newsletter=newsletter, number=1, kind="notice", heading="item")
        made |= {f"{row._meta.verbose_name}{ending}": row for row in (newsletter, item)}
    return made


def _parts(evaluation: Evaluation, answering: Organisation, person: User) -> Rows:
    """A row of every noun of the report and of what follows from it."""
    of = {"evaluation": evaluation}
    criterion = _new(Criterion, code="own", name="own", **of)
    question = _new(EvaluationQuestion, number=1, criterion=criterion, text="question", **of)
    judgement = _new(JudgementCriterion, question=question, number=1, text="judged by")
    standard = Criterion.objects.filter(evaluation=None).first()
    lesson = _new(Lesson, number=1, heading="lesson", **of)
    other = _new(Organisation, name="other", slug=f"other-{evaluation.slug}")
    rows = [
        evaluation, criterion, question, judgement,
        _new(Indicator, judgement_criterion=judgement, number=1, text="indicator"),
        _new(TeamMember, name="member", role="lead", **of),
        _new(Finding, question=question, number=1, **of),
        _new(Conclusion, number=1, heading="conclusion", **of),
        lesson,
        _new(LessonUptake, lesson=lesson, phase="next", decision="adopted"),
        _new(ReportSection, position=1, kind="other", title="section", **of),
        _new(Abbreviation, short="EU", meaning="European Union", **of),
        _new(Interview, number=1, **of),
        _new(Unpublished, cause="other", title="report", **of),
        _new(Membership, organisation=other, role=Role.READER, **of),
    ]  # fmt: skip
    follow_up = _follow_up(of, answering, person, other)
    out = _published(evaluation, person)
    return _named(rows) | {"criterion, standard": standard} | _quality(of) | follow_up | out


def _published(evaluation: Evaluation, somebody: User) -> Rows:
    """What an evaluator prepared, and what went out to everybody and to those with a role."""
    writing = evaluation.memberships.filter(role=Role.EVALUATOR, user__isnull=False).first()
    maker = (writing and writing.user) or somebody
    known = {
        "evaluation": evaluation, "slug": evaluation.slug, "title": "report", "made_by": maker,
        "product": "final-report", "language": "en-gb", "report_number": "1.0", "size": 1,
        "pages": 1, "file": "report.pdf", "data": "data.json", "made_at": timezone.now(),
        "sha256": "0" * 64, "content_hash": "0" * 64,
    }  # fmt: skip
    gone_out = {
        "published_at": timezone.now(), "edition": 1,
        "confirmed_by": User.objects.exclude(pk=maker.pk).order_by("pk")[0],
    }  # fmt: skip
    rows = {
        "": _new(PublishedReport, number=1, audience="public", **known),
        f", {FOR_ALL}": _new(PublishedReport, number=2, audience="public", **known, **gone_out),
        f", {FOR_SOME}": _new(
            PublishedReport, number=3, audience="restricted", **known, **gone_out
        ),
    }
    return {f"published report{ending}": row for ending, row in rows.items()}


def _quality(of: dict[str, Any]) -> Rows:
    """A standard, and an assessment with a score before and after it was handed over."""
    standard = QualityStandard.objects.all()[0]
    criterion = standard.criteria.all()[0]
    made = _named([standard, criterion, QualityLevel.objects.all()[0]])
    for report, ending, day in (("draft", "", None), ("final", f", {HANDED_OVER}", timezone.now())):
        assessment = _new(
            QualityAssessment, report=report, standard=standard, assessed_at=day, **of
        )
        score = _new(QualityScore, assessment=assessment, criterion=criterion)
        made |= {f"{row._meta.verbose_name}{ending}": row for row in (assessment, score)}
    return made


def _talk(finding: Any, somebody: User, reviewer: User) -> Rows:
    """A comment of somebody else, and one of the reviewer, each in its thread."""
    made: Rows = {}
    for number, (author, ending) in enumerate(((somebody, ""), (reviewer, f", {REVIEWERS}")), 1):
        thread = _new(
            CommentThread, evaluation=finding.evaluation, number=number, author=author,
            about=finding,
        )  # fmt: skip
        said = _new(Comment, thread=thread, number=1, author=author, text="comment")
        made |= {f"{row._meta.verbose_name}{ending}": row for row in (thread, said)}
    edit = _new(Suggestion, thread=thread, position=0, before="<p>Old</p>", after="<p>New</p>")
    made |= _named([edit])
    return made


def _follow_up(
    of: dict[str, Any], answering: Organisation, person: User, other: Organisation
) -> Rows:
    recommendation = _new(Recommendation, number=1, heading="recommendation", **of)
    matrix = _new(ResponseMatrix, organisation=answering, **of)
    response = _new(ManagementResponse, matrix=matrix, recommendation=recommendation)
    action = _new(
        KeyAction, response=response, number=1, text="action", responsible_person=person,
        no_date_reason="other",
    )  # fmt: skip
    handed_over = _new(ResponseMatrix, organisation=other, submitted_at=timezone.now(), **of)
    part = _new(RecommendationPart, recommendation=recommendation, number=1, text="part")
    rows = [
        recommendation, matrix, response, action, part,
        _new(FollowUpRules, **of),
        _new(PartAnswer, response=response, part=part),
        _new(Verification, key_action=action, is_adequate=True, degree="complete"),
        _new(ProgressUpdate, key_action=action, status="initiated"),
        _new(Remark, response=response, author_name="reviewer", text="remark"),
    ]  # fmt: skip
    return _named(rows) | {f"response matrix, {HANDED_OVER}": handed_over}


def names() -> list[tuple[type[Versioned], str, list[str]]]:
    """Every (model, name in the table, verbs) that the cast can be asked about."""
    return [(model, name, verbs) for model, verbs in declared().items() for name in variants(model)]
