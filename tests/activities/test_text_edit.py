"""Keepers put what the papers of their project say into another language."""

import pytest
from django.utils import translation

from activities import languages
from activities.models import ProjectText
from editing import versions
from tests.activities.pages import fill

NEW = "/activities/MMSP/texts/new/"
EDIT = "/activities/MMSP/texts/zh-hans/edit/"


@pytest.fixture
def chinese(world):
    known = {"project": world.project, "language": "zh-hans", "contact": "北京"}
    return versions.create(ProjectText, fields=known, by=None)


def test_a_keeper_translates_beside_the_text_itself(as_, pm, pillar, outcome):
    page = as_(pm).get(NEW).text
    assert pillar.title in page
    assert outcome.text in page
    sent = {"pillars": "1: 正常移民", "outcomes": "1: 对话得到支持。", "names": "IOM: 国际移民组织"}
    fill(as_(pm), NEW, language="zh-hans", objectives="<p>对话</p>", **sent)
    text = ProjectText.objects.get()
    assert (text.pillars, text.names) == ({"1": "正常移民"}, {"IOM": "国际移民组织"})
    assert "简体中文" in as_(pm).get("/activities/MMSP/").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"language": "Chinese!"}, "language"),
        ({"language": "zh-hans"}, "language"),
        ({"outcomes": "without a number"}, "outcomes"),
    ],
)
def test_a_mistake_is_said_at_its_field(as_, pm, chinese, wrong, field):
    answer = fill(as_(pm), NEW, **{"language": "fr", **wrong})
    assert field in answer.context["form"].errors


def test_a_keeper_chooses_the_language_by_its_name(as_, pm, chinese):
    page = as_(pm).get(NEW).text
    assert '<option value="de">German (Deutsch)</option>' in page
    assert '<option value="fr">French (français)</option>' in page
    assert page.index("French (") < page.index("German (")  # those of all papers come first
    assert '<option value="zh-hans"' not in page  # is there already
    assert (
        '<option value="zh-hans" selected>Simplified Chinese (简体中文)</option>'
        in as_(pm).get(EDIT).text
    )


def test_the_names_are_in_the_language_of_the_reader(as_, pm):
    with translation.override("fr"):
        known = dict(choice for _group, group in languages.offered()[1:] for choice in group)
    assert known["de"] == "Allemand (Deutsch)"


def test_a_language_that_was_there_before_the_list_stays(as_, pm, world):
    known = {"project": world.project, "language": "yue", "contact": "廣州"}
    versions.create(ProjectText, fields=known, by=None)
    assert fill(as_(pm), "/activities/MMSP/texts/yue/edit/", contact="香港").status_code == 302
    assert ProjectText.objects.get().contact == "香港"
    assert '<option value="yue"' not in as_(pm).get(NEW).text


def test_what_is_there_already_is_said_to_be(as_, pm, chinese):
    answer = fill(as_(pm), NEW, language="zh-hans")
    assert "Choose a language that is not there yet." in answer.text


def test_two_translators_do_not_write_over_each_other(as_, pm, chinese):
    early = as_(pm).get(EDIT).context["form"]["base_version"].value()
    fill(as_(pm), EDIT, contact="上海")
    late = as_(pm).post(EDIT, {"language": "zh-hans", "contact": "昆明", "base_version": early})
    assert late.status_code == 409
    chinese.refresh_from_db()
    assert chinese.contact == "上海"


def test_only_keepers_write_and_nobody_else_learns_of_it(as_, eud, stranger, chinese):
    assert as_(eud).get(EDIT).status_code == 403
    assert as_(stranger).get(EDIT).status_code == 404
