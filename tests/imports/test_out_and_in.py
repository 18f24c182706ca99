"""A response goes out as the IOM form in Word or as a sheet, and comes in again as it was."""

import io
import shutil
import subprocess
from datetime import UTC, date, datetime

import pytest
from docx import Document

from editing import versions
from editing.models import Revision
from editing.richtext import plain_text
from mmsp.imports import word
from mmsp.imports.matrix import bring_in
from mmsp.imports.sandbox import parse_matrix
from mmsp.reports import matrix_sheet
from mmsp.reports.responses import build_matrix
from mmsp.reports.shapes import Audience
from mmsp.reports.word.matrix import as_docx
from recommendations.models import KeyAction, ProgressUpdate, Recommendation, Remark, ResponseMatrix
from tests import factories as make
from tests.reports import sample

pytestmark = pytest.mark.django_db
RICH = (
    '<p>Plan <strong>better</strong>, see <a href="https://example.org/a">the guide</a>.'
    '<span class="fn">Handbook, chapter 3.</span></p><h3>How</h3><ol><li><p>First</p><ul><li>'
    "<p>within</p></li></ul></li><li><p>Then</p></li></ol><blockquote><p>We agree.</p></blockquote>"
    "<table><thead><tr><th>What</th><th>Who</th></tr></thead><tbody><tr><td>Plan</td><td>IOM</td></tr>"
    "</tbody></table>"
)


def create(model, **fields):
    return versions.create(model, fields=fields, by=None)


@pytest.fixture
def matrix(world, pm):
    """An answer with everything that a form can say, and all that is hard to say in one."""
    first = make.RecommendationFactory(
        evaluation=world.evaluation, number=1, heading="A. Design", text=RICH, priority=1,
        addressees=[world.iom], addressee_note="Project management",
    )  # fmt: skip
    second = make.RecommendationFactory(
        evaluation=world.evaluation, number=2, heading="=Gender", text="<p>Think of it.</p>"
    )
    third = make.RecommendationFactory(evaluation=world.evaluation, number=3, text="<p>Go on.</p>")
    row = make.MatrixFactory(
        evaluation=world.evaluation, organisation=world.iom, completed_by="Jun C., Manager; Kit",
        overall_comment="Well designed.\nWe thank everybody.",
    )  # fmt: skip
    partly = make.ResponseFactory(
        matrix=row, recommendation=first, decision="partially_accepted",
        reason="Accepted where funds allow.\nThe rest waits.",
    )  # fmt: skip
    make.ResponseFactory(matrix=row, recommendation=second, decision="accepted")
    make.ResponseFactory(matrix=row, recommendation=third, decision="pending")
    _actions(partly, pm)
    asked = create(Remark, response=partly, position=1, author_name="CM", text="When?\nPlease say.")
    create(
        Remark, response=partly, position=2, author_name="GX", text="No\x0b funds.", answers=asked
    )
    create(Remark, response=partly, position=3, author_name="GX", text="Close-door, mostly.")
    return row


def _actions(response, pm):
    moved = make.ActionFactory(
        response=response, number=1, text="Train the team.\nTwice.", responsible_units="Operations",
        responsible_person=pm, promised_on=date(2025, 8, 1), due_on=date(2026, 3, 31),
        no_date_reason="", status="completed",
    )  # fmt: skip
    waiting = make.ActionFactory(
        response=response, number=2, text="Hold a session.", no_date_reason="no_funding",
        no_date_note="We asked in 2023 and on 1 May 2024.", status="funding_blocked",
        funding_gap=12000, possible_donor="A donor", due_on=None, promised_on=None,
    )  # fmt: skip
    make.ActionFactory(response=response, number=3, text="Wait.", no_date_reason="done_before")
    create(
        ProgressUpdate, key_action=moved, status="completed", evidence="List of participants",
        what_was_done="Trained in March.\nAll took part.", made_at=datetime(2026, 3, 3, tzinfo=UTC),
    )  # fmt: skip
    create(ProgressUpdate, key_action=waiting, status="funding_blocked", what_was_done="Asked.")


