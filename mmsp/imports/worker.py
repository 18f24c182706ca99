"""The reading process: takes a Word file or a sheet on stdin, says as JSON what it understood, dies.

Run by `sandbox.py`, never imported by it. It limits itself before it touches the file, has no
environment, no network where the machine allows, and no database.
"""

import json
import resource
import sys
import traceback
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.utils import translation

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 60
LARGEST_ANSWER = 40_000_000
LOCALE = Path(__file__).resolve().parent.parent.parent / "locale"


def limit() -> None:
    """Sets limits this process cannot lift again."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_ANSWER),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def speak(language: str) -> None:
    """Sets up translation alone: the sentences of a refusal are for a person."""
    settings.configure(USE_I18N=True, LANGUAGE_CODE="en-gb", LOCALE_PATHS=[LOCALE])
    django.setup()
    translation.activate(language)


def answer(data: bytes, what: str) -> dict[str, str]:
    """Either the report or matrix as JSON, or a sentence that says why there is none."""
    from mmsp.imports import guard, sheet, word

    readers: dict[str, Any] = {
        "report": word.parse, "matrix": word.parse_matrix, "xlsx": sheet.parse_workbook,
        "csv": sheet.parse_text,
    }  # fmt: skip
    kind = guard.EXCEL if what in ("xlsx", "csv") else guard.WORD
    try:
        return {"parsed": readers[what](data).to_json()}
    except guard.Refused as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": guard.too_heavy(kind)}
    except Exception:
        traceback.print_exc()
        return {"refused": guard.unreadable(kind)}


def main(what: str, language: str) -> None:
    limit()
    speak(language)
    said = json.dumps(answer(sys.stdin.buffer.read(), what), ensure_ascii=False)
    sys.stdout.buffer.write(said.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(*sys.argv[1:])
