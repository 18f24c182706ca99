"""A private PostgreSQL for one run, in a temporary folder, gone without trace afterwards."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import machine

NAME = "mmsp"
# Lost with the folder anyway: nothing of a throw-away database needs to reach the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
}
SERVER = machine.Need("postgresql", lambda: binaries() is not None)


def binaries() -> Path | None:
    """The folder of the newest `initdb` on this machine; Debian keeps it off the PATH."""
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found += [path.parent for path in sorted(debian, key=version, reverse=True)]
    return next((folder for folder in found if (folder / "pg_ctl").exists()), None)


def version(initdb: Path) -> float:
    """15 for /usr/lib/postgresql/15/bin/initdb."""
    try:
        return float(initdb.parent.parent.name)
    except ValueError:
        return 0


@contextmanager
def throw_away() -> Iterator[str]:
    """The DATABASE_URL of a fresh server, which stops and disappears at the end of the block."""
    if (folder := binaries()) is None:
        raise FileNotFoundError("This machine has no initdb.")
    password, port = secrets.token_hex(16), free_port()
    with tempfile.TemporaryDirectory(prefix="mmsp-pg-") as home:
        # PostgreSQL refuses to run as root, so there it runs as the user its package made.
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        Path(home, "password").write_text(password)
        if as_user:
            shutil.chown(home, "postgres")
            shutil.chown(Path(home, "password"), "postgres")
        control = [*as_user, str(folder / "pg_ctl"), "-D", f"{home}/data", "-s", "-w"]
        run([*as_user, str(folder / "initdb"), *initdb_options(home)], home)
        run([*control, "-l", f"{home}/log", "-o", server_options(home, port), "start"], home)
        try:
            yield f"postgres://{NAME}:{password}@127.0.0.1:{port}/postgres"
        finally:
            run([*control, "-m", "immediate", "stop"], home)


def initdb_options(home: str) -> list[str]:
    """A password even on loopback: other people may share the machine."""
    access = ["-U", NAME, "-A", "scram-sha-256", f"--pwfile={home}/password"]
    return ["-D", f"{home}/data", *access, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]


def server_options(home: str, port: int) -> str:
    """Options in the single string that pg_ctl hands to the server."""
    settings = {**SETTINGS, "port": str(port), "unix_socket_directories": home}
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(command: list[str], home: str) -> None:
    """Started inside its own folder: user postgres may not be able to enter ours."""
    done = subprocess.run(
        command, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        log = Path(home, "log")
        details = log.read_text() if log.exists() else ""
        raise RuntimeError(f"PostgreSQL did not obey: {done.stderr or done.stdout}{details}")
