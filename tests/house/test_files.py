"""Every file keeps the rules; every rule is shown a sample that breaks it, so none is asleep."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.house import code_rules, text_rules
from tests.house.files import matching, read

SOURCES = (
    "*.py",
    "*.html",
    "*.txt",
    "*.css",
    "*.js",
    "*.md",
    "*.toml",
    "*.sh",
    "Makefile",
    ".ci/*",
)
RULES_THEMSELVES = ("tests/house/*",)
GENERATED = ("*/migrations/*",)


@dataclass(frozen=True)
class Rule:
    """What is asked of which files, with one sample that breaks it and one that keeps it."""

    name: str
    complaints: Callable[[str], list[str]]
    files: tuple[str, ...]
    bad: str
    good: str
    but: tuple[str, ...] = ()


RULES = [
    Rule(
        "files can be read in one sitting",
        text_rules.too_long,
        ("*.py", "*.html", "*.css", "*.js", "*.md"),
        bad="line\n" * 401,
        good="line\n" * 400,
        but=("fixtures/*", *GENERATED),
    ),
    Rule(
        "no path of one machine",
        text_rules.machine_paths,
        (*SOURCES, "*.json", "*.lock", ".*"),
        bad='open("/home/anna/mmsp/report.docx")',
        good="/evaluations/mmsp-final/ and https://example.org/home/page",
        but=RULES_THEMSELVES,
    ),
    Rule(
        "nothing is loaded from another host",
        text_rules.remote_assets,
        SOURCES,
        bad='<script src="https://unpkg.com/htmx.org"></script>',
        good='<a href="https://www.iom.int">IOM</a> <link href="/static/app.css">',
        but=("tests/*",),
    ),
    Rule(
        "templates pass the Content-Security-Policy",
        text_rules.inline_code,
        ("*.html",),
        bad='<p class="a" style="color: red">x</p>',
        good='<p class="a">x</p><script src="/a.js"></script><b data-style="x"></b>',
    ),
    Rule(
        "nothing is left for later",
        text_rules.left_for_later,
        SOURCES,
        bad="# TODO: write this",
        good="# done",
        but=RULES_THEMSELVES,
    ),
    Rule(
        "the interface does not shout",
        text_rules.shouted,
        ("*.py", "*.html"),
        bad='_("Saved!")',
        good='_("Saved.")',
        but=RULES_THEMSELVES,
    ),
    Rule(
        "views start from visible_to",
        code_rules.unguarded_rows,
        ("*/views.py", "*/views/*.py"),
        bad="def finding_list(request):\n    return Finding.objects.all()",
        good="def finding_list(request):\n    return Finding.objects.visible_to(request.user)",
    ),
    Rule(
        "forms and filters name their fields",
        code_rules.fields_by_wildcard,
        ("*.py",),
        bad='class Meta:\n    fields = "__all__"',
        good='class Meta:\n    fields = ["title"]',
    ),
    Rule(
        "actions take keywords and are told who acts",
        code_rules.loose_actions,
        ("*/actions.py", "*/actions/*.py"),
        bad="def publish(evaluation, by): ...",
        good="def publish(*, evaluation, by): ...\ndef _helper(x): ...",
        but=("*/views/*", "tests/*"),
    ),
]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@each_rule
def test_every_file_keeps_the_rule(rule):
    broken = {
        name: complaints
        for name in matching(*rule.files, but=rule.but)
        if (complaints := rule.complaints(read(name)))
    }
    assert not broken


@each_rule
def test_the_rule_sees_a_sample_that_breaks_it(rule):
    assert rule.complaints(rule.bad)


@each_rule
def test_the_rule_is_content_with_a_sample_that_keeps_it(rule):
    assert rule.complaints(rule.good) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<style>p {}</style>",
        '<button type="button" onclick="go()">x</button>',
        '<a href="javascript:go()">x</a>',
        "<script>go()</script>",
    ],
)
def test_every_kind_of_inline_code_is_seen(markup):
    assert text_rules.inline_code(markup)


def test_an_action_that_is_not_told_who_acts_is_seen():
    assert code_rules.loose_actions("def publish(*, evaluation): ...")


@pytest.mark.parametrize(
    "call", ["get_object_or_404(Finding, pk=1)", "Finding.objects.filter(pk=1)", "f(x.objects)"]
)
def test_every_way_around_visible_to_is_seen(call):
    assert code_rules.unguarded_rows(call)


@pytest.mark.parametrize("style", ['@import "//fonts.example.org/a.css";', "url(http://x/y.png)"])
def test_every_way_to_load_from_afar_is_seen(style):
    assert text_rules.remote_assets(style)
