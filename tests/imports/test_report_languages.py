"""A report in French or Chinese goes out in Word and comes in again, also without the list of its parts
that only our own files carry."""

import re

import pytest
from django.utils import translation

from editing import versions
from editing.references import kinds_of
from editing.richtext import STORED_REFERENCE
from mmsp.imports.report import CHANGED, CREATED, commit
from mmsp.imports.sandbox import parse_report
from mmsp.imports.word.vocabulary import chapter_of, criterion_of, question_label, statement_label
from tests import factories as make
from tests.imports import papers, test_report_out_and_in
from tests.imports.test_report_out_and_in import brought_in, in_words, out, texts

pytestmark = pytest.mark.django_db
LANGUAGES = ["fr", "zh-hans"]
demo = test_report_out_and_in.demo


def told_in(language, evaluation):
    return versions.revise(
        evaluation, base_version=evaluation.version, fields={"language": language}, by=None
    )


def as_printed(evaluation):
    """Its words, in which other parts are called as the language of the report calls them."""
    with translation.override(evaluation.language):
        names = {
            f"{kind.key}:{row.pk}": kind.label(row)
            for kind in kinds_of(evaluation).values()
            for row in kind.rows(evaluation)
        }
    return lambda html: in_words(STORED_REFERENCE.sub(lambda found: names[found[1]], html))


def without_its_list(data):
    """As a file that another program wrote: the parts are known by their words alone."""
    return papers.rezipped(
        data,
        lambda name, body: (
            re.sub(rb"<[^<>]*part [^<>]*/>", b"", body) if "customXml" in name else body
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demonstration_report_comes_in_again_as_it_was(demo, language):
    evaluation = told_in(language, demo)
    data = out(evaluation)
    done = brought_in(data, evaluation)
    assert [change.label for what in (CREATED, CHANGED) for change in done.of(what)] == []
    copy = make.EvaluationFactory(slug="copy", title=demo.title)
    commit(parsed=parse_report(data), project=None, title=demo.title, evaluation=copy, by=None)
    assert texts(copy, in_words) == texts(evaluation, as_printed(evaluation))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_its_list_it_is_known_by_its_words(demo, language):
    evaluation = told_in(language, demo)
    with translation.override("en-gb"):
        english = parse_report(without_its_list(out(demo)))
    parsed = parse_report(without_its_list(out(evaluation)))
    for each in (english, parsed):
        assert not each.is_ours
    assert {row.code for row in parsed.criteria} == {row.code for row in english.criteria}
    for name in ("findings", "conclusions", "lessons", "recommendations", "abbreviations"):
        assert len(getattr(parsed, name)) == len(getattr(english, name)), name
    questions = [
        [row.number for each in read.criteria for row in each.questions]
        for read in (parsed, english)
    ]
    assert questions[0] == questions[1]
    assert parsed.cover.team == english.cover.team
    assert parsed.cover.report_date == english.cover.report_date
    assert parsed.cover.contract_number == english.cover.contract_number


@pytest.mark.once
@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Annexe 3 : Termes de référence", "annex"), ("附件三 工作大纲", "annex"),
        ("Table des matières", "contents"), ("目录", "contents"),
        ("Sigles et abréviations", "abbreviations"), ("缩略语", "abbreviations"),
        ("Résumé exécutif", "executive_summary"), ("执行摘要", "executive_summary"),
        ("1. Introduction", "introduction"), ("第一章 引言", "introduction"),
        ("2.1 Contexte du projet", "context"), ("二、项目背景", "context"),
        ("Méthodologie de l’évaluation", "methodology"), ("评估方法", "methodology"),
        ("Limites", "limitations"), ("局限性", "limitations"),
        ("3. Réponses aux questions d’évaluation et constatations", "findings"),
        ("评估问题的回答与发现", "findings"), ("Constatations", "findings"),
        ("Appréciation d’ensemble", "overall_assessment"), ("总体评价", "overall_assessment"),
        ("Conclusions, enseignements et recommandations", "chapter"), ("结论、经验教训和建议", "chapter"),
        ("Enseignements tirés", "lessons"), ("经验教训", "lessons"),
        ("Recommandations", "recommendations"), ("主要建议", "recommendations"),
        ("Conclusions", "conclusions"), ("结论", "conclusions"),
        ("Remerciements", "other"), ("致谢", "other"),
        ("Un titre quelconque", ""), ("其他内容", ""),
    ],
)  # fmt: skip
def test_a_heading_opens_its_chapter(title, kind):
    assert chapter_of(title) == kind


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_standard_criteria_are_known_by_the_names_that_our_papers_give_them(language):
    names = {
        "relevance": "Relevance", "coherence": "Coherence", "effectiveness": "Effectiveness",
        "efficiency": "Efficiency", "impact": "Impact", "sustainability": "Sustainability",
        "eu_added_value": "EU added value",
    }  # fmt: skip
    with translation.override(language):
        said = {code: translation.gettext(name) for code, name in names.items()}
    assert {criterion_of(name): name for name in said.values()} == said
    assert len(set(said.values())) == len(names)
    assert criterion_of("2.5 Pertinence et cohérence") == "relevance"
    assert criterion_of("Efficacité du dispositif d’aide") == "effectiveness"
    assert criterion_of("相关性与一致性") == "relevance"
    assert criterion_of("Une autre chose") == ""


@pytest.mark.once
def test_labels_are_known():
    for text in (
        "QE 4 : Dans quelle mesure ?",
        "Question d’évaluation n° 4. Quoi ?",
        "评估问题4：什么？",
    ):
        label = question_label(text)
        assert label, text
        assert (label.number, label.is_marked) == (4, True), text
    assert question_label("问题 4 在多大程度上？").number == 4
    for kind, text in (
        ("recommendations", "Recommandation n° 3 : Agir"), ("recommendations", "建议3：采取行动"),
        ("lessons", "Enseignement 3. Attendre"), ("conclusions", "结论3、很好"),
    ):  # fmt: skip
        assert statement_label(kind, text).number == 3, text
