"""Prints one job in a child of a warm press of its own, and prints what that took, as JSON.

Run in a process of its own: the memory of whoever asks would be counted otherwise.
"""

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from mmsp.reports import press
from mmsp.reports.archive import Variant, claiming
from mmsp.reports.html import Paper
from mmsp.reports.warm import REPEATABLE


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of the processor; memory in MiB, at its peak and before."""

    wall: float
    cpu: float
    pages: int
    peak: float
    before: float


def printed(paper: Paper, *, as_is: bool = False) -> tuple[Took, bytes]:
    """`as_is` leaves the collector of rubbish on, as Python and WeasyPrint do."""
    assets = claiming(Variant.READING, paper.assets)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        job = {
            "html": paper.document,
            "css": paper.css,
            "assets": {url: body.hex() for url, body in assets.items()},
            "variant": Variant.READING,
            "attachments": [],
            "as_is": as_is,
        }
        Path(folder, "job").write_text(json.dumps(job))
        done = subprocess.run(
            [sys.executable, "-m", "tests.load.alone", folder],
            env={**os.environ, **REPEATABLE, "TMPDIR": folder},
            check=True,
            capture_output=True,
        )
        return Took(**json.loads(done.stdout)), Path(folder, "pdf").read_bytes()


def main(folder: Path) -> None:
    press.own_fonts_only(folder)
    press.warm_up()
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.write(writing, json.dumps(asdict(_print(folder))).encode())
        os._exit(0)
    os.waitpid(child, 0)
    sys.stdout.write(os.read(reading, 4096).decode())


def _print(folder: Path) -> Took:
    job = json.loads(Path(folder, "job").read_text())
    if job["as_is"]:
        gc.unfreeze()
        gc.enable()
    before, started = _peak(), time.monotonic()
    body, about = press.print_job(job)
    wall = time.monotonic() - started
    Path(folder, "pdf").write_bytes(body)
    cpu = about["layout_seconds"] + about["write_seconds"]
    return Took(wall, cpu, about["pages"], _peak(), before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
