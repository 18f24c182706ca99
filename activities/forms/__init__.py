from activities.forms.activities import ActivityForm, ParticipationForm, SessionForm
from activities.forms.documents import DocumentForm, FileForm, NewDocumentForm
from activities.forms.newsletters import ItemForm, NewItemForm, NewsletterForm, PictureForm
from activities.forms.projects import OutcomeForm, PillarForm, ProjectAccessForm, ProjectForm
from activities.forms.texts import ProjectTextForm

__all__ = [
    "ActivityForm",
    "DocumentForm",
    "FileForm",
    "ItemForm",
    "NewDocumentForm",
    "NewItemForm",
    "NewsletterForm",
    "OutcomeForm",
    "ParticipationForm",
    "PictureForm",
    "PillarForm",
    "ProjectAccessForm",
    "ProjectForm",
    "ProjectTextForm",
    "SessionForm",
]
