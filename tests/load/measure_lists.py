"""How a list page fares when its list is long."""

import tracemalloc

from django.test import Client

from tests.load import rows
from tests.load.frame import Values, measure, seconds

PAGE = "/recommendations/"
FEW, MANY = 100, 10_000


@measure
def recommendation_list() -> Values:
    """The recommendations page over 10,000 rows, compared with 100."""
    client, reader = Client(), rows.officer()
    client.force_login(reader)
    rows.recommendations(range(FEW // rows.A_REPORT), reader=reader)
    few = seconds(lambda: answered(client))
    rows.recommendations(range(FEW // rows.A_REPORT, MANY // rows.A_REPORT), reader=reader)
    many = seconds(lambda: answered(client))
    yield f"recommendations page, {FEW} rows", few * 1000, "ms", None
    yield f"recommendations page, {MANY} rows", many * 1000, "ms", None
    yield f"recommendations page, {MANY} rows / {FEW} rows", many / few, "times", 2


def answered(client: Client) -> None:
    """An error page would be fast as well, so it ends the measure."""
    response = client.get(PAGE)
    if response.status_code != 200 or b"Agree on the data" not in response.content:
        raise RuntimeError(f"{PAGE} answered {response.status_code} without the recommendations")


@measure
def list_files() -> Values:
    """The list of 4,000 recommendations as a sheet and as CSV, compared with 1,000."""
    few, many = 1_000, 4_000
    client, reader = Client(), rows.officer()
    client.force_login(reader)
    rows.recommendations(range(few // rows.A_REPORT), reader=reader)
    small = {ending: cost(client, ending) for ending in ("xlsx", "csv")}
    rows.recommendations(range(few // rows.A_REPORT, many // rows.A_REPORT), reader=reader)
    for ending, (time, memory) in small.items():
        more_time, more_memory = cost(client, ending)
        yield f"list as {ending}, {many} rows", more_time, "s", None
        yield f"list as {ending}, memory of {many} rows", more_memory / 2**20, "MB", None
        a_row = (more_time / many) / (time / few)
        yield f"list as {ending}, time a row, {many} rows / {few}", a_row, "times", 2
        yield f"list as {ending}, memory, {many} rows / {few}", more_memory / memory, "times", 2


def cost(client: Client, ending: str) -> tuple[float, float]:
    """Seconds of the processor, and the most memory in bytes that Python held at one time."""
    time = seconds(lambda: taken(client, ending), times=1)
    tracemalloc.start()
    taken(client, ending)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return time, most


def taken(client: Client, ending: str) -> None:
    """Reads the file away piece by piece, as a server hands it on."""
    response = client.get(f"{PAGE}list.{ending}")
    if response.status_code != 200 or sum(map(len, response)) < 20_000:  # type: ignore[arg-type]
        raise RuntimeError(f"The list as {ending} answered {response.status_code}")
