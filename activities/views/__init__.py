from activities.views.activities import (
    activity_detail,
    activity_edit,
    activity_history,
    activity_new,
    activity_remove,
)
from activities.views.documents import (
    document_detail,
    document_edit,
    document_file,
    document_history,
    document_list,
    document_new,
    document_remove,
    document_replace,
)
from activities.views.outcomes import outcome_edit, outcome_history, outcome_new, outcome_remove
from activities.views.participations import (
    participation_edit,
    participation_history,
    participation_new,
    participation_remove,
)
from activities.views.pillars import pillar_edit, pillar_history, pillar_new, pillar_remove
from activities.views.projects import (
    project_detail,
    project_edit,
    project_history,
    project_list,
    project_new,
)
from activities.views.references import reference_list
from activities.views.sessions import (
    session_edit,
    session_history,
    session_move,
    session_new,
    session_remove,
)

__all__ = [
    "activity_detail",
    "activity_edit",
    "activity_history",
    "activity_new",
    "activity_remove",
    "document_detail",
    "document_edit",
    "document_file",
    "document_history",
    "document_list",
    "document_new",
    "document_remove",
    "document_replace",
    "outcome_edit",
    "outcome_history",
    "outcome_new",
    "outcome_remove",
    "participation_edit",
    "participation_history",
    "participation_new",
    "participation_remove",
    "pillar_edit",
    "pillar_history",
    "pillar_new",
    "pillar_remove",
    "project_detail",
    "project_edit",
    "project_history",
    "project_list",
    "project_new",
    "reference_list",
    "session_edit",
    "session_history",
    "session_move",
    "session_new",
    "session_remove",
]
