"""The cast: people of one evaluation, and a stranger who should never notice that it exists."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler
from django.core.signals import setting_changed
from django.db import connection
from django.test import Client

from accounts.models import Organisation, User
from activities.models import Project
from evaluations.models import Evaluation, Role
from mmsp.reports import files
from tests import factories as make
from tests.browser import chromium, launched, playwright, tab_of

__all__ = ["chromium", "launched", "playwright", "tab_of"]

# Back office, papers and files show what models and actions do, whose own tests ask both databases; so
# do those files in which a paper or a page asks questions that are asked nowhere else.
ONCE = {"admin", "exports", "hostile", "imports", "publication", "reports"}
TWICE = {
    "test_content.py", "test_files.py", "test_follow_up_paper.py", "test_import_report.py",
    "test_matrix.py", "test_publishing.py", "test_register.py",
}  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Tests leave the files of an installation alone, need none collected, and hash for speed."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES["staticfiles"] = {"BACKEND": plain}
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    setting_changed.send(None, setting="TASKS", value=settings.TASKS, enter=True)
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    # A test holds one transaction while papers are printed; no request does.
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if "options" in options:
        options["options"] += " -c idle_in_transaction_session_timeout=0"
    if config.getoption("markexpr") == "browser" and connection.vendor == "sqlite":
        # A database in memory is one connection, which server and test would use at the same time.
        connection.settings_dict["TEST"]["NAME"] = str(settings.VAR_DIR / "browser.sqlite3")
        options["init_command"] = options["init_command"].replace("FULL", "OFF")
    if connection.vendor == "sqlite":
        connection.creation.serialize_db_to_string = copy_of_the_database
        connection.creation.deserialize_db_from_string = put_back
    # An answer goes out in two pieces, and the second would wait until the first was acknowledged.
    WSGIRequestHandler.disable_nagle_algorithm = True
    settings.LANGUAGES = settings.CONTENT_LANGUAGES  # also those whose translation is not here yet
    files.PATIENCE = 60.0  # several processes test the same people beside each other
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look it over again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A run of the browser tests alone reads no file that has none."""
    if config.getoption("markexpr") != "browser" or collection_path.suffix != ".py":
        return None
    return "mark.browser" not in collection_path.read_text() or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database runs once. A browser's tests empty the tables after themselves: each gets
    back what migrations wrote.

    All of them or none: the tables that one leaves filled would be filled twice by the next.
    """
    for item in items:
        if not asks_a_database(item) or is_asked_elsewhere(item.path):
            item.add_marker("once")
        marked = item.get_closest_marker("django_db")
        if item.get_closest_marker("browser"):
            item.fixturenames.insert(0, "django_db_serialized_rollback")
        elif marked and marked.kwargs.get("transaction"):
            item.fixturenames.insert(0, "tables_put_back")


def copy_of_the_database() -> Any:
    """What migrations wrote, by whole pages: they are put back quicker than row by row."""
    kept = type(connection.connection)(":memory:")
    connection.connection.backup(kept)
    return kept


def put_back(kept: Any) -> None:
    connection.ensure_connection()
    kept.backup(connection.connection)


def is_asked_elsewhere(path: Path) -> bool:
    return path.parent.name in ONCE and path.name not in TWICE


def asks_a_database(item: pytest.Item) -> bool:
    """Whether the test or one of its fixtures is given one."""
    given = {"db", "transactional_db"} & set(item.fixturenames)
    return bool(given or item.get_closest_marker("django_db"))


@pytest.fixture
def tables_put_back(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Two connections need rows that are really written, and the tables are emptied afterwards: what
    migrations wrote is put back for the tests that come next."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


@dataclass(frozen=True)
class World:
    """One evaluation in review, the organisations around it and a question with its finding."""

    evaluation: Evaluation
    project: Project
    delegation: Organisation
    iom: Organisation
    sofreco: Organisation


@pytest.fixture
def world(db: Any) -> World:
    return new_world()


def new_world() -> World:
    delegation = make.OrganisationFactory(acronym="EUD China", slug="eud", kind="eu_delegation")
    iom = make.OrganisationFactory(acronym="IOM", slug="iom", kind="un_agency")
    sofreco = make.OrganisationFactory(acronym="SOFRECO", slug="sofreco", kind="contractor")
    project = make.ProjectFactory(
        code="MMSP", title="Migration dialogue", kept_by=[iom], shared_with=[delegation, sofreco]
    )
    evaluation = make.EvaluationFactory(
        slug="final", title="Final evaluation", projects=[project],
        commissioned_by=delegation, contractor=sofreco,
    )  # fmt: skip
    return World(evaluation, project, delegation, iom, sofreco)


@pytest.fixture
def evaluation(world: World) -> Evaluation:
    return world.evaluation


def _member(world: World, organisation: Organisation, email: str, role: Role | None) -> User:
    user = make.UserFactory(
        email=email, name=email.split("@")[0].upper(), organisation=organisation
    )
    if role:
        make.MembershipFactory(evaluation=world.evaluation, user=user, role=role)
    return user


@pytest.fixture
def eud(world: World) -> User:
    """The Delegation officer who manages the evaluation."""
    return _member(world, world.delegation, "eud@example.org", Role.MANAGER)


@pytest.fixture
def ev(world: World) -> User:
    """The evaluator who writes the report."""
    return _member(world, world.sofreco, "ev@example.org", Role.EVALUATOR)


@pytest.fixture
def pm(world: World) -> User:
    """The IOM project manager who answers."""
    return _member(world, world.iom, "pm@example.org", Role.RESPONDENT)


@pytest.fixture
def reviewer(world: World) -> User:
    organisation = make.OrganisationFactory(acronym="FPI", slug="fpi")
    return _member(world, organisation, "reviewer@example.org", Role.REVIEWER)


@pytest.fixture
def reader(world: World) -> User:
    organisation = make.OrganisationFactory(acronym="DG HOME", slug="dg-home")
    return _member(world, organisation, "reader@example.org", Role.READER)


@pytest.fixture
def stranger(world: World) -> User:
    """Signed in, but no part of it."""
    return _member(world, make.OrganisationFactory(acronym="OTHER"), "stranger@example.org", None)


@pytest.fixture
def support(world: World) -> User:
    return new_support()


def new_support() -> User:
    """Support staff with all rights."""
    return make.UserFactory(
        email="support@example.org", name="SUPPORT", is_staff=True, is_superuser=True
    )


@pytest.fixture
def as_(db: Any) -> Any:
    """`as_(eud).get(...)`: a browser in which that person is signed in."""

    def sign_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
