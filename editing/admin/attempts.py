"""One page of the admin on its way into the database: all of it is written, or none of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from editing.admin.forms import AdminForm
from editing.conflicts import Conflict, conflict_of, fill, proposals_for
from editing.versions import Stale, current, keep_refused


class Refused(Exception):
    """At least one row of the page was not taken; the transaction has to be undone."""


@dataclass
class Attempt:
    """What a page tried to write, and what was refused, by the prefix of the form."""

    by: Any
    tried: list[AdminForm] = field(default_factory=list)
    refused: dict[str, Stale | ValidationError] = field(default_factory=dict)

    def write(self, form: Any, write: Callable[[], Any]) -> Any:
        """Writes one row, or notes why not and goes on, so that all refusals show at once."""
        self.tried.append(form)
        try:
            return write()
        except (Stale, ValidationError) as error:
            self.refused[form.prefix or ""] = error
            return None

    def settle(self) -> None:
        if self.refused:
            raise Refused

    @property
    def stale(self) -> list[tuple[AdminForm, Stale]]:
        pairs = ((form, self.refused.get(form.prefix or "")) for form in self.tried)
        return [(form, refusal) for form, refusal in pairs if isinstance(refusal, Stale)]

    @property
    def status(self) -> int:
        return 409 if self.stale else 200

    def keep(self) -> None:
        """After the transaction was undone: keeps all that one page said, not only the stale row.

        A new line has no row to be kept with, so it is kept with its parent.
        """
        if not self.stale:
            return
        for form in self.tried:
            refusal = self.refused.get(form.prefix or "")
            if isinstance(refusal, Stale):
                refusal.keep()
            elif form.has_changed():
                self._keep_aside(form)

    def _keep_aside(self, form: AdminForm) -> None:
        parent = self.tried[0].instance
        row, said = form.instance, form.content()
        if form.is_new:
            row, said = parent, {str(form.instance._meta.verbose_name): said}
        base_version = form.cleaned_data.get("base_version") or current(row).version
        keep_refused(row, base_version=base_version, fields=said, by=self.by)

    def posted_again(self, posted: QueryDict) -> QueryDict:
        """What was posted, filled with the proposals and based on their versions."""
        again = posted.copy()
        for form, stale in self.stale:
            fill(again, form, stale, proposals_for(stale))
        return again

    def conflicts(self) -> list[Conflict]:
        return [conflict_of(stale, self.by) for _, stale in self.stale]
