from recommendations.models.action import KeyAction, NoDateReason
from recommendations.models.progress import ProgressUpdate
from recommendations.models.recommendation import Horizon, Priority, Recommendation
from recommendations.models.remark import Remark
from recommendations.models.response import Decision, ManagementResponse, ResponseMatrix

__all__ = [
    "Decision",
    "Horizon",
    "KeyAction",
    "ManagementResponse",
    "NoDateReason",
    "Priority",
    "ProgressUpdate",
    "Recommendation",
    "Remark",
    "ResponseMatrix",
]
