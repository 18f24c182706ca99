"""Word forms that were filled in otherwise than the form asks, and people who may not bring them in."""

import pytest
from django.urls import reverse

from mmsp import matrix_words
from mmsp.imports.guard import Refused
from mmsp.imports.sandbox import parse_matrix
from recommendations.models import Decision, NoDateReason
from recommendations.status import ActionStatus
from tests.follow_up import follow_up, submitted
from tests.imports.matrices import Form

__all__ = ["follow_up", "submitted"]
FRENCH_HEADS = ("Action clé", "Calendrier ou échéance", "Personne ou unité(s) responsable(s)",
                "Commentaires ou mesures prises", "Statut")  # fmt: skip
ROW = ("Do it.", "1 Aug 2025", "Operations", "Begun.", "Initiated")


def refused(form):
    with pytest.raises(Refused) as refusal:
        parse_matrix(form.bytes(), "form.docx")
    return str(refusal.value)


@pytest.mark.once
def test_a_french_form_is_read():
    form = Form()
    table = form.recommend(
        1, "A. Conception", "Écrire.", ("Former.", "1er août 2025", "Opérations", "Fait.", "En cours"),
        heads=FRENCH_HEADS,
    )  # fmt: skip
    said = {
        (0, 0): "Recommandation de l’évaluation 1 :\nA. Conception\nÉcrire.",
        (1, 0): "Recommandation adressée à : Direction", (1, 3): "Niveau de priorité (1 à 3) : 2",
        (2, 0): "Réponse de la direction (accepter/accepter en partie/rejeter)\nAccepter",
        (3, 3): "Suivi de la mise en œuvre",
    }  # fmt: skip
    for place, words in said.items():
        table.cell(*place).text = words
    form.paper.text("Commentaire général sur le processus d’évaluation : Bien mené.")
    paper = parse_matrix(form.bytes(), "form.docx")
    answer = paper.answers[0]
    assert (answer.number, answer.heading, answer.html) == (1, "A. Conception", "<p>Écrire.</p>")
    assert (answer.addressee, answer.priority, answer.decision) == ("Direction", "2", "Accepter")
    assert answer.actions[0].cells["status"] == "En cours"
    assert paper.overall_comment == "Bien mené."


@pytest.mark.once
def test_headings_in_another_order_are_read_where_they_stand():
    heads = ("Status", "Responsible unit", "Key action", "Deadline", "Comments")
    form = Form()
    form.recommend(1, "A", "Do.", ("Initiated", "Operations", "Do it.", "1 Aug 2025", "Begun."),
                   heads=heads)  # fmt: skip
    cells = parse_matrix(form.bytes(), "form.docx").answers[0].actions[0].cells
    assert (cells["status"], cells["text"], cells["deadline"]) == (
        "Initiated",
        "Do it.",
        "1 Aug 2025",
    )


@pytest.mark.once
def test_a_table_within_a_table_is_refused_with_its_row():
    form = Form()
    table = form.recommend(1, "A", "Do.", ROW)
    table.cell(5, 3).add_table(1, 1).cell(0, 0).text = "inner"
    said = refused(form)
    assert said.startswith("Table 1, row 6: there is a table within a table.")
    assert "Move its text into the cell" in said


@pytest.mark.once
def test_columns_without_their_headings_are_named_with_what_is_missing():
    form = Form()
    form.recommend(1, "A", "Do.", ROW, heads=("Action", "x", "y", "z", "Status"))
    said = refused(form)
    assert said.startswith("Table 1, row ")
    assert "no column is headed" in said


@pytest.mark.once
@pytest.mark.parametrize("lang", ["en", "fr", "zh"])
def test_whatever_our_papers_print_is_read_as_what_it_means(lang):
    for part in ("heads", "columns", "decision", "status", "priority", "no_date"):
        for key in matrix_words.keys(part):
            assert matrix_words.meant(part, matrix_words.said(part, key, lang)) == key
    for part in ("labels", "cover"):
        for key in matrix_words.keys(part):
            words = matrix_words.said(part, key, lang).format(n=3)
            assert matrix_words.begun(part, f"{words} x") == key


@pytest.mark.once
def test_our_papers_speak_of_every_value_as_the_screen_does():
    choices = {"decision": Decision, "status": ActionStatus, "no_date": NoDateReason}
    for part, values in choices.items():
        assert set(matrix_words.keys(part)) == set(values.values)
        for value in values:
            assert matrix_words.said(part, value, "en") == value.label


def test_who_may_not_import_reads_who_does_and_what_to_do(as_, ev, eud, pm, follow_up, submitted):
    """An evaluator reads what was submitted; what was submitted nobody imports into."""
    address = reverse("import-matrix", args=["final", "iom"])
    for user in (ev, eud, pm):
        answer = as_(user).get(address)
        assert answer.status_code == 403
        assert "was submitted and stands as it is" in answer.content.decode()


def test_before_it_is_submitted_its_manager_is_told_who_writes_it(as_, eud, ev, follow_up):
    address = reverse("import-matrix", args=["final", "iom"])
    assert as_(ev).get(address).status_code == 404
    answer = as_(eud).get(address)
    assert answer.status_code == 403
    assert "Only the respondents of IOM write this response" in answer.content.decode()
