"""How long the register of the public repository takes."""

from mmsp.register.bringing_in import Plan, bring_in
from mmsp.register.reading import read
from tests.imports.register_rows import export, row
from tests.load.frame import Values, measure, one_run

ROWS = 734  # as many as the export of November 2025 holds
SECONDS = 15


@measure
def register() -> Values:
    """A register of 734 rows, some of them dirty, twice."""
    data = export(*(dirty(number) for number in range(ROWS)))
    done: list[Plan] = []

    def brought_in() -> None:
        done.append(bring_in(rows=read(data), by=None))

    first, second = one_run(brought_in), one_run(brought_in)
    if len(done[0].new) != ROWS or len(done[0].remarks) < ROWS // 5:
        raise RuntimeError("The register was not brought in, or its dirt was not seen.")
    yield f"register, {ROWS} rows for the first time", first, "s", SECONDS
    yield f"register, {ROWS} rows for the second time", second, "s", None
    yield "register, rows changed by the second time", ROWS - len(done[1].unchanged), "", 0


def dirty(number: int) -> dict[str, str]:
    dirt = {"Evaluation_Period_To_Date": "1970-01-01", "Project_Code": ""}
    cells = {"Title": f"Evaluation of programme {number}", "Year": str(1990 + number % 35)}
    return row(**cells, **(dirt if number % 5 == 0 else {}))
