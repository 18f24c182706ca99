"""The press: loads the library and our fonts once, then forks a child for each job. Started by `warm.py`
in isolation.

A child has an empty environment, no network and hard limits, because the text it sets was written by
many hands; it prints one paper and dies, so that nothing of one job reaches the next. Only the fonts of
our own wheels and the assets of the job can be fetched.
"""

import ctypes
import functools
import gc
import io
import json
import logging
import mimetypes
import os
import resource
import runpy
import select
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from time import process_time
from typing import Any

SANS = "asset:fonts/source-sans.ttf"
SANS_ITALIC = "asset:fonts/source-sans-italic.ttf"
CHINESE = "asset:fonts/noto-sans-sc.otf"
HEBREW = "asset:fonts/assistant.ttf"
ARABIC = "asset:fonts/cairo.ttf"
FONTS = {
    SANS: ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf"),
    SANS_ITALIC: ("fontpkg_source_sans_3", "files/SourceSans3-Italic[wght].ttf"),
    CHINESE: ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
    HEBREW: ("fontpkg_assistant", "files/Assistant[wght].ttf"),
    ARABIC: ("fontpkg_cairo", "files/Cairo[slnt,wght].ttf"),
}
# The widths of Arial, from Debian's fonts-liberation; a paper that asks for it does without where it is
# not installed (`houses.py`). Never looked for anywhere else.
LIBERATION = Path("/usr/share/fonts/truetype/liberation")
ARIAL = {
    f"asset:fonts/arial-{style.lower()}.ttf": LIBERATION / f"LiberationSans-{style}.ttf"
    for style in ("Regular", "Bold", "Italic", "BoldItalic")
}
FONT_FACES = f"""
@font-face {{ font-family: "Paper Sans"; src: url({SANS}); font-weight: 200 900 }}
@font-face {{ font-family: "Paper Sans"; src: url({SANS_ITALIC}); font-weight: 200 900; font-style: italic }}
@font-face {{ font-family: "Paper Chinese"; src: url({CHINESE}) }}
@font-face {{ font-family: "Paper Hebrew"; src: url({HEBREW}); font-weight: 200 800 }}
@font-face {{ font-family: "Paper Arabic"; src: url({ARABIC}); font-weight: 200 1000 }}
"""
# No folder of the machine: a paper looks the same wherever it is printed. What names no typeface that is
# here, or lacks a letter, is set in the Latin one first, and in the others where that has no such letter.
FONTCONFIG = """<fontconfig><cachedir>{}</cachedir><match target="pattern">
<edit name="family" mode="append_last" binding="strong"><string>Paper Sans</string></edit>
</match></fontconfig>"""
TOO_BIG = 4
# After so long without a job the press goes; the next one starts another.
IDLE_SECONDS = 180
DIE_WITH_PARENT = 1
LETTERS = "".join(map(chr, (*range(32, 60), *range(64, 127), *range(192, 256))))
# Loads what is only loaded when there is a text to set: letters, hyphens, tables, notes.
WARM_UP = f"""<!doctype html><html lang="en"><title>t</title><style>p {{ hyphens: auto }}
div, i, strong {{ font: 400 11pt "Paper Sans" }} strong {{ font-weight: 600 }} i {{ font-style: italic }}
b {{ float: footnote }}</style><h1>t</h1>
<div>{LETTERS}–—‘’“”…·• <strong>{LETTERS}–’</strong> <i>{LETTERS}</i></div><p>Recommendations<b>n</b>
<p lang="fr">Recommandations
<table><tr><th scope="col">t</th></tr></table></html>"""
# The languages of most papers; the hyphens of another are read by each paper for itself.
HYPHENATED = ("en_GB", "fr")
# What we do otherwise than WeasyPrint, by the file where it is told.
OWN_WAYS = {
    "quicker.py": ("pin_weights", "remember_pages"),
    "linework.py": (
        "keep_notes_with_their_calls", "fill_lines_to_a_space", "begin_rows_with_every_cell",
    ),
}  # fmt: skip
# Where a paper brings what registries are told of it, instead of the words of WeasyPrint.
PACKET = "asset:packet.xml"


def limit(cpu_seconds: int, memory_bytes: int) -> None:
    """Sets limits this process cannot lift again; files may grow to 64 MB (unpacked fonts)."""
    for what, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 64 * 2**20),
        (resource.RLIMIT_NOFILE, 128),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def own_fonts_only(folder: Path) -> None:
    """Hides the machine's fonts from this process; must run before WeasyPrint is imported."""
    path = folder / "fonts.conf"
    path.write_text(FONTCONFIG.format(folder / "fontconfig"))
    os.environ["FONTCONFIG_FILE"] = str(path)


