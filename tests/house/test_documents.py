"""Papers for people: their links lead somewhere, and they name what there is."""

import re
from pathlib import Path

import pytest

from tests.house import code_rules, text_rules
from tests.house.files import ROOT, matching, read

DOCUMENTED = re.compile(r"^#? ?([A-Z_]+)=", re.M)


def broken_links(page: str, text: str) -> list[str]:
    """Links of a Markdown page whose file does not exist."""
    folder = (ROOT / page).parent
    return [target for target in text_rules.links(text) if not (folder / target).exists()]


@pytest.mark.parametrize("page", matching("*.md"))
def test_links_lead_somewhere(page):
    assert broken_links(page, read(page)) == []


def test_a_broken_link_is_seen():
    assert broken_links("README.md", "[a](docs/nowhere.md) [b](https://x.org) [c](Makefile)") == [
        "docs/nowhere.md"
    ]


def undocumented_settings(settings: str, example: str) -> set[str]:
    """Variables that the settings read and the example of an environment file leaves out."""
    return code_rules.environment_names(settings) - set(DOCUMENTED.findall(example))


def test_the_example_environment_names_every_setting():
    assert undocumented_settings(read("mmsp/settings.py"), read(".env.example")) == set()


def test_a_setting_left_out_of_the_example_is_seen():
    settings = 'A = env("PAPER")\nB = env.bool("HTTPS", default=False)'
    assert undocumented_settings(settings, "# HTTPS=true\n") == {"PAPER"}


def targets(makefile: str) -> list[str]:
    """Targets of a Makefile that carry a help text."""
    return re.findall(r"^([a-z]+):.*##", makefile, re.M)


def unexplained(makefile: str, readme: str) -> list[str]:
    """Targets that the README does not show as a command."""
    return [target for target in targets(makefile) if f"make {target}" not in readme]


def test_the_readme_shows_every_command():
    assert unexplained(read("Makefile"), read("README.md")) == ["help"]


def test_a_command_left_out_of_the_readme_is_seen():
    assert unexplained("demo:  ## serve\nbench:  ## measure\n", "`make demo`") == ["bench"]


def test_continuous_integration_runs_the_same_tests_as_everybody():
    commands = [line for line in read(".ci/run").splitlines() if not line.startswith("#")]
    assert commands[-1] == "exec make test"
    assert "test" in targets(read("Makefile"))


def test_the_ci_script_may_be_executed():
    assert Path(ROOT, ".ci/run").stat().st_mode & 0o111
