"""The component page and the pieces it shows."""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from mmsp.templatetags import ui
from tests.house.text_rules import inline_code

TEMPLATES = Path(settings.BASE_DIR, "templates")
SPRITE = Path(settings.BASE_DIR, "static/img/icons.svg").read_text()
SYMBOLS = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))


def draw(source, query="", **context):
    """What a template with the house's tags says for `/list/?query`."""
    request = RequestFactory().get(f"/list/?{query}")
    text = "{% load i18n ui %}" + source
    return engines["django"].from_string(text).render(context, request)


@pytest.fixture
def page(as_, support):
    return as_(support).get(reverse("components")).content.decode()


class Filter(forms.Form):
    q = forms.CharField(required=False, label="Text")
    priority = forms.ChoiceField(required=False, choices=[("", "Any"), ("1", "Act first")])
    overdue = forms.BooleanField(required=False, label="Only overdue")


class Lesson(forms.Form):
    heading = forms.CharField(help_text="One sentence.")
    note = forms.CharField(required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])


# --- the page ---


def test_support_sees_the_page_in_both_themes(as_, support):
    for theme in ("light", "dark"):
        answer = as_(support).get(reverse("components"), {"theme": theme})
        assert answer.status_code == 200
        assert f'data-theme="{theme}"' in answer.content.decode()


def test_a_theme_nobody_knows_is_light(as_, support):
    answer = as_(support).get(reverse("components"), {"theme": '"><b>', "page": "x", "sort": "-"})
    assert 'data-theme="light"' in answer.content.decode()


def test_a_stranger_is_refused(as_, stranger):
    assert as_(stranger).get(reverse("components")).status_code == 403