def files(matrix):
    """The response in every form in which it can come in again."""
    content = build_matrix(matrix, audience=Audience.INTERNAL, as_of=date(2026, 5, 6))
    return {
        "plan.docx": as_docx(content, with_comments=True),
        "plan.xlsx": matrix_sheet.as_xlsx(content),
        "plan.csv": matrix_sheet.as_csv(content),
    }


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.csv"])
def test_out_and_in_again_changes_nothing(world, matrix, name):
    before = Revision.objects.count()
    done = bring_in(
        paper=parse_matrix(files(matrix)[name], name), evaluation=world.evaluation,
        organisation=world.iom, by=None,
    )  # fmt: skip
    assert {change.what for change in done.changes} == {"unchanged"}
    assert Revision.objects.count() == before
    # Only what is empty here is told: two priorities and two units.
    assert {each.done for each in done.mended} == {
        "missing; left empty", "names nobody; left empty",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_every_text_arrives_in_an_evaluation_that_knew_none(world, matrix, name):
    """What goes out of one evaluation comes into another as it was written."""
    copy = make.EvaluationFactory(slug="copy", projects=[world.project])
    bring_in(
        paper=parse_matrix(files(matrix)[name], name), evaluation=copy,
        organisation=world.iom, by=None,
    )  # fmt: skip
    assert told(copy, with_remarks=name == "plan.docx") == told(
        world.evaluation, with_remarks=name == "plan.docx"
    )


def told(evaluation, *, with_remarks):
    """Every text of a follow-up, in the order in which it is told."""
    matrix = ResponseMatrix.objects.get(evaluation=evaluation)
    recommended = Recommendation.objects.filter(evaluation=evaluation).order_by("number")
    actions = KeyAction.objects.filter(response__matrix=matrix).order_by("number")
    updates = ProgressUpdate.objects.filter(key_action__in=actions).exclude(what_was_done="")
    remarks = Remark.objects.filter(response__matrix=matrix).order_by("position")
    return [
        matrix.completed_by,
        matrix.overall_comment,
        [(row.heading, _words(row.text), row.priority) for row in recommended],
        [(row.decision, row.reason) for row in matrix.responses.order_by("recommendation__number")],
        [
            (row.text, row.in_charge, row.due_on, row.no_date_reason, row.no_date_note)
            for row in actions
        ],
        [(row.what_was_done, row.evidence) for row in updates.order_by("key_action__number")],
        sorted(
            (row.author_name, " ".join(row.text.split()), str(row.answers or "")[:2])
            for row in remarks
        )
        if with_remarks
        else [],
    ]


def _words(html):
    """The words of a rich text without the lines that part the cells of its tables."""
    return " ".join(plain_text(html).replace("|", " ").split())


def test_lists_links_and_footnotes_are_those_of_word_and_come_in_again(world, matrix):
    paper = word.parse_matrix(files(matrix)["plan.docx"])
    html = paper.answers[0].html
    assert '<a href="https://example.org/a">the guide</a>' in html
    assert '<span class="fn">Handbook, chapter 3.</span>' in html
    assert "<strong>better</strong>" in html
    assert "<h3>How</h3><ol><li><p>First</p><ul><li><p>within</p></li></ul></li>" in html
    assert "<blockquote><p>We agree.</p></blockquote>" in html


def test_comments_are_those_of_word_and_only_where_they_are_asked_for(matrix):
    content = build_matrix(matrix, audience=Audience.INTERNAL, as_of=date(2026, 5, 6))
    document = Document(io.BytesIO(as_docx(content, with_comments=True)))
    assert [each.author for each in document.comments] == ["CM", "GX", "GX"]
    assert not list(Document(io.BytesIO(as_docx(content, with_comments=False))).comments)


@pytest.mark.parametrize("lang", ["fr", "zh-hans"])
def test_a_french_or_chinese_form_comes_in_as_well(world, matrix, lang):
    row = versions.current(world.evaluation)
    versions.revise(row, base_version=row.version, fields={"language": lang}, by=None)
    for name, data in files(ResponseMatrix.objects.select_related("evaluation").get()).items():
        done = bring_in(
            paper=parse_matrix(data, name),
            evaluation=world.evaluation,
            organisation=world.iom,
            by=None,
        )
        assert {change.what for change in done.changes} == {"unchanged"}


@pytest.mark.once
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_the_form_opens_in_libreoffice(tmp_path):
    path = tmp_path / "form.docx"
    path.write_bytes(as_docx(sample.matrix_paper(), with_comments=True))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, check=True, capture_output=True,
        timeout=120,
    )  # fmt: skip
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
