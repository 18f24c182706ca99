"""Office files whose bytes tell nothing of the moment at which they were packed."""

import io
import re
import zipfile

# Where a library writes the time of day, whatever the properties of the document say.
STAMPED = "docProps/core.xml"
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
NEVER = rb"\g<1>2000-01-01T00:00:00Z"


def undated(packed: bytes, *, stamp: bool = False) -> bytes:
    """The same package, each part of the same day; with `stamp` its properties too."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if stamp and name == STAMPED:
                body = MOMENT.sub(NEVER, body)
            new.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return file.getvalue()
