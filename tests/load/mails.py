"""Many reminders, several workers, and a mail server in whose hands workers die.

The server is ours: it keeps what it accepts, and kills the worker it talks to when a mail begins, when a
mail was taken but not yet acknowledged, or at any moment in between. Dead workers are replaced.
"""

import json
import os
import random
import re
import signal
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.suite import SETTINGS
from tools.terminal import ROOT

PATIENCE = 600
LEASE = 5
QUIET = 2
# Where a worker dies: before its mail is taken, after it, or anywhere.
BEFORE, AFTER, ANYWHERE = "before", "after", "anywhere"
MESSAGE_ID = re.compile(r"^Message-ID:\s*(\S+)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Outcome:
    """What became of the reminders: mails nobody got, mails that came again, and with another
    Message-ID, and rows of the application that stand twice or never left."""

    missed: int
    repeated: int
    repeated_otherwise: int
    rows_twice: int
    rows_missing: int
    waiting: int
    kills: int


@dataclass
class Deaths:
    """Kills that are still to come, and which mail each waits for."""

    places: list[str]
    every: int
    done: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def is_due(self, place: str, taken: int) -> bool:
        """Whether the worker at this place has to die now; says so once a kill."""
        with self.lock:
            if self.done == len(self.places) or taken < self.every * (self.done + 1) - 1:
                return False
            if self.places[self.done] != place:
                return False
            self.done += 1
            return True


class Server(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as Django's backend does."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, deaths: Deaths) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.deaths, self.taken = deaths, list[tuple[str, str]]()


class Talk(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        with suppress(ConnectionError):  # whoever is killed hangs up
            self._say("220 ready")
            for line in self.rfile:
                if not self._answer(line.decode().strip()):
                    return

    def _answer(self, said: str) -> bool:
        """Whether the talk goes on."""
        verb = said[:4].upper()
        if verb in ("EHLO", "HELO"):
            self.worker = int(said.rpartition("-")[2])
        elif verb == "MAIL" and self._dies(BEFORE):
            return False
        elif verb == "RCPT":
            self.recipient = said.partition("<")[2].partition(">")[0]
        elif verb == "DATA":
            self._say("354 go on")
            if not self._takes_mail() or self._dies(AFTER):
                return False
        self._say("221 bye" if verb == "QUIT" else "250 ok")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _takes_mail(self) -> bool:
        """Keeps a mail that came in whole; half of one is none."""
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                message_id = MESSAGE_ID.findall(b"".join(lines).decode())[0]
                self.server.taken.append((self.recipient, message_id))
                return True
            lines.append(line)
        return False

    def _dies(self, place: str) -> bool:
        is_due = self.server.deaths.is_due(place, len(self.server.taken))
        if is_due:
            os.kill(self.worker, signal.SIGKILL)
        return is_due


class Post:
    """An installation with its own database, people who are to be reminded, and workers."""

    def __init__(self, url: str, var: Path) -> None:
        self.env = os.environ | SETTINGS | {"DATABASE_URL": url, "VAR_DIR": str(var)}
        self.env |= {"LOG_LEVEL": "ERROR", "MAIL_LEASE": str(LEASE), "MAIL_HOUR": "0"}

    def round(self, people: int, workers: int, places: list[str], how: str = "lease") -> Outcome:
        """Reminds everybody once while workers die at these places."""
        self._scene("prepare", people)
        deaths = Deaths(places, every=max(1, people // (len(places) + 1)))
        with self._served(deaths) as server, self._at_work(server, workers, how) as staff:
            self._wait(server, deaths, staff, people)
        return self._outcome(server, deaths, people)

    def _wait(self, server: Server, deaths: Deaths, staff: "Staff", people: int) -> None:
        """Until all have died who were to, and nothing waits any more."""
        end, quiet_since, seen = time.monotonic() + PATIENCE, time.monotonic(), 0
        while time.monotonic() < end:
            time.sleep(0.05)
            staff.replace_the_dead()
            if deaths.is_due(ANYWHERE, len(server.taken)):
                staff.lose_one()
            if len(server.taken) > seen:
                seen, quiet_since = len(server.taken), time.monotonic()
            is_quiet = time.monotonic() - quiet_since > QUIET
            if is_quiet and deaths.done == len(deaths.places) and self._is_settled(people):
                return

    def _is_settled(self, people: int) -> bool:
        said = self._scene("ask", people)
        return said["reminders"] == people and not said["waiting"]

    def _outcome(self, server: Server, deaths: Deaths, people: int) -> Outcome:
        said = self._scene("ask", people)
        mails = Counter(server.taken)
        recipients = {recipient for recipient, _id in mails}
        return Outcome(
            missed=people - len(recipients),
            repeated=len(server.taken) - len(recipients),
            repeated_otherwise=len(mails) - len(recipients),
            rows_twice=said["twice"],
            rows_missing=people - said["reminders"],
            waiting=said["waiting"],
            kills=deaths.done,
        )

    def _scene(self, verb: str, people: int) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.load.mail_scene", verb, str(people)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE, text=True
        )
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def _served(self, deaths: Deaths) -> Iterator[Server]:
        with Server(deaths) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield server
            server.shutdown()

    @contextmanager
    def _at_work(self, server: Server, workers: int, how: str) -> Iterator["Staff"]:
        env = self.env | {"EMAIL_URL": f"smtp://127.0.0.1:{server.server_address[1]}"}
        staff = Staff(env, how, workers)
        try:
            yield staff
        finally:
            staff.dismiss()


class Staff:
    """Workers that tick without a pause."""

    def __init__(self, env: dict[str, str], how: str, count: int) -> None:
        self.env, self.how = env, how
        self.workers = [self._new() for _each in range(count)]

    def replace_the_dead(self) -> None:
        self.workers = [w if w.poll() is None else self._new() for w in self.workers]

    def lose_one(self) -> None:
        random.choice(self.workers).kill()

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()

    def _new(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.load.mail_worker", self.how, str(os.getpid())]
        return subprocess.Popen(command, cwd=ROOT, env=self.env)
