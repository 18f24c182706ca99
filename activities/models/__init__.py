from activities.models.activity import Activity, ActivityStatus, ActivityType
from activities.models.document import Confidentiality, Document, DocumentType
from activities.models.newsletter import (
    ItemKind,
    Newsletter,
    NewsletterItem,
    NewsletterStatus,
)
from activities.models.participation import Participation
from activities.models.project import HouseStyle, Outcome, Pillar, Project
from activities.models.session import ActivitySession, SessionKind
from activities.models.text import ProjectText

__all__ = [
    "Activity",
    "ActivitySession",
    "ActivityStatus",
    "ActivityType",
    "Confidentiality",
    "Document",
    "DocumentType",
    "HouseStyle",
    "ItemKind",
    "Newsletter",
    "NewsletterItem",
    "NewsletterStatus",
    "Outcome",
    "Participation",
    "Pillar",
    "Project",
    "ProjectText",
    "SessionKind",
]
