from activities.models.activity import Activity, ActivityStatus, ActivityType
from activities.models.document import Confidentiality, Document, DocumentType
from activities.models.participation import Participation
from activities.models.project import HouseStyle, Outcome, Pillar, Project
from activities.models.session import ActivitySession, SessionKind

__all__ = [
    "Activity",
    "ActivitySession",
    "ActivityStatus",
    "ActivityType",
    "Confidentiality",
    "Document",
    "DocumentType",
    "HouseStyle",
    "Outcome",
    "Participation",
    "Pillar",
    "Project",
    "SessionKind",
]
