"""`make check`: everything that can be said about the code without running its tests."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.suite import SETTINGS
from tools.terminal import ROOT, say

BIN = Path(sys.executable).parent
PYTHON = sys.executable
# Those that read files alone; the others are part of `make test`.
HOUSE_RULES = [
    f"tests/house/test_{of}.py" for of in ("files", "packages", "documents", "templates")
]
CHECKS = {
    "ruff: faults and order": ["ruff", "check", "."],
    "ruff: format": ["ruff", "format", "--check", "."],
    "djlint: templates": ["djlint", "templates", "--lint", "--quiet"],
    "mypy: types": ["mypy"],
    "import-linter: floors": ["lint-imports", "--no-cache"],
    "migrations are written": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment settings": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "house rules": ["pytest", "-q", *HOUSE_RULES],
}
# As a real installation would be set up behind https.
PRODUCTION = SETTINGS | {
    "HTTPS": "true",
    "ALLOWED_HOSTS": "mmsp.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://mmsp.example.org",
    "SITE_URL": "https://mmsp.example.org",
}


def main() -> int:
    """Run all checks, show the output of those that fail, and name them at the end."""
    with tempfile.TemporaryDirectory(prefix="mmsp-check-") as var:
        failed = [title for title, command in CHECKS.items() if not passes(title, command, var)]
    say(f"\nFailed: {', '.join(failed)}" if failed else f"\nAll {len(CHECKS)} checks passed.")
    return int(bool(failed))


def passes(title: str, command: list[str], var: str) -> bool:
    """Whether one check is content."""
    settings = SETTINGS if title == "house rules" else PRODUCTION
    done = subprocess.run(
        executable(command),
        cwd=ROOT,
        env=os.environ | settings | {"VAR_DIR": var, "DATABASE_URL": f"sqlite:///{var}/db.sqlite3"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    say(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {title}")
    if done.returncode:
        say(done.stdout)
    return done.returncode == 0


def executable(command: list[str]) -> list[str]:
    """Always the tools of our own environment, whatever else is on the PATH."""
    name, *arguments = command
    if name == "manage.py":
        return [PYTHON, name, *arguments]
    return [str(BIN / name), *arguments]


if __name__ == "__main__":
    raise SystemExit(main())
