"""The demonstration data of `fixtures/mmsp/`, written through the same path as everybody's edits.

The files name rows by what people call them: an organisation by its acronym, a project by its
code, a finding by its number. Everything is loaded in one transaction or not at all, and once.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from activities.models import (
    Activity,
    ActivitySession,
    Document,
    Outcome,
    Participation,
    Pillar,
    Project,
)  # fmt: skip
from editing import versions
from editing.references import with_typed
from evaluations.commentable import NOUNS
from evaluations.comments import add_comment, open_thread
from evaluations.models import (
    Abbreviation,
    Conclusion,
    Criterion,
    Evaluation,
    EvaluationQuestion,
    Finding,
    Indicator,
    Interview,
    JudgementCriterion,
    Lesson,
    Membership,
    QualityStandard,
    ReportSection,
    Stage,
    TeamMember,
)  # fmt: skip
from evaluations.paragraphs import paragraphs_of
from evaluations.quality import begin_assessment
from evaluations.suggestions import accept_suggestion, suggest
from mmsp import demo_newsletter
from mmsp.demo_files import Data, read, write
from recommendations.actions import complete_matrix
from recommendations.models import (
    KeyAction,
    ManagementResponse,
    ProgressUpdate,
    Recommendation,
    Remark,
    ResponseMatrix,
)  # fmt: skip

PASSWORD = "evaluate-together"  # noqa: S105 - printed by the demo, refused where https is on


def is_loaded() -> bool:
    return Project.everything.filter(code="MMSP").exists()


def last_working_noon(at: datetime) -> datetime:
    """Noon of the last day, today left out, that is no weekend anywhere the cast lives."""
    day = at - timedelta(days=1)
    while day.isoweekday() >= 6:
        day -= timedelta(days=1)
    return day.replace(hour=12, minute=0, second=0, microsecond=0)


@transaction.atomic
def load() -> None:
    """Writes all demonstration rows. Raises KeyError when a file names what no file defines."""
    Loader().load()
    demo_newsletter.load()


class Loader:
    """Remembers by their natural names the rows that later files point to."""

    def __init__(self) -> None:
        self.organisations: dict[str, Organisation] = {}
        self.users: dict[str, User] = {}
        self.projects: dict[str, Project] = {}
        self.activities: dict[tuple[str, int], Activity] = {}
        self.documents: dict[tuple[str, int], Document] = {}
        self.criteria = {row.code: row for row in Criterion.objects.filter(evaluation=None)}
        self.evaluations: dict[str, Evaluation] = {}

    def load(self) -> None:
        for fields in read("organisations")["organisations"]:
            self.organisations[fields["acronym"]] = write(Organisation, fields)
        people = read("users")
        for fields in people["users"]:
            self._user(fields)
        self._projects(read("project"))
        self._register(read("activities")["activities"], read("documents")["documents"])
        for files in (
            ["final-evaluation", "final-evaluation-questions", "final-evaluation-findings",
             "final-evaluation-results"],
            ["ex-post-evaluation"],
        ):  # fmt: skip
            merged: Data = {}
            for name in reversed(files):  # the title page last: it says which evaluation it is
                merged |= read(name)
            EvaluationLoader(self, merged).load()
        for fields in people["memberships"]:
            self._membership(fields)
        self._references()
        self._hand_over("mmsp-final-evaluation")
        for fields in read("comments")["threads"]:
            self._thread(fields)
        for fields in read("quality")["assessments"]:
            self._assessment(fields)

    def all_of(self, acronyms: Iterable[str]) -> list[Organisation]:
        return [self.organisations[acronym] for acronym in acronyms]

    def one_of(self, acronym: str | None) -> Organisation | None:
        return self.organisations[acronym] if acronym else None

    def _user(self, fields: Data) -> None:
        known = {**fields, "organisation": self.one_of(fields.get("organisation"))}
        if known["language"] == "en":
            known["language"] = settings.LANGUAGE_CODE
        email = known.pop("email")
        self.users[email] = User.objects.create_user(email, PASSWORD, **known)

    def _projects(self, data: Data) -> None:
        for fields in data["projects"]:
            links = {
                name: self.all_of(fields.get(name, []))
                for name in ("implementing_partners", "kept_by", "shared_with")
            }
            donor = self.one_of(fields.get("donor"))
            self.projects[fields["code"]] = write(Project, {**fields, **links, "donor": donor})
        for model, name in ((Pillar, "pillars"), (Outcome, "outcomes")):
            for fields in data[name]:
                write(model, {**fields, "project": self.projects[fields["project"]]})

    def _register(self, activities: list[Data], documents: list[Data]) -> None:
        for fields in activities:
            project = self.projects[fields["project"]]
            outcome = fields.get("outcome")
            activity = write(
                Activity,
                {
                    **fields,
                    "project": project,
                    "organisers": self.all_of(fields.get("organisers", [])),
                    "outcome": project.outcomes.get(number=outcome) if outcome else None,
                    "pillars": project.pillars.filter(number__in=fields.get("pillars", [])),
                },
                "participations",
                "sessions",
            )
            self.activities[project.code, activity.number] = activity
            for part in fields.get("sessions", []):
                write(ActivitySession, {**part, "activity": activity})
            for part in fields.get("participations", []):
                write(Participation, {**part, "activity": activity})
        for fields in documents:
            project = self.projects[fields["project"]]
            activity = self.activities.get((project.code, fields.get("activity", 0)))
            document = write(Document, {**fields, "project": project, "activity": activity})
            self.documents[project.code, document.number] = document

    def _membership(self, fields: Data) -> None:
        write(
            Membership,
            {
                **fields,
                "evaluation": self.evaluations[fields["evaluation"]],
                "user": self.users[fields["user"]] if fields.get("user") else None,
                "organisation": self.one_of(fields.get("organisation")),
            },
        )

    def _thread(self, fields: Data) -> None:
        """A conversation in the order in which it was held; the last word is on the thread."""
        evaluation = self.evaluations[fields["evaluation"]]
        noun = NOUNS[fields["part"]]
        about = noun.model.objects.get(**{"evaluation": evaluation, noun.place: fields["number"]})
        first, *replies = fields["comments"]
        thread = self._opened(fields, evaluation, about, first)
        for said in replies:
            add_comment(
                thread=thread, text=said["text"], by=None, author=self.users[said["author"]]
            )
        settled = self._settled(fields, timezone.now())
        thread = versions.revise(thread, base_version=thread.version, fields=settled, by=None)
        if writer := fields.get("accepted_by"):
            accept_suggestion(
                thread=thread, base_version=thread.version, part_version=about.version,
                by=self.users[writer],
            )  # fmt: skip

    def _opened(self, fields: Data, evaluation: Evaluation, about: Any, first: Data) -> Any:
        author = self.users[first["author"]]
        if not (words := fields.get("suggestion")):
            return open_thread(
                evaluation=evaluation, about=about, quote=fields.get("quote", ""),
                text=first["text"], by=None, author=author,
            )  # fmt: skip
        old, new = words["instead_of"], words["reads"]
        paragraph = next(each for each in paragraphs_of(about) if old in each.html)
        return suggest(
            about=about, paragraph=paragraph, after=paragraph.html.replace(old, new),
            why=first["text"], by=None, author=author,
        )  # fmt: skip

    def _references(self) -> None:
        """Names in double brackets, once all that they can name is there."""
        for model in (ReportSection, Finding, Conclusion, Lesson, Recommendation):
            for row in model.objects.filter(text__contains="[["):
                named = with_typed(row, {"text": row.text}, self.users["admin@example.org"])
                versions.revise(
                    row, base_version=row.version, fields=named, by=None,
                    reason="demonstration data",
                )  # fmt: skip

    def _hand_over(self, slug: str) -> None:
        """What changed since the review began is then what the review brought, not the whole report."""
        row = self.evaluations[slug]
        self.evaluations[slug] = versions.revise(
            row, base_version=row.version, fields={"stage": Stage.REVIEW}, by=None,
            reason="demonstration data",
        )  # fmt: skip

    def _settled(self, fields: Data, at: datetime) -> Data:
        """What was answered and whether that ended the thread."""
        settled: Data = {name: fields[name] for name in ("outcome", "taken_up") if name in fields}
        for verb in ("answered", "resolved"):
            if person := fields.get(f"{verb}_by"):
                settled |= {f"{verb}_by": self.users[person], f"{verb}_at": at}
        return settled

    def _assessment(self, fields: Data) -> None:
        """A report judged by each criterion in turn and as a whole, and handed over."""
        standard = QualityStandard.objects.get(code=fields["standard"])
        levels = {level.label: level for level in standard.levels.all()}
        assessment = begin_assessment(
            evaluation=self.evaluations[fields["evaluation"]], report=fields["report"],
            standard=standard, by=None,
        )  # fmt: skip
        for score, said in zip(assessment.scores.all(), fields["scores"], strict=True):
            known = {**said, "level": levels[said["level"]]}
            versions.revise(score, base_version=score.version, fields=known, by=None)
        judged = {name: fields[name] for name in ("remarks", "reply")} | {
            "level": levels[fields["level"]], "assessed_at": timezone.now(),
            "assessed_by": self.users[fields["assessed_by"]],
        }  # fmt: skip
        versions.revise(assessment, base_version=assessment.version, fields=judged, by=None)


class EvaluationLoader:
    """One evaluation: its title page, its report and what was answered."""

    def __init__(self, world: Loader, data: Data) -> None:
        self.world = world
        self.data = data
        self.project = data["evaluation"]["projects"][0]

    def load(self) -> None:
        self.evaluation = self._evaluation(self.data["evaluation"])
        steps: dict[str, Callable[[Data], Any]] = {
            "abbreviations": partial(self._part, Abbreviation),
            "sections": partial(self._part, ReportSection),
            "team": self._team_member,
            "interviews": self._interview,
            "questions": self._question,
            "findings": self._finding,
            "conclusions": self._conclusion,
            "lessons": self._lesson,
            "recommendations": self._recommendation,
            "matrices": self._matrix,
        }  # in the order in which one builds on the other
        for name, step in steps.items():
            for fields in self.data.get(name, []):
                step(fields)

    def _part(self, model: Any, fields: Data, *left_out: str) -> Any:
        return write(model, {**fields, "evaluation": self.evaluation}, *left_out)

    def _rows(self, name: str, fields: Data) -> list[Any]:
        """The evaluation's rows of that name which the entry points to by their numbers."""
        return list(getattr(self.evaluation, name).filter(number__in=fields.get(name, [])))

    def _evaluation(self, fields: Data) -> Evaluation:
        known = {
            **fields,
            "projects": [self.world.projects[code] for code in fields["projects"]],
            "commissioned_by": self.world.one_of(fields.get("commissioned_by")),
            "contractor": self.world.one_of(fields.get("contractor")),
        }
        if known.get("language") == "en":
            known["language"] = settings.LANGUAGE_CODE
        evaluation = write(Evaluation, known)
        self.world.evaluations[evaluation.slug] = evaluation
        return evaluation

    def _team_member(self, fields: Data) -> None:
        organisation = self.world.one_of(fields.get("organisation"))
        user = self.world.users.get(fields.get("user", ""))
        self._part(TeamMember, {**fields, "organisation": organisation, "user": user})

    def _interview(self, fields: Data) -> None:
        organisation = self.world.one_of(fields.get("organisation"))
        self._part(Interview, {**fields, "organisation": organisation})

    def _conclusion(self, fields: Data) -> None:
        criterion = self.world.criteria.get(fields.get("criterion", ""))
        findings = self._rows("findings", fields)
        self._part(Conclusion, {**fields, "criterion": criterion, "findings": findings})

    def _lesson(self, fields: Data) -> None:
        self._part(Lesson, {**fields, "findings": self._rows("findings", fields)})

    def _question(self, fields: Data) -> None:
        question = self._part(
            EvaluationQuestion,
            {**fields, "criterion": self.world.criteria[fields["criterion"]]},
            "judgement_criteria",
        )
        for part in fields.get("judgement_criteria", []):
            judgement = write(JudgementCriterion, {**part, "question": question}, "indicators")
            for indicator in part.get("indicators", []):
                write(Indicator, {**indicator, "judgement_criterion": judgement})

    def _finding(self, fields: Data) -> None:
        register = {
            name: [known[self.project, number] for number in fields.get(name, [])]
            for name, known in (
                ("activities", self.world.activities),
                ("documents", self.world.documents),
            )
        }
        question = self.evaluation.questions.get(number=fields["question"])
        interviews = self._rows("interviews", fields)
        self._part(Finding, {**fields, **register, "question": question, "interviews": interviews})

    def _recommendation(self, fields: Data) -> None:
        links = {name: self._rows(name, fields) for name in ("conclusions", "findings")}
        addressees = self.world.all_of(fields.get("addressees", []))
        self._part(Recommendation, {**fields, **links, "addressees": addressees})

    def _matrix(self, fields: Data) -> None:
        known = {
            **fields,
            "organisation": self.world.one_of(fields["organisation"]),
            "submitted_by": self.world.users.get(fields.get("submitted_by", "")),
        }
        matrix = self._part(ResponseMatrix, known, "responses")
        for part in fields.get("responses", []):
            self._response(matrix, part)
        complete_matrix(matrix=matrix)

    def _response(self, matrix: ResponseMatrix, fields: Data) -> None:
        recommendation = self.evaluation.recommendations.get(number=fields["recommendation"])
        response = write(
            ManagementResponse,
            {**fields, "matrix": matrix, "recommendation": recommendation},
            "key_actions", "remarks",
        )  # fmt: skip
        for action in fields.get("key_actions", []):
            self._action(response, action)
        said: dict[int, Remark] = {}
        for part in fields.get("remarks", []):
            known = {**part, "response": response, "answers": said.get(part.get("answers", 0))}
            said[part["position"]] = write(Remark, known)

    def _action(self, response: ManagementResponse, fields: Data) -> None:
        person = self.world.users.get(fields.get("responsible_person", ""))
        action = write(
            KeyAction, {**fields, "response": response, "responsible_person": person}, "updates"
        )
        for part in fields.get("updates", []):
            proof = {
                "by": self.world.users.get(part.get("by", "")),
                "document": self.world.documents.get((self.project, part.get("document", 0))),
                "activity": self.world.activities.get((self.project, part.get("activity", 0))),
            }
            write(ProgressUpdate, {**part, **proof, "key_action": action})
