"""What may come into the register as a file: looked over, pictures made anew, names of our own."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

LARGEST = 20_000_000  # bytes
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_400  # pixels: the width of a page at 300 to the inch
# A photograph says itself in how many turns it is drawn; cameras and programs take a dozen at most.
MOST_SCANS = 100
MOST_MEMBERS = 2_000
MOST_READ = 1_000_000  # bytes of a package's own description

SCAN = b"\xff\xda"
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also the wrapping of password-protected files
MACRO_PARTS = ("vbaproject", "basic/", "scripts/", "macrosheets/")

OFFICE = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
PICTURES = ("png", "jpg")
SHOWN_IN_THE_BROWSER = {"pdf", "png", "jpg"}


def suffix_of(name: str | None) -> str:
    """The extension in small letters without its dot; both spellings of JPEG are one."""
    suffix = PurePath(name or "").suffix.lower().removeprefix(".")
    return "jpg" if suffix == "jpeg" else suffix


def stored_name(row: Any, name: str) -> str:
    """Where a file is kept: of the name it came with, only a known extension remains."""
    return _stored_in("documents", name)


def picture_name(row: Any, name: str) -> str:
    """Where a picture of a newsletter is kept."""
    return _stored_in("pictures", name)


def _stored_in(folder: str, name: str) -> str:
    suffix = suffix_of(name)
    kept = suffix if suffix in CONTENT_TYPES else "bin"
    return f"{folder}/{timezone.now():%Y}/{token_hex(16)}.{kept}"


def accepted(upload: File) -> File:
    """The file as it may be kept. Raises ValidationError with a sentence that says how to mend it."""
    suffix = suffix_of(upload.name)
    if suffix not in CONTENT_TYPES:
        known = ", ".join(CONTENT_TYPES)
        raise ValidationError(
            _("This kind of file is not accepted. These are: %(known)s.") % {"known": known}
        )
    if not upload.size:
        raise ValidationError(
            _("This file is empty. Check that it was saved, and choose it again.")
        )
    if upload.size > LARGEST:
        megabytes = LARGEST // 1_000_000
        raise ValidationError(
            _("This file is larger than %(limit)s MB. Compress it, or give a link instead.")
            % {"limit": megabytes}
        )
    return CHECKS[suffix](upload, suffix)


def accepted_picture(upload: File) -> File:
    """The picture as it may be kept: a PNG or JPEG no larger than it can be printed. Raises
    ValidationError as `accepted` does."""
    if suffix_of(upload.name) not in PICTURES:
        raise ValidationError(_("This is no picture. Choose a PNG or a JPEG file."))
    if not upload.size or upload.size > LARGEST:
        return accepted(upload)  # which says what is wrong with it
    return _picture(upload, suffix_of(upload.name), LONGEST_SIDE)


def _start(upload: File, count: int) -> bytes:
    upload.seek(0)
    start = upload.read(count)
    upload.seek(0)
    return start


def _disguised(suffix: str) -> ValidationError:
    return ValidationError(
        _(
            "This file is called .%(suffix)s but is something else inside. Save it again as .%(suffix)s."
        )
        % {"suffix": suffix}
    )


def _too_large() -> ValidationError:
    return ValidationError(_("This picture is too large. Make it smaller, then add it."))


def _macros() -> ValidationError:
    return ValidationError(
        _("This file contains macros, which are not accepted. Save it without them.")
    )


def _pdf(upload: File, suffix: str) -> File:
    if not _start(upload, 5).startswith(b"%PDF-"):
        raise _disguised(suffix)
    return upload


def _text(upload: File, suffix: str) -> File:
    """Text has no control characters but those that part lines and columns."""
    control = bytes(set(range(32)) - set(b"\t\n\f\r"))
    if upload.read().translate(None, control) != _start(upload, LARGEST):
        raise _disguised(suffix)
    return upload


def _picture(upload: File, suffix: str, longest: int = 0) -> File:
    """Decoded and written anew: what hid behind the picture, and where it was taken, is gone. No side
    is longer than `longest` pixels afterwards, if it is given."""
    kind = "PNG" if suffix == "png" else "JPEG"
    # Each turn goes over all of the picture: in 20 MB there is room for half an hour of them.
    if kind == "JPEG" and _start(upload, LARGEST).count(SCAN) > MOST_SCANS:
        raise _disguised(suffix)
    # Whoever imports WeasyPrint tells Pillow, for the whole process, to put up with half a picture.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(upload, formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large()
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert("RGB") if kind == "JPEG" else upright
            plain.info.clear()
            if longest:
                plain.thumbnail((longest, longest))
            written = BytesIO()
            plain.save(written, kind, quality=90)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Exception as error:
        # A damaged picture makes the decoder raise almost anything.
        raise _disguised(suffix) from error
    return ContentFile(written.getvalue(), name=upload.name)


def _package(upload: File, suffix: str) -> File:
    """A document of Word, Excel, PowerPoint or LibreOffice without password and macros."""
    if _start(upload, 8) == OLD_OFFICE:
        raise ValidationError(
            _("This file has a password or an old format. Save it without password as .%(suffix)s.")
            % {"suffix": suffix}
        )
    if not _start(upload, 4) == ZIP:
        raise _disguised(suffix)
    try:
        with zipfile.ZipFile(upload) as package:
            _look_over(package, suffix)
    except ValidationError:
        raise
    except Exception as error:
        # A hostile directory makes zipfile raise almost anything.
        raise ValidationError(
            _(
                "This file is damaged and cannot be opened. Open it, save it under a new name and try again."
            )
        ) from error
    upload.seek(0)
    return upload


def _look_over(package: zipfile.ZipFile, suffix: str) -> None:
    names = [name.lower().replace("\\", "/") for name in package.namelist()]
    if len(names) > MOST_MEMBERS or len(set(names)) < len(names) or any(map(_leads_outside, names)):
        raise _disguised(suffix)
    if any(part in name for name in names for part in MACRO_PARTS):
        raise _macros()
    description = "mimetype" if suffix in ("odt", "ods") else "[Content_Types].xml"
    with package.open(description) as stream:
        said = stream.read(MOST_READ)
    if b"macroEnabled" in said:
        raise _macros()
    if CONTENT_TYPES[suffix].encode() not in said:
        raise _disguised(suffix)


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or ":" in name or ".." in name.split("/")


Check = Callable[[File, str], File]
CHECKS: dict[str, Check] = {
    "pdf": _pdf,
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods"), _package),
    **dict.fromkeys(("png", "jpg"), _picture),
    **dict.fromkeys(("txt", "csv"), _text),
}
