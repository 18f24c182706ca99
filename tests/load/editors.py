"""Many people at one finding, over real HTTP, against a gunicorn of its own.

Each opens the form, adds a word of their own to the text, sends it and goes on, whatever the answer:
an acknowledged word must stand in the finding or in its history, a refused one among the refused.
"""

import html
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tools.suite import SETTINGS
from tools.terminal import ROOT

PROTECTED, UNPROTECTED = "mmsp.wsgi", "tests.load.unprotected"
WORKERS, THREADS = 2, 8
WORD = r"word-\d+-\d+"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TEXT = re.compile(r'<textarea name="text"[^>]*>(.*?)</textarea>', re.DOTALL)
PATIENCE = 120


@dataclass
class Told:
    """What the server answered to each word; `faults` are the answers that are none."""

    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    faults: list[int] = field(default_factory=list)

    def __add__(self, other: "Told") -> "Told":
        return Told(
            self.acknowledged + other.acknowledged, self.refused + other.refused,
            self.faults + other.faults,
        )  # fmt: skip


@dataclass(frozen=True)
class Became:
    """What the database says of all these words afterwards."""

    lost: list[str]
    lost_refused: list[str]
    holes: int


class Site:
    """An installation with a database and files of its own, and people signed in to it."""

    def __init__(self, url: str, var: Path, people: int) -> None:
        self.env = os.environ | SETTINGS | {"DATABASE_URL": url, "VAR_DIR": str(var)}
        self.env |= {"LOG_LEVEL": "ERROR", "WEB_CONCURRENCY": str(WORKERS), "PAPER_WORKER": "no"}
        scene = self._scene("prepare", people)
        self.question, self.cookies = scene["question"], scene["cookies"]

    def round(self, finding: int, saves: int, app: str = PROTECTED) -> tuple[Told, Became]:
        """Lets everybody edit that finding at once, each so many times."""
        with self._served(app) as port:
            told = self._work(port, finding, saves)
        return told, self._became(finding, told)

    def _work(self, port: int, finding: int, saves: int) -> Told:
        page = f"/evaluations/together/findings/{finding}/edit/"
        editors = [
            Editor(number, cookie, port, page, {"number": finding, "question": self.question})
            for number, cookie in enumerate(self.cookies)
        ]
        with ThreadPoolExecutor(len(editors)) as pool:
            return sum(pool.map(lambda editor: editor.work(saves), editors), start=Told())

    def _became(self, finding: int, told: Told) -> Became:
        said = self._scene("ask", finding)
        found = {*said["current"], *said["history"]}
        whole = range(1, said["version"] + 1)
        return Became(
            lost=[word for word in told.acknowledged if word not in found],
            lost_refused=sorted({*told.refused} - {*said["kept"]}),
            holes=len({*whole} ^ {*said["versions"]}) + len(said["versions"]) - len(whole),
        )

    def _scene(self, verb: str, number: int) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.load.scene", verb, str(number)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE, text=True
        )
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def _served(self, app: str) -> Iterator[int]:
        """The port on which gunicorn answers, started as in production."""
        port = free_port()
        bound = {"BIND": f"127.0.0.1:{port}", "READY_TEXT": "ready"}
        command = [sys.executable, "-m", "gunicorn", "--threads", str(THREADS), app]
        with subprocess.Popen(
            command, cwd=ROOT, env=self.env | bound, stdout=subprocess.PIPE, text=True
        ) as server:
            try:
                if not server.stdout or server.stdout.readline().strip() != "ready":
                    raise RuntimeError(f"gunicorn did not start {app}")
                yield port
            finally:
                server.terminate()


class Editor:
    """One person with a session, who sends a form as a browser would."""

    def __init__(
        self, number: int, cookie: str, port: int, page: str, fields: dict[str, Any]
    ) -> None:
        self.number, self.cookie, self.port, self.page = number, cookie, port, page
        self.fields = fields | {"short_answer": "Yes, by and large."}

    def work(self, saves: int) -> Told:
        told = Told()
        for save in range(saves):
            self._save(f"word-{self.number}-{save}", told)
        return told

    def _save(self, word: str, told: Told) -> None:
        status, form = self._ask("GET")
        if status == 200:
            status, _page = self._ask("POST", self._filled(form, word))
        outcomes = {302: told.acknowledged, 409: told.refused}
        if status in outcomes:
            outcomes[status].append(word)
        else:
            told.faults.append(status)

    def _filled(self, form: str, word: str) -> str:
        hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(form)}
        text = html.unescape(TEXT.findall(form)[0]).strip()
        return urlencode(hidden | self.fields | {"text": f"{text}<p>{word}</p>"})

    def _ask(self, method: str, body: str | None = None) -> tuple[int, str]:
        """The status and the page; whoever hangs up without an answer counts as a fault."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, self.page, body, headers)
            answer = line.getresponse()
            self._remember(answer)
            return answer.status, answer.read().decode()
        except OSError:
            return 599, ""
        finally:
            line.close()

    def _remember(self, answer: HTTPResponse) -> None:
        """Keeps the token against forged requests beside the session."""
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrf="):
                self.cookie = f"{self.cookie.split(';')[0]}; {value.split(';')[0]}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def share(part: Sequence[str], whole: Sequence[str]) -> float:
    """Per cent; nothing of nothing is no answer, and breaks any bound."""
    return 100 * len(part) / len(whole) if whole else float("nan")
