"""What a paper is made of: frozen values in reading order, free of models, queries and permissions.

Texts called `text` of sections, findings, conclusions, lessons and recommendations are rich (HTML of
the closed tag set); everything else is plain. Labels are already words of the paper's language.
"""

import datetime
import decimal
import enum
from dataclasses import dataclass

from mmsp.reports.annex_shapes import Intervention


class Audience(enum.StrEnum):
    """Who will hold the paper; each sees what the ones after it see, and more."""

    INTERNAL = "internal"
    RESTRICTED = "restricted"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Title:
    """A title in one language; `lang` is a BCP 47 tag."""

    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    role: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    code: str
    title: str
    other_titles: tuple[Title, ...] = ()
    contract_reference: str = ""
    donor: str = ""
    implementing_partners: tuple[str, ...] = ()
    period: tuple[datetime.date | None, datetime.date | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the report after it was final; without a day while it is being written."""

    number: str
    reason: str
    approved_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page, from the commissioning body down to the disclaimer."""

    title: str
    commissioned_by: str
    kind: str
    stage: str
    is_draft: bool
    number: str = ""
    dated: datetime.date | None = None
    reference: str = ""
    contract_number: str = ""
    authors: tuple[Author, ...] = ()
    contractor: str = ""
    implementing_partners: tuple[str, ...] = ()
    funding_line: str = ""
    is_eu_funded: bool = False
    disclaimer: str = ""
    projects: tuple[ProjectFacts, ...] = ()
    keywords: tuple[str, ...] = ()
    house: str = "plain"

    @property
    def kicker(self) -> str:
        """The kind of evaluation above the title, unless the title begins with it."""
        return "" if self.title.casefold().startswith(self.kind.casefold()) else self.kind


@dataclass(frozen=True, slots=True)
class Section:
    """A written part of the report; `kind` as in `evaluations.ReportSection`."""

    kind: str
    position: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Indicator:
    number: str
    text: str
    sources: str
    methods: str
    observed: str = ""


@dataclass(frozen=True, slots=True)
class JudgementCriterion:
    number: str
    text: str
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to a row of an annex: `anchor` is its id there, `label` its number as people say it."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on; of people, and of documents that may not be read (`unseen`), the number."""

    activities: tuple[Reference, ...] = ()
    documents: tuple[Reference, ...] = ()
    people: int = 0
    unseen: int = 0
    indicators: tuple[Reference, ...] = ()

    @property
    def sources(self) -> int:
        linked = (self.activities, self.documents, self.indicators)
        return sum(map(len, linked)) + self.people + self.unseen

    @property
    def kinds(self) -> int:
        """How many independent kinds of source speak for the finding."""
        papers = self.documents or self.unseen
        return sum(map(bool, (self.activities, papers, self.people, self.indicators)))

    def __bool__(self) -> bool:
        return bool(self.sources)


@dataclass(frozen=True, slots=True)
class Finding:
    number: int
    short_answer: str
    text: str
    strength: str = ""
    strength_label: str = ""
    rating_label: str = ""
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True)
class Question:
    number: int
    text: str
    sub_questions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    judgement_criteria: tuple[JudgementCriterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    code: str
    name: str
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Conclusion:
    number: int
    heading: str
    text: str
    criterion: str = ""
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    number: int
    heading: str
    text: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`addressees` by their full names, `short_addressees` as tables name them."""

    number: int
    heading: str
    text: str
    addressees: tuple[str, ...] = ()
    short_addressees: tuple[str, ...] = ()
    addressee_note: str = ""
    priority: int | None = None
    horizon_label: str = ""
    conclusions: tuple[int, ...] = ()
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Consulted:
    """A line of the list of people consulted, already reduced to what consent and audience allow."""

    group: str
    name: str
    detail: str = ""
    people: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A document the findings rest on, as a reader would cite it."""

    reference: Reference
    title: str
    author: str = ""
    issued_on: datetime.date | None = None
    type_label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An activity the findings rest on. `stated` are the numbers of participants that its account
    tells, and `page` is where it is mended: both for its writers, printed nowhere."""

    reference: Reference
    title: str
    type_label: str
    held: tuple[datetime.date | None, datetime.date | None] = (None, None)
    place: str = ""
    women: int | None = None
    men: int | None = None
    total: int | None = None
    stated: tuple[int, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    short: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Update:
    """One entry of the log of a key action; `evidence` is empty for readers who may not see it."""

    made_on: datetime.date
    what_was_done: str
    evidence: str = ""
    status_label: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A key action; `time_frame` is its date or the words that stand in place of one, `no_date` the
    key of the reason. `has_proof` says whether any evidence was given, be it open to the reader or
    not; `gap` and `donor` are what it waits for."""

    number: str
    text: str
    time_frame: str
    responsible: str
    status: str
    status_label: str
    promised_on: datetime.date | None = None
    due_on: datetime.date | None = None
    days_late: int = 0
    updates: tuple[Update, ...] = ()
    has_proof: bool = False
    unit: str = ""
    person: str = ""
    no_date: str = ""
    no_date_note: str = ""
    gap: decimal.Decimal | None = None
    donor: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """`key` tells the remarks of one response apart, `answers` is that of the one it replies to."""

    author: str
    text: str
    is_answer: bool = False
    key: int = 0
    answers: int = 0
    made_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A step of the joint sign-off, without a day while pending; `who` is empty where nobody is told."""

    step: str
    label: str
    who: str = ""
    function: str = ""
    organisation: str = ""
    signed_on: datetime.date | None = None

    @property
    def in_function(self) -> str:
        return ", ".join(filter(None, (self.function, self.organisation)))


@dataclass(frozen=True, slots=True)
class Response:
    recommendation: Recommendation
    decision: str
    decision_label: str
    reason: str = ""
    actions: tuple[Action, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """`short_name` is the organisation as tables name it."""

    organisation: str
    slug: str
    short_name: str = ""
    completed_by: str = ""
    overall_comment: str = ""
    submitted_on: datetime.date | None = None
    responses: tuple[Response, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenComment:
    """A comment on the draft that nobody resolved; counted for its writers, printed nowhere."""

    number: int
    is_answered: bool
    is_suggestion: bool = False


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything an audience may read of an evaluation on one day, and nothing else."""

    slug: str
    lang: str
    audience: Audience
    as_of: datetime.date
    cover: Cover
    short_title: str
    sections: tuple[Section, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    consulted: tuple[Consulted, ...] = ()
    sources: tuple[Source, ...] = ()
    events: tuple[Event, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    open_comments: tuple[OpenComment, ...] = ()
    is_assessed: bool = False

    def sections_of(self, *kinds: str) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.kind in kinds)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(q for criterion in self.criteria for q in criterion.questions)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(f for question in self.questions for f in question.findings)


@dataclass(frozen=True, slots=True)
class MatrixContent:
    """The response matrix of one organisation as a paper of its own, titled as the IOM form asks."""

    slug: str
    lang: str
    audience: Audience
    as_of: datetime.date
    heading: str
    title: str
    year: int | None
    short_title: str
    matrix: Matrix
    funding_line: str = ""
    is_eu_funded: bool = False
    disclaimer: str = ""
    house: str = "plain"
