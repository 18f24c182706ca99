"""Support in a real browser: the editor, the boxes and the dates work, and the policy is kept."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from playwright.sync_api import expect

from editing import versions
from evaluations.models import Abbreviation, EvaluationQuestion
from tests import factories as make
from tests.admin.conftest import page_of
from tests.browser import with_steady_hands

# A running server sees only what is committed; the standard criteria of the migrations come back after.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
RICH = '<p>First<span class="fn">See annex 3.</span> paragraph.</p><ul><li><p>one</p></li></ul>'


@pytest.fixture
def finding(evaluation):
    return make.FindingFactory(evaluation=evaluation, number=4, text=RICH)


@pytest.fixture
def tab(chromium, live_server, as_, support):
    """`with tab(address) as page`: what support sees; `page.complaints` is the console."""

    @contextmanager
    def open_tab(address):
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": as_(support).cookies[name].value, "url": live_server.url}
        context = chromium.new_context(viewport={"width": 1280, "height": 1000})
        context.add_cookies([cookie])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda line: page.complaints.append(line.text))
        page.goto(live_server.url + address)
        yield with_steady_hands(page)
        context.close()

    return open_tab


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_opening_and_saving_changes_nothing(tab, finding):
    with tab(page_of(finding)) as page:
        expect(page.get_by_role("textbox", name="Finding")).to_be_editable()
        save(page)
        assert page.complaints == []
    assert (versions.current(finding).version, versions.current(finding).text) == (1, RICH)


def test_support_writes_in_the_editor(tab, finding):
    with tab(page_of(finding)) as page:
        page.get_by_role("textbox", name="Finding").locator("p").first.click()
        page.keyboard.press("End")
        page.keyboard.type(" And more.")
        save(page)
        assert page.complaints == []
    text = versions.current(finding).text
    assert "paragraph. And more.</p>" in text
    assert '<span class="fn">See annex 3.</span>' in text


def test_a_box_offers_what_is_near_and_takes_it(tab, finding, world):
    near = make.InterviewFactory(evaluation=finding.evaluation, category="Near officials")
    make.InterviewFactory(category="Far officials")
    with tab(page_of(finding)) as page:
        page.locator(".field-interviews .select2-selection").click()
        options = page.locator(".select2-results__option")
        expect(options).to_have_text([f"final: I{near.number} Near officials"])
        options.first.click()
        save(page)
        assert page.complaints == []
    assert list(versions.current(finding).interviews.all()) == [near]


def test_lines_are_added_and_dates_picked(tab, evaluation):
    question = make.QuestionFactory(evaluation=evaluation)
    with tab(page_of(question)) as page:
        page.get_by_text("Add another Judgement criterion").click()
        page.locator("#id_judgement_criteria-0-number").fill("1")
        page.locator("#id_judgement_criteria-0-text").fill("Judged so")
        save(page)
        page.goto(page.url.partition("/admin/")[0] + page_of(evaluation))
        page.locator(".field-report_date .datetimeshortcuts a").first.click()
        save(page)
        assert page.complaints == []
    assert EvaluationQuestion.objects.get().judgement_criteria.get().text == "Judged so"
    assert versions.current(evaluation).report_date


def test_the_conflict_is_seen_and_settled(tab, finding, eud):
    with tab(page_of(finding)) as page:
        versions.revise(finding, base_version=1, fields={"short_answer": "Theirs."}, by=eud)
        page.locator("#id_short_answer").fill("Mine.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".conflict")).to_contain_text("Theirs.")
        expect(page.locator(".conflict")).to_contain_text("Mine.")
        page.locator("#id_short_answer").fill("Both.")
        save(page)
        conflict = "the server responded with a status of 409"
        assert [line for line in page.complaints if conflict not in line] == []
    assert versions.current(finding).short_answer == "Both."


@pytest.mark.parametrize("page_name", ["changelist", "delete", "history", "list of removal"])
def test_every_kind_of_page_keeps_the_policy(tab, evaluation, page_name):
    fields = {"evaluation": evaluation, "short": "EU", "meaning": "European Union"}
    row = versions.create(Abbreviation, fields=fields, by=None)
    address = page_of(Abbreviation, "changelist")
    with tab(page_of(row, page_name) if page_name in ("delete", "history") else address) as page:
        if page_name == "list of removal":
            page.locator("#action-toggle").check()
            page.locator("select[name=action]").select_option("remove_selected")
            page.get_by_role("button", name="Go").click()
            expect(page.get_by_role("button", name="Remove")).to_be_visible()
        assert page.complaints == []


def test_control_a_broken_policy_is_complained_about(tab, finding):
    with tab(page_of(finding)) as page:
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
        )
        assert any("Content Security Policy" in line for line in page.complaints)
