"""Where a part of a report stands among the others, and how its form stands there in its place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRefresh

from editing.forms import VersionedForm
from editing.models import Versioned
from editing.pages import create_page, edit_page
from evaluations.commentable import noun_of
from evaluations.talk import talk_about

# What the report puts together: sections of a kind, questions of a criterion, findings of a question.
GROUPED_BY = {"section": "kind", "question": "criterion_id", "finding": "question_id"}


def edit_part(
    request: HttpRequest, part: Any, form_class: type[VersionedForm], template: str,
    *, context: dict[str, Any] | None = None, **form_args: Any,
) -> HttpResponse:  # fmt: skip
    """The form of a part: where the part stands for who reads the report, else a page of its own."""
    here = InPlace(part) if _is_in_place(request) else None
    if here:
        about: dict[str, Any] = {"place": here}
        form_args |= {"then": here.close, "auto_id": f"{here.anchor}-%s"}
    else:
        about = {"talk": talk_about(part, request.user)}
    answer = edit_page(
        request, part, form_class, template, context=about | (context or {}), **form_args
    )
    return _answered(answer, here)


def new_part(
    request: HttpRequest, model: type[Versioned], form_class: type[VersionedForm], template: str,
    *, fixed: dict[str, Any], slot: Any = "", context: dict[str, Any] | None = None,
    **form_args: Any,
) -> HttpResponse:  # fmt: skip
    """The form of a new part, as `edit_part`; `slot` tells several places for the same noun apart."""
    started = model(**fixed, **form_args.get("initial", {}))
    here = InPlace(started, str(slot)) if _is_in_place(request) else None
    if here:
        form_args |= {"then": here.close, "auto_id": f"{here.anchor}-%s"}
    answer = create_page(
        request, model, form_class, template, fixed=fixed,
        context={"place": here, **(context or {})}, **form_args,
    )  # fmt: skip
    return _answered(answer, here)


class InPlace:
    """A form that stands in the report where its part stands, or will."""

    def __init__(self, part: Any, slot: str = "") -> None:
        noun: Any = noun_of(part)
        self.part, self.is_new, self.has_moved = part, part.pk is None, False
        self.anchor = (
            "-".join(filter(None, ["new", noun.key, slot])) if self.is_new else anchor_of(part)
        )
        self._stood = _standing(part)

    @property
    def close_url(self) -> str:
        """What brings the part back as it reads."""
        return "" if self.is_new else part_url(self.part)

    def close(self, saved: Any) -> str:
        """Where to go on to from the form."""
        self.has_moved = not self._stays(saved)
        return part_url(saved)

    def _stays(self, saved: Any) -> bool:
        if self.is_new:
            return _standing(saved)[0] == self._stood[0] and _is_last(saved)
        return _standing(saved) == self._stood


def anchor_of(part: Any) -> str:
    """The id of the part on the page that reads the whole report, such as `finding-4`."""
    noun: Any = noun_of(part)
    return f"{noun.key}-{getattr(part, noun.place)}"


def part_url(part: Any) -> str:
    noun: Any = noun_of(part)
    place = getattr(part, noun.place)
    return reverse("evaluations:part-detail", args=[part.evaluation.slug, noun.key, place])


def _is_in_place(request: Any) -> bool:
    return bool(request.htmx)


def _answered(answer: HttpResponse, here: InPlace | None) -> HttpResponse:
    """What now stands elsewhere in the report is shown by reading the report anew."""
    if here and here.has_moved:
        answer = HttpResponseClientRefresh()
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _standing(part: Any) -> tuple[Any, Any]:
    """The group in which the part stands, and its place there."""
    noun: Any = noun_of(part)
    group = GROUPED_BY.get(noun.key)
    return group and getattr(part, group), getattr(part, noun.place)


def _is_last(part: Any) -> bool:
    noun: Any = noun_of(part)
    siblings = type(part).objects.filter(evaluation=part.evaluation)
    if group := GROUPED_BY.get(noun.key):
        siblings = siblings.filter(**{group: getattr(part, group)})
    return not siblings.filter(**{f"{noun.place}__gt": getattr(part, noun.place)}).exists()
