from activities.forms.activities import ActivityForm, ParticipationForm, SessionForm
from activities.forms.documents import DocumentForm, FileForm, NewDocumentForm
from activities.forms.projects import OutcomeForm, PillarForm, ProjectAccessForm, ProjectForm

__all__ = [
    "ActivityForm",
    "DocumentForm",
    "FileForm",
    "NewDocumentForm",
    "OutcomeForm",
    "ParticipationForm",
    "PillarForm",
    "ProjectAccessForm",
    "ProjectForm",
    "SessionForm",
]
