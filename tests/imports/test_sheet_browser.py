"""A project manager fills in the sheet that is offered and hands it in, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import expect

from recommendations.models import KeyAction
from tests.browser import DESK, PHONE
from tests.follow_up import follow_up

__all__ = ["follow_up"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def filled_in(download, path):
    """The sheet with an answer to recommendation 4 and a date that is none."""
    download.save_as(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[5]}
    said = {"Management response": "Accept", "Key action": "Write them.", "Due on": "soon",
            "Responsible unit": "Beijing office", "Status": "Not initiated"}  # fmt: skip
    for head, words in said.items():
        sheet.cell(7, columns[head]).value = words
    book.save(path)
    return path


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_sheet_is_taken_along_filled_in_looked_at_and_written(
    tab_of, pm, follow_up, size, tmp_path, settings
):
    settings.VAR_DIR = tmp_path
    tab = tab_of(pm, size)
    tab.goto(follow_up.url)
    tab.get_by_role("link", name="Import from Word or a sheet").click()
    with tab.expect_download() as taken:
        tab.get_by_role("link", name="Excel sheet").click()
    path = filled_in(taken.value, tmp_path / "plan.xlsx")
    assert_fits_and_axe_finds_nothing(tab, size)
    tab.get_by_label("Response matrix in Word or as a sheet").set_input_files(path)
    tab.get_by_role("button", name="Read the form").click()
    expect(tab.get_by_role("heading", name="Check the import")).to_be_visible()
    expect(tab.get_by_text("Sheet “Responses”, cell J7, deadline: “soon”")).to_be_visible()
    assert_fits_and_axe_finds_nothing(tab, size)
    assert KeyAction.objects.count() == 1
    tab.get_by_role("button", name="Write into the response").click()
    expect(tab.get_by_text("The response matrix was imported.")).to_be_visible()
    assert KeyAction.objects.get(response__recommendation__number=4).text == "Write them."
    assert tab.complaints == []


def assert_fits_and_axe_finds_nothing(tab, size):
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert Axe().run(tab).response["violations"] == []
