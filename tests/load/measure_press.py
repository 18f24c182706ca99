"""Whether pages stay quick while many reports are printed, and what a report costs that is there already."""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.load.editors import Site
from tests.load.frame import Values, measure

READERS = 20
QUIET_SECONDS = 15.0
# As the page of an order asks by itself: often at first, then now and then.
PACES = [1.0] * 8 + [3.0]
PATIENCE = 600.0
ASKED = re.compile(r'name="(asked|csrfmiddlewaretoken)" value="([^"]+)"')


@dataclass
class Person:
    """Somebody with a session, who keeps what a browser would keep, and how each page fared."""

    port: int
    cookie: str
    faults: list[tuple[str, int]] = field(default_factory=list)

    def ask(self, address: str, form: dict[str, str] | None = None) -> tuple[int, str, bytes]:
        """Status, where it leads, and the body; more than 399 is a fault."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            line.request("POST" if form else "GET", address, form and urlencode(form), headers)
            answer = line.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie" and value.startswith("csrf="):
                    self.cookie = f"{self.cookie.split(';')[0]}; {value.split(';')[0]}"
            status, leads, body = answer.status, answer.getheader("Location") or "", answer.read()
        except OSError:
            status, leads, body = 599, "", b""
        finally:
            line.close()
        if status > 399:
            self.faults.append((address, status))
        return status, leads, body

    def order(self, report: str) -> str:
        """The address of the order."""
        _status, _leads, page = self.ask(report)
        form = {name: unescape(value) for name, value in ASKED.findall(page.decode())}
        return self.ask("/my/files/new/", form)[1].split("?")[0]

    def wait(self, order: str, paces: list[float]) -> None:
        """Raises RuntimeError where the paper is refused or does not come."""
        until = time.monotonic() + PATIENCE
        for turn in range(10_000):
            page = self.ask(f"{order}?waited=1")[2].decode()
            if 'id="paper-state"' not in page or "Not printed" in page or time.monotonic() > until:
                raise RuntimeError(f"{order} was not printed")
            if f'href="{order}file/"' in page:
                return
            time.sleep(paces[min(turn, len(paces) - 1)])

    def fetch(self, report: str) -> bool:
        """Orders the report as a browser does; whether a PDF came in the end."""
        order = self.order(report)
        self.wait(order, PACES)
        return self.ask(f"{order}file/")[2].startswith(b"%PDF")


class Printing(Site):
    """An installation whose server has its paper worker beside it."""

    def __init__(self, url: str, var: Path, people: int) -> None:
        super().__init__(url, var, people)
        del self.env["PAPER_WORKER"]

    def _scene(self, verb: str, number: int) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.load.press_scene", str(number)]
        done = subprocess.run(command, env=self.env, check=True, stdout=subprocess.PIPE, text=True)
        said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        self.scene = said
        return {"question": 0, "cookies": said["readers"]}


@measure
def printing_while_others_browse() -> Values:
    """20 people ask for 20 different reports at the same moment, while four others browse."""
    with tempfile.TemporaryDirectory(prefix="mmsp-press-") as var:
        site = Printing(f"sqlite:///{var}/press.sqlite3", Path(var), READERS + 2)
        with site._served("mmsp.wsgi") as port:
            people = [Person(port, cookie) for cookie in site.scene["readers"]]
            reports = site.scene["reports"]
            yield from asked_again(people[-2:], reports[-2:])
            yield from side_by_side(site, port, people[:READERS], reports[:READERS])


def asked_again(people: list[Person], reports: list[str]) -> Values:
    """The first report warms everything up; the second is timed."""
    for person, report in zip(people, reports, strict=True):
        full = seconds(lambda: person.wait(person.order(report), [0.05]))  # noqa: B023
    again = min(seconds(lambda: person.ask(report)) for _each in range(20))
    yield "report, ordered and printed", full, "s", None
    yield "report, unchanged asked again", again, "s", None
    yield "report, unchanged asked again / printed", again / full, "times", 0.01


def side_by_side(site: Printing, port: int, readers: list[Person], reports: list[str]) -> Values:
    browsers = [Person(port, cookie) for cookie in site.scene["browsers"]]
    with browsing(browsers, site.scene["pages"]) as quiet:
        time.sleep(QUIET_SECONDS)
    with browsing(browsers, site.scene["pages"]) as busy, ThreadPoolExecutor(READERS) as pool:
        started = time.monotonic()
        fetched = list(pool.map(Person.fetch, readers, reports))
        took = time.monotonic() - started
    ratios = [statistics.median(busy[page]) / statistics.median(quiet[page]) for page in quiet]
    yield "pages while 20 reports print, slowest / quiet", max(ratios), "times", 2
    late = ninetieth(every(busy)) / ninetieth(every(quiet))
    yield "pages while 20 reports print, 90th per cent / quiet", late, "times", None
    yield "pages, median in quiet", statistics.median(every(quiet)), "s", None
    yield "20 different reports, all printed after", took, "s", None
    yield "20 different reports, not fetched", READERS - sum(fetched), "", 0
    faults = [each for person in [*browsers, *readers] for each in person.faults]
    yield "20 different reports, answers that were faults", len(faults), "", 0


@contextmanager
def browsing(people: list[Person], pages: list[str]) -> Iterator[dict[str, list[float]]]:
    """While this lasts, each person opens one page after the other; the seconds of each page."""
    times: dict[str, list[float]] = {page: [] for page in pages}
    over = threading.Event()

    def browse(person: Person) -> None:
        while not over.is_set():
            for page in pages:
                times[page].append(seconds(lambda: person.ask(page)))  # noqa: B023
                over.wait(0.1)

    threads = [threading.Thread(target=browse, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    yield times
    over.set()
    for thread in threads:
        thread.join()


def seconds(action: Callable[[], object]) -> float:
    """By the clock on the wall, which is what people look at."""
    started = time.monotonic()
    action()
    return time.monotonic() - started


def every(times: dict[str, list[float]]) -> list[float]:
    return [each for of_page in times.values() for each in of_page]


def ninetieth(times: list[float]) -> float:
    return statistics.quantiles(times, n=10)[-1]
