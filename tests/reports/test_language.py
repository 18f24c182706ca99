"""A paper speaks the language of its evaluation in every word: with a catalogue of its own, which is
whole, and which the interface is not offered for."""

import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from activities.models import Activity, Newsletter
from editing import versions
from evaluations.models import Evaluation, QualityLevel, QualityStandard
from mmsp.matrix_words import _WORDS as MATRIX_WORDS
from mmsp.reports import standards
from mmsp.reports.html import paper_language
from mmsp.reports.products import PRODUCTS
from recommendations.models import ResponseMatrix
from tests.reports import test_structure, wording
from tests.reports.test_structure import TODAY

papers, full = test_structure.papers, test_structure.full
LANGUAGES = ["fr", "zh-hans"]
ROOT = settings.BASE_DIR


def is_paper(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    is_page = text.startswith("{% extends") or path.stem == "list"
    return 'lang="{{ paper.lang }}"' in text and not is_page


# Papers alone, none of the pages around them; a list is printed in the language of its reader.
TEMPLATES = [
    *(ROOT / "templates/reports/parts").iterdir(),
    *filter(is_paper, (ROOT / "templates/reports").glob("*.html")),
]
OF_EDITIONS = {
    ("", "excerpt", ""), ("", "The data that this paper was printed from", ""),
    ("", "Response matrix of %(name)s", ""), ("", "Verify at %(address)s · content %(code)s", ""),
}  # fmt: skip
SAID_ON_PAGES = {("", "“%(field)s” has %(over)s.", "")}
# What of mmsp/reports speaks to those who write and print, on pages; the rest speaks on paper.
ON_PAGES = re.compile(
    r"views|urls|preflight|remarks|offers|products|publish|unprintable|repeats|survey|audience|gate|brief\.py"
)
MODULES = [
    *(path for path in (ROOT / "mmsp/reports").rglob("*.py") if not ON_PAGES.search(path.name)),
    ROOT / "editing/limits.py",
    ROOT / "recommendations/measures.py",
    ROOT / "recommendations/status.py",
]


def missing(language: str, words: set[wording.Word]) -> list[wording.Word]:
    """The words that the catalogue has not, or says nothing for."""
    said = wording.of_source(wording.catalogue(language))
    return sorted(word for word in words if not all(said.get(word, ("",))))


def written_in(language: str, full: dict) -> dict:
    """The same rows, their texts in another language."""
    for kind in (Evaluation, Activity, Newsletter):
        row, fields = full[kind], {"language": language}
        full[kind] = versions.revise(row, base_version=row.version, fields=fields, by=None)
    return full | {ResponseMatrix: full[Evaluation].matrices.first()}


def made(rows: dict) -> None:
    """Every paper in every format, for everybody who may have it."""
    for product in PRODUCTS.values():
        for audience in product.audiences:
            for write in filter(None, (product.of, *product.writers.values())):
                write(rows[product.row], audience=audience, as_of=TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_papers_ask_for_is_in_the_catalogue(full, language):
    rows = written_in(language, full)
    with wording.asked_for() as asked:
        made(rows)
    assert len(asked) > 300
    assert missing(language, asked) == []


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_so_is_every_word_of_their_templates_and_of_what_fills_them(language):
    """Also those that no row of the tests brings up."""
    words = set().union(*map(wording.in_template, TEMPLATES), *map(wording.in_module, MODULES))
    assert len(words) > 300
    assert missing(language, words - SAID_ON_PAGES | OF_EDITIONS) == []


# What people choose from and no paper tells.
UNTOLD = {
    "Membership.role", "Unpublished.cause", "Reminder.kind", "Verification.degree", "Project.house_style",
    "NewsletterItem.kind", "PaperOrder.state", "SavedFilter.shared_with", "User.mail_rhythm",
    "User.mail_weekday",
}  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_so_is_every_choice_that_a_record_can_hold(language):
    words = set()
    with translation.override("en-gb"):
        for app in ("accounts", "activities", "evaluations", "recommendations"):
            for model in apps.get_app_config(app).get_models():
                for field in model._meta.fields:
                    if f"{model.__name__}.{field.name}" not in UNTOLD:
                        words |= {
                            ("", str(label), "") for value, label in field.choices or () if value
                        }
    assert len(words) > 100
    assert missing(language, words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_are_the_standards_that_reports_are_judged_by(db, language):
    names = [row.name for row in standards.Criterion.objects.filter(evaluation=None)]
    for standard in QualityStandard.objects.all():
        names += [standard.name, *(row.name for row in standard.criteria.all())]
        names += [row.guidance for row in standard.criteria.all() if row.guidance]
    names += [row.label for row in QualityLevel.objects.all()]
    assert missing(language, {("", name, "") for name in names}) == []


@pytest.mark.once
def test_a_word_that_nobody_translated_is_named():
    """The alarm works."""
    with translation.override("fr"), wording.asked_for() as asked:
        assert _("A word of no paper") != _("Conclusions")
    with translation.override("en-gb"), wording.asked_for() as nothing:
        assert _("Another word of no paper")
    assert missing("fr", asked) == [("", "A word of no paper", "")]
    assert nothing == set()


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    source = wording.catalogue(language)
    assert wording.of_compiled(source.with_suffix(".mo")) == wording.of_source(source)


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_sorted_and_keeps_what_is_filled_in(language):
    said = wording.of_source(wording.catalogue(language))
    words = list(said)
    assert words == sorted(words, key=lambda word: (word[1], word[0]))
    named = re.compile(r"%\((\w+)\)s")
    for (_context, singular, plural), texts in said.items():
        for text in texts if singular else ():
            assert set(named.findall(text)) == set(named.findall(plural or singular)), singular


@pytest.mark.once
def test_french_keeps_its_high_signs_and_chinese_takes_wide_ones():
    french = wording.of_source(wording.catalogue("fr"))
    chinese = wording.of_source(wording.catalogue("zh-hans"))
    assert [
        text for texts in french.values() for text in texts if re.search(r" [:;?!»]|« ", text)
    ] == []
    written = [text for (_c, word, _p), texts in chinese.items() if word for text in texts]
    assert [text for text in written if re.search(r"[\u4e00-\u9fff][,;:?!()]", text)] == []


def test_no_line_of_a_french_word_file_begins_with_a_sign(full):
    rows, tied = written_in("fr", full), 0
    for key, product in PRODUCTS.items():
        if write := product.writers.get("docx"):
            file = write(rows[product.row], audience=product.audiences[0], as_of=TODAY)
            body = Document(io.BytesIO(file)).element.body
            words = "".join(each.text or "\n" for each in body.iter(qn("w:t"), qn("w:p")))
            assert re.search(r".* [:;?!»].*|.*« .*", words) is None, key
            tied += words.count("\xa0:")
    assert tied > 10


@pytest.mark.once
def test_the_response_matrix_is_called_the_same_on_paper_and_in_word():
    """Its words in Word stand in a list of their own, for they are read as well."""
    for language, short in (("fr", "fr"), ("zh-hans", "zh")):
        said = wording.of_source(wording.catalogue(language))
        for part in MATRIX_WORDS.values():
            for row in part.values() if isinstance(part, dict) else ():
                known = row.get("print", {}) if isinstance(row, dict) else {}
                text = said.get(("", known.get("en", "-"), ""))
                if text and known["en"] not in ELSEWHERE:
                    assert text[0].replace("\xa0", " ") == known[short], known["en"]


# Words that a sheet of the matrix uses of one thing and papers of another.
ELSEWHERE = {"Evidence", "Accept", "Other", "Addressed to"}


@pytest.mark.once
def test_the_interface_is_not_offered_for_it():
    assert [code for code, _name in settings.PAPER_LANGUAGES] == ["en-gb", *LANGUAGES]
    assert Path(settings.PAPER_WORDS) in settings.LOCALE_PATHS


def test_a_browser_that_asks_for_french_gets_the_pages_in_english(client, db, settings):
    settings.LANGUAGES = [each for each in settings.PAPER_LANGUAGES if each[0] == "en-gb"]
    page = client.get("/accounts/login/", headers={"accept-language": "fr,zh-hans"})
    assert page.headers["Content-Language"] == "en-gb"
    assert '<html lang="en-gb"' in page.content.decode()


@pytest.mark.once
def test_a_paper_in_a_language_that_we_do_not_have_speaks_english():
    assert [paper_language(tag) for tag in ("fr", "zh-CN", "en-GB", "pt")] == [
        "fr", "zh-hans", "en-gb", "en-gb",
    ]  # fmt: skip


@pytest.mark.once
def test_both_numbers_of_a_count_are_there():
    with translation.override("fr"):
        assert [translation.ngettext("%(n)s day late", "%(n)s days late", n) % {"n": n} for n in (0, 1, 2)] == [
            "0 jour de retard", "1 jour de retard", "2 jours de retard",
        ]  # fmt: skip
    with translation.override("zh-hans"):
        assert translation.ngettext("%(n)s day late", "%(n)s days late", 2) % {"n": 2} == "逾期2天"