def test_whoever_is_not_signed_in_is_asked_to(as_):
    answer = as_(None).get(reverse("components"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def shown_tags():
    """Tags that the gallery, its page or the frame uses."""
    files = [*TEMPLATES.glob("components/gallery/*.html"), TEMPLATES / "components/index.html"]
    text = "".join(file.read_text() for file in files)
    return set(re.findall(r"\{%\s*(\w+)", text))


def test_every_component_is_on_the_page():
    unseen = set(ui.register.tags) - shown_tags()
    # Parts of a page that the gallery cannot hold: `{{ form }}` brings a summary of its own, and the
    # columns of a list are declared by its app.
    assert unseen == {"status", "error_summary", "fields", "cell", "column_head"}


def test_the_page_shows_every_tone_and_every_save_state(page):
    for tone in ui.TONE_ICONS:
        assert f'class="pill tone-{tone}"' in page
    for state in ui.SAVE_STATES:
        assert f'data-save-state="{state}"' in page


def test_nothing_on_the_page_needs_inline_styles_or_scripts(page):
    assert inline_code(page) == []
    assert inline_code(page.replace("<h1", '<h1 style="x"', 1))
    assert inline_code(page.replace("<h1", '<h1 onclick="x"', 1))


def test_every_control_of_the_page_has_its_own_id(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


# --- icons ---


def named_icons():
    text = "".join(file.read_text() for file in TEMPLATES.rglob("*.html"))
    return set(re.findall(r'\{%\s*icon "([^"]+)"', text)) | set(re.findall(r'icon="([^"]+)"', text))


def test_every_icon_that_is_named_is_in_the_sprite():
    states = {icon for _tone, icon, _label in ui.SAVE_STATES.values()}
    assert named_icons() | states | set(ui.TONE_ICONS.values()) <= SYMBOLS
    assert "no-such-icon" not in SYMBOLS


def test_an_icon_alone_says_what_it_means_and_beside_a_word_says_nothing():
    assert 'aria-label="More"' in draw('{% icon "ellipsis" label="More" %}')
    assert 'aria-hidden="true"' in draw('{% icon "check" %}')


# --- small pieces ---


def test_a_pill_carries_icon_and_word():
    text = draw('{% pill "late" "Overdue" %}')
    assert "tone-late" in text
    assert "#circle-alert" in text
    assert "Overdue" in text


def test_a_status_draws_itself():
    class Held:
        label, tone, icon = "On hold", "waiting", "circle-pause"

    text = draw("{% status state %}", state=Held())
    assert "On hold" in text
    assert "#circle-pause" in text


def test_what_people_write_is_escaped():
    evil = "<script>alert(1)</script>"
    for source in (
        '{% pill "done" evil %}',
        "{% crumb evil evil %}",
        "{% page_head evil lead=evil %}{{ evil }}{% endpage_head %}",
        "{% card evil %}{{ evil }}{% endcard %}",
        "{% empty_state evil text=evil %}",
        "{% definitions %}{% term evil %}{{ evil }}{% endterm %}{% enddefinitions %}",
        "{% table_scroll evil %}{{ evil }}{% endtable_scroll %}",
        '{% outline_item evil "#" %}',
        "{% log_entry evil evil evil %}",
    ):
        text = draw(source, evil=evil)
        assert "<script" not in text, source
        assert "&lt;script&gt;" in text, source


def test_a_term_without_a_value_is_silent():
    text = draw('{% term "Donor" %}  {% endterm %}{% term "Period" %}2018{% endterm %}')
    assert "Donor" not in text
    assert "<dt>Period</dt><dd>2018</dd>" in text


def test_the_line_of_stages_says_what_is_past_present_and_ahead():
    stages = [("a", "Planned"), ("b", "Drafting"), ("c", "Closed")]
    text = draw('{% stage_line stages "b" %}Next: review.{% endstage_line %}', stages=stages)
    assert re.search(r'--past">.*Planned', text)
    assert re.search(r'aria-current="step">.*Drafting', text)
    assert re.search(r'--next">.*Closed', text)
    assert "Next: review." in text


def test_a_late_date_counts_its_days_and_keeps_the_first_promise():
    days = {"on": date(2021, 3, 31), "promised": date(2020, 12, 31)}
    text = draw("{% due on late_days=1 promised_on=promised %}", **days)
    assert "31 Mar 2021" in text
    assert "1 day late" in text
    assert "31 Dec 2020" in text
    assert "late" not in draw("{% due on promised_on=on %}", **days)


def test_without_a_date_the_reason_stands_there():
    assert "No funding" in draw('{% due None why_not="No funding" %}')
    assert "No date" in draw("{% due None %}")


# --- lists ---


def links(text):
    return re.findall(r'<a[^>]*\shref="([^"]+)"', text.replace("&amp;", "&"))


def test_the_pager_keeps_what_was_asked_for():
    page = Paginator(range(100), 10).page(5)
    found = links(draw("{% pager page %}", "q=staff&page=5", page=page))
    assert found[0] == "?q=staff&page=4"
    assert found[-1] == "?q=staff&page=6"


def test_one_page_needs_no_pager():
    assert draw("{% pager page %}", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_a_column_sorts_up_then_down():
    source = '{% sort_head "Due" "due_on" %}'
    assert links(draw(source, "q=x&page=3")) == ["?q=x&sort=due_on"]
    up = draw(source, "sort=due_on")
    assert 'aria-sort="ascending"' in up
    assert links(up)[0] == "?sort=-due_on"
    assert 'aria-sort="descending"' in draw(source, "sort=-due_on")


def chips(query):
    form = Filter(RequestFactory().get(f"/?{query}").GET)
    form.is_valid()
    return draw("{% filter_chips form %}", query, form=form)


def test_a_chip_names_a_filter_in_words_and_takes_it_away():
    text = chips("q=staff&priority=1&overdue=on&page=4")
    assert "Act first" in text
    assert "Only overdue" in text
    assert "?q=staff&overdue=on" in links(text)
    assert "/list/?q=" in links(text)  # the bare address may open with a filter of one's own


def test_no_filter_no_chips():
    assert chips("").strip() == ""


def test_a_filter_that_makes_no_sense_can_be_taken_away():
    assert "?" in links(chips("priority=9"))


def test_rare_filters_fold_away_until_one_is_set():
    source = "{% filter_bar form shown=1 %}"
    assert "<details" in draw(source, form=Filter())
    assert re.search(r"<details[^>]*\sopen", draw(source, "overdue=on", form=Filter()))
    assert not re.search(r"<details[^>]*\sopen", draw(source, "q=x", form=Filter()))


# --- forms ---


def test_a_mistake_is_named_at_the_field_and_in_a_summary_that_links_to_it():
    text = draw("{{ form }}", form=Lesson({"note": "kept"}))
    ids = set(re.findall(r'\sid="([^"]+)"', text))
    targets = re.findall(r'href="#([^"]+)"', text)
    assert targets == ["id_heading", "id_kind"]
    assert ids.issuperset(targets)
    assert 'aria-invalid="true"' in text
    for described in re.findall(r'aria-describedby="([^"]+)"', text):
        assert ids.issuperset(described.split())
    assert 'value="kept"' in text


def test_a_form_without_mistakes_has_no_summary():
    assert "error-summary" not in draw("{{ form }}", form=Lesson())
    assert "error-summary" in draw("{% error_summary form %}", form=Lesson({}))


def test_what_may_stay_empty_says_so():
    text = draw("{{ form }}", form=Lesson())
    assert text.count("(optional)") == 1
    assert re.search(r"Note\s*<span[^>]*>\(optional\)", text)


def test_some_fields_of_a_form_can_stand_alone():
    text = draw('{% fields form "note" %}', form=Lesson())
    assert 'name="note"' in text
    assert 'name="heading"' not in text
