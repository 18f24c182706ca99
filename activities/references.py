"""What the texts of a project can refer to by name: its activities and papers."""

from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.models import Activity, Document, Project
from editing.references import PICKERS, Kind, referable


def register() -> None:
    PICKERS[Project] = _picker
    referable(Project, *kinds(_this))


def kinds(projects: Any) -> tuple[Kind, Kind]:
    """The register of the projects that `projects(whole)` names."""
    title = attrgetter("title")
    return (
        Kind(
            7, "activity", Activity, lambda whole: _of(Activity, projects(whole)), _activity, title
        ),
        Kind(
            8, "document", Document, lambda whole: _of(Document, projects(whole)), _document, title
        ),
    )


def _this(project: Project) -> list[Project]:
    return [project]


def _of(model: type[Activity] | type[Document], projects: Any) -> QuerySet:
    rows = model.objects.filter(project__in=projects).select_related("project")
    return rows.only("number", "title", "project__code")


def _activity(row: Activity) -> str:
    return _("activity %(project)s %(n)s") % {"project": row.project.code, "n": row.number}


def _document(row: Document) -> str:
    return _("document %(project)s %(n)s") % {"project": row.project.code, "n": row.number}


def _picker(project: Project) -> str:
    return reverse("activities:reference-list", args=[project.code])
