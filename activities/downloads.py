"""How a kept file leaves the house: as what it is, to nobody else, and unable to act."""

from typing import Any

from django.http import FileResponse, Http404

from activities.uploads import CONTENT_TYPES, SHOWN_IN_THE_BROWSER, suffix_of


def as_download(kept: Any, name: str) -> FileResponse:
    """The kept file (of a row's file field) under the name. Raises Http404 where none is kept.

    The caller has checked that the reader may see the row.
    """
    try:
        stored = kept.open("rb")
    except (ValueError, FileNotFoundError) as error:
        raise Http404("No file is kept.") from error
    suffix = suffix_of(kept.name)
    response = FileResponse(
        stored,
        as_attachment=suffix not in SHOWN_IN_THE_BROWSER,
        filename=name,
        content_type=CONTENT_TYPES.get(suffix, "application/octet-stream"),
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response
