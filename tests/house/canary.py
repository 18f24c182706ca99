"""One evaluation in which every field of every noun carries a word that nobody else may ever see."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from activities.models import NewsletterItem, Outcome, Pillar, ProjectText
from editing import versions
from evaluations.models import (
    Abbreviation,
    Indicator,
    JudgementCriterion,
    LessonUptake,
    QualityAssessment,
    QualityScore,
    QualityStandard,
    Role,
    Stage,
    TeamMember,
    Unpublished,
)
from recommendations.models import (
    PartAnswer,
    ProgressUpdate,
    RecommendationPart,
    Remark,
    Verification,
)
from tests import factories as make

WORD = "QXCANARY"  # anything of the evaluation and its project
ANSWER = "QXANSWER"  # of a response that was not submitted
MINUTES = "QXMINUTES"  # what was said in confidence, and by whom
COMMENT = "QXCOMMENT"  # what those who work on the draft say to each other
SCORE = "QXSCORE"  # what managers think of the report before they hand it over
SECRETS = (WORD, ANSWER, MINUTES, COMMENT, SCORE)
SLUG = "qx-evaluation"
CODE = "QXP1"

# Values for the parameters of every address; people's numbers are all 1 in this evaluation.
VALUES: dict[str, Any] = {
    "slug": SLUG, "code": CODE, "organisation": "qx-iom", "token": "0" * 32, "key": "1-abc",
    "uidb36": "1", "noun": "finding", "report": "draft", "edition": 1, "product": "final-report",
    "language": "fr", "ending": "xlsx", "kind": "story", "anchor": "finding-1",
} | dict.fromkeys(
    ("number", "position", "entry", "asked", "judged", "action", "place", "part", "event"), 1
)  # fmt: skip
# Doors that mean something else by a parameter.
ELSEWHERE = {
    "accounts:organisation": {"slug": "qx-iom"},
    "evaluations:criterion": {"code": "qx-own"},
}


def values_for(name: str) -> dict[str, Any]:
    """What to put into the address of the door with this name to stand before a row of the canary."""
    other = [values for prefix, values in ELSEWHERE.items() if name.startswith(prefix)]
    return VALUES | (other[0] if other else {})


def rich(word: str) -> str:
    return f'<p>{word}<span class="fn">{word} note</span></p>'


def _create(model: Any, **fields: Any) -> Any:
    return versions.create(model, fields=fields, by=None)


class CanaryWorld:
    """The evaluation, and the people who are part of it."""

    def __init__(self, stage: str = Stage.REVIEW) -> None:
        self.iom = make.OrganisationFactory(acronym="QXIOM", slug="qx-iom", name="Answering body")
        self.other = make.OrganisationFactory(acronym="QXOTH", slug="qx-other", name="Other body")
        self.home = make.OrganisationFactory(acronym="QXHOME", slug="qx-home", name="Home body")
        self.abroad = make.OrganisationFactory(acronym="QXABR", slug="qx-abroad", name="No partner")
        self.project = make.ProjectFactory(
            code=CODE, title=WORD, other_titles={"fr": WORD}, objectives=rich(WORD),
            funding_line=WORD, contact=WORD, kept_by=[self.iom], shared_with=[self.home],
        )  # fmt: skip
        self._register()
        self.evaluation = make.EvaluationFactory(
            slug=SLUG, title=WORD, reference=WORD, contract_number=WORD, stage=stage,
            projects=[self.project], themes=[WORD], disclaimer=WORD, report_date=date(2020, 12, 1),
        )  # fmt: skip
        self._report()
        self._follow_up()
        self._talk()
        self._quality()
        self._kept()
        self._proposal()

    def member(self, email: str, role: str | None, organisation: Any = None) -> User:
        user = make.UserFactory(email=email, organisation=organisation or self.home)
        if role:
            make.MembershipFactory(evaluation=self.evaluation, user=user, role=role)
        return user

    def move(self, stage: str) -> None:
        row = versions.current(self.evaluation)
        versions.revise(row, base_version=row.version, fields={"stage": stage}, by=None)

    def _register(self) -> None:
        _create(Pillar, project=self.project, number=1, title=WORD)
        _create(Outcome, project=self.project, number=1, text=WORD)
        self.activity = make.ActivityFactory(
            project=self.project, number=1, title=WORD, summary=rich(WORD), topics=[WORD],
            key_observations=rich(WORD), place=WORD, experts=WORD, opening_remarks=rich(WORD),
            final_findings=rich(WORD), challenges=rich(WORD), way_forward=rich(WORD),
            feedback=rich(WORD),
        )  # fmt: skip
        make.ParticipationFactory(activity=self.activity, group=WORD)
        make.SessionFactory(
            activity=self.activity, number=1, title=WORD, speakers=WORD, text=rich(WORD),
            key_observations=rich(WORD),
        )  # fmt: skip
        self.document = make.DocumentFactory(project=self.project, number=1, title=WORD)
        _create(ProjectText, project=self.project, language="fr", objectives=rich(WORD),
                outcomes={"1": WORD}, names={"QXIOM": WORD}, contact=WORD)  # fmt: skip
        newsletter = make.NewsletterFactory(
            project=self.project, number=1, title=WORD, foreword=rich(WORD), foreword_by=WORD
        )
        _create(
            NewsletterItem, newsletter=newsletter, number=1, kind="story", activity=self.activity,
            heading=WORD, text=rich(WORD), picture_alt=WORD,
            picture=ContentFile(WORD.encode(), name="picture.png"),
        )  # fmt: skip

    def _report(self) -> None:
        of = {"evaluation": self.evaluation}
        make.SectionFactory(**of, position=1, title=WORD, text=rich(WORD))
        _create(Abbreviation, **of, short="QX", meaning=WORD)
        _create(TeamMember, **of, name=WORD, role=WORD)
        make.CriterionFactory(**of, code="qx-own", name=WORD)
        interview = make.InterviewFactory(
            **of, number=1, name=MINUTES, minutes=rich(MINUTES), category="Officials"
        )
        question = make.QuestionFactory(**of, number=1, text=WORD, sub_questions=[WORD])
        judgement = _create(JudgementCriterion, question=question, number=1, text=WORD)
        _create(Indicator, judgement_criterion=judgement, number=1, text=WORD, sources=WORD)
        finding = make.FindingFactory(
            **of, question=question, number=1, short_answer=WORD, text=rich(WORD),
            activities=[self.activity], documents=[self.document], interviews=[interview],
        )  # fmt: skip
        conclusion = make.ConclusionFactory(**of, number=1, heading=WORD, findings=[finding])
        self.finding = finding
        lesson = make.LessonFactory(
            **of, number=1, heading=WORD, text=rich(WORD), findings=[finding]
        )
        _create(LessonUptake, lesson=lesson, phase=WORD, decision="declined", explanation=WORD)
        self.recommendation = make.RecommendationFactory(
            **of, number=1, heading=WORD, text=rich(WORD), addressee_note=WORD, priority=1,
            addressees=[self.iom], conclusions=[conclusion], findings=[finding],
        )  # fmt: skip

    def _follow_up(self) -> None:
        self.matrix = make.MatrixFactory(
            evaluation=self.evaluation, organisation=self.iom, overall_comment=ANSWER,
            completed_by=ANSWER,
        )  # fmt: skip
        response = make.ResponseFactory(
            matrix=self.matrix,
            recommendation=self.recommendation,
            decision="rejected",
            reason=ANSWER,
        )
        part = _create(RecommendationPart, recommendation=self.recommendation, number=1, text=WORD)
        _create(PartAnswer, response=response, part=part, decision="rejected", reason=ANSWER)
        _create(Remark, response=response, author_name=ANSWER, text=ANSWER)
        action = make.ActionFactory(
            response=response, number=1, text=ANSWER, responsible_units=ANSWER, no_date_note=ANSWER,
            status="initiated", possible_donor=ANSWER,
        )  # fmt: skip
        _create(ProgressUpdate, key_action=action, what_was_done=ANSWER, status="initiated",
                evidence=ANSWER, next_step=ANSWER, date_reason=ANSWER)  # fmt: skip
        _create(Verification, key_action=action, is_adequate=False, degree="negligible",
                comment=ANSWER)  # fmt: skip

    def _talk(self) -> None:
        """A comment on the finding, answered; by somebody of the evaluation who is told nothing else."""
        author = make.UserFactory(name="Somebody", organisation=self.home)
        thread = make.CommentThreadFactory(
            evaluation=self.evaluation, about=self.finding, number=1, author=author, quote=COMMENT,
            field="text", outcome="accepted", taken_up=COMMENT, answered_by=author,
            answered_at=timezone.now(),
        )  # fmt: skip
        make.CommentFactory(thread=thread, number=1, author=author, text=COMMENT)
        make.SuggestionFactory(thread=thread, before=rich(WORD), after=rich(COMMENT))

    def _kept(self) -> None:
        """A filter that somebody of the evaluation keeps for their organisation, and a paper of theirs."""
        make.SavedFilterFactory(
            owner=make.UserFactory(name="Keeper", organisation=self.iom), organisation=self.iom,
            shared_with="organisation", token=VALUES["token"], name=WORD,
            query=f"evaluation={SLUG}&q={WORD}",
        )  # fmt: skip
        make.PaperOrderFactory(
            person=make.UserFactory(name="Printer", organisation=self.home), token=VALUES["token"],
            label=WORD, file_name=f"{WORD}.pdf", address=f"/evaluations/{SLUG}/report/final.pdf",
        )  # fmt: skip

    def _quality(self) -> None:
        """A draft report that is being scored."""
        standard = QualityStandard.objects.all()[0]
        assessment = _create(
            QualityAssessment, evaluation=self.evaluation, report="draft", standard=standard,
            remarks=SCORE, reply=SCORE,
        )  # fmt: skip
        _create(
            QualityScore, assessment=assessment, criterion=standard.criteria.all()[0],
            strengths=SCORE, weaknesses=SCORE, reply=SCORE,
        )  # fmt: skip

    def _proposal(self) -> None:
        """A file that waits to be published, and why none is."""
        make.PublishedReportFactory(
            evaluation=self.evaluation, number=1, title=WORD, facts={"summary": WORD}, words=WORD,
            file=ContentFile(WORD.encode(), name="report.pdf"),
            data=ContentFile(WORD.encode(), name="data.json"),
            made_by=make.UserFactory(name="Somebody", organisation=self.home),
        )  # fmt: skip
        _create(
            Unpublished, evaluation=self.evaluation, cause="other", explanation=WORD, title=WORD
        )


ROLES = list(Role)
