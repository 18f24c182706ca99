from accounts.models.mail import DigestTurn, Mail
from accounts.models.mail_habits import MailHabits, Rhythm, Weekday
from accounts.models.organisation import Organisation, OrganisationKind
from accounts.models.paper_order import PaperOrder, PaperState
from accounts.models.saved_filter import Audience, ColumnChoice, SavedFilter
from accounts.models.user import User

__all__ = [
    "Audience",
    "ColumnChoice",
    "DigestTurn",
    "Mail",
    "MailHabits",
    "Organisation",
    "OrganisationKind",
    "PaperOrder",
    "PaperState",
    "Rhythm",
    "SavedFilter",
    "User",
    "Weekday",
]
