"""What WeasyPrint 70 does slowly, done quickly: the paper stays the same. Run by the press by its path."""

from typing import Any

PINNING = """hb_bool_t hb_subset_input_pin_axis_location(
    hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis_tag, float axis_value);
    hb_bool_t hb_subset_input_pin_axis_to_default(
    hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis_tag);"""
PINS_SINCE = (6, 0, 0)
WEIGHT, SLANT = b"wght", b"slnt"
# What shapes letters into words, or names weights: of no use once the words are set.
DONE_WITH = (b"BASE", b"DSIG", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"STAT")


def remember_pages() -> None:
    """Has the list of pages, which is asked for at every tag, made once for each length that it has."""
    from weasyprint.pdf.fonts import pydyf

    def references(pdf: Any) -> tuple[bytes, ...]:
        kids = pdf.pages["Kids"]
        known: tuple[bytes, ...] = vars(pdf).get("known_pages", ())
        if 3 * len(known) != len(kids):
            known = pdf.known_pages = tuple(b"%d 0 R" % number for number in kids[::3])
        return known

    pydyf.PDF.page_references = property(references)


def pin_weights() -> None:
    """Has HarfBuzz set the weight while it cuts the letters out of a font that varies. WeasyPrint sets it
    afterwards with fontTools, which takes longer for one page than the page itself."""
    from weasyprint.pdf import fonts

    if not fonts.harfbuzz_subset or not fonts.harfbuzz.hb_version_atleast(*PINS_SINCE):
        return
    fonts.ffi.cdef(PINNING)
    cut = fonts.Font._harfbuzz_subset

    def cut_pinned(font: Any, letters: dict[int, str], hinting: bool) -> None:
        body = pinned(font, letters, hinting) if "fvar" in font.tables else None
        if body:
            font.file_content = body
            font.tables.remove("fvar")
        else:
            cut(font, letters, hinting)

    fonts.Font._harfbuzz_subset = cut_pinned


def pinned(font: Any, letters: dict[int, str], hinting: bool) -> bytes | None:
    """The font as it is at its weight, with these letters in their places; None where HarfBuzz gives up, and
    the library's own way is left."""
    from weasyprint.pdf.fonts import ffi, get_hb_object_data, harfbuzz, harfbuzz_subset

    def add(which: Any, numbers: list[int]) -> None:
        harfbuzz.hb_set_add_sorted_array(which, ffi.new("uint32_t[]", numbers), len(numbers))

    wish = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    add(harfbuzz_subset.hb_subset_input_glyph_set(wish), sorted(letters))
    tables = harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    tags = sorted(harfbuzz.hb_tag_from_string(name, -1) for name in DONE_WITH)
    add(harfbuzz_subset.hb_subset_input_set(wish, tables), tags)
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
    flags |= 0 if hinting else harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE if font.missing else 0
    harfbuzz_subset.hb_subset_input_set_flags(wish, flags)
    weight, slant = (harfbuzz.hb_tag_from_string(axis, -1) for axis in (WEIGHT, SLANT))
    harfbuzz_subset.hb_subset_input_pin_axis_location(wish, font.hb_face, weight, font.weight)
    harfbuzz_subset.hb_subset_input_pin_axis_to_default(wish, font.hb_face, slant)
    made = harfbuzz_subset.hb_subset_or_fail(font.hb_face, wish)
    if not made:  # to ask it for its bytes would end the process
        return None
    body: bytes | None = get_hb_object_data(ffi.gc(made, harfbuzz.hb_face_destroy))
    return body
