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


def unseen_pictures(folder: str, pages: list[str]) -> set[str]:
    """Pictures of a folder that none of the pages shows."""
    links = ((ROOT / page).parent / link for page in pages for link in text_rules.links(read(page)))
    shown = {link.resolve() for link in links}
    return {path.name for path in (ROOT / folder).rglob("*.png") if path.resolve() not in shown}


def test_the_guide_shows_every_picture_that_was_taken_for_it():
    assert unseen_pictures("docs/guide/img", matching("docs/guide/*.md")) == set()


def test_a_picture_that_no_page_shows_is_seen():
    assert "edit.png" in unseen_pictures("docs/guide/img", ["README.md"])


@pytest.mark.parametrize(
    "picture", sorted((ROOT / "docs").rglob("*.png")), ids=lambda path: path.name
)
def test_pictures_are_small_enough_to_read_over_a_telephone(picture):
    assert picture.stat().st_size < 150 * 1024


def broken_anchors(page: str, text: str) -> list[str]:
    """Links to a heading, of this page or of another, that no heading answers."""
    aims = re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", text)
    pages = {target: (ROOT / page).parent / target if target else ROOT / page for target, _ in aims}
    return [
        f"{target}#{anchor}" for target, anchor in aims
        if anchor not in headings(pages[target].read_text("utf-8"))
    ]  # fmt: skip


def headings(text: str) -> set[str]:
    """As a Markdown page is linked to: in small letters, with hyphens for spaces."""
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", matching("docs/guide/*.md"))
def test_links_within_the_guide_lead_to_a_heading(page):
    assert broken_anchors(page, read(page)) == []


def test_a_link_to_no_heading_is_seen():
    page = "docs/guide/evaluator.md"
    assert broken_anchors(page, "[a](#nowhere) [b](#writing)") == ["#nowhere"]


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
