"""`make demo`: from a fresh clone to a served application with the demonstration data."""

import errno
import os
import socket
import subprocess

from tools import environment, machine
from tools.terminal import ROOT, say, stop

HOST = "127.0.0.1"
DATABASES = ("postgres://", "postgresql://", "sqlite://")


def main() -> None:
    """Prepare what is missing, then become the server."""
    port = wanted_port()
    refuse_taken(port)
    refuse_unknown_database(os.environ.get("DATABASE_URL", ""))
    machine.require([machine.VENV, *machine.PAPER], "The demonstration")
    environment.install(environment.PRODUCTION)
    address = f"http://{HOST}:{port}"
    variables = {**os.environ, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    variables.setdefault("SITE_URL", address)
    # The accounts and the address stay in sight; faults are still shown.
    variables.setdefault("LOG_LEVEL", "WARNING")
    prepare = [str(environment.PYTHON), "-m", "tools.prepare"]
    if subprocess.run(prepare, cwd=ROOT, env=variables, check=False).returncode:
        raise SystemExit(1)
    variables["READY_TEXT"] = f"\nServing on {address} - stop with Ctrl+C."
    serve = [str(environment.PYTHON), "-m", "gunicorn", "mmsp.wsgi"]
    say("Starting the server ...")
    os.chdir(ROOT)
    os.execve(serve[0], serve, variables)  # noqa: S606 - our own interpreter, no shell wanted


def wanted_port() -> int:
    """PORT from the environment or `make demo PORT=...`; 8000 otherwise."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        stop(f"PORT must be a number between 1 and 65535, not {text!r}.")
    return int(text)


def refuse_taken(port: int) -> None:
    """Find out before the long work, and name the way out."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                stop(f"Port {port} may only be opened by root. Try: make demo PORT=8000")
            stop(f"Port {port} is taken by another program. Try: make demo PORT={port % 65535 + 1}")


def refuse_unknown_database(url: str) -> None:
    """Empty means the embedded one; anything else must say what kind it is."""
    if url and not url.startswith(DATABASES):
        # The address itself stays unsaid: it may hold a password.
        stop(f"DATABASE_URL must begin with one of {', '.join(DATABASES)}.")


if __name__ == "__main__":
    main()
