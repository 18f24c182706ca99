"""Why a paper is not printed is said in the language of whoever reads it, whoever printed it."""

import ast
from gettext import NullTranslations
from inspect import getsource
from io import BytesIO

import pytest
from django.utils import translation
from django.utils.translation import trans_real
from PIL import Image

from accounts.models import PaperOrder
from mmsp.orders import work
from mmsp.reports import pdf, pictures
from mmsp.reports.survey import Place
from tests.orders.conftest import order, queue, report, work_off

__all__ = ["queue", "report"]
DEEP, WIDE = "<div>" * 200, "<table><tr>" + "<td></td>" * 201 + "</tr></table>"
MANY = "<table>" + "<tr><td></td></tr>" * 16_001 + "</table>"


class French(NullTranslations):
    """A catalogue that has what the test needs."""

    SAID = {
        "The tables of this paper have more than %(most)s cells. Use the sheet instead.":
            "Plus de %(most)s cellules.",
        "the beginning": "le début",
    }  # fmt: skip

    def gettext(self, message):
        return self.SAID.get(message, message)


@pytest.fixture
def french(monkeypatch):
    """French is spoken here, as far as the catalogue goes."""
    real = trans_real.translation
    monkeypatch.setattr(
        trans_real, "translation", lambda code: French() if code == "fr" else real(code)
    )


def refusal_of(html):
    with pytest.raises(pdf.PrintRefused) as said:
        pdf.refuse_excess(html, pdf.Limits())
    return said.value


def test_the_sentence_follows_the_reader(french):
    refusal = refusal_of(MANY)
    assert str(refusal) == (
        "The tables of this paper have more than 16,000 cells. Use the sheet instead. (the beginning)"
    )
    with translation.override("fr"):
        assert refusal.sentence.startswith("Plus de 16")
        assert refusal.place == "le début"


def test_a_heading_of_the_paper_is_not_translated(french):
    French.SAID["Conclusions"] = "Not this."
    with translation.override("fr"):
        assert pdf.PrintRefused("No.", Place("Conclusions")).place == "Conclusions"
    del French.SAID["Conclusions"]


def test_who_ordered_it_is_told_in_their_language_though_another_process_printed_it(
    as_, eud, report, french, monkeypatch
):
    monkeypatch.setattr(pdf, "write", lambda *args, **job: pdf.refuse_excess(MANY, pdf.Limits()))
    client = as_(eud)
    mine = order(client)
    work_off()
    assert PaperOrder.objects.get().named == {"most": 16_000}
    assert "more than 16,000 cells" in client.get(mine).content.decode()
    for page in (mine, "/my/files/"):
        said = client.get(page, headers={"accept-language": "fr"}).content.decode()
        assert "Plus de 16" in said, page
        assert "le début" in said, page


def test_what_was_refused_before_stands_as_it_was_said(as_, eud, report):
    client = as_(eud)
    mine = order(client)
    PaperOrder.objects.update(state="refused", sentence="More than 100% of it.", place="Annex 3")
    assert "More than 100% of it." in client.get(mine).content.decode()


def huge():
    file = BytesIO()
    Image.new("1", (8_000, 8_000)).save(file, "PNG")
    return file.getvalue()


def test_every_sentence_is_one_that_translators_find():
    """What a refusal says stands in a call of `gettext_noop`, from which catalogues are made."""
    marked = {
        call.args[0].value
        for module in (pdf, pictures, work)
        for call in ast.walk(ast.parse(getsource(module)))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "gettext_noop"
    }
    refused = [refusal_of(html).marked for html in (DEEP, WIDE, MANY)]
    refused += [said for _url, said, _named in pictures.unfit({"a.png": b"no", "b.png": huge()})]
    refused += [pdf.not_fetched("", "file:///x").marked, pdf.UNTOLD, work.LOST]
    refused += [pdf.explained(status, "", "").marked for status in (1, pdf.TOO_BIG)]
    assert len(set(refused)) == 9
    assert set(refused) <= marked
    with translation.override("fr"):
        assert "8\xa0000" in str(
            next(
                pdf.refusals.told(said, named)
                for _url, said, named in pictures.unfit({"b": huge()})
            )
        )