def shelf_of(assets: dict[str, str]) -> dict[str, bytes]:
    """Everything this paper may fetch: the widths of Arial and the job's own assets (in hex), by
    address."""
    arial = {url: path.read_bytes() for url, path in ARIAL.items() if path.is_file()}
    return arial | {url: bytes.fromhex(body) for url, body in assets.items()}


@functools.cache
def our_fonts() -> Any:
    """Our typefaces as every paper has them; loaded once, before the first child is forked."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    shelf = {url: (files(package) / name).read_bytes() for url, (package, name) in FONTS.items()}
    fonts = FontConfiguration()
    CSS(string=FONT_FACES, url_fetcher=closed_fetcher(shelf, []), font_config=fonts)
    # What a paper brings goes to the folder of its job.
    fonts._folder = None
    return fonts


def closed_fetcher(shelf: dict[str, bytes], refused: list[str]) -> Any:
    """A fetcher that hands out what is on the shelf and notes down every other wish."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url in shelf:
                return URLFetcherResponse(url, shelf[url])
            refused.append(url[:200])
            raise ValueError(f"Not on the shelf: {url}")

    return ClosedFetcher(allowed_protocols=(), allow_redirects=False)


def mend_tables(document: Any, pdf: Any) -> None:
    """Makes the tags of each part of a table that is on a page a table of its own, as wide in every row."""
    from weasyprint.formatting_structure.boxes import TableBox

    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, TableBox):
                rows = [row for group in box.children for row in group.children]
                cells = [[each for each in row.children if hasattr(each, "mark")] for row in rows]
                for each in (cell for row in cells for cell in row):
                    scope_head(each)
                fill_rows(cells, pdf)


def scope_head(cell: Any) -> None:
    """Says of a head whether it heads its row or its column. WeasyPrint 70 names heads in their cells
    instead, by names that a table over several pages has more than once."""
    tag = cell.mark
    tag.pop("ID", None)
    tag["A"].pop("Headers", None)
    if tag["S"] == "/TH":
        is_row = cell.element.get("scope") in ("row", "rowgroup")
        tag["A"]["Scope"] = "/Row" if is_row else "/Column"


def fill_rows(rows: list[list[Any]], pdf: Any) -> None:
    """Ends a cell over several rows with the page, and has an empty one take its place on the next."""
    width = max((cell.grid_x + cell.colspan for row in rows for cell in row), default=0)
    taken: dict[int, set[int]] = {}
    for at, row in enumerate(rows):
        for cell in row:
            columns = range(cell.grid_x, cell.grid_x + cell.colspan)
            last = min(at + cell.rowspan, len(rows))
            for below in range(at, last):
                taken.setdefault(below, set()).update(columns)
            if cell.rowspan > last - at:
                cell.mark["A"]["RowSpan"] = last - at
        if not row:
            continue
        parent = pdf.objects[int(row[0].mark["P"].split()[0])]
        for column in sorted(set(range(width)) - taken.get(at, set())):
            before = sum(cell.grid_x < column for cell in row)
            parent["K"].insert(before, empty_cell(row[0].mark, pdf))


def empty_cell(beside: Any, pdf: Any) -> bytes:
    tag = beside.__class__({"Type": "/StructElem", "S": "/TD", "K": [], "P": beside["P"]})
    tag["K"], tag["A"] = beside["K"].__class__(), beside["A"].__class__({"O": "/Table"})
    pdf.add_object(tag)
    reference: bytes = tag.reference
    return reference


def written(document: Any, job: dict[str, Any]) -> bytes:
    """The pages as a PDF of the variant that is asked for, with its attachments."""
    from weasyprint import Attachment

    def finish(document: Any, pdf: Any) -> None:
        mend_tables(document, pdf)
        if body := job["assets"].get(PACKET):
            packet = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
            packet.stream, packet.compress = [bytes.fromhex(body)], False
        if "AF" in pdf.catalog:  # WeasyPrint 70 names each attachment twice
            pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])

    attachments = []
    for each in job["attachments"]:
        mimetypes.add_type(each["kind"], Path(each["name"]).suffix)
        day = datetime.fromisoformat(each["day"])
        attachments.append(
            Attachment(
                file_obj=io.BytesIO(bytes.fromhex(each["body"])), name=each["name"],
                description=each["about"], relationship=each["relation"], created=day, modified=day,
            )
        )  # fmt: skip
    pdf: bytes = document.write_pdf(
        pdf_variant=job["variant"], attachments=attachments, finisher=finish
    )
    return pdf


