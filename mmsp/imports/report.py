"""Writes a parsed report into an evaluation: first as a plan that changes nothing, then at once."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from activities.models import Project
from editing import versions
from editing.models import Versioned
from editing.references import kinds_of, rich_fields
from evaluations.models import Criterion, Evaluation, Membership, Role
from mmsp.imports.guard import Refused
from mmsp.imports.parsed import ParsedReport
from mmsp.imports.rows import Wanted, evaluation_fields, wanted
from mmsp.imports.sameness import says_the_same

LONGEST_SLUG = 80
CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"
_NAMED = re.compile(r"\[\[([^\[\]<>]{1,300})\]\]")
SHORT = "short_answer"  # the one text of a report that is not rich and has lines
REASON = "import of a report in Word"


@dataclass(frozen=True)
class Change:
    """What becomes of one row: `what` is created, changed or unchanged, `version` the one found."""

    model: type[Versioned]
    label: str
    what: str
    version: int = 0

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)


@dataclass(frozen=True)
class Plan:
    """The changes in the order of writing; `evaluation` is None while there is none yet."""

    evaluation: Evaluation | None
    slug: str
    changes: tuple[Change, ...]

    def count(self, what: str) -> int:
        return sum(change.what == what for change in self.changes)

    def of(self, what: str) -> list[Change]:
        return [change for change in self.changes if change.what == what]

    @property
    def fingerprint(self) -> str:
        """Equal for two plans that would do the same to the same versions."""
        return hashlib.sha256(repr((self.slug, self.changes)).encode()).hexdigest()


def slug_for(project: Project | None, title: str) -> str:
    """The evaluation's short name, by which the same import finds it again."""
    end = slugify(project.code) if project else ""
    return f"{slugify(title)[: LONGEST_SLUG - len(end) - 1].strip('-')}-{end}".strip("-")


def find_evaluation(project: Project | None, title: str) -> Evaluation | None:
    """The evaluation that an earlier import with this project and title has made."""
    return Evaluation.objects.filter(slug=slug_for(project, title), projects=project).first()


def plan(
    parsed: ParsedReport,
    project: Project | None,
    title: str,
    *,
    commissioned_by: Organisation | None = None,
    evaluation: Evaluation | None = None,
) -> Plan:
    """What `commit` would do now. Raises Refused where it would refuse.

    The project may be left out where the evaluation is given.
    """
    _require_report(parsed)
    found = evaluation or find_evaluation(project, title)
    _require_open(found)
    desk = Desk(found, _fields(parsed, project, title, commissioned_by), parsed.is_ours)
    slug = found.slug if found else slug_for(project, title)
    return Plan(found, slug, tuple(desk.plan(parsed)))


@transaction.atomic
def commit(
    *,
    parsed: ParsedReport,
    project: Project | None,
    title: str,
    by: User | None,
    commissioned_by: Organisation | None = None,
    evaluation: Evaluation | None = None,
    expected: str = "",
) -> Plan:
    """Writes the report, all or nothing; rows that say the same already get no new version.

    `expected` is the fingerprint of the plan that the person has seen. Raises Refused,
    PermissionDenied, or Changed when the evaluation is no longer what that plan was made for.
    """
    rehearsed = plan(parsed, project, title, commissioned_by=commissioned_by, evaluation=evaluation)
    if expected and rehearsed.fingerprint != expected:
        raise Changed
    fields = _fields(parsed, project, title, commissioned_by)
    desk = Desk(rehearsed.evaluation, fields, parsed.is_ours)
    try:
        changes = tuple(desk.write(parsed, by))
    except versions.Stale as error:
        raise Refused(
            _("Somebody changed “%(row)s” during the import. Nothing was imported; import again.")
            % {"row": error.row}
        ) from error
    except DataError as error:
        raise Refused(
            _("A number or name in this document is larger than the database can hold.")
        ) from error
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return Plan(desk.evaluation, rehearsed.slug, changes)


class Changed(Exception):
    """The evaluation moved on since the person looked at the plan."""


def _fields(
    parsed: ParsedReport, project: Project | None, title: str, commissioned_by: Organisation | None
) -> dict[str, Any]:
    new = {
        "slug": slug_for(project, title),
        "title": title,
        "projects": [project] if project else [],
    }
    said = {"commissioned_by": commissioned_by} if commissioned_by else {}
    return {"new": new, "said": {**said, **evaluation_fields(parsed.cover)}}


def _require_report(parsed: ParsedReport) -> None:
    parts = (parsed.sections, parsed.criteria, parsed.conclusions, parsed.lessons)
    if not any((*parts, parsed.recommendations)):
        raise Refused(
            _(
                "No chapter, question or recommendation of an evaluation report was recognised "
                "in this document. Give its headings Word's heading styles, or choose another file."
            )
        )


def _require_open(evaluation: Evaluation | None) -> None:
    if evaluation and evaluation.is_frozen:
        raise Refused(
            _(
                "“%(title)s” is final; its report stands as it was handed over. Import under "
                "another title, or take the evaluation back to review first."
            )
            % {"title": evaluation.title}
        )


