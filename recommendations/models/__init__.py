from recommendations.models.action import Funding, KeyAction, NoDateReason
from recommendations.models.bulk import BulkChange, BulkEntry
from recommendations.models.link import UpdateLink
from recommendations.models.part import PartAnswer, RecommendationPart
from recommendations.models.progress import ProgressUpdate
from recommendations.models.recommendation import Horizon, Priority, Recommendation
from recommendations.models.remark import Remark
from recommendations.models.reminder import CalendarAddress, Kind, MutedEvaluation, Reminder
from recommendations.models.response import (
    Decision,
    ManagementResponse,
    ResponseMatrix,
    SignOff,
    Timeliness,
)
from recommendations.models.rules import FollowUpRules, rules_of
from recommendations.models.verification import Degree, Verification

__all__ = [
    "BulkChange",
    "BulkEntry",
    "CalendarAddress",
    "Decision",
    "Degree",
    "FollowUpRules",
    "Funding",
    "Horizon",
    "KeyAction",
    "Kind",
    "ManagementResponse",
    "MutedEvaluation",
    "NoDateReason",
    "PartAnswer",
    "Priority",
    "ProgressUpdate",
    "Recommendation",
    "RecommendationPart",
    "Remark",
    "Reminder",
    "ResponseMatrix",
    "SignOff",
    "Timeliness",
    "UpdateLink",
    "Verification",
    "rules_of",
]
