"""Who acts here, in a sentence each, and which rights are declared about which noun.

Nothing is decided in this file: rights are the predicates of each app's `permissions.py`, reading
is `visible_to`. This gathers them, so that people and tests can read them in one place.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editing.models import Versioned
from editing.permissions import RULES
from evaluations.models import Role

# Reading has no rule of its own: it is what `visible_to` lets through.
SEE = "see"
WRITING = ("add", "change", "delete")
# Logs that only grow: what was said stands, so nobody removes it, and no rule lets others change it.
APPEND_ONLY = (
    "evaluations.comment", "evaluations.commentthread", "evaluations.publishedreport",
    "evaluations.suggestion",
    "recommendations.progressupdate", "recommendations.remark", "recommendations.verification",
)  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """Somebody seen by what opens doors for them: a role, their organisation, or being support."""

    key: str
    label: str | Promise
    says: str | Promise


ACTORS = (
    Actor(
        Role.MANAGER,
        Role.MANAGER.label,
        _("Runs the evaluation at the Delegation: edits all of the draft, chooses who takes part, and "
          "approves as final what others wrote."),
    ),
    Actor(
        Role.EVALUATOR,
        Role.EVALUATOR.label,
        _("Writes the report until it is final, hands it over for review, and alone reads the minutes of "
          "interviews."),
    ),
    Actor(
        Role.REVIEWER,
        Role.REVIEWER.label,
        _("Reads the draft while it is written, and how it came about, and comments on it."),
    ),
    Actor(
        Role.RESPONDENT,
        Role.RESPONDENT.label,
        _("Answers the recommendations for their organisation, and says what it does about them."),
    ),
    Actor(Role.READER, Role.READER.label, _("Reads what is final.")),
    Actor(
        "responsible",
        _("Responsible person"),
        _("Is named on a key action and reports on it, with a role in the evaluation or without."),
    ),
    Actor(
        "keeper",
        _("Keeper of the register"),
        _("Belongs to an organisation that keeps the project's activities and documents."),
    ),
    Actor(
        "partner",
        _("Partner of the project"),
        _("Belongs to an organisation that the project's register is shared with."),
    ),
    Actor(
        "nobody",
        _("Signed in, no role"),
        _("Sees what is published, and their own account."),
    ),
    Actor(
        "support",
        _("Support staff"),
        _("Keeps people, organisations and projects, names members, and reads the rest except "
          "minutes."),
    ),
    Actor(
        "superuser",
        _("Support with all rights"),
        _("May do everything that a rule speaks of; what no rule declares, not even they."),
    ),
)  # fmt: skip


def declared() -> dict[type[Versioned], list[str]]:
    """The verbs that have a rule, by model: seeing, writing, then the verbs of that noun alone."""
    verbs: dict[type, list[str]] = defaultdict(list)
    for permission in RULES:
        app, _dot, codename = permission.partition(".")
        verb, _bar, noun = codename.rpartition("_")
        verbs[apps.get_model(app, noun)].append(verb)
    return {model: [SEE, *sorted(verbs[model], key=_rank)] for model in editable()}


def _rank(verb: str) -> tuple[int, str]:
    return (WRITING.index(verb), "") if verb in WRITING else (len(WRITING), verb)


def editable() -> list[type[Versioned]]:
    """Every model whose rows have versions, from the lowest floor to the highest."""
    floors = ("accounts", "activities", "evaluations", "recommendations")
    return [
        model for app in floors for model in apps.get_app_config(app).get_models()
        if issubclass(model, Versioned)
    ]  # fmt: skip


def undeclared(rules: dict) -> list[str]:
    """Permissions to write that no rule speaks of: an oversight, unless the noun only grows."""
    needed = (
        f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
        for model in editable()
        for verb in (WRITING if model._meta.label_lower not in APPEND_ONLY else ("add",))
    )
    return [permission for permission in needed if permission not in rules]
