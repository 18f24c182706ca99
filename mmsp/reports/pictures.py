"""Pictures are looked at before the press opens them: what they are, and how large they say they are."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePath

from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 40_000_000
# What we draw or bring ourselves; everything else on the shelf is a picture that somebody gave us.
OUR_OWN = {".svg", ".xml", ".ttf", ".otf"}


def unfit(assets: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The addresses of those that cannot be printed, each with a sentence that says what to change."""
    for address, body in assets.items():
        if PurePath(address).suffix not in OUR_OWN and (said := _complaint(body)):
            yield address, said


def _complaint(body: bytes) -> str:
    try:
        # Reads no more than the head, of the two formats that we keep; a drawing is neither.
        with Image.open(BytesIO(body), formats=["PNG", "JPEG"]) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        return "A picture is too large to be printed. Make it smaller and add it again."
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return "A picture cannot be opened. Save it as PNG or JPEG and add it again."
    if width * height > MOST_PIXELS:
        return f"A picture has {width:,} × {height:,} pixels. Make it smaller and add it again."
    return ""
