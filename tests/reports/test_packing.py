"""Sheets and Word files of the same content are the same bytes, whenever they were packed."""

import io
import zipfile

import pytest

from mmsp.reports import matrix_sheet
from mmsp.reports.packing import undated
from tests.reports import sample

pytestmark = pytest.mark.once
PROPERTIES = (
    b'<cp><dcterms:modified xsi:type="dcterms:W3CDTF">%d-01-01T00:00:00Z</dcterms:modified></cp>'
)


def packed(year):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, body in (("docProps/core.xml", PROPERTIES % year), ("a.xml", b"<a/>")):
            new.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), body)
    return file.getvalue()


def test_neither_the_package_nor_its_properties_tell_when():
    assert packed(2020) != packed(2021)
    assert undated(packed(2020)) != undated(packed(2021))  # the properties still do
    assert undated(packed(2020), stamp=True) == undated(packed(2021), stamp=True)


def test_a_sheet_is_packed_so():
    sheet = matrix_sheet.as_xlsx(sample.matrix_paper())
    assert undated(sheet, stamp=True) == sheet
    with zipfile.ZipFile(io.BytesIO(sheet)) as file:
        assert b"2000-01-01T00:00:00Z" in file.read("docProps/core.xml")
