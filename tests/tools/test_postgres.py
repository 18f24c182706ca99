"""The private PostgreSQL of the tests comes, answers and goes."""

from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from tools import postgres

pytestmark = pytest.mark.skipif(not postgres.SERVER.is_met(), reason="no initdb on this machine")


def answer(url, question):
    """One value from the server."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_a_private_server_answers_and_is_gone_afterwards():
    with postgres.throw_away() as url:
        home = Path(answer(url, "SHOW data_directory")).parent
        assert home.exists()
    assert not home.exists()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url)


def test_nobody_enters_without_the_password():
    with postgres.throw_away() as url:
        user, _, address = url.partition("@")
        wrong = f"{user.rpartition(':')[0]}:guessed@{address}"
        with pytest.raises(psycopg2.OperationalError, match="password"):
            psycopg2.connect(wrong)


def test_a_fault_inside_stops_the_server_too():
    with pytest.raises(ZeroDivisionError), postgres.throw_away() as url:
        raise ZeroDivisionError
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url)
