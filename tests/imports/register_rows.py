"""A small export of the repository, as dirty as a test wants it."""

import csv
import io

from mmsp.register.columns import COLUMNS

CLEAN = {
    "Title": "Final evaluation of the harbour project",
    "Year": "2021",
    "Author": "Jane Doe",
    "Date of Publication": "2021-09-01",
    "Donor": "European Union",
    "Evaluation Commissioner": "IOM",
    "Evaluation Period From Date": "2019-01-01",
    "Evaluation Period To Date": "2020-12-31",
    "Languages": "English",
    "Migration Thematic Areas": "Counter trafficking, Border solutions (security, assessment)",
    "Project Code": "PB.0031",
    "Countries Covered": "Colombia",
    "Report Published": "Yes",
    "Type of Evaluation Scope": "Programme/Project",
    "Type of Evaluation Timing": "Final (at the end of the project/programme)",
    "Type of Evaluator": "External",
    "Level of Evaluation": "Decentralized",
    "File URL": "https://example.org/report.pdf,   https://example.org/brief.pdf",
    "Date added": "Thu, 08/07/2025 - 23:52",
}


def row(**cells: str) -> dict[str, str]:
    """A clean row with these cells instead; `Project_Code=` names the column "Project Code"."""
    return CLEAN | {name.replace("_", " "): cell for name, cell in cells.items()}


def export(
    *rows: dict[str, str], delimiter: str = ",", columns: tuple[str, ...] = COLUMNS
) -> bytes:
    page = io.StringIO()
    writer = csv.DictWriter(page, columns, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return page.getvalue().encode("utf-8-sig")
