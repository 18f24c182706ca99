"""Who keeps the register: the people of the organisations named on the project."""

from typing import Any

from activities.models import (
    Activity,
    ActivitySession,
    Document,
    Newsletter,
    NewsletterItem,
    Outcome,
    Participation,
    Pillar,
    Project,
    ProjectText,
)
from editing.permissions import rule

Part = Activity | Document | Pillar | Outcome | ProjectText | Newsletter


def keeps_register(user: Any, project: Project) -> bool:
    return user.organisation_id is not None and any(
        keeper.pk == user.organisation_id for keeper in project.kept_by.all()
    )


@rule("activities.add_project", "activities.delete_project")
def can_open_projects(user: Any, project: Project) -> bool:
    return user.is_staff


@rule("activities.change_project")
def can_edit_project(user: Any, project: Project) -> bool:
    return user.is_staff or keeps_register(user, project)


@rule(
    *(
        f"activities.{verb}_{noun}"
        for verb in ("add", "change", "delete")
        for noun in ("activity", "document", "pillar", "outcome", "projecttext")
    ),
    "activities.add_newsletter",
    "activities.issue_newsletter",
)
def can_edit_register(user: Any, row: Part) -> bool:
    return keeps_register(user, row.project)


@rule(
    *(
        f"activities.read_history_{noun}"
        for noun in ("activity", "document", "pillar", "outcome", "projecttext", "newsletter")
    )
)
def can_read_history(user: Any, row: Part) -> bool:
    return user.is_staff or keeps_register(user, row.project)


@rule("activities.read_history_project")
def can_read_history_of_project(user: Any, project: Project) -> bool:
    return user.is_staff or keeps_register(user, project)


@rule("activities.read_history_participation", "activities.read_history_activitysession")
def can_read_history_of_part(user: Any, row: Participation | ActivitySession) -> bool:
    return can_read_history(user, row.activity)


@rule(
    *(
        f"activities.{verb}_{noun}"
        for verb in ("add", "change", "delete")
        for noun in ("participation", "activitysession")
    )
)
def can_edit_part(user: Any, row: Participation | ActivitySession) -> bool:
    return keeps_register(user, row.activity.project)


@rule("activities.change_newsletter", "activities.delete_newsletter")
def can_edit_newsletter(user: Any, newsletter: Newsletter) -> bool:
    """What went out stands until it is taken back."""
    return newsletter.is_draft and keeps_register(user, newsletter.project)


@rule("activities.set_status_newsletter")
def can_set_status(user: Any, newsletter: Newsletter) -> bool:
    """Never along with other fields: issuing is a move of its own."""
    return False


@rule(*(f"activities.{verb}_newsletteritem" for verb in ("add", "change", "delete")))
def can_edit_item(user: Any, item: NewsletterItem) -> bool:
    return can_edit_newsletter(user, item.newsletter)


@rule("activities.read_history_newsletteritem")
def can_read_history_of_item(user: Any, item: NewsletterItem) -> bool:
    return can_read_history(user, item.newsletter)
