"""Writes the rows of the repository as evaluations: all of them or none, and twice changes nothing."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Organisation
from activities.models import Project
from editing import versions
from evaluations.models import Evaluation
from mmsp.imports.guard import Refused
from mmsp.imports.report import Changed
from mmsp.register import columns as c
from mmsp.register.cleaning import Entry, Remark, clean, key_of
from mmsp.register.reading import Row

LONGEST_SLUG = 80
REASON = "import of the public register"


@dataclass
class Plan:
    """What becomes of the rows, and everything that was found on the way."""

    new: list[Entry] = field(default_factory=list)
    changed: list[tuple[Evaluation, Entry]] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    left_out: list[Entry] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """Equal for two plans that would do the same to the same versions."""
        changed = [(row.pk, row.version, entry.cells) for row, entry in self.changed]
        said = ([entry.cells for entry in self.new], changed, self.remarks)
        return hashlib.sha256(repr(said).encode()).hexdigest()


def plan(rows: Iterable[Row]) -> Plan:
    """What `bring_in` would do now; writes nothing."""
    done, seen = Plan(), dict[tuple[str, str], int]()
    listed, own = _known()
    for entry in map(clean, rows):
        done.remarks += entry.remarks
        first = seen.setdefault(entry.key, entry.row)
        if first != entry.row:
            _leave_out(done, entry, _("the same title and year as row %s; left out") % first)
        elif entry.key in own:
            _leave_out(done, entry, _("an evaluation that is worked on here; left as it stands"))
        elif entry.key not in listed:
            done.new.append(entry)
        elif (found := listed[entry.key]).register == entry.cells:
            done.unchanged.append(entry)
        else:
            done.changed.append((found, entry))
    return done


def bring_in(*, rows: Iterable[Row], by: Any, expected: str = "") -> Plan:
    """Writes what differs from what stands here. `expected` is the fingerprint of the plan that the
    person has seen. Raises Refused, or Changed when it would now be another one, and then nothing was
    written."""
    try:
        with versions.together():
            done = plan(rows)
            if expected and done.fingerprint != expected:
                raise Changed
            desk = _Desk()
            for entry in done.new:
                versions.create(Evaluation, fields=desk.new_fields(entry), by=by, reason=REASON)
            for evaluation, entry in done.changed:
                versions.revise(
                    evaluation, base_version=evaluation.version, by=by, reason=REASON,
                    fields=_what_the_register_changed(evaluation, entry),
                )  # fmt: skip
            return done
    except versions.Stale as error:
        said = _("Somebody changed “%(row)s” meanwhile. Nothing was imported; import again.")
        raise Refused(said % {"row": error.row}) from error
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _known() -> tuple[dict[tuple[str, str], Evaluation], set[tuple[str, str]]]:
    """Evaluations that an earlier import made, by their key, and the keys of our own."""
    listed, own = {}, set()
    for evaluation in Evaluation.objects.all():
        if evaluation.register:
            listed[key_of(evaluation.register)] = evaluation
        elif evaluation.report_date:
            own.add((evaluation.title.casefold(), str(evaluation.report_date.year)))
    return listed, own


def _leave_out(done: Plan, entry: Entry, why: str) -> None:
    done.left_out.append(entry)
    done.remarks.append(Remark(entry.row, c.TITLE, entry.cells[c.TITLE], why))


def _what_the_register_changed(evaluation: Evaluation, entry: Entry) -> dict[str, Any]:
    """What the register says differently than before; what people mended here since stays mended."""
    before = clean(Row(entry.row, evaluation.register)).fields
    said = {name: value for name, value in entry.fields.items() if value != before[name]}
    return {**said, "register": entry.cells}


class _Desk:
    """What new evaluations are linked to, and the short names that are taken."""

    def __init__(self) -> None:
        self.taken = set(Evaluation.objects.values_list("slug", flat=True))
        self.projects = {project.code.casefold(): project for project in Project.objects.all()}
        named = Organisation.objects.exclude(acronym="").order_by("-pk")
        self.organisations = {row.acronym.casefold(): row for row in named}

    def new_fields(self, entry: Entry) -> dict[str, Any]:
        codes = (code.casefold() for code in entry.codes)
        return {
            **entry.fields,
            "slug": self._slug(entry),
            "register": entry.cells,
            "commissioned_by": self.organisations.get(entry.commissioner.casefold()),
            "projects": list({self.projects[code] for code in codes if code in self.projects}),
        }

    def _slug(self, entry: Entry) -> str:
        slug = next(slug for slug in _slugs(entry) if slug not in self.taken)
        self.taken.add(slug)
        return slug


def _slugs(entry: Entry) -> Iterator[str]:
    """Short names for an entry: its title and year, and a number where that is taken."""
    year = entry.cells[c.YEAR]
    title = slugify(entry.fields["title"])[: LONGEST_SLUG - 12].strip("-") or "evaluation"
    yield f"{title}-{year}"
    yield from (f"{title}-{year}-{number}" for number in range(2, 10_000))
