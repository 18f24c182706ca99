"""HTML to PDF. Knows no model and imports no app: it has `press.py` print in a process of its own."""

import json
import logging
import re
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.utils.translation import gettext_noop

from mmsp.reports import pictures, refusals, warm
from mmsp.reports.archive import Attachment, Variant, claiming
from mmsp.reports.press import TOO_BIG
from mmsp.reports.slots import WAIT_SECONDS, PressBusy, working
from mmsp.reports.survey import Place, heaviest, place_of, survey
from mmsp.reports.warm import Ended, Patience, Progress

logger = logging.getLogger(__name__)
PRESS = Path(__file__).with_name("press.py")
# With the edition of what the press changes of it: what was printed before is printed again.
RENDERER = f"weasyprint {version('weasyprint')}, 3"

# What a reader is told of where nobody knows more.
UNTOLD = gettext_noop("The printer could not set this paper.")
# What `press.py` says on stderr of the address at which it gave up.
NOT_FETCHED = re.compile(r"^\S*URLFetchingError: ValueError: Not on the shelf: (\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one paper may cost; `cells` are the table cells of the whole paper, `columns` those of a row."""

    wall_seconds: float = 240
    cpu_seconds: int = 200
    memory_bytes: int = 3 * 2**30
    cells: int = 16_000
    columns: int = 200
    depth: int = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """The bytes and what the press noticed; seconds are CPU seconds of the press."""

    pdf: bytes
    pages: int
    layout_seconds: float
    write_seconds: float
    refused: tuple[str, ...] = ()


class PrintRefused(Exception):
    """No PDF: a sentence for the reader, as `gettext_noop` marks it, with what it names, and the place in
    the paper it concerns ("" if none): its heading, and the name of the element there."""

    def __init__(
        self, sentence: str, place: Place | str = "", named: refusals.Named | None = None
    ) -> None:
        super().__init__(sentence, place)
        self.marked, self.named, self.heading = sentence, dict(named or {}), str(place)
        self.anchor = place.anchor if isinstance(place, Place) else ""

    @property
    def sentence(self) -> str:
        return refusals.told(self.marked, self.named)

    @property
    def place(self) -> str:
        return refusals.placed(self.heading)

    def __str__(self) -> str:
        return f"{self.sentence} ({self.place})" if self.place else self.sentence


class PrintCancelled(Exception):
    """Nobody wants the paper any more."""


def write(
    html: str,
    *,
    css: str,
    assets: Mapping[str, bytes] | None = None,
    variant: Variant = Variant.READING,
    attachments: Sequence[Attachment] = (),
    limits: Limits | None = None,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    is_cancelled: Callable[[], bool] = lambda: False,
    wait_seconds: float = WAIT_SECONDS,
) -> Printed:
    """Prints one complete HTML document. `assets` maps `asset:` addresses to bytes; only an archive
    copy takes `attachments`.

    Raises PrintRefused when the paper is too big, nested too deeply, or costs too much; PressBusy when
    others print for `wait_seconds`; PrintCancelled when `is_cancelled`, asked now and then, says so.
    """
    limits = limits or Limits()
    refuse_excess(html, limits)
    for address, sentence, named in pictures.unfit(assets or {}):
        raise PrintRefused(sentence, place_of(html, address), named)
    job = {
        "html": html,
        "css": css,
        "assets": {url: body.hex() for url, body in claiming(variant, assets or {}).items()},
        "variant": variant,
        "attachments": [each.as_job() for each in attachments],
        "cpu_seconds": limits.cpu_seconds,
        "memory_bytes": limits.memory_bytes,
    }
    try:
        with working(wait_seconds, is_cancelled):
            ended = run(job, Patience(limits.wall_seconds, on_progress, is_cancelled))
    except PressBusy:
        if is_cancelled():
            raise PrintCancelled from None
        raise
    if ended.is_cancelled:
        raise PrintCancelled
    if ended.status or not ended.pdf:
        raise explained(ended.status, ended.said, html)
    about = json.loads(ended.about)
    return Printed(ended.pdf, **{**about, "refused": tuple(about["refused"])})


def refuse_excess(html: str, limits: Limits) -> None:
    """Raises PrintRefused with the place where a limit was passed."""
    found = survey(html, cells=limits.cells, columns=limits.columns, depth=limits.depth)
    if found.too_many:
        said = gettext_noop(
            "The tables of this paper have more than %(most)s cells. Use the sheet instead."
        )
        raise PrintRefused(said, found.too_many, {"most": limits.cells})
    if found.too_wide:
        said = gettext_noop(
            "A table has more than %(most)s columns, for which no page is wide enough."
        )
        raise PrintRefused(said, found.too_wide, {"most": limits.columns})
    if found.too_deep:
        said = gettext_noop("The text is nested too deeply to be set on paper.")
        raise PrintRefused(said, found.too_deep)


def require_whole(html: str, printed: Printed) -> None:
    """Raises PrintRefused where a paper asked for something that papers may not fetch, and is incomplete."""
    for address in printed.refused:
        raise not_fetched(html, address)


def not_fetched(html: str, address: str) -> PrintRefused:
    said = gettext_noop("This paper asks for %(address)s, which papers may not fetch. Take it out.")
    return PrintRefused(said, place_of(html, address), {"address": address[:200]})


def too_large(html: str) -> PrintRefused:
    said = gettext_noop("This paper is too large to be printed in one piece.")
    return PrintRefused(said, heaviest(html))


def run(job: Mapping[str, object], patience: Patience) -> Ended:
    """Has a press do the job; its whole process group is killed when time is up."""
    return warm.do(PRESS, job, patience)


def explained(status: int, said: str, html: str) -> PrintRefused:
    """What the status of a failed press means to a reader; its own words go to the log."""
    logger.warning("The press stopped with status %s: %s", status, said[-2000:])
    if status in (TOO_BIG, -signal.SIGXCPU, -signal.SIGKILL):
        return too_large(html)
    if refused := NOT_FETCHED.search(said):
        return not_fetched(html, refused[1])
    return PrintRefused(UNTOLD)
