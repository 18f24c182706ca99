from accounts.models.organisation import Organisation, OrganisationKind
from accounts.models.user import User

__all__ = ["Organisation", "OrganisationKind", "User"]
