"""Who keeps the register: the people of the organisations named on the project."""

from typing import Any

from activities.models import (
    Activity,
    ActivitySession,
    Document,
    Outcome,
    Participation,
    Pillar,
    Project,
)
from editing.permissions import rule


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
        for noun in ("activity", "document", "pillar", "outcome")
    )
)
def can_edit_register(user: Any, row: Activity | Document | Pillar | Outcome) -> bool:
    return keeps_register(user, row.project)


@rule(
    *(f"activities.read_history_{noun}" for noun in ("activity", "document", "pillar", "outcome"))
)
def can_read_history(user: Any, row: Activity | Document | Pillar | Outcome) -> bool:
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
