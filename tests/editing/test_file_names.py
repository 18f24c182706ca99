"""What a folder shows of a paper: enough to tell two versions apart without opening them."""

from datetime import date

import pytest

from editing.file_names import file_name

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"version": "2.0", "lang": "en-GB"}, "x-final-report-v2.0-en.pdf"),
        ({"version": "2.0", "lang": "zh-CN", "dated": DAY},
         "x-final-report-v2.0-draft-2026-11-23-zh.pdf"),
        ({"dated": DAY, "ending": "xlsx"}, "x-final-report-2026-11-23.xlsx"),
        ({"version": "2.0", "lang": "en", "audience": "internal"},
         "x-final-report-v2.0-internal-en.pdf"),
        ({"version": "1.0", "edition": 3, "lang": "fr"}, "x-final-report-v1.0-edition-3-fr.pdf"),
    ],
)  # fmt: skip
def test_a_name_says_what_it_is(said, name):
    assert file_name("x", "final-report", **said) == name
