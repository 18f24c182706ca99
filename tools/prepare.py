"""What the demonstration needs before it can be served; runs inside the virtual environment."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tools.environment import PRODUCTION
from tools.terminal import ROOT, say, stop


def main() -> None:
    """Bring database and static files up to date; each step costs little when nothing changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mmsp.settings")
    try:
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        collect_static()
        call_command("load_demo")
    except OperationalError as error:
        stop(f"The database does not answer: {str(error).strip()}")
    except (ImproperlyConfigured, CommandError) as error:
        stop(str(error))


def collect_static() -> None:
    """Collect only when a file of ours or the locked packages changed since the last time."""
    from django.conf import settings

    stamp = Path(settings.VAR_DIR) / "static.sha256"
    wanted = fingerprint([ROOT / PRODUCTION, *files_below(settings.STATICFILES_DIRS)])
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    say("Collecting static files ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def files_below(folders: Iterable[str | Path]) -> list[Path]:
    """Every file in these folders, always in the same order."""
    return sorted(path for folder in folders for path in Path(folder).rglob("*") if path.is_file())


def fingerprint(paths: Iterable[Path]) -> str:
    """Changes with any name or content."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


if __name__ == "__main__":
    main()
