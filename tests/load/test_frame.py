"""A bound that is broken is said so, on screen, in the file and by the exit code."""

import json

import pytest

from tests.load.frame import Result, exponent, table, write

KEPT = Result("long list / short list", 1.4, "times", 2)
BROKEN = Result("export time", 1.3, "exponent", 1.1)
FREE = Result("short list", 80, "ms", None)


def test_a_figure_above_its_bound_does_not_hold():
    assert [KEPT.holds, BROKEN.holds, FREE.holds] == [True, False, True]


def test_no_number_holds_no_bound():
    assert not Result("export time", float("nan"), "exponent", 1.1).holds


def test_the_table_names_the_verdict():
    lines = table([KEPT, BROKEN, FREE]).splitlines()
    assert lines[0].endswith("at most 2: holds")
    assert lines[1].endswith("at most 1.1: BROKEN")
    assert lines[2].rstrip().endswith("80.000 ms")


def test_the_file_is_a_list_of_figures(tmp_path):
    write([KEPT, BROKEN], tmp_path / "var" / "bench.json")
    kept, broken = json.loads((tmp_path / "var" / "bench.json").read_text())
    assert kept == {
        "name": "long list / short list",
        "value": 1.4,
        "unit": "times",
        "bound": 2,
        "holds": True,
    }
    assert broken["holds"] is False


@pytest.mark.parametrize("power", [1, 2])
def test_growth_is_read_from_sizes_and_times(power):
    sizes = [1, 2, 4, 8]
    assert exponent(sizes, [3 * size**power for size in sizes]) == pytest.approx(power)
