from activities.models.activity import Activity, ActivityStatus, ActivityType
from activities.models.document import Confidentiality, Document, DocumentType
from activities.models.participation import Participation
from activities.models.project import HouseStyle, Outcome, Pillar, Project

__all__ = [
    "Activity",
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
]
