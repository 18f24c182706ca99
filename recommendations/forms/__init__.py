from recommendations.forms.action import ActionForm
from recommendations.forms.bulk import BulkForm, HandOverForm, HandsForm, WishForm
from recommendations.forms.mail import MailForm
from recommendations.forms.matrix import AskForm, MatrixForm, ReopenForm, SignForm
from recommendations.forms.part import PartAnswerForm, PartForm
from recommendations.forms.progress import LinkedProgressForm, ProgressForm
from recommendations.forms.recommendation import RecommendationForm
from recommendations.forms.response import RemarkForm, ResponseForm
from recommendations.forms.rules import RulesForm
from recommendations.forms.verification import VerificationForm

__all__ = [
    "ActionForm",
    "AskForm",
    "BulkForm",
    "HandOverForm",
    "HandsForm",
    "LinkedProgressForm",
    "MailForm",
    "MatrixForm",
    "PartAnswerForm",
    "PartForm",
    "ProgressForm",
    "RecommendationForm",
    "RemarkForm",
    "ReopenForm",
    "ResponseForm",
    "RulesForm",
    "SignForm",
    "VerificationForm",
    "WishForm",
]
