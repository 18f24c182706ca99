"""Take the pictures of docs/guide/papers: pages of each paper of the demonstration, side by side.

`VAR_DIR=var/pictures python -m tests.paper_pictures`, where `VAR_DIR=var/pictures make demo` has been.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from tools.machine import program
from tools.terminal import ROOT, say

FOLDER = ROOT / "docs" / "guide" / "img" / "papers"
HEIGHT, GAP, MOST = 520, 14, 1400  # pixels: of a page, between pages, of the whole picture's width
FINAL, EX_POST = "mmsp-final-evaluation", "po-0105-ex-post-evaluation"
# By the name of the picture: what `export_report` is asked for, and the pages that are shown.
PAPERS: dict[str, tuple[list[list[str]], tuple[int, ...]]] = {
    "final-report": ([[FINAL]], (1, 2, 8)),
    "evaluation-brief": ([[FINAL, "--product", "evaluation-brief"]], (1, 2)),
    "response-matrix": (
        [
            [EX_POST, "--product", "response-matrix"],
            [EX_POST, "--product", "response-of-services"],
        ],
        (1,),
    ),
    "quality-grid": ([[FINAL, "--product", "quality-grid"]], (1, 2)),
    "comment-table": ([[FINAL, "--product", "comment-table"]], (1,)),
    "traceability": ([[FINAL, "--product", "traceability-annex"]], (1, 2)),
    "evaluation-matrix": ([[FINAL, "--product", "evaluation-matrix"]], (1, 2)),
    "next-phase": ([[FINAL, "--product", "next-phase"]], (1,)),
    "changes": ([[FINAL, "--product", "changes"]], (1,)),
    "follow-up": ([[EX_POST, "--product", "follow-up-status"]], (1, 2)),
    "workshop-report": ([["--activity", "MMSP/3"]], (1, 2, 3)),
    "project-factsheet": ([["--project", "MMSP"]], (1, 2)),
    "newsletter": ([["--newsletter", "MMSP/1"]], (1, 2, 3)),
}


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (asked, numbers) in PAPERS.items():
        with tempfile.TemporaryDirectory() as folder:
            pages = []
            for place, arguments in enumerate(asked):
                pdf = Path(folder, f"{place}.pdf")
                call_command("export_report", *arguments, output=pdf, verbosity=0)
                pages += [page_of(pdf, number) for number in numbers]
            save(side_by_side(pages), name)


def page_of(pdf: Path, number: int) -> Image.Image:
    """One page in the height of the picture, with a line around it; the last where there are fewer."""
    to_picture = [program("pdftoppm"), "-png", "-singlefile", "-scale-to-y", str(HEIGHT)]
    picture = pdf.with_suffix("")
    span = ["-scale-to-x", "-1", "-f", str(number), "-l", str(number)]
    subprocess.run([*to_picture, *span, pdf, picture], check=True)
    with Image.open(picture.with_suffix(".png")) as page:
        return ImageOps.expand(page.convert("RGB"), 1, "#b6bcc4")


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    picture = Image.new("RGB", (width, pages[0].height), "#ffffff")
    left = 0
    for page in pages:
        picture.paste(page, (left, 0))
        left += page.width + GAP
    return ImageOps.contain(picture, (MOST, HEIGHT)) if width > MOST else picture


def save(picture: Image.Image, name: str) -> None:
    """Few colours, so a small file."""
    target = FOLDER / f"{name}.png"
    picture.quantize(48, dither=Image.Dither.NONE).save(target, optimize=True)
    say(f"{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
