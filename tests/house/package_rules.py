"""Rules about dependencies: each takes the text of a file and returns what is wrong with it."""

import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENT_LINE = re.compile(r'^\s+"(?P<what>[A-Za-z0-9._-]+[^"]*)"\s*,(?P<rest>.*)$')
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.I | re.M)
ADDRESS = re.compile(
    r"://|^\s*--(?!hash)|\s@\s|\b[\w-]+\.(?:org|com|net|io|local)\b|(?<![\w-])/[a-z]", re.M
)


def dependency_lines(pyproject: str) -> list[str]:
    """The lines of pyproject.toml that name a dependency, of the application or of a group."""
    lists = re.findall(
        r"^(?:dependencies|test|checks) = \[\n(.*?)^\]", pyproject, re.DOTALL | re.MULTILINE
    )
    lines = [line for block in lists for line in block.splitlines()]
    return [line for line in lines if line.strip() and not line.strip().startswith("#")]


def dependencies(pyproject: str) -> list[Requirement]:
    """What pyproject.toml asks for."""
    hits = filter(None, map(REQUIREMENT_LINE.match, dependency_lines(pyproject)))
    return [Requirement(hit["what"]) for hit in hits]


def unused(pyproject: str, sources: str, modules: dict[str, set[str]]) -> list[str]:
    """Dependencies of the application whose modules no source names; `modules` by package."""
    application = pyproject.partition("[dependency-groups]")[0]
    return [
        need.name
        for need in dependencies(application)
        if not any(
            re.search(rf"\b{re.escape(module)}\b", sources)
            for module in modules.get(canonicalize_name(need.name), ())
        )
    ]


def undeclared(pyproject: str, imported: set[str], modules: dict[str, set[str]]) -> list[str]:
    """Packages whose modules the application imports although it does not ask for them itself."""
    application = pyproject.partition("[dependency-groups]")[0]
    declared = {canonicalize_name(need.name) for need in dependencies(application)}
    covered = {module for package in declared for module in modules.get(package, ())}
    return sorted(
        package
        for package, brought in modules.items()
        if package not in declared and (brought & imported) - covered
    )


def without_reason(pyproject: str) -> list[str]:
    """A dependency is a promise to look after it: beside each stands what it is for."""
    complaints = []
    for line in dependency_lines(pyproject):
        hit = REQUIREMENT_LINE.match(line)
        if not hit or not re.match(r"\s*#\s*\S.{9}", hit["rest"]):
            complaints.append(f"no reason: {line.strip()}")
    return complaints


def addresses(lock: str) -> list[str]:
    """A lock holds names, versions and hashes: no index, host, option or path."""
    return [f"address or option: {hit.group(0).strip()}" for hit in ADDRESS.finditer(lock)]


def locked(lock: str) -> dict[str, str]:
    """Version of each locked package."""
    return {canonicalize_name(name): version for name, version in LOCKED.findall(lock)}


def without_hash(lock: str) -> list[str]:
    """Every locked package is followed by at least one hash."""
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.I | re.M)
    names = [block.split()[0] for block in blocks if block.strip() and "--hash=" not in block]
    return [f"no hash: {name}" for name in names]


def not_locked(pyproject: str, lock: str) -> list[str]:
    """What is asked for stands in the lock, in a version that fits."""
    versions = locked(lock)
    return [
        f"{need} is not in the lock"
        for need in dependencies(pyproject)
        if not need.specifier.contains(versions.get(canonicalize_name(need.name), "0"))
    ]
