"""What the machine must offer beside Python, and how to get it from Debian's packages."""

import ctypes
import functools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from sys import version_info

from tools.terminal import say, stop

LIBERATION_SANS = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")


@dataclass(frozen=True)
class Need:
    """Something outside `.venv`: its package in Debian, and how to tell that it is there."""

    package: str
    is_met: Callable[[], bool]


def loads(library: str) -> bool:
    """Whether the dynamic linker finds the library: the only proof that WeasyPrint will."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def program(*names: str) -> str:
    """The path of the first of these programs that is installed, or an empty string."""
    return next((path for path in map(shutil.which, names) if path), "")


def chromium() -> str:
    """The browser of the browser tests; Playwright's own download is never used."""
    return program("chromium", "chromium-browser", "google-chrome")


VENV = Need(
    f"python{version_info.major}.{version_info.minor}-venv",
    lambda: find_spec("ensurepip") is not None,
)
PAPER = (
    Need("libpango-1.0-0", functools.partial(loads, "libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", functools.partial(loads, "libpangoft2-1.0.so.0")),
    # Without it fonts are cut in Python: the Chinese one then takes longer than the report.
    Need("libharfbuzz-subset0", functools.partial(loads, "libharfbuzz-subset.so.0")),
    # The widths of Arial, which the house style of the Commission asks for.
    Need("fonts-liberation", LIBERATION_SANS.is_file),
)
BROWSER = (
    Need("chromium", lambda: bool(chromium())),
    # Playwright brings a program of its own that steers the browser and wants this library.
    Need("libatomic1", functools.partial(loads, "libatomic.so.1")),
)
PDF_TO_PICTURES = Need("poppler-utils", lambda: bool(program("pdftoppm")))


def require(needs: Iterable[Need], why: str) -> None:
    """Install what is missing, or stop with the command that would."""
    if reason := obtain(needs, why):
        stop(reason)


def obtain(needs: Iterable[Need], why: str) -> str:
    """Install what is missing; the answer is empty, or a sentence that says what is left to do."""
    missing = [need for need in needs if not need.is_met()]
    if not missing:
        return ""
    packages = [need.package for need in missing]
    by_hand = f"sudo apt-get install {' '.join(packages)}"
    prefix = apt_prefix()
    if prefix is None:
        return f"{why} needs {', '.join(packages)}. Run: {by_hand}"
    say(f"Installing {', '.join(packages)} ({why}) ...")
    if apt_install(prefix, packages) and all(need.is_met() for need in missing):
        return ""
    return f"{why} needs {', '.join(packages)}, and apt could not install them. Try: {by_hand}"


def apt_prefix() -> list[str] | None:
    """What stands before `apt-get`: nothing as root, else sudo; None where we may not install."""
    if os.environ.get("NO_APT") or not program("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    asks_nothing = program("sudo") and succeeds(["sudo", "-n", "true"])
    return ["sudo", "-n"] if asks_nothing else None


def apt_install(prefix: list[str], packages: list[str]) -> bool:
    """Try with the package lists as they are, then once more with fresh ones."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    return succeeds(install) or (succeeds([*apt, "update"]) and succeeds(install, quiet=False))


def succeeds(command: list[str], *, quiet: bool = True) -> bool:
    """Whether the command ends well; its output is shown only when asked for."""
    sink = subprocess.DEVNULL if quiet else None
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, check=False)
    return done.returncode == 0
