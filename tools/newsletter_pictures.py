"""Draws the pictures of the newsletter in the demonstration: `python -m tools.newsletter_pictures`.

No photographs: what they show are figures and dates of `fixtures/mmsp/activities.toml`.
"""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "mmsp" / "pictures"
BLUE, TINT, INK, GREY, GOLD = "#003399", "#eef2fb", "#1b1f24", "#57606a", "#8a5c00"
PARTICIPANTS = (
    ("Fraudulent documents, Kunming", 60),
    ("Victims of trafficking, three cities", 58),
    ("Automated border control, Shanghai", 48),
    ("Integration of migrants, Hainan", 33),
    ("Mixed migration, Beijing", 32),
    ("Anti-trafficking investigators", 20),
    ("Migration in policy planning, Turin", 3),
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Month, words, and how high they stand: no line runs through the words of another month.
EVENTS = (
    (1, "Trafficking investigators", 1), (2, "Mixed migration", 0), (4, "Integration, Hainan", 1),
    (5, "EU-China Forum", 0), (7, "Border control, Shanghai", 1), (10, "Documents, Kunming", 0),
    (11, "Planning course, Turin", 2), (12, "Migrants Day", 3),
)  # fmt: skip
PILLARS = ("Regular\nmigration", "Irregular\nmigration", "Development", "Protection")


def letters(size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(
        str(files("fontpkg_source_sans_3") / "files/SourceSans3[wght].ttf"), size
    )
    font.set_variation_by_axes([weight])
    return font


def canvas(
    width: int, height: int, title: str, left: int = 60
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((left, 44), title, INK, letters(50, 600))
    return picture, pen


def bars() -> Image.Image:
    """Participants of the events of 2018, in letters that are read in a column."""
    picture, pen = canvas(1200, 860, "Participants of events in 2018", left=0)
    for row, (label, count) in enumerate(PARTICIPANTS):
        top = 140 + row * 102
        pen.text((0, top), label, INK, letters(40))
        pen.text((1194, top), str(count), BLUE, letters(40, 600), anchor="ra")
        pen.rectangle((0, top + 54, 1200, top + 78), TINT)
        pen.rectangle((0, top + 54, count * 20, top + 78), BLUE)
    return picture


def year() -> Image.Image:
    """The events of 2018 along the months."""
    picture, pen = canvas(1800, 620, "2018, month by month")
    pen.line((80, 500, 1740, 500), GREY, 6)
    for place, name in enumerate(MONTHS):
        left = 120 + place * 140
        pen.text((left, 530), name, GREY, letters(36), anchor="ma")
    for month, words, level in EVENTS:
        left, top = 120 + (month - 1) * 140, 390 - level * 100
        pen.line((left, top + 30, left, 500), BLUE, 4)
        pen.ellipse((left - 14, 486, left + 14, 514), GOLD)
        anchor = "rm" if month > 9 else "lm"
        pen.text(
            (left + (14 if month > 9 else -14), top), words, INK, letters(38, 600), anchor=anchor
        )
    return picture


def pillars() -> Image.Image:
    """Four pillars that carry one roof."""
    picture = Image.new("RGB", (1000, 1240), "white")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(60, 330), (500, 60), (940, 330)], BLUE)
    pen.text((500, 235), "Dialogue", "white", letters(72, 600), anchor="mm")
    for place, label in enumerate(PILLARS):
        left = 90 + place * 215
        pen.rectangle((left, 360, left + 175, 1060), TINT, BLUE, 5)
        pen.rectangle((left - 12, 360, left + 187, 396), BLUE)
        turned(picture, label, (left, 410), (175, 640))
    pen.rectangle((60, 1080, 940, 1160), GOLD)
    pen.text((500, 1120), "Evidence", "white", letters(52, 600), anchor="mm")
    return picture


def turned(picture: Image.Image, label: str, at: tuple[int, int], room: tuple[int, int]) -> None:
    """Words that run up a pillar."""
    strip = Image.new("RGB", (room[1], room[0] - 12), TINT)
    middle = (room[1] // 2, room[0] // 2 - 6)
    pen = ImageDraw.Draw(strip)
    pen.multiline_text(middle, label, BLUE, letters(52, 600), anchor="mm", align="center")
    picture.paste(strip.rotate(90, expand=True), (at[0] + 6, at[1]))


def drawn() -> Iterator[tuple[str, Image.Image]]:
    yield "participants-2018", bars()
    yield "year-2018", year()
    yield "pillars", pillars()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in drawn():
        picture.quantize(64).save(FOLDER / f"{name}.png", optimize=True)
