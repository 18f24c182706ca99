"""`make test`: everything on SQLite, what a database can change on PostgreSQL as well, the browser, and
an account of what was not run."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tools import environment, machine, postgres
from tools.terminal import ROOT, say

# Set for every run, so that neither a shell nor a .env file changes what the tests see.
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "mmsp.settings",
    "PYTHONDONTWRITEBYTECODE": "",  # each worker and each press would compile everything anew
    "SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 4,
    "DEBUG": "false",
    "HTTPS": "false",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
    "CSRF_TRUSTED_ORIGINS": "",
    "SITE_URL": "http://127.0.0.1:8000",
    "TIME_ZONE": "Europe/Brussels",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
}
CORES = len(os.sched_getaffinity(0))
NOTHING_COLLECTED = 5
PICTURES = "Looking at pages of the PDF"
POSTGRES = "The suite on PostgreSQL"
BROWSER = "The browser tests"


@dataclass(frozen=True)
class Phase:
    """One run of pytest over a part of the tests."""

    title: str
    arguments: list[str]
    settings: dict[str, str]


@dataclass
class Account:
    """What ran, with pytest's closing lines, and what did not, with the reasons."""

    ran: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    failed: bool = False

    def add(self, phase: Phase, closing: str, code: int) -> None:
        """Take in the end of one phase; a phase without a single test is a failure too."""
        self.counts += counted(closing)
        self.failed |= code != 0
        result = "no test was found" if code == NOTHING_COLLECTED else closing.strip("= \n")
        self.ran.append(f"{phase.title}: {result or f'pytest ended with code {code}'}")

    def text(self, seconds: float) -> str:
        """The summary; its last line has pytest's own form and counts all phases together."""
        names = ("failed", "passed", "skipped", "xfailed", "xpassed", "warnings", "errors")
        parts = [f"{self.counts[name]} {name}" for name in names if self.counts[name]]
        left_out = self.left_out or ["nothing"]
        lines = ["", "What ran", *(f"  {line}" for line in self.ran)]
        lines += ["What could not run on this machine", *(f"  {line}" for line in left_out)]
        verdict = "At least one part failed." if self.failed else "Everything that ran passed."
        total = f" {', '.join(parts) or 'no tests ran'} in {seconds:.2f}s "
        return "\n".join([*lines, verdict, total.center(80, "=")])


def main() -> int:
    """Run every phase that can run, even after a failure; 0 only if none failed."""
    started, account = time.monotonic(), Account()
    # An ended terminal or a cancelled CI job unwinds the blocks below, which stop the database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    machine.require([machine.VENV, *machine.PAPER], "The tests")
    environment.install(environment.DEVELOPMENT)
    lacking = what_is_missing()
    account.left_out = list(lacking.values())
    with tempfile.TemporaryDirectory(prefix="mmsp-test-") as var:
        for phase in phases(var, lacking):
            account.add(phase, *run(phase))
    say(account.text(time.monotonic() - started))
    return int(account.failed)


def what_is_missing() -> dict[str, str]:
    """Parts that cannot run, each with its reason, after everything that may be was installed."""
    needs = {PICTURES: [machine.PDF_TO_PICTURES], BROWSER: machine.BROWSER}
    if not os.environ.get("TEST_DATABASE_URL"):
        needs[POSTGRES] = [postgres.SERVER]
    reasons = {part: machine.obtain(packages, part) for part, packages in needs.items()}
    return {part: reason for part, reason in reasons.items() if reason}


def phases(var: str, lacking: Container[str]) -> Iterator[Phase]:
    """The suite on SQLite, the suite on PostgreSQL, then the browser."""
    base = SETTINGS | {"VAR_DIR": var}
    spread = ["-n", str(CORES), "--dist=worksteal"]
    sqlite = base | {"DATABASE_URL": f"sqlite:///{var}/test.sqlite3"}
    yield Phase("suite on SQLite", ["-m", "not browser", *spread], sqlite)
    if POSTGRES not in lacking:
        with database() as url:
            chosen = ["-m", "not browser and not once", *spread]
            yield Phase("suite on PostgreSQL", chosen, base | {"DATABASE_URL": url})
    if BROWSER not in lacking:
        browser = sqlite | {"CHROMIUM": machine.chromium()}
        # What passes only the second time is told apart in the closing line, as "rerun".
        chosen = ["-m", "browser", "-n", str(min(2, CORES)), "--reruns", "1"]
        yield Phase("browser tests", chosen, browser)


@contextmanager
def database() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that was given, or a private one."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with postgres.throw_away() as url:
        yield url


def run(phase: Phase) -> tuple[str, int]:
    """Show pytest's output as it comes; returns its closing line and its exit code."""
    say(f"\n--- {phase.title} " + "-" * (75 - len(phase.title)))
    command = [str(environment.PYTHON), "-m", "pytest", *phase.arguments]
    closing = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | phase.settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            closing = line if re.match(r"=+ .* in [\d.]+s", line) else closing
    return closing, process.returncode


def counted(closing: str) -> Counter[str]:
    """`== 2 failed, 1 error in 3.1s ==` as a counter with the plural as the name."""
    found = re.findall(r"(\d+) (failed|passed|skipped|xfailed|xpassed|warning|error)", closing)
    plural = {"warning": "warnings", "error": "errors"}
    return Counter({plural.get(name, name): int(number) for number, name in found})


if __name__ == "__main__":
    raise SystemExit(main())