def print_job(job: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """The PDF and what is to be said about it: pages, CPU seconds a stage, refused addresses."""
    from weasyprint import CSS, HTML

    refused: list[str] = []
    fetcher, fonts = closed_fetcher(shelf_of(job["assets"]), refused), our_fonts()
    started = process_time()
    # One fetcher and one font configuration for both: a sheet without them would use open ones.
    sheet = CSS(string=job["css"], url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=job["html"], url_fetcher=fetcher)
    document = page.render(stylesheets=[sheet], font_config=fonts)
    laid_out = process_time()
    pdf = written(document, job)
    return pdf, {
        "pages": len(document.pages),
        "layout_seconds": laid_out - started,
        "write_seconds": process_time() - laid_out,
        "refused": sorted(set(refused)),
    }


class TellHowFar(logging.Handler):
    """Keeps the last step of WeasyPrint in a file: its name, the page, and of how many if that is known."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT)
        self.step, self.page, self.most = "reading", 0, 0

    def emit(self, record: logging.LogRecord) -> None:
        said = str(record.msg)
        if "Repagination" in said:
            self.step, self.most = "numbering", self.page
        elif "Step 5" in said and isinstance(record.args, tuple):
            self.step = "setting" if self.step == "reading" else self.step
            self.page = int(str(record.args[0]))
        elif "Step 6" in said:
            self.step, self.most = "writing", self.page
        # Always as long as the last time, so that a reader finds no half of it.
        os.pwrite(self.file, f"{self.step:10}{self.page:10}{self.most:10}".encode(), 0)


def warm_up() -> None:
    """Everything that is the same for every paper."""
    from PIL import Image
    from weasyprint import HTML
    from weasyprint.text import line_break

    # By their files: the press is a program by itself, and finds no package of ours.
    for file, changes in OWN_WAYS.items():
        known = runpy.run_path(str(Path(__file__).with_name(file)))
        for change in changes:
            known[change]()
    Image.init()
    for language in HYPHENATED:
        line_break.pyphen.Pyphen(lang=language)
    logging.getLogger().setLevel(logging.CRITICAL + 1)
    HTML(string=WARM_UP, url_fetcher=closed_fetcher({}, [])).write_pdf(
        font_config=our_fonts(), pdf_variant="pdf/ua-1"
    )
    our_fonts().strut_layouts.clear()
    our_fonts().font_features.clear()
    gc.collect()
    gc.freeze()
    gc.disable()


def child(folder: Path) -> int:
    """Prints the job in `folder/job`: the PDF goes beside it, and what is to be said about it."""
    leave_the_parent(folder)
    job = json.loads((folder / "job").read_bytes())
    limit(job["cpu_seconds"], job["memory_bytes"])
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(TellHowFar(folder / "progress"))
    try:
        pdf, about = print_job(job)
    except (RecursionError, MemoryError):
        return TOO_BIG
    (folder / "pdf").write_bytes(pdf)
    (folder / "about").write_text(json.dumps(about))
    return 0


def leave_the_parent(folder: Path) -> None:
    """Its own process group, folder and mouth; it dies when the parent does."""
    os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(0, 1)
    os.dup2(os.open(folder / "said", os.O_WRONLY | os.O_CREAT), 2)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    os.chdir(folder)


def one_job(folder: Path) -> int:
    """The exit status of the child that did it, negative if killed: anything on stdin kills it, and so
    does its end."""
    alive, held_by_child = os.pipe()
    if (pid := os.fork()) == 0:
        with suppress(BaseException):
            os.close(alive)
            _die(_told(child, folder))
        _die(1)
    os.close(held_by_child)
    with suppress(OSError):
        os.setpgid(pid, pid)
    waiting = select.poll()
    waiting.register(alive, select.POLLIN)
    waiting.register(0, select.POLLIN)
    if any(descriptor == 0 for descriptor, _event in waiting.poll()):
        os.killpg(pid, signal.SIGKILL)
    os.close(alive)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _told(job: Any, folder: Path) -> int:
    """Its status; what went wrong is said to whoever reads stderr."""
    try:
        return int(job(folder))
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1


def _die(status: int) -> None:
    """At once: taking a million boxes apart politely costs seconds."""
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(status)


def main() -> int:
    """Says that it is ready; then a folder with a job a line on stdin, the status of its child a line on
    stdout. Goes when nobody holds the other end, or when nothing is asked for long."""
    folder = Path(os.environ["TMPDIR"])
    own_fonts_only(folder)
    warm_up()
    os.write(1, b"ready\n")
    waiting = select.poll()
    waiting.register(0, select.POLLIN)
    while waiting.poll(IDLE_SECONDS * 1000) and (said := os.read(0, 4096)):
        asked, *stop = said.decode().splitlines()
        if asked:
            status = -signal.SIGKILL if stop else one_job(Path(asked))
            os.write(1, b"%d\n" % status)
    return 0


if __name__ == "__main__":
    status = _told(lambda _folder: main(), Path())
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    _die(status)
