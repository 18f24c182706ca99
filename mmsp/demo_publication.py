"""The demonstration's final report goes out with its brief and its response, by the hands of two of its people."""

from django.utils import timezone

from accounts.models import User
from activities.models import Confidentiality
from evaluations.models import Evaluation
from evaluations.models.published import at_place
from evaluations.publishing import confirm_report, propose_report
from mmsp.publication.papers import make

SLUG = "po-0105-ex-post-evaluation"
PLACES = ("final-report", "evaluation-brief", "response-matrix-iom")


def publish() -> None:
    """Prepared by the evaluator, confirmed by the manager; once. Apart from the loading of the rows,
    which is one transaction: printing takes some seconds."""
    evaluation = Evaluation.objects.get(slug=SLUG)
    if evaluation.published_reports.exists():
        return
    writer, manager = (User.objects.get(email=f"{who}@example.org") for who in ("ev", "eud"))
    for place in PLACES:
        product, part = at_place(place)
        made = make(
            evaluation, product=product, part=part, audience=Confidentiality.PUBLIC,
            as_of=timezone.localdate(),
        )  # fmt: skip
        proposed = propose_report(
            evaluation=evaluation, file=made.file, data=made.data, fields=made.fields,
            beside=made.beside, by=writer,
        )  # fmt: skip
        confirm_report(report=proposed, base_version=proposed.version, by=manager)
