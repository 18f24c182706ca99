"""`make lock`: write both locks from pyproject.toml: versions and hashes, no address."""

import os
import subprocess
import tempfile
import venv
from pathlib import Path

from tools.environment import DEVELOPMENT, PRODUCTION
from tools.terminal import ROOT, say, stop

GROUPS = {PRODUCTION: (), DEVELOPMENT: ("test", "checks")}
# One lock for every Python from the oldest we support and for every kind of processor.
OPTIONS = [
    "--python-version=3.11",
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--quiet",
]


def main() -> None:
    """The lock of development holds the versions of production, so one `.venv` serves both."""
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    with tempfile.TemporaryDirectory(prefix="mmsp-lock-") as folder:
        uv = throw_away_uv(Path(folder))
        for lock, groups in GROUPS.items():
            chosen = [f"--group={group}" for group in groups]
            held = [f"--constraint={PRODUCTION}"] if lock != PRODUCTION else []
            files = ["pyproject.toml", *held, f"--output-file={lock}"]
            command = [str(uv), "pip", "compile", *OPTIONS, *upgrade, *chosen, *files]
            if subprocess.run(command, cwd=ROOT, check=False).returncode:
                stop(f"{lock} could not be written.")
            say(f"{lock} is written.")


def throw_away_uv(folder: Path) -> Path:
    """The resolver is needed here alone, so it never enters the project's own environment."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"]
    if subprocess.run(pip, check=False).returncode:
        stop("uv, which writes the locks, could not be installed.")
    return folder / "bin" / "uv"


if __name__ == "__main__":
    main()
