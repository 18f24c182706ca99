"""Rows for tests, written through the one write path like everybody's."""

from datetime import date
from secrets import token_hex
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Organisation, OrganisationKind, PaperOrder, SavedFilter, User
from activities.models import (
    Activity,
    ActivitySession,
    Document,
    Newsletter,
    Participation,
    Project,
)
from editing import versions
from evaluations.models import (
    Comment,
    CommentThread,
    Conclusion,
    Criterion,
    Evaluation,
    EvaluationQuestion,
    Finding,
    Interview,
    Lesson,
    Membership,
    PublishedReport,
    ReportSection,
    Stage,
    Suggestion,
)  # fmt: skip
from recommendations.models import (
    Decision,
    KeyAction,
    ManagementResponse,
    Recommendation,
    ResponseMatrix,
)  # fmt: skip


class VersionedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        return versions.create(model_class, fields=kwargs, by=None)


class OrganisationFactory(VersionedFactory):
    class Meta:
        model = Organisation

    acronym = factory.Sequence(lambda n: f"ORG{n}")
    name = factory.LazyAttribute(lambda o: f"Organisation {o.acronym}")
    slug = factory.LazyAttribute(lambda o: o.acronym.lower().replace(" ", "-"))
    kind = OrganisationKind.OTHER


class UserFactory(VersionedFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    organisation = factory.SubFactory(OrganisationFactory)


class ProjectFactory(VersionedFactory):
    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"P{n}")
    title = factory.LazyAttribute(lambda p: f"Project {p.code}")


class ActivityFactory(VersionedFactory):
    class Meta:
        model = Activity

    project = factory.SubFactory(ProjectFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda a: f"Training {a.number}")
    type = "training"
    status = "implemented"


class ParticipationFactory(VersionedFactory):
    class Meta:
        model = Participation

    activity = factory.SubFactory(ActivityFactory)
    group = "Officials"
    women = 4
    men = 6
    total = 10


class SessionFactory(VersionedFactory):
    class Meta:
        model = ActivitySession

    activity = factory.SubFactory(ActivityFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda s: f"Session {s.number}")


class DocumentFactory(VersionedFactory):
    class Meta:
        model = Document

    project = factory.SubFactory(ProjectFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda d: f"Document {d.number}")
    type = "study"


class NewsletterFactory(VersionedFactory):
    class Meta:
        model = Newsletter

    project = factory.SubFactory(ProjectFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda n: f"Newsletter {n.number}")
    issued_on = date(2018, 12, 20)
    period_from = date(2018, 1, 1)
    period_to = date(2018, 12, 31)


class EvaluationFactory(VersionedFactory):
    class Meta:
        model = Evaluation

    slug = factory.Sequence(lambda n: f"evaluation-{n}")
    title = factory.LazyAttribute(lambda e: f"Title of {e.slug}")
    stage = Stage.REVIEW


class MembershipFactory(VersionedFactory):
    class Meta:
        model = Membership

    evaluation = factory.SubFactory(EvaluationFactory)


class CriterionFactory(VersionedFactory):
    class Meta:
        model = Criterion

    evaluation = factory.SubFactory(EvaluationFactory)
    code = factory.Sequence(lambda n: f"own-{n}")
    name = factory.LazyAttribute(lambda c: f"Criterion {c.code}")


