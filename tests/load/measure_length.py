"""Whether a long text makes its page slow: opening it for editing, and saving it."""

from itertools import count

from django.test import Client

from evaluations.models import Role
from tests import factories as make
from tests.load.frame import Values, measure, seconds
from tests.reports import sample

SHORT, LONG = 500, 50_000


@measure
def long_finding() -> Values:
    """A finding of 50,000 characters opened for editing and saved, compared with one of 500."""
    writer = Writer()
    for verb, act in (("opened", writer.open), ("saved", writer.save)):
        few, many = (seconds(lambda size=size, act=act: act(size)) for size in (SHORT, LONG))
        yield f"finding of {SHORT} characters, {verb}", few * 1000, "ms", None
        yield f"finding of {LONG} characters, {verb}", many * 1000, "ms", None
        yield f"finding {verb}, {LONG} characters / {SHORT}", many / few, "times", 1.5


class Writer:
    """An evaluator at two findings, one short and one long."""

    def __init__(self) -> None:
        evaluation = make.EvaluationFactory(slug="long")
        question = make.QuestionFactory(evaluation=evaluation, number=1)
        person = make.UserFactory()
        make.MembershipFactory(evaluation=evaluation, user=person, role=Role.EVALUATOR)
        self.client, self.turns = Client(), count()
        self.client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        self.sent = {
            size: self._form(question, number, size) for number, size in enumerate((SHORT, LONG), 1)
        }

    def _form(self, question: object, number: int, size: int) -> dict[str, object]:
        """What a browser sends back of the finding's form; its version is set at each save."""
        text = written(size)
        make.FindingFactory(
            evaluation=question.evaluation, question=question, number=number, text=text
        )
        return {"question": question.pk, "number": number, "short_answer": "Yes.", "text": text}

    def address(self, size: int) -> str:
        return f"/evaluations/long/findings/{self.sent[size]['number']}/edit/"

    def open(self, size: int) -> None:
        page = self.client.get(self.address(size))
        if page.status_code != 200:
            raise RuntimeError(f"{self.address(size)} answered {page.status_code}")

    def save(self, size: int) -> None:
        """One more version, with other words in the first paragraph."""
        form = self.sent[size]
        form["base_version"] = form.get("base_version", 0) + 1
        text = f"<p>Turn {next(self.turns)}.</p>{form['text']}"
        answer = self.client.post(self.address(size), form | {"text": text})
        if answer.status_code != 302:
            raise RuntimeError(f"{self.address(size)} answered {answer.status_code}")


def written(size: int) -> str:
    """Paragraphs as people write them, about so many characters long."""
    paragraphs = iter(sample.prose(number, 1) for number in count())
    text = ""
    while len(text) < size:
        text += next(paragraphs)
    return text
