"""What is installed: asked for with a reason, locked by hash, free of addresses."""

from importlib.metadata import packages_distributions

import pytest
from packaging.utils import canonicalize_name

from tests.house import code_rules
from tests.house import package_rules as rules
from tests.house.files import matching, read

LOCKS = ["requirements.lock", "requirements-dev.lock"]
HASH = "    --hash=sha256:00ff\n"


@pytest.fixture(params=LOCKS)
def lock(request):
    return read(request.param)


def test_every_dependency_has_its_reason():
    assert rules.dependencies(read("pyproject.toml"))
    assert rules.without_reason(read("pyproject.toml")) == []


def test_a_dependency_without_reason_is_seen():
    text = 'dependencies = [\n  "django>=5.2",\n  "nh3>=0.3",  # cleans rich text\n]\n'
    assert rules.without_reason(text) == ['no reason: "django>=5.2",']


@pytest.fixture(scope="module")
def modules():
    """The modules that each installed package brings."""
    brought = {}
    for module, packages in packages_distributions().items():
        for package in packages:
            brought.setdefault(canonicalize_name(package), set()).add(module)
    # Django loads its PostgreSQL backend by the scheme of DATABASE_URL.
    return brought | {"psycopg2-binary": {"postgres"}}


def test_every_dependency_of_the_application_is_used(modules):
    sources = "\n".join(map(read, matching("*.py", "templates/*", but=("tests/*",))))
    assert rules.unused(read("pyproject.toml"), sources, modules) == []


def test_a_dependency_that_nobody_uses_is_seen(modules):
    text = read("pyproject.toml")
    used = "import django, nh3"
    assert "pillow" in rules.unused(text, used, modules)
    assert "nh3" not in rules.unused(text, used, modules)


def test_what_the_application_imports_it_also_asks_for(modules):
    sources = map(read, matching("*.py", but=("tests/*",)))
    imported = set().union(*map(code_rules.imported_modules, sources))
    assert rules.undeclared(read("pyproject.toml"), imported, modules) == []


def test_an_import_that_hangs_on_another_package_is_seen(modules):
    imported = code_rules.imported_modules("import django\nfrom asgiref.sync import sync_to_async")
    assert rules.undeclared(read("pyproject.toml"), imported, modules) == ["asgiref"]


def test_locks_hold_no_address(lock):
    assert rules.addresses(lock) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://pypi.example/simple",
        "--find-links wheels",
        "nh3 @ file:wheels/nh3.whl",
        "# from pypi.example.org",
        "-c /srv/constraints.txt",
    ],
)
def test_an_address_in_a_lock_is_seen(line):
    assert rules.addresses(f"django==5.2.19 \\\n{HASH}{line}\n")


def test_locks_hold_a_hash_for_every_package(lock):
    assert rules.locked(lock)
    assert rules.without_hash(lock) == []


def test_a_package_without_hash_is_seen():
    assert rules.without_hash(f"django==5.2.19 \\\n{HASH}nh3==0.3.8\n") == ["no hash: nh3==0.3.8"]


def test_the_development_lock_holds_everything_that_is_asked_for():
    assert rules.not_locked(read("pyproject.toml"), read("requirements-dev.lock")) == []


def test_a_lock_that_lags_behind_is_seen():
    asked = 'dependencies = [\n  "django>=5.2",  # the framework\n]\n'
    assert rules.not_locked(asked, "django==5.1.4") == ["django>=5.2 is not in the lock"]


def test_tests_run_with_the_versions_of_production():
    production, development = (rules.locked(read(name)) for name in LOCKS)
    assert production.items() <= development.items()
