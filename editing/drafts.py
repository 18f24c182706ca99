"""Private drafts: what somebody is typing, kept for them alone until they save it for good.

A draft is sent to the address of its own form. So it passes the same doors as the form: who may not
open the row, or not change it, can neither keep a draft of it nor get one back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from editing.content import as_clean
from editing.models import PrivateDraft, PrivateDraftQuerySet, Versioned

# What a form sends beside its fields; a hyphen keeps these names apart from those of any model.
KEY, KEEP, DISCARD, TAKEN_UP = "draft-key", "draft-keep", "draft-discard", "draft-taken-up"
STEERING = {KEY, KEEP, DISCARD, TAKEN_UP, "csrfmiddlewaretoken", "stay"}
MAX_CHARACTERS = 1_000_000
# Drafts of one form that its notice offers.
OFFERED = 5


@dataclass(frozen=True)
class Slot:
    """The key of an opened form, the draft that it continues, and others that wait to be continued."""

    key: UUID
    taken_up: PrivateDraft | None
    offered: list[PrivateDraft]


class Desk:
    """One person at one form: the drafts that belong to it."""

    def __init__(self, request: HttpRequest, row: Versioned) -> None:
        self.request, self.row, self.user = request, row, cast(Any, request.user)
        self.key = _key(request.POST.get(KEY)) or uuid4()

    def answer(self) -> HttpResponse | None:
        """What to answer to a form that only wants its draft kept or discarded; None for others."""
        if KEEP in self.request.POST:
            return self._keep()
        if key := _key(self.request.POST.get(DISCARD)):
            self._mine().filter(key=key).delete()
            here = self.request.get_full_path()
            return HttpResponse() if "HX-Request" in self.request.headers else redirect(here)
        return None

    def content(self) -> QueryDict | None:
        """What the form starts with: what is posted, or the draft that the address asks for. Raises
        Http404 for a draft that is not there, or not theirs."""
        return self.request.POST or None if self.request.method == "POST" else self._restored()

    def slot(self) -> Slot:
        """What the page shows of drafts; those to choose from where the form is opened afresh."""
        taken_up = self._taken_up()
        is_fresh = self.request.method != "POST" and not taken_up
        offered = self._waiting().exclude(key=self.key)[:OFFERED] if is_fresh else []
        return Slot(self.key, taken_up, list(offered))

    def clear(self) -> None:
        """What was saved for good needs no draft: neither this one nor the one it began from."""
        self._mine().filter(key=_key(self.request.POST.get(TAKEN_UP))).delete()
        if _key(self.request.POST.get(KEY)):
            now = timezone.now()
            done = {"content": {}, "settled_at": now, "saved_at": now, "page": self._page}
            PrivateDraft.objects.update_or_create(
                user=self.user, key=self.key, defaults=done | self._row
            )

    def _restored(self) -> QueryDict | None:
        if "draft" not in self.request.GET:
            return None
        if not (draft := self._taken_up()):
            raise Http404
        content = QueryDict(mutable=True)
        for name, values in draft.content.items():
            content.setlist(name, values)
        return content

    def _keep(self) -> JsonResponse:
        content = {n: v for n, v in self.request.POST.lists() if n not in STEERING}
        if self.row.pk and self.row.deleted_at:
            said = _("It was removed meanwhile. Press Save, and your text is kept in its history.")
            return JsonResponse({"error": said}, status=410)
        if sum(len(value) for values in content.values() for value in values) > MAX_CHARACTERS:
            said = _("This text is too long to be kept as a draft. Save it in shorter parts.")
            return JsonResponse({"error": said}, status=413)
        try:
            content = {n: [as_clean(self.row, n, v) for v in vs] for n, vs in content.items()}
        except ValidationError as error:
            return JsonResponse({"error": error.messages[0]}, status=413)
        now = timezone.now()
        if not self._write(content, now):
            return JsonResponse({"settled": True})
        self._mine().filter(key=_key(self.request.POST.get(TAKEN_UP))).exclude(
            key=self.key
        ).delete()
        return JsonResponse({"at": f"{timezone.localtime(now):%H:%M}"})

    def _write(self, content: dict[str, Any], now: datetime) -> bool:
        """False where the form was saved for good meanwhile."""
        values = {"content": content, "saved_at": now}
        if self._mine().waiting().filter(key=self.key).update(**values):
            return True
        place = {"page": self._page, **self._row}
        return PrivateDraft.objects.get_or_create(
            user=self.user, key=self.key, defaults=values | place
        )[1]

    def _taken_up(self) -> PrivateDraft | None:
        asked = self.request.POST.get(TAKEN_UP) or self.request.GET.get("draft")
        return self._waiting().filter(key=_key(asked)).first() if asked else None

    @property
    def _page(self) -> str:
        """What tells the forms of one row apart; a new row is told by the address it is written at."""
        here: Any = self.request.resolver_match
        return here.view_name if self.row.pk else self.request.path

    @property
    def _row(self) -> dict[str, Any]:
        kind = ContentType.objects.get_for_model(self.row)
        return {"content_type": kind, "object_id": self.row.pk}

    def _mine(self) -> PrivateDraftQuerySet:
        return PrivateDraft.objects.visible_to(self.user)

    def _waiting(self) -> PrivateDraftQuerySet:
        return self._mine().waiting().filter(page=self._page, **self._row)


def forget_drafts(at: datetime) -> int:
    """Deletes the drafts that nobody touched for `DRAFT_DAYS` days; how many."""
    oldest = at - timedelta(days=settings.DRAFT_DAYS)
    return PrivateDraft.objects.untouched_since(oldest).delete()[0]


def _key(text: Any) -> UUID | None:
    """The key that somebody sent; None for anything that is none."""
    try:
        return UUID(text)
    except (TypeError, ValueError, AttributeError):
        return None
