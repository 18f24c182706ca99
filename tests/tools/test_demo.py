"""An officer starts the demonstration while something is in the way."""

import socket

import pytest

from tools import demo


@pytest.fixture
def busy_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_named_together_with_the_way_out(busy_port, capsys):
    with pytest.raises(SystemExit):
        demo.refuse_taken(busy_port)
    complaint = capsys.readouterr().err
    assert f"Port {busy_port} is taken" in complaint
    assert "make demo PORT=" in complaint


def test_a_free_port_passes(busy_port):
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    demo.refuse_taken(free)


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "8000 ", "٣"])
def test_a_port_that_is_none_is_refused(text, monkeypatch, capsys):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(SystemExit):
        demo.wanted_port()
    assert "PORT must be a number" in capsys.readouterr().err


def test_a_database_of_no_known_kind_is_refused_in_a_sentence(capsys):
    with pytest.raises(SystemExit):
        demo.refuse_unknown_database("mysql://mmsp@127.0.0.1/mmsp")
    assert "DATABASE_URL must begin with one of postgres://" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["", "postgres://mmsp@127.0.0.1/mmsp", "sqlite:///var/a.sqlite3"])
def test_databases_of_known_kinds_pass(url):
    demo.refuse_unknown_database(url)


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("9000", 9000)])
def test_the_port_can_be_chosen(text, port, monkeypatch):
    monkeypatch.setenv("PORT", text)
    assert demo.wanted_port() == port
