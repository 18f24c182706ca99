from accounts.views.languages import language_choose
from accounts.views.organisations import (
    organisation_detail,
    organisation_edit,
    organisation_history,
    organisation_list,
    organisation_new,
)
from accounts.views.people import user_detail, user_profile

__all__ = [
    "language_choose",
    "organisation_detail",
    "organisation_edit",
    "organisation_history",
    "organisation_list",
    "organisation_new",
    "user_detail",
    "user_profile",
]
