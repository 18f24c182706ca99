"""A small evaluation with a bit of everything, as rows; `times` multiplies what can be many."""

from datetime import UTC, date, datetime

from editing import versions
from evaluations.models import Abbreviation, Indicator, JudgementCriterion, TeamMember
from recommendations.models import ProgressUpdate, Remark
from tests import factories as make


def fill(world, times=1):
    """Everything that a report can contain, told in the order in which it rests on one another."""
    evaluation = world.evaluation
    for kind in ("executive_summary", "introduction", "annex"):
        make.SectionFactory(evaluation=evaluation, kind=kind)
    for n in range(times):
        create(Abbreviation, evaluation=evaluation, short=f"AB{n}", meaning="Some body")
        create(TeamMember, evaluation=evaluation, name=f"Expert {n}", role="Expert")
        answer(world, n)
    _responses(world)


def create(model, **fields):
    return versions.create(model, fields=fields, by=None)


def answer(world, n):
    evaluation = world.evaluation
    question = make.QuestionFactory(evaluation=evaluation)
    jc = create(JudgementCriterion, question=question, number=1, text="By this it is judged.")
    create(Indicator, judgement_criterion=jc, number=1, text="Counted", sources="S", methods="M")
    activity = make.ActivityFactory(project=world.project)
    make.ParticipationFactory(activity=activity)
    make.ParticipationFactory(activity=activity)
    finding = make.FindingFactory(
        evaluation=evaluation,
        question=question,
        evidence_strength="strong",
        activities=[activity],
        documents=[make.DocumentFactory(project=world.project, confidentiality="public")],
        interviews=[make.InterviewFactory(evaluation=evaluation)],
    )
    conclusion = make.ConclusionFactory(evaluation=evaluation, findings=[finding])
    make.LessonFactory(evaluation=evaluation, findings=[finding])
    make.RecommendationFactory(
        evaluation=evaluation,
        findings=[finding],
        conclusions=[conclusion],
        addressees=[world.iom],
        priority=1 + n % 3,
    )


def _responses(world):
    matrix = make.MatrixFactory(
        evaluation=world.evaluation,
        organisation=world.iom,
        submitted_at=datetime(2024, 3, 1, tzinfo=UTC),
    )
    for recommendation in world.evaluation.recommendations.all():
        response = make.ResponseFactory(matrix=matrix, recommendation=recommendation)
        day = date(2024, 8, 1)
        action = make.ActionFactory(
            response=response, due_on=day, promised_on=day, no_date_reason=""
        )
        create(ProgressUpdate, key_action=action, status="initiated", what_was_done="A first step.")
        create(Remark, response=response, author_name="Reviewer", text="When exactly?")
