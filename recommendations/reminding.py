"""Who is to be reminded of what on a day. Nothing is remembered here: whether somebody was told already
is asked of `Reminder` when a digest is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from accounts.models import User
from evaluations.permissions import is_manager
from recommendations.models import (
    FollowUpRules,
    KeyAction,
    Kind,
    MutedEvaluation,
    Reminder,
    ResponseMatrix,
    Verification,
)
from recommendations.permissions import answers_for, can_verify, heads

Found = Iterator[tuple[Kind, KeyAction | ResponseMatrix, date]]


def reminders_for(person: User, on: date) -> list[Reminder]:
    """What the person is to hear on the day, also as a deputy: rows not saved yet, each once."""
    rules = rulebook()
    watches = [Watch(person, person, on, rules)]
    watches += [Watch(a, person, on, rules) for a in User.objects.stood_in_for_by(person, on)]
    found: dict[tuple, Reminder] = {}
    for reminder in (each for watch in watches for each in watch.reminders()):
        found.setdefault(reminder.key, reminder)
    return list(found.values())


def rulebook() -> dict[int, FollowUpRules]:
    """The rules by evaluation, of those that have their own."""
    return {rules.evaluation_id: rules for rules in FollowUpRules.objects.all()}


@dataclass(frozen=True)
class Watch:
    """What is in the hands of one person, as far as the reader of the mail may see it: the person
    themselves, or their deputy. Who has nothing to do with any response costs two queries."""

    holder: Any
    reader: Any
    on: date
    rules: dict[int, FollowUpRules]

    def reminders(self) -> Iterator[Reminder]:
        in_place_of = self.holder if self.holder != self.reader else None
        for kind, row, due_on in self._found() if self._matrices else ():
            row_is = "action" if isinstance(row, KeyAction) else "matrix"
            yield Reminder(
                kind=kind,
                due_on=due_on,
                person=self.reader,
                in_place_of=in_place_of,
                **{row_is: row},
            )

    def _found(self) -> Found:
        yield from self._own()
        yield from self._of_the_house()
        yield from self._to_verify()
        yield from self._responses()

    def _own(self) -> Found:
        mine = self._actions(self._matrices).open().to_be_reported_by(self.holder)
        for action in mine.with_last_word():
            rules = self._rules_of(action.response.matrix)
            kind = self._kind_of(action.due_on, rules)
            if kind and rules.reminds_of(kind):
                yield kind, action, action.due_on
            spell = rules.days("stale_days")
            silent_since = timezone.localdate(action.last_word_at)
            if rules.reminds_of(Kind.STALE) and (self.on - silent_since).days >= spell:
                yield Kind.STALE, action, self._last_turn(silent_since, spell)

    def _of_the_house(self) -> Found:
        """What the head of an organisation hears of: late for long, in the hands of others."""
        headed = [each for each in self._matrices if heads(self.holder, each)]
        late = self._actions(headed).overdue(self.on).exclude(responsible_person=self.holder)
        for action in late if headed else ():
            rules = self._rules_of(action.response.matrix)
            told_on = action.due_on + timedelta(days=rules.days("escalate_days"))
            if rules.reminds_of(Kind.ESCALATED) and told_on <= self.on:
                yield Kind.ESCALATED, action, action.due_on

    def _to_verify(self) -> Found:
        """What the holder and the reader may both judge; again whenever the time to do so is over.
        Who has all rights is asked for nothing by that."""
        managed = [each for each in self._matrices if is_manager(self.holder, each.evaluation)]
        done = self._actions(managed).waiting_for_verification()
        for action in done if managed else ():
            check = Verification(key_action=action)
            rules = self._rules_of(action.response.matrix)
            people = (self.holder, self.reader)
            if rules.reminds_of(Kind.VERIFY) and all(can_verify(each, check) for each in people):
                done_on, time = timezone.localdate(action.completed_at), rules.days("verify_days")
                yield Kind.VERIFY, action, self._last_turn(done_on, time) + timedelta(days=time)

    def _responses(self) -> Found:
        for matrix in self._matrices:
            rules = self._rules_of(matrix)
            kind = self._kind_of(matrix.due_on, rules)
            is_owed = matrix.submitted_at is None and answers_for(self.holder, matrix)
            if matrix.due_on and kind and is_owed and rules.reminds_of("response"):
                yield kind, matrix, matrix.due_on

    def _kind_of(self, due_on: date | None, rules: FollowUpRules) -> Kind | None:
        """Where the day stands before a date: what falls due before the next mail is due now."""
        if due_on is None:
            return None
        if due_on < self.on:
            return Kind.OVERDUE
        if due_on < self._next_mail_on:
            return Kind.ON_DUE
        is_soon = due_on <= self.on + timedelta(days=rules.days("due_soon_days"))
        return Kind.BEFORE_DUE if is_soon else None

    def _last_turn(self, since: date, days: int) -> date:
        """The last day, up to today, that lies so many days, or a multiple, after the given one."""
        days = max(days, 1)
        return since + timedelta(days=max(self.on - since, timedelta()).days // days * days)

    @cached_property
    def _next_mail_on(self) -> date:
        return self.reader.next_mail_on(self.on)

    @cached_property
    def _matrices(self) -> list[ResponseMatrix]:
        """The responses that both may see, of evaluations that neither muted."""
        people = {self.holder.pk: self.holder, self.reader.pk: self.reader}
        rows: Any = ResponseMatrix.objects.all()
        for person in people.values():
            rows = rows.visible_to(person)
        mutes = MutedEvaluation.objects.filter(person__in=people)
        rows = rows.exclude(evaluation__in=mutes.values("evaluation"))
        return list(rows.select_related("evaluation", "organisation"))

    def _actions(self, matrices: list[ResponseMatrix]) -> Any:
        return KeyAction.objects.of([each.pk for each in matrices]).with_addresses()

    def _rules_of(self, matrix: ResponseMatrix) -> FollowUpRules:
        return self.rules.get(matrix.evaluation_id) or FollowUpRules()
