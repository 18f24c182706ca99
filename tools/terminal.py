"""Sentences for the person at the terminal."""

import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


def say(text: str) -> None:
    """Print at once, so that our lines and those of started programs keep their order."""
    print(text, flush=True)


def stop(text: str) -> NoReturn:
    """End with a sentence instead of a traceback."""
    print(f"\n{text}", file=sys.stderr, flush=True)
    raise SystemExit(1)
