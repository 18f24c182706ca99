from evaluations.models.abbreviation import Abbreviation
from evaluations.models.comment import Comment, CommentThread, Outcome
from evaluations.models.conclusion import Conclusion
from evaluations.models.evaluation import Evaluation, Stage, TeamMember
from evaluations.models.finding import EvidenceStrength, Finding, Rating
from evaluations.models.indexed import IndexedText
from evaluations.models.interview import Consent, Interview
from evaluations.models.lesson import Lesson
from evaluations.models.membership import Membership, Role
from evaluations.models.published import Download, PublishedProduct, PublishedReport
from evaluations.models.quality import (
    AssessedReport,
    QualityAssessment,
    QualityCriterion,
    QualityLevel,
    QualityScore,
    QualityStandard,
)
from evaluations.models.question import (
    Criterion,
    EvaluationQuestion,
    Indicator,
    JudgementCriterion,
)
from evaluations.models.section import ReportSection, SectionKind
from evaluations.models.suggestion import Suggestion
from evaluations.models.unpublished import Unpublished, UnpublishedReason
from evaluations.models.uptake import LessonUptake, Uptake

__all__ = [
    "Abbreviation",
    "AssessedReport",
    "Comment",
    "CommentThread",
    "Conclusion",
    "Consent",
    "Criterion",
    "Download",
    "Evaluation",
    "EvaluationQuestion",
    "EvidenceStrength",
    "Finding",
    "IndexedText",
    "Indicator",
    "Interview",
    "JudgementCriterion",
    "Lesson",
    "LessonUptake",
    "Membership",
    "Outcome",
    "PublishedProduct",
    "PublishedReport",
    "QualityAssessment",
    "QualityCriterion",
    "QualityLevel",
    "QualityScore",
    "QualityStandard",
    "Rating",
    "ReportSection",
    "Role",
    "SectionKind",
    "Stage",
    "Suggestion",
    "TeamMember",
    "Unpublished",
    "UnpublishedReason",
    "Uptake",
]
