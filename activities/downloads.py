"""How a kept file leaves the house: as what it is, to nobody else, and unable to act."""

from django.http import FileResponse, Http404

from activities.models import Document
from activities.uploads import CONTENT_TYPES, SHOWN_IN_THE_BROWSER, suffix_of


def as_download(document: Document) -> FileResponse:
    """The document's file under a name that says what it is. Raises Http404 where none is kept.

    The caller has checked that the reader may see the document.
    """
    try:
        stored = document.file.open("rb")
    except (ValueError, FileNotFoundError) as error:
        raise Http404("No file is kept.") from error
    suffix = suffix_of(document.file.name)
    response = FileResponse(
        stored,
        as_attachment=suffix not in SHOWN_IN_THE_BROWSER,
        filename=document.download_name,
        content_type=CONTENT_TYPES.get(suffix, "application/octet-stream"),
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response
