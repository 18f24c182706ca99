"""Pictures are looked at before the press opens them: what they are, and how large they say they are."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext_noop
from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 40_000_000
# What we draw or bring ourselves; everything else on the shelf is a picture that somebody gave us.
OUR_OWN = {".svg", ".xml", ".ttf", ".otf"}


def unfit(assets: Mapping[str, bytes]) -> Iterator[tuple[str, str, dict[str, int]]]:
    """The addresses of those that cannot be printed, each with a sentence that says what to change, and
    what that names."""
    for address, body in assets.items():
        if PurePath(address).suffix in OUR_OWN:
            continue
        sentence, named = _complaint(body)
        if sentence:
            yield address, sentence, named


def _complaint(body: bytes) -> tuple[str, dict[str, int]]:
    try:
        # Reads no more than the head, of the two formats that we keep; a drawing is neither.
        with Image.open(BytesIO(body), formats=["PNG", "JPEG"]) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        said = gettext_noop(
            "A picture is too large to be printed. Make it smaller and add it again."
        )
        return said, {}
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        said = gettext_noop("A picture cannot be opened. Save it as PNG or JPEG and add it again.")
        return said, {}
    if width * height > MOST_PIXELS:
        said = gettext_noop(
            "A picture has %(width)s × %(height)s pixels. Make it smaller and add it again."
        )
        return said, {"width": width, "height": height}
    return "", {}