class QuestionFactory(VersionedFactory):
    class Meta:
        model = EvaluationQuestion

    evaluation = factory.SubFactory(EvaluationFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.LazyAttribute(lambda q: f"Was goal {q.number} reached?")

    @factory.lazy_attribute
    def criterion(self) -> Criterion:
        return Criterion.objects.get(evaluation=None, code="relevance")


class FindingFactory(VersionedFactory):
    class Meta:
        model = Finding

    evaluation = factory.SubFactory(EvaluationFactory)
    question = factory.SubFactory(QuestionFactory, evaluation=factory.SelfAttribute("..evaluation"))
    number = factory.Sequence(lambda n: n + 1)
    short_answer = "Yes, by and large."
    text = "<p>First paragraph.</p><p>Second paragraph.</p>"


class ConclusionFactory(VersionedFactory):
    class Meta:
        model = Conclusion

    evaluation = factory.SubFactory(EvaluationFactory)
    number = factory.Sequence(lambda n: n + 1)
    heading = factory.LazyAttribute(lambda c: f"Conclusion {c.number}")
    text = "<p>It follows.</p>"


class LessonFactory(ConclusionFactory):
    class Meta:
        model = Lesson


class SectionFactory(VersionedFactory):
    class Meta:
        model = ReportSection

    evaluation = factory.SubFactory(EvaluationFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = "other"
    title = factory.LazyAttribute(lambda s: f"Section {s.position}")
    text = "<p>Text of the section.</p>"


class InterviewFactory(VersionedFactory):
    class Meta:
        model = Interview

    evaluation = factory.SubFactory(EvaluationFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda i: f"Interviewee {i.number}")
    category = "Officials"
    minutes = "<p>Said in confidence.</p>"


class CommentThreadFactory(VersionedFactory):
    class Meta:
        model = CommentThread

    about = factory.SubFactory(FindingFactory)
    evaluation = factory.SelfAttribute("about.evaluation")
    number = factory.Sequence(lambda n: n + 1)


class CommentFactory(VersionedFactory):
    class Meta:
        model = Comment

    thread = factory.SubFactory(CommentThreadFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "Is this so everywhere?"


class SuggestionFactory(VersionedFactory):
    """The second paragraph of a finding in other words."""

    class Meta:
        model = Suggestion

    thread = factory.SubFactory(
        CommentThreadFactory, quote="Second paragraph.", prefix="First paragraph", field="text"
    )
    position = 1
    before = "<p>Second paragraph.</p>"
    after = "<p>Second, clearer paragraph.</p>"


class RecommendationFactory(VersionedFactory):
    class Meta:
        model = Recommendation

    evaluation = factory.SubFactory(EvaluationFactory)
    number = factory.Sequence(lambda n: n + 1)
    heading = factory.LazyAttribute(lambda r: f"Recommendation {r.number}")
    text = "<p>Do it.</p>"


class MatrixFactory(VersionedFactory):
    class Meta:
        model = ResponseMatrix

    evaluation = factory.SubFactory(EvaluationFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class ResponseFactory(VersionedFactory):
    class Meta:
        model = ManagementResponse

    matrix = factory.SubFactory(MatrixFactory)
    recommendation = factory.SubFactory(
        RecommendationFactory, evaluation=factory.SelfAttribute("..matrix.evaluation")
    )
    decision = Decision.ACCEPTED


class ActionFactory(VersionedFactory):
    class Meta:
        model = KeyAction

    response = factory.SubFactory(ResponseFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.LazyAttribute(lambda a: f"Action {a.number}")
    no_date_reason = "no_funding"


class SavedFilterFactory(DjangoModelFactory):
    class Meta:
        model = SavedFilter

    owner = factory.SubFactory(UserFactory)
    table = "recommendations"
    name = "Kept"


class PaperOrderFactory(DjangoModelFactory):
    class Meta:
        model = PaperOrder

    person = factory.SubFactory(UserFactory)
    address = "/evaluations/list.pdf"
    audience = "internal"
    key = factory.Sequence(lambda n: f"{n:064x}")
    file_name = "evaluations.pdf"
    label = "Evaluations"
    asked_at = factory.LazyFunction(timezone.now)
    lease_until = factory.LazyFunction(timezone.now)


class PublishedReportFactory(VersionedFactory):
    """A file that an evaluator prepared; with `confirmed_by` it went out."""

    class Meta:
        model = PublishedReport

    evaluation = factory.SubFactory(EvaluationFactory)
    number = factory.Sequence(lambda n: n + 1)
    product, audience, language, report_number = "final-report", "public", "en-gb", "1.0"
    slug = factory.LazyAttribute(lambda o: o.evaluation.slug)
    title = factory.LazyAttribute(lambda o: o.evaluation.title)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-", name="report.pdf"))
    data = factory.LazyFunction(lambda: ContentFile(b"{}", name="data.json"))
    sha256 = factory.LazyFunction(lambda: token_hex(32))
    content_hash = factory.LazyFunction(lambda: token_hex(32))
    size, pages = 5, 1
    made_by = factory.SubFactory(UserFactory)
    made_at = factory.LazyFunction(timezone.now)
