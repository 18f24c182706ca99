"""The chain in a real browser: walked by keyboard, a table on a phone, and axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from tests import factories as make
from tests.reports import rows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PAGE = "/evaluations/final/chain/"
GRID = "/evaluations/final/evaluation-matrix/"


@pytest.fixture
def tab_of(chromium, live_server, as_):
    """`tab_of(eud, 1280)`: a tab of that width in which the person is signed in."""

    def open_tab(user, width):
        name = settings.SESSION_COOKIE_NAME
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=live_server.url
        )
        cookie = as_(user).cookies[name].value
        context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
        tab = context.new_page()
        tab.complaints = []
        tab.on("console", lambda line: tab.complaints.append(line.text))
        return tab

    return open_tab


@pytest.fixture
def linked(world):
    rows.fill(world, 3)
    make.ConclusionFactory(evaluation=world.evaluation, number=999, heading="On nothing")


def test_the_picture_is_walked_by_keyboard(tab_of, eud, linked):
    tab = tab_of(eud, 1280)
    tab.goto(PAGE)
    picture = tab.get_by_role("group", name="The chain from evidence to action")
    expect(picture.get_by_role("link", name="C999 On nothing, No finding")).to_be_visible()
    links = picture.get_by_role("link")
    links.first.focus()
    seen = []
    for _step in range(links.count()):
        seen.append(tab.evaluate("document.activeElement.getAttribute('href')"))
        tab.keyboard.press("Tab")
    assert seen == [link.get_attribute("href") for link in links.all()]
    links.nth(4).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{seen[4].partition('#')[0]}*")
    assert tab.complaints == []


def test_on_a_phone_the_tables_say_the_same(tab_of, eud, linked):
    tab = tab_of(eud, 390)
    tab.goto(PAGE)
    expect(tab.locator(".chain__picture")).to_be_hidden()
    expect(tab.locator("#conclusion-999")).to_contain_text("No finding")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", [PAGE, GRID])
def test_axe_finds_nothing(tab_of, eud, linked, address, width):
    tab = tab_of(eud, width)
    tab.goto(address)
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    tab.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img>')")
    assert Axe().run(tab).violations_count == 1


def test_a_row_of_the_matrix_opens_closes_and_moves_in_place(tab_of, eud, linked, world):
    question = world.evaluation.questions.first()
    rows.create(
        rows.JudgementCriterion, question=question, number=2, text="By that it is judged, too."
    )
    tab = tab_of(eud, 1280)
    tab.goto(GRID)
    block = tab.locator(f"#q{question.number}")
    block.get_by_role("link", name=f"Edit JC {question.number}.2").click()
    block.get_by_label("Judgement criterion", exact=True).fill("Judged in place.")
    block.get_by_role("button", name="Save").click()
    expect(block).to_contain_text("Judged in place.")
    expect(block.locator("form.form")).to_have_count(0)
    block.get_by_role("button", name=f"Move JC {question.number}.2 up").click()
    expect(block).to_contain_text(f"JC {question.number}.1 Judged in place.")
    assert tab.url.endswith(GRID)
    assert tab.complaints == []
