"""Every list as a file, beside its page."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from mmsp.exports import views

app_name = "exports"
# Where each list stands; a project's own list takes the code of the project.
PLACES = {
    "recommendations": "recommendations/",
    "actions": "actions/",
    "my-actions": "my/actions/",
    "evaluations": "evaluations/",
    "activities": "activities/<code:code>/",
}
FILES = {"xlsx": views.list_xlsx, "csv": views.list_csv, "pdf": views.list_pdf}


def _addresses() -> Iterator[URLPattern]:
    for table, where in PLACES.items():
        for ending, view in FILES.items():
            yield path(f"{where}list.{ending}", view, {"table": table}, name=f"{table}-{ending}")


urlpatterns = list(_addresses())
