from recommendations.forms.action import ActionForm
from recommendations.forms.matrix import AskForm, MatrixForm, SubmitForm
from recommendations.forms.progress import ProgressForm
from recommendations.forms.recommendation import RecommendationForm
from recommendations.forms.response import RemarkForm, ResponseForm

__all__ = [
    "ActionForm",
    "AskForm",
    "MatrixForm",
    "ProgressForm",
    "RecommendationForm",
    "RemarkForm",
    "ResponseForm",
    "SubmitForm",
]
