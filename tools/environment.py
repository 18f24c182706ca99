"""The virtual environment: made once, filled again only when a lock changed."""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

from tools import machine
from tools.terminal import ROOT, say, stop

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PRODUCTION = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"


def install(lock: str) -> None:
    """Bring `.venv` to the state of this lock; with an unchanged lock this takes no time."""
    machine.require([machine.VENV], "A virtual environment")
    if not is_alive():
        say("Making the virtual environment .venv ...")
        venv.create(VENV, with_pip=True, clear=True, symlinks=True)
    stamp, wanted = VENV / f"{lock}.sha256", fingerprint(ROOT / lock)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Installing the packages of {lock}; the first time this may take some minutes ...")
    if subprocess.run(pip_command(lock), check=False).returncode:
        stop(f"The packages of {lock} could not be installed; pip says why above.")
    stamp.write_text(wanted)


def is_alive() -> bool:
    """Whether the environment runs, on the Python that is asking."""
    ask = [str(PYTHON), "-c", "import sys, pip; print(sys.version_info[:2])"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == str(sys.version_info[:2])


def fingerprint(path: Path) -> str:
    """Equal for equal content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pip_command(lock: str) -> list[str]:
    """Wheels only: a source package would run its own code and want a compiler."""
    options = ["--require-hashes", "--only-binary", ":all:", "--no-input"]
    quiet = ["--quiet", "--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    return [str(PYTHON), "-m", "pip", "install", *options, *quiet, "-r", str(ROOT / lock)]


if __name__ == "__main__":
    machine.require([machine.VENV, *machine.PAPER], "The application")
    install(DEVELOPMENT)
    say("Ready: .venv holds the application and the tools for tests and checks.")
