"""House styles: whose typography a paper follows, on paper and in Word.

Only what the institutions' own papers say is different; the rest is `print.css` for all.
"""

from dataclasses import dataclass

from mmsp.reports.press import ARIAL


@dataclass(frozen=True, slots=True)
class House:
    """`sheet` stands over print.css, "" for none; `blue` is of headings, in hexadecimal."""

    sheet: str = ""
    blue: str = "003399"
    line_spacing: float = 1.25
    wants_arial: bool = False


PLAIN = House()
HOUSES = {
    "plain": PLAIN,
    # Arial of at least 11 points, single spacing: the terms of reference of the framework contract.
    "ec": House("css/print-ec.css", line_spacing=1.0, wants_arial=True),
    "iom": House("css/print-iom.css", blue="0033a0"),
}


def house_of(content: object) -> House:
    """The style that the content of a paper asks for, or its cover; plain where neither says."""
    says = content if hasattr(content, "house") else getattr(content, "cover", None)
    return HOUSES.get(getattr(says, "house", ""), PLAIN)


def lacks_its_typeface(house: House) -> bool:
    """Whether this machine has no font of the widths of Arial, so that ours stands in for it."""
    return house.wants_arial and not all(path.is_file() for path in ARIAL.values())


def faces(house: House) -> str:
    """What the press is to know of the fonts of the house beside its own."""
    if not house.wants_arial or lacks_its_typeface(house):
        return ""
    return "".join(map(_face, ARIAL))


def _face(url: str) -> str:
    weight = 700 if "bold" in url else 400
    style = "italic" if "italic" in url else "normal"
    return (
        f'@font-face {{ font-family: "Paper Arial"; src: url({url});'
        f" font-weight: {weight}; font-style: {style} }}\n"
    )
