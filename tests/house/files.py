"""The files of the project: what git knows or would take, else what lies in the folder."""

import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "__pycache__"}


@cache
def every_file() -> tuple[str, ...]:
    """Paths relative to the root."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    names = done.stdout.split("\0") if done.returncode == 0 else walked()
    return tuple(sorted(name for name in names if name and (ROOT / name).is_file()))


def walked() -> list[str]:
    """For a copy without git, such as an unpacked archive."""
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
    return [str(path) for path in paths if not NOT_OURS & set(path.parts)]


def matching(*patterns: str, but: tuple[str, ...] = ()) -> list[str]:
    """Text files whose path fits one of the patterns, and none of those in `but`."""
    return [
        name
        for name in every_file()
        if any(fnmatch(name, pattern) for pattern in patterns)
        and not any(fnmatch(name, pattern) for pattern in but)
        and is_text(name)
    ]


def is_text(name: str) -> bool:
    """Pictures, fonts and Word samples hold zero bytes near their beginning."""
    return b"\0" not in (ROOT / name).read_bytes()[:8000]


def read(name: str) -> str:
    """The text of one file."""
    return (ROOT / name).read_text(encoding="utf-8")
