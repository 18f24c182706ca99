"""Steps of a row that are more than filling in its form: the same actions as on the public pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from editing.permissions import may
from editing.versions import Stale


@dataclass(frozen=True)
class Step:
    """A verb with a page of its own: `form(data, row, user)` asks, `take(form, row, user)` does."""

    name: str
    label: str | Promise
    right: str
    form: Callable[[Any, Any, Any], forms.BaseForm]
    take: Callable[[Any, Any, Any], Any]


class TakesSteps:
    """Adds a page for each of `steps`, linked from the row's own page."""

    steps: tuple[Step, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        pages = [
            path(
                f"<path:object_id>/{step.name}/",
                self.admin_site.admin_view(partial(self.step_view, step=step)),  # type: ignore[attr-defined]
                name=self._page(step.name).removeprefix("admin:"),
            )
            for step in self.steps
        ]
        return [*pages, *super().get_urls()]  # type: ignore[misc]

    def _page(self, page: str) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"  # type: ignore[attr-defined]

    def steps_of(self, row: Any, user: Any) -> list[tuple[Step, str]]:
        """The steps that this person may take now, with their addresses."""
        return [
            (step, reverse(self._page(step.name), args=[row.pk]))
            for step in self.steps
            if may(user, step.right, row)
        ]

    def step_view(self, request: HttpRequest, object_id: str, step: Step) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not may(request.user, step.right, row):
            raise PermissionDenied
        form, status = step.form(request.POST or None, row, request.user), 200
        if request.method == "POST" and form.is_valid():
            try:
                step.take(form, row, request.user)
            except Stale as stale:
                messages.warning(request, _("Somebody changed this meanwhile. Look again."))
                form, status = step.form(None, stale.row, request.user), 409
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(reverse(self._page("change"), args=[row.pk]))
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": step.label,
            "opts": self.opts,  # type: ignore[attr-defined]
            "row": row,
            "form": form,
        }
        return TemplateResponse(request, "admin/editing/step.html", context, status=status)
