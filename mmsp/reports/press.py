"""The printing process: reads one job, writes one PDF, dies. Started by `pdf.py` in isolation.

It has an empty environment, no network and hard limits, because the text it sets was written by
many hands. Only the fonts of our own wheels and the assets of the job can be fetched.
"""

import gc
import inspect
import json
import logging
import os
import resource
import sys
from importlib.resources import files
from pathlib import Path
from time import process_time
from typing import Any

SANS = "asset:fonts/source-sans.ttf"
SANS_ITALIC = "asset:fonts/source-sans-italic.ttf"
CHINESE = "asset:fonts/noto-sans-sc.otf"
FONTS = {
    SANS: ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf"),
    SANS_ITALIC: ("fontpkg_source_sans_3", "files/SourceSans3-Italic[wght].ttf"),
    CHINESE: ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
}
FONT_FACES = f"""
@font-face {{ font-family: "Paper Sans"; src: url({SANS}); font-weight: 200 900 }}
@font-face {{ font-family: "Paper Sans"; src: url({SANS_ITALIC}); font-weight: 200 900; font-style: italic }}
@font-face {{ font-family: "Paper Chinese"; src: url({CHINESE}) }}
"""
# No folder of the machine: a paper looks the same wherever it is printed.
FONTCONFIG = "<fontconfig><cachedir>{}</cachedir></fontconfig>"
TOO_BIG = 4


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
    """Everything this paper may fetch: our fonts and the job's own assets (in hex), by address."""
    shelf = {url: (files(package) / name).read_bytes() for url, (package, name) in FONTS.items()}
    return shelf | {url: bytes.fromhex(body) for url, body in assets.items()}


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


def keep_notes_with_their_calls() -> None:
    """Takes back one choice of WeasyPrint 70: to save an orphan line it moves the page's notes on.

    Raises RuntimeError when another version has other words there: then this needs a new look.
    """
    from weasyprint.layout import block

    choice = "report = not context.in_column and can_break_now and not could_break_before"
    source = inspect.getsource(block._linebox_layout)
    if choice not in source:
        raise RuntimeError("WeasyPrint lays out footnotes differently now")
    exec(source.replace(choice, "report = False"), vars(block))  # noqa: S102


def print_job(job: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """The PDF and what is to be said about it: pages, CPU seconds a stage, refused addresses."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    keep_notes_with_their_calls()
    refused: list[str] = []
    fetcher, fonts = closed_fetcher(shelf_of(job["assets"]), refused), FontConfiguration()
    started = process_time()
    # One fetcher and one font configuration for both: a sheet without them would use open ones.
    sheet = CSS(string=FONT_FACES + job["css"], url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=job["html"], url_fetcher=fetcher)
    document = page.render(stylesheets=[sheet], font_config=fonts)
    laid_out = process_time()
    pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf, {
        "pages": len(document.pages),
        "layout_seconds": laid_out - started,
        "write_seconds": process_time() - laid_out,
        "refused": sorted(set(refused)),
    }


def main() -> int:
    """Job as JSON on stdin; the PDF to stdout, one JSON line about it to stderr."""
    job = json.load(sys.stdin)
    limit(job["cpu_seconds"], job["memory_bytes"])
    own_fonts_only(Path(job["folder"]))
    gc.disable()
    logging.disable(logging.CRITICAL)
    try:
        pdf, about = print_job(job)
    except (RecursionError, MemoryError):
        return TOO_BIG
    sys.stdout.buffer.write(pdf)
    sys.stdout.buffer.flush()
    sys.stderr.write(json.dumps(about) + "\n")
    return 0


if __name__ == "__main__":
    status = main()
    # The process dies at once: taking a million boxes apart politely costs seconds.
    sys.stderr.flush()
    os._exit(status)
