"""How a list page fares when its list is long."""

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
