"""The worst evaluation that its people could write through the forms, and one that is only long."""

from datetime import UTC, date, datetime
from typing import Any

from activities.models import NewsletterItem
from editing import versions
from evaluations.models import (
    Abbreviation,
    Indicator,
    JudgementCriterion,
    QualityStandard,
    TeamMember,
)
from evaluations.quality import begin_assessment
from recommendations.models import ProgressUpdate, Remark
from tests import factories as make

WORD = "Verwaltungsvorschrift" * 250  # 5,250 letters without a place to part them
LONG, LONGISH = WORD[:290], WORD[:1_500]
HEBREW, ARABIC = "שלום עולם: 42 אנשים (EU) הגיעו", "مرحبا بالعالم، حضر 42 شخصا (EU)"
EMOJI = "\U0001f600 done \U0001f1ea\U0001f1fa \U0001f468\u200d\U0001f469\u200d\U0001f467"
TURNED = "\u202eturned around\u202c and \u2067isolated\u2069 a\u0301\u0316\u0359 \u200b\ufeff\u00ad"
MIXED = f"{HEBREW} {ARABIC} {EMOJI} {TURNED}"
CELLS = 8_000
MOST_ACTED_ON = 20  # rows cost time
TABLE = (
    "<table><thead><tr>"
    + "<th>Column</th>" * 8
    + "</tr></thead><tbody>"
    + ("<tr>" + "<td>12</td>" * 8 + "</tr>") * (CELLS // 8 - 1)
    + "</tbody></table>"
)
TEXT = (
    f"<p>{WORD}</p><p>{MIXED}</p><ul><li>{LONGISH}</li></ul>"
    f"<table><tbody><tr><td>{WORD}</td><td>{MIXED}</td></tr></tbody></table><p>end.</p>"
)


def create(model: Any, **fields: Any) -> Any:
    return versions.create(model, fields=fields, by=None)


def spoil(world: Any, eud: Any) -> Any:
    """Fills the evaluation with what no page was made for, in every part that takes it; returns its matrix."""
    evaluation = world.evaluation
    versions.revise(evaluation, base_version=evaluation.version, fields={"title": LONG}, by=None)
    for kind in ("executive_summary", "introduction"):
        make.SectionFactory(
            evaluation=evaluation, kind=kind, title=f"{EMOJI} {LONG[:200]}", text=TEXT
        )
    make.SectionFactory(evaluation=evaluation, kind="annex", title="All visits", text=TABLE)
    create(Abbreviation, evaluation=evaluation, short=LONG[:40], meaning=LONG)
    create(TeamMember, evaluation=evaluation, name=LONG[:150], role=HEBREW)
    finding = _finding(world)
    make.ConclusionFactory(evaluation=evaluation, heading=LONG, text=TEXT, findings=[finding])
    make.LessonFactory(evaluation=evaluation, heading=MIXED, text=TEXT, findings=[finding])
    make.RecommendationFactory(
        evaluation=evaluation,
        heading=LONG,
        text=TEXT,
        findings=[finding],
        addressee_note=WORD[:900],
    )
    make.RecommendationFactory(evaluation=evaluation, heading=MIXED, text=TEXT)
    thread = make.CommentThreadFactory(about=finding)
    make.CommentFactory(thread=thread, text=f"{WORD} {MIXED}")
    _assessed(evaluation, eud)
    return _answered(world, f"{LONGISH} {MIXED}", LONG)


def _finding(world: Any) -> Any:
    question = make.QuestionFactory(evaluation=world.evaluation, text=f"{LONGISH} {MIXED}?")
    criterion = create(JudgementCriterion, question=question, number=1, text=LONGISH)
    create(
        Indicator,
        judgement_criterion=criterion,
        number=1,
        text=LONGISH,
        sources=LONGISH,
        methods=MIXED,
    )
    activity = make.ActivityFactory(project=world.project, title=LONG[:200], place=LONG[:100])
    make.ParticipationFactory(activity=activity)
    return make.FindingFactory(
        evaluation=world.evaluation,
        question=question,
        short_answer=WORD,
        text=TEXT,
        evidence_strength="strong",
        activities=[activity],
        documents=[
            make.DocumentFactory(project=world.project, title=LONG[:200], confidentiality="public")
        ],
        interviews=[
            make.InterviewFactory(
                evaluation=world.evaluation, name=LONG[:200], category=MIXED[:120]
            )
        ],
    )


def _assessed(evaluation: Any, eud: Any) -> None:
    standard = QualityStandard.objects.get(code="ec-intervention")
    level = standard.levels.get(number=1)
    made = begin_assessment(evaluation=evaluation, report="draft", standard=standard, by=None)
    for score in made.scores.all()[:2]:
        fields = {"level": level, "strengths": LONGISH, "weaknesses": MIXED, "reply": LONG}
        versions.revise(score, base_version=1, fields=fields, by=None)
    fields = {
        "level": level,
        "remarks": LONGISH,
        "assessed_by": eud,
        "assessed_at": made.created_at,
    }
    versions.revise(made, base_version=1, fields=fields, by=None)


def _answered(world: Any, text: str, short: str) -> Any:
    submitted = datetime(2024, 3, 1, tzinfo=UTC)
    matrix = make.MatrixFactory(
        evaluation=world.evaluation, organisation=world.iom, submitted_at=submitted
    )
    for number, recommendation in enumerate(world.evaluation.recommendations.all()):
        response = make.ResponseFactory(
            matrix=matrix, recommendation=recommendation, decision="partially_accepted", reason=text
        )
        if number > MOST_ACTED_ON:
            continue
        day = date(2024, 8, 1)
        action = make.ActionFactory(
            response=response, text=text, due_on=day, promised_on=day, no_date_reason="",
            responsible_units=short[:200],
        )  # fmt: skip
        create(ProgressUpdate, key_action=action, status="initiated", what_was_done=text)
        create(Remark, response=response, author_name="Reviewer", text=text)
    return matrix


def lengthen(world: Any, count: int) -> Any:
    """As many recommendations, each with an answer, some with an action; returns the matrix."""
    question = make.QuestionFactory(evaluation=world.evaluation)
    finding = make.FindingFactory(evaluation=world.evaluation, question=question)
    for number in range(1, count + 1):
        make.RecommendationFactory(
            evaluation=world.evaluation, number=number, findings=[finding], priority=1
        )
    return _answered(world, "It is under way.", "Head of programmes")


PROSE = (
    "summary",
    "key_observations",
    "opening_remarks",
    "final_findings",
    "challenges",
    "way_forward",
)


def told_badly(project: Any, picture: Any) -> dict[str, Any]:
    """An activity, a project and a newsletter told in the same words, by the names of their kinds."""
    activity = make.ActivityFactory(
        project=project, title=LONG, place=LONG[:200], experts=LONGISH, topics=[LONG, MIXED],
        is_report_final=False, **dict.fromkeys(PROSE, TEXT),
    )  # fmt: skip
    make.ParticipationFactory(activity=activity, group=LONG[:100])
    make.SessionFactory(
        activity=activity,
        title=LONG,
        speakers=LONGISH,
        text=TEXT,
        key_observations=TEXT,
    )
    fields = {"title": LONG, "objectives": TEXT, "geographic_scope": LONG[:250], "contact": LONGISH}
    versions.revise(project, base_version=project.version, fields=fields, by=None)
    newsletter = make.NewsletterFactory(
        project=project, title=LONG[:200], foreword=TEXT, foreword_by=LONG[:200]
    )
    for number, kind in enumerate(("story", "picture"), 1):
        create(
            NewsletterItem, newsletter=newsletter, number=number, kind=kind, heading=LONG[:200],
            text=TEXT, picture=picture, picture_alt=LONG, activity=activity if number == 1 else None,
        )  # fmt: skip
    return {type(row).__name__: row for row in (activity, project, newsletter)}
