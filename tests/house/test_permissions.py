"""Every right of everybody, asked of the rules themselves and compared with what is written down."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from editing.permissions import RULES
from evaluations.models import Stage
from mmsp.rights import FOREIGN, OWN, cast, names
from mmsp.rights_page import when
from mmsp.roles import ACTORS, SEE, undeclared
from tests.house.expected_rights import ALSO_ELSEWHERE, expected

pytestmark = pytest.mark.once

EXPECTED = expected()
NOUNS = sorted({noun for noun, _verb in EXPECTED})
SUPPORT = ("support", "superuser")


def who_may(asked, noun, verb, place):
    """The answers of a rule: the stages by actor, left out where never."""
    found = {str(a.key): when(asked.stages(a.key, verb, noun, place)) for a in ACTORS}
    return {actor: said for actor, said in found.items() if said}


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """What the rules say of every right, by place and then by (noun, verb)."""
    rights = [(noun, verb) for _model, noun, verbs in names() for verb in verbs]
    with django_db_blocker.unblock(), cast() as asked:
        return {
            place: {right: who_may(asked, *right, place) for right in rights}
            for place in (OWN, FOREIGN)
        }


def of(noun, rights):
    return {verb: who for (name, verb), who in rights.items() if name == noun}


@pytest.mark.parametrize("noun", NOUNS)
def test_in_ones_own_evaluation(answers, noun):
    assert of(noun, answers[OWN]) == of(noun, EXPECTED)


def elsewhere(right, who):
    """Of all these rights, support keeps its own elsewhere, and the others next to none."""
    return who if right in ALSO_ELSEWHERE else {a: who[a] for a in SUPPORT if a in who}


@pytest.mark.parametrize("noun", NOUNS)
def test_elsewhere(answers, noun):
    wanted = {right: elsewhere(right, who) for right, who in EXPECTED.items()}
    assert of(noun, answers[FOREIGN]) == of(noun, wanted)


def test_no_right_is_left_out(answers):
    assert set(answers[OWN]) == set(EXPECTED)


def begin(said):
    """The stage at which a right begins: drafting, for “from drafting” and “drafting to review”."""
    return said.removeprefix("from ").split(" to ")[0]


def test_who_may_do_something_to_a_row_sees_it_at_that_stage(answers):
    """Reporting is left out: who is named on an action sees it once its evaluation is open to them."""
    blind = [
        (noun, verb, actor)
        for (noun, verb), who in answers[OWN].items()
        if verb in ("change", "delete", "move", "submit")
        for actor, said in who.items()
        if begin(said) != begin(answers[OWN][noun, SEE].get(actor, "never"))
        and answers[OWN][noun, SEE].get(actor) != "always"
    ]
    assert blind == []


def test_every_editable_noun_has_its_rules():
    assert undeclared(RULES) == []


@pytest.mark.parametrize("left_out", ["evaluations.delete_lesson", "recommendations.add_remark"])
def test_a_noun_without_a_rule_is_seen(left_out):
    rules = {name: rule for name, rule in RULES.items() if name != left_out}
    assert undeclared(rules) == [left_out]


def test_control_a_rule_that_is_too_wide_is_seen(db, monkeypatch):
    monkeypatch.setitem(RULES, "evaluations.change_finding", lambda user, row: True)
    with cast() as asked:
        found = [who_may(asked, "finding", "change", place) for place in (OWN, FOREIGN)]
    assert found[0] != EXPECTED["finding", "change"]
    assert found[0]["reader"] == found[1]["nobody"] == "always"


def test_the_cast_leaves_nothing_behind(db):
    from accounts.models import User

    before = User.objects.count()
    with cast():
        assert User.objects.count() > before
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (Stage.values, "always"),
        ([], ""),
        (["review", "final", "closed"], "from review"),
        (["planned", "inception", "drafting", "review"], "until review"),
        (["planned"], "in planned"),
        (["drafting", "review"], "drafting to review"),
        (["planned", "final"], "planned and final"),
    ],
)
def test_stages_are_said_as_people_say_them(stages, said):
    assert when(stages) == said


def test_the_page_for_people_says_the_same_as_the_rules(db):
    call_command("write_permissions", "--check")


def test_a_stale_page_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr("mmsp.rights_page.page", lambda: "# Who may do what\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "permissions.md").write_text("# Who may do what, last year\n")
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    with pytest.raises(CommandError, match=r"permissions\.md is stale"):
        call_command("write_permissions", "--check")
    call_command("write_permissions", stdout=SimpleNamespace(write=lambda line: None))
    call_command("write_permissions", "--check")