@dataclass
class Desk:
    """One evaluation with its rows as they are, to compare with and to write to."""

    evaluation: Evaluation | None
    fields: dict[str, Any]
    is_ours: bool = False
    rows: dict[tuple[type[Versioned], tuple[Any, ...]], Versioned] = field(default_factory=dict)
    loaded: set[type[Versioned]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for criterion in Criterion.objects.filter(evaluation=None):
            self.rows[Criterion, (criterion.code,)] = criterion

    def plan(self, parsed: ParsedReport) -> Iterator[Change]:
        title = self.evaluation.title if self.evaluation else self.fields["new"]["title"]
        if self.evaluation is None:
            yield Change(Evaluation, title, CREATED)
        else:
            yield self._compared(self.evaluation, self.fields["said"], title)
        for want in wanted(parsed, title):
            row = self._found(want)
            if row is None:
                yield Change(want.model, _label(want), CREATED)
            else:
                yield self._compared(row, self._linked(want), _label(want))

    def write(self, parsed: ParsedReport, by: User | None) -> Iterator[Change]:
        self.evaluation, change = self._write_evaluation(by)
        yield change
        for want in wanted(parsed, self.evaluation.title):
            yield self._write(want, by)

    def _write_evaluation(self, by: User | None) -> tuple[Evaluation, Change]:
        if self.evaluation:
            title = self.evaluation.title
            return self._revised(self.evaluation, self.fields["said"], by, title)
        both = {**self.fields["new"], **self.fields["said"]}
        evaluation = versions.create(Evaluation, fields=both, by=by, reason=REASON)
        if by is not None:
            # Whoever opens an evaluation manages it until they name somebody else.
            member = {"evaluation": evaluation, "user": by, "role": Role.MANAGER}
            versions.create(Membership, fields=member, by=by, reason=REASON)
        return evaluation, Change(Evaluation, evaluation.title, CREATED)

    def _write(self, want: Wanted, by: User | None) -> Change:
        fields = self._linked(want)
        if row := self._found(want):
            self.rows[want.identity], change = self._revised(row, fields, by, _label(want))
            return change
        new = {"evaluation": self.evaluation, **want.key, **want.first, **fields}
        if want.place:
            new[want.place] = self._next_place(want)
        self.rows[want.identity] = versions.create(want.model, fields=new, by=by, reason=REASON)
        return Change(want.model, _label(want), CREATED)

    def _revised(
        self, row: Any, fields: dict[str, Any], by: User | None, label: str
    ) -> tuple[Any, Change]:
        fields = self._settled(row, fields)
        fresh = versions.revise(row, base_version=row.version, fields=fields, by=by, reason=REASON)
        what = UNCHANGED if fresh.version == row.version else CHANGED
        return fresh, Change(type(row), label, what, row.version)

    def _settled(self, row: Versioned, fields: dict[str, Any]) -> dict[str, Any]:
        """A text of our own report that says the same in other HTML or lines stays as it is stored."""
        if not self.is_ours:
            return fields
        written = (name for name in (*rich_fields(type(row)), SHORT) if name in fields)
        same = (n for n in written if says_the_same(getattr(row, n), fields[n], self.names))
        return {**fields, **{name: getattr(row, name) for name in same}}

    def _compared(self, row: Versioned, fields: dict[str, Any], label: str) -> Change:
        fields = self._settled(row, fields)
        is_same = all(getattr(row, name) == value for name, value in fields.items())
        return Change(type(row), label, UNCHANGED if is_same else CHANGED, row.version)

    def _found(self, want: Wanted) -> Versioned | None:
        self._load(want)
        return self.rows.get(want.identity)

    def _load(self, want: Wanted) -> None:
        """All rows of a noun at once, by the key that the document knows them by."""
        if want.model in self.loaded or self.evaluation is None:
            return
        self.loaded.add(want.model)
        rows = want.model.objects.filter(evaluation=self.evaluation)
        for row in rows.select_related(*want.links) if want.links else rows:
            self.rows.setdefault((want.model, tuple(getattr(row, name) for name in want.key)), row)

    def _linked(self, want: Wanted) -> dict[str, Any]:
        """The fields with their links, of which a new row's have none yet while planning."""
        links = {name: self.rows.get(identity) for name, identity in want.links.items()}
        rich = (name for name in rich_fields(want.model) if name in want.fields)
        texts = {name: self._referring(want.fields[name]) for name in rich}
        return {**want.fields, **texts, **links}

    def _referring(self, text: str) -> str:
        """The names of other parts, as our own reports link them, as references; or else as words."""
        keys = {name: key for key, name in self.names.items()} if self.is_ours else {}

        def reference(found: re.Match[str]) -> str:
            key = keys.get(unescape(found[1]))
            return f'<span class="xref" data-ref="{key}">{found[1]}</span>' if key else found[1]

        return _NAMED.sub(reference, text) if self.is_ours else text

    @cached_property
    def names(self) -> dict[str, str]:
        """What texts of the evaluation may refer to, by the key of the reference."""
        if not (self.is_ours and self.evaluation):
            return {}
        with translation.override(self.evaluation.language):  # as the report has printed them
            return {
                f"{kind.key}:{row.pk}": kind.label(row)
                for kind in reversed(kinds_of(self.evaluation).values())
                for row in kind.rows(self.evaluation)
            }

    def _next_place(self, want: Wanted) -> int:
        rows = want.model.objects.filter(evaluation=self.evaluation)
        return (rows.aggregate(last=Max(want.place))["last"] or 0) + 1


def _label(want: Wanted) -> str:
    """How a person names the row: its number with its key phrase, or its title."""
    *_kind, name = want.key.values()
    return f"{name} {want.fields.get('heading', '')}".strip()


def counted(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes of each noun, in the order of the report."""
    counts: dict[type[Versioned], int] = {}
    for change in changes:
        counts[change.model] = counts.get(change.model, 0) + 1
    return {_noun(model, count): count for model, count in counts.items()}


def _noun(model: type[Versioned], count: int) -> str:
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)
