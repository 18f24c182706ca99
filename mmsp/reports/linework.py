"""Where lines and notes are set otherwise than by WeasyPrint 70. Read by the press alone, from its file."""

import inspect
from typing import Any


def keep_notes_with_their_calls() -> None:
    """Takes back one choice of WeasyPrint 70: to save an orphan line it moves the page's notes on.

    Raises RuntimeError when another version has other words there: then this needs a new look.
    """
    from weasyprint.layout import block

    choice = "report = not context.in_column and can_break_now and not could_break_before"
    source = inspect.getsource(block._linebox_layout)
    if choice not in source:
        raise RuntimeError("WeasyPrint lays out footnotes differently now")
    exec(source.replace(choice, "report = False"), vars(block))  # noqa: S102


def fill_lines_to_a_space() -> None:
    """Has a text before bold words stay in its line where only its last space does not fit: WeasyPrint 70
    takes it for too long then, and leaves one word of it in the line.

    Raises RuntimeError when another version has other words there.
    """
    from weasyprint.text import line_break

    choice = "if resume_index is None and first_line_width <= max_width:"
    source = inspect.getsource(line_break.split_first_line)
    if choice not in source:
        raise RuntimeError("WeasyPrint ends its lines differently now")

    def fits_without_space(text: str, most: float, style: Any, context: Any) -> bool:
        bare = text.rstrip(" ")
        if bare == text or style["white_space"] not in ("normal", "nowrap", "pre-line"):
            return False
        layout = line_break.create_layout(bare, style, context, None, 0)
        width, _height = line_break.line_size(layout.get_first_line()[0], style)
        layout.deactivate()
        return bool(width <= most)

    fits = "(first_line_width <= max_width or fits_without_space(text, max_width, style, context))"
    mended: dict[str, Any] = {}
    exec(source.replace(choice, f"if resume_index is None and {fits}:"), mended)  # noqa: S102
    # Its code alone: other modules know it by name.
    line_break.split_first_line.__code__ = mended["split_first_line"].__code__
    vars(line_break)["fits_without_space"] = fits_without_space
